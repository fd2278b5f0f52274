import { actualCounts, comparedFault, intervalOf } from './counts.js';
import { zOfLevel } from './numeric/normal.js';
import type { Compared, IntervalOutcome } from './types.js';
import { wilsonLimits } from './wilson.js';

/**
 * Newcombe's hybrid score interval for a difference of two shares, over less under, in percentage points (-100 to 100).
 * `undefined/no-group-members` when a base is 0, `invalid-counts` for impossible counts. Throws a RangeError for a level outside 0 to 1.
 * Source: Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10. Example: 7/34 less 1/34 at 0.95 is 1.89 to 34.04 points.
 */
export function newcombe(counts: Compared, level: number): IntervalOutcome {
  const z = zOfLevel(level);
  const fault = comparedFault(counts);
  if (fault) return fault;
  const { over, under } = actualCounts(counts);
  const [p1, p2] = [over.n / over.base, under.n / under.base];
  const [l1, u1] = wilsonLimits(over.n, over.base, z);
  const [l2, u2] = wilsonLimits(under.n, under.base, z);
  const lower = p1 - p2 - Math.hypot(p1 - l1, u2 - p2);
  const upper = p1 - p2 + Math.hypot(u1 - p1, p2 - l2);
  return intervalOf(100 * lower, 100 * upper, level, 'newcombe');
}
