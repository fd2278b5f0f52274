import { labels } from '../../words/labels.js';
import { checkWords, returnLines as say } from '../../words/return.js';
import type { Placed, ReturnLine, ReturnPart } from '../types.js';
import {
  check,
  empty,
  type From,
  find,
  groupsOf,
  isAbsent,
  line,
  type Made,
  minus,
  type Numbers,
  numbersOf,
  plus,
  rowsFor,
  whyAbsent,
} from './part.js';

/** A block of the pay table: one line for each band or grade, as the indicator's rows are. */
export function payRows(from: From, part: ReturnPart): Made {
  const groups = groupsOf(from, part.indicator);
  const block = part.block as string;
  const whole = find(from, part.indicator, { block });
  if (!whole || isAbsent(whole)) return empty(part, groups, whyAbsent(whole));
  const said = labels();
  const own = from.results.filter(
    (r) =>
      r.indicator === part.indicator &&
      r.breakdown.block === block &&
      ('band' in r.breakdown || 'grade' in r.breakdown),
  );
  const numbers = new Map(own.map((r) => [r.breakdown.band ?? r.breakdown.grade, numbersOf(r, 'n')]));
  const managers = numbers.get('senior-medical-manager');
  const lines: ReturnLine[] = [];
  const counts: Placed[] = [];
  const leaves: Numbers[] = [];
  for (const { breakdown } of own) {
    const id = (breakdown.band ?? breakdown.grade) as string;
    const n = numbers.get(id) as Numbers;
    const isManager = id === 'senior-medical-manager';
    const label = isManager
      ? say.ofWhichManagers
      : id === 'unmapped'
        ? say.otherBand
        : id === 'consultant'
          ? say.consultants
          : said.heading('band' in breakdown ? 'band' : 'grade', id);
    lines.push(line(label, n, { ofWhich: isManager }));
    // The counts table holds everybody once: consultants there are those who are not senior medical managers.
    const leaf = id === 'consultant' && managers ? minus(n, managers) : n;
    leaves.push(leaf);
    const place = { block, ...('band' in breakdown ? { band: id } : { grade: id }) };
    const isConsultants = id === 'consultant' && managers !== undefined;
    const at = { part: part.part, line: label, ...(isConsultants ? { less: say.ofWhichManagers } : {}) };
    counts.push(...rowsFor(from, at, part.indicator, 'staff', place, leaf));
  }
  const sum = plus(leaves, groups);
  lines.push(line('All', sum, { ofWhich: true }));
  const there = numbersOf(whole, 'n');
  return {
    sheet: { part: part.part, title: part.title, groups, lines },
    counts,
    checks: groups.map((g) =>
      check(
        part.part,
        `${checkWords.rows}: ${said.group(whole.compared.dimension, g)}`,
        sum[g] as number,
        there[g] as number,
      ),
    ),
  };
}
