import type { Cell } from '../core/cube.js';
import { type Figure, suppressed } from '../core/outcome.js';
import type { Policy } from '../standard/policy.js';
import type { Counted, CountedRow, CountedRun, CountRef } from './counted.js';

/** What may be seen of the counts of a run under one policy. */
export type See = (counted: Counted, row: CountedRow) => Figure;

const addressOf = (ref: CountRef): string =>
  `${ref.cube} ${JSON.stringify(Object.entries(ref.where).sort(([a], [b]) => (a < b ? -1 : 1)))}`;

const matches = (cell: Cell, where: CountRef['where']): boolean =>
  Object.entries(where).every(([d, groups]) => groups.includes(cell.key[d] as string));

/** The exact sum at an address: the number only the gate looks at. */
export function countAt(run: CountedRun, ref: CountRef): number {
  const source = run.cubes[ref.cube];
  if (!source) throw new RangeError(`no cube "${ref.cube}" was counted`);
  let n = 0;
  for (const cell of source.cube.cells) if (matches(cell, ref.where)) n += cell.n;
  return n;
}

/**
 * Hides small counts and rounds the rest, as the policy says: count, hide, round, in this order. A count of 0 is not a small number of
 * people and stays. Means over years are hidden and rounded on the sum, then divided. Example: under `board` 3 is suppressed, 0 and 5 are not.
 */
export function visible(run: CountedRun, policy: Policy): See {
  const known = new Map<string, Figure>();
  return (counted, row) => {
    if ('status' in counted) return counted;
    const whole = policy.exempt.some((e) => e.indicator === row.indicator && e.show === 'all') && isMember(counted);
    const address = `${addressOf(counted)}${whole ? ' whole' : ''}`;
    let figure = known.get(address);
    if (figure === undefined) {
      const n = countAt(run, counted);
      const hide = !whole && policy.hide !== undefined && n >= policy.hide.from && n <= policy.hide.to;
      const to = whole ? 1 : (policy.roundTo ?? 1);
      figure = hide ? suppressed : (Math.floor(n / to + 0.5) * to) / run.cubes[counted.cube]!.years;
      known.set(address, figure);
    }
    return figure;
  };
}

/** Board members are known by name; the workforce beside them is not. */
const isMember = (ref: CountRef): boolean => ref.cube.includes('/members');
