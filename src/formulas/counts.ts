import { type Absent, undefinedBecause } from '../core/outcome.js';
import type { Bound, Compared, Count, IntervalOutcome } from './types.js';

/** Why a rate cannot be made of these counts, or undefined when it can: a negative, infinite or too large count, or a base of 0. */
export function countFault({ n, base }: Count): Absent | undefined {
  if (!Number.isFinite(n) || !Number.isFinite(base) || n < 0 || base < 0 || n > base)
    return undefinedBecause('invalid-counts');
  return base === 0 ? undefinedBecause('no-group-members') : undefined;
}

/** As `countFault`, for two groups. Invalid counts come before an empty group. */
export function comparedFault({ over, under }: Compared): Absent | undefined {
  const faults = [countFault(over), countFault(under)].filter((f) => f !== undefined);
  return faults.find((f) => f.status === 'undefined' && f.why === 'invalid-counts') ?? faults[0];
}

const nearWhole = (x: number): number => (Math.abs(x - Math.round(x)) <= 1e-9 * Math.max(1, x) ? Math.round(x) : x);

/**
 * The events there were and the person-years they came from: each count times `years`. Throws a RangeError unless `years` is a whole number, 1 or more.
 * Example: a two-year mean of 8.5 of 725 is 17 events in 1450 person-years.
 */
export function actualCounts({ over, under, years = 1 }: Compared): Compared {
  if (!Number.isInteger(years) || years < 1) throw new RangeError(`years must be a whole number, 1 or more: ${years}`);
  const times = ({ n, base }: Count): Count => ({ n: nearWhole(n * years), base: nearWhole(base * years) });
  return { over: times(over), under: times(under) };
}

/** Whether every count is a whole number, as exact tests need. */
export const areWhole = ({ over, under }: Compared): boolean =>
  [over.n, over.base, under.n, under.base].every((x) => Number.isSafeInteger(x));

/** An interval outcome of the given limits. */
export const intervalOf = (lower: Bound, upper: Bound, level: number, method: string): IntervalOutcome => ({
  status: 'ok',
  value: [lower, upper],
  level,
  method,
});
