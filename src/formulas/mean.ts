import { undefinedBecause } from '../core/outcome.js';
import { intervalOf } from './counts.js';
import { zOfLevel } from './numeric/normal.js';
import { tOfTwoSided } from './numeric/quantiles.js';
import type { IntervalOutcome } from './types.js';

/**
 * Student's t interval for a mean (hourly pay, length of service) from its count, mean and sample standard deviation (divisor n - 1).
 * `undefined/no-group-members` for none, `infeasible` for one, `invalid-counts` for numbers that cannot be. Throws a RangeError for a level outside 0 to 1.
 * Source: Student, Biometrika 6 (1908), 1-25. Example: 8 values, mean 53.704, sd 20.976 at 0.95: 36.168 to 71.240.
 */
export function meanInterval(
  of: { readonly n: number; readonly mean: number; readonly sd: number },
  level: number,
): IntervalOutcome {
  zOfLevel(level);
  const { n, mean, sd } = of;
  if (!Number.isSafeInteger(n) || n < 0 || !Number.isFinite(mean) || !(sd >= 0))
    return undefinedBecause('invalid-counts');
  if (n < 2) return undefinedBecause(n === 0 ? 'no-group-members' : 'infeasible');
  const half = (tOfTwoSided(1 - level, n - 1) * sd) / Math.sqrt(n);
  return intervalOf(mean - half, mean + half, level, 'student');
}
