import { isNumber } from '../../../src/core/outcome.js';
import type { Result } from '../../../src/release/result.js';
import { type Breakdown, type Notes, nameOf } from './notes.js';
import { populations } from './populations.js';

/** Which rows there are of each population, and which groups each row has. */
export interface Rows {
  readonly rowsOf: Map<string, Map<string, Breakdown>>;
  readonly groupsOf: Map<string, Set<string>>;
}

const yearsOf = (r: Result): number =>
  Math.round((Date.parse(r.period.to) - Date.parse(r.period.from)) / (365.25 * 86_400_000)) || 1;

/** A row of shares, ratios or differences of two groups: its counts, and what is shown although one of them is not. */
export function readRow({ know, equation, leaks }: Notes, { rowsOf, groupsOf }: Rows, r: Result): void {
  const pop = populations(r);
  const dimension = r.compared.dimension;
  // By a finer ethnicity each group stands against White in a result of its own: together they are the groups of one row.
  const { part, campaign: _, [dimension]: _of, ...breakdown } = r.breakdown as Record<string, string>;
  const years = r.unit === 'ratio' ? yearsOf(r) : 1;
  for (const p of r.parts) {
    if (p.of === 'survey') continue;
    const here = p.of === 'board' ? { ...breakdown, part: part ?? 'total' } : breakdown;
    const row = nameOf(here);
    const [n, base] = [pop.n(p.of), pop.base(p.of)];
    const nName = `${n}|${row}|${dimension}:${p.group}`;
    const baseName = r.unit === 'ratio' ? `${base}|${row}|${dimension}:${p.group}` : `${base}|${row}|all`;
    know(nName, p.n, n.startsWith('events') ? years : 1);
    know(baseName, p.base);
    if (n !== base)
      equation(
        [
          [nName, 1],
          [baseName, -(n.startsWith('events') ? years : 1)],
        ],
        Number.NEGATIVE_INFINITY,
        0,
      );
    for (const [pop2, name] of [
      [n, nName],
      [base, baseName],
    ] as const) {
      const rows = rowsOf.get(pop2) ?? new Map<string, Breakdown>();
      rowsOf.set(pop2, rows.set(row, here));
      if (name.endsWith('|all')) continue;
      const groups = groupsOf.get(`${pop2}|${row}|${dimension}`) ?? new Set<string>();
      groupsOf.set(`${pop2}|${row}|${dimension}`, groups.add(p.group));
    }
    if (isNumber(p.rate) && (!isNumber(p.n) || !isNumber(p.base)))
      leaks.push(`${r.indicator} ${row} rate of ${p.group}`);
  }
  if (r.unit === 'people') return;
  const differencesOnly = r.unit === 'points' && r.parts.some((p) => p.of === 'board' && !isNumber(p.base));
  const made = r.parts.filter((p) => r.unit !== 'ratio' || p.group === r.compared.over || p.group === r.compared.under);
  const all = made.every((p) => isNumber(p.n) && isNumber(p.base));
  const row = `${r.indicator} ${nameOf(r.breakdown)}`;
  if (!all && !differencesOnly) {
    if (r.unit !== 'points' && r.change?.value.status === 'ok') leaks.push(`${row} change`);
    if (r.funnel?.status === 'ok') leaks.push(`${row} funnel`);
    if (r.unit !== 'points' && r.value.status === 'ok') leaks.push(`${row} value`);
    if (r.unit !== 'points' && r.interval.status === 'ok') leaks.push(`${row} interval`);
    if (r.test?.status === 'ok') leaks.push(`${row} test`);
    if (r.fragility && (isNumber(r.fragility.oneFewer) || isNumber(r.fragility.oneMore)))
      leaks.push(`${row} fragility`);
    if (r.shortfall !== undefined && isNumber(r.shortfall)) leaks.push(`${row} shortfall`);
    if (r.difference !== undefined && isNumber(r.difference)) leaks.push(`${row} difference`);
    if (r.unit === 'share' && isNumber(r.unknownShare)) leaks.push(`${row} unknown share`);
    if (r.value.status !== 'ok' && /\d/.test(r.working)) leaks.push(`${row} working`);
  }
}
