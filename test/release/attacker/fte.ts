import { isNumber } from '../../../src/core/outcome.js';
import type { Result, Run } from '../../../src/release/result.js';
import { type Notes, nameOf } from './notes.js';

/** FTE is counted in hundred-thousandths. */
const UNIT = 100_000;

const rowOf = (r: Result): string => `${r.yearsBefore ?? 0}|${nameOf(r.breakdown)}|${r.compared.dimension}`;

/**
 * Leavers and stocks in FTE. As good as a headcount, so that none is shown of a group whose number is hidden; and what is hidden of a whole whose other
 * parts are shown follows from them.
 */
export function readFte({ know, sum, leaks }: Notes, run: Run): void {
  const rates = run.results.filter((r) => r.indicator === 'turnover.leaver-rate' && r.value.status !== 'not-supplied');
  const hidden = new Set(
    rates
      // Months have rows of their own, with leavers of a month.
      .filter((r) => r.basis === 'people' && r.definition === 'D1')
      .flatMap((r) => r.parts.filter((p) => !isNumber(p.n)).map((p) => `${rowOf(r)}|${p.group}`)),
  );
  for (const r of rates.filter(({ basis }) => basis === 'fte')) {
    const name = (group: string): string => `FTE ${rowOf(r)} ${r.definition} ${group}`;
    for (const p of r.parts) {
      if (isNumber(p.n) && p.n > 0 && hidden.has(`${rowOf(r)}|${p.group}`)) leaks.push(`FTE of ${p.group} ${rowOf(r)}`);
      if (isNumber(p.rate) && !(isNumber(p.n) && isNumber(p.base))) leaks.push(`rate of FTE of ${p.group} ${rowOf(r)}`);
      // A group of nobody has no FTE, and may be hidden all the same.
      if (isNumber(p.n) && p.n > 0) know(name(p.group), p.n, UNIT);
      else if (!isNumber(p.n)) know(name(p.group), undefined);
    }
    const groups = r.parts.map((p) => p.group).filter((g) => g !== 'all');
    const whole = r.parts.find((p) => p.group === 'all');
    if (!whole || !isNumber(whole.n)) continue;
    const unseen = r.parts.filter((p) => p.group !== 'all' && !isNumber(p.n));
    if (unseen.length === 1) leaks.push(`FTE of ${unseen[0]?.group} ${rowOf(r)} is the rest`);
    sum(name('all'), groups.map(name));
  }
}
