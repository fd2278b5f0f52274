import { type Figure, suppressed } from '../core/outcome.js';
import type { Policy } from '../standard/policy.js';
import { countAt, whereText } from './address.js';
import type { Counted, CountedRow, CountedRun, CountRef } from './counted.js';
import { planHiding } from './hiding.js';

/** What may be seen of the counts of a run under one policy. */
export interface Visible {
  readonly see: See;
  /** Hidden counts that a reader could still work out, which no further hiding could help. */
  readonly exposed: number;
  readonly secondary: 'applied' | 'not applied';
}

export type See = (counted: Counted, row: CountedRow) => Figure;

/** Board members are known by name; the workforce beside them is not. */
export const isMember = (ref: CountRef): boolean => ref.cube.includes('/members');

/** Rounds half up. Example: 12 to the nearest 5 is 10, 13 is 15. */
export const roundTo = (n: number, to: number): number => Math.floor(n / to + 0.5) * to;

/**
 * What a reader may see of each count: count, hide, hide complements, round, in this order. A count of 0 is not a small number of people and stays.
 * Means over years are hidden and rounded on the sum, then divided. Example: under `board` 3 is suppressed, 0 and 5 are not.
 */
export async function visible(run: CountedRun, policy: Policy): Promise<Visible> {
  const whole = (row: CountedRow, ref: CountRef): boolean =>
    policy.exempt.some((e) => e.indicator === row.indicator && e.show === 'all') && isMember(ref);
  const hiding = await planHiding(run, policy, whole);
  const known = new Map<string, Figure>();
  const see: See = (counted, row) => {
    if ('status' in counted) return counted;
    const exempt = whole(row, counted);
    const address = `${counted.cube} ${whereText(counted.where)}${exempt ? ' whole' : ''}`;
    let figure = known.get(address);
    if (figure === undefined) {
      const n = countAt(run, counted);
      const to = exempt ? 1 : (policy.roundTo ?? 1);
      figure = !exempt && hiding.hidden(counted) ? suppressed : roundTo(n, to) / run.cubes[counted.cube]!.years;
      known.set(address, figure);
    }
    return figure;
  };
  return { see, exposed: hiding.exposed, secondary: hiding.secondary };
}
