import { countFault, intervalOf } from './counts.js';
import { zOfLevel } from './numeric/normal.js';
import type { IntervalOutcome } from './types.js';

/**
 * The Wilson limits as numbers, for a share that exists and a deviate z. 0 of n starts at 0 and n of n ends at 1, exactly.
 * Each limit is a quotient of like signs, so neither end loses digits.
 */
export function wilsonLimits(n: number, base: number, z: number): readonly [number, number] {
  const z2 = z * z;
  const rest = base - n;
  const root = z * Math.sqrt(z2 + (4 * n * rest) / base);
  const lower = n === 0 ? 0 : (2 * n * n) / (base * (2 * n + z2 + root));
  const upperRest = rest === 0 ? 0 : (2 * rest * rest) / (base * (2 * rest + z2 + root));
  return [lower, 1 - upperRest];
}

/**
 * Wilson score interval for a share. `n` of `base`, not necessarily whole; limits from 0 to 1.
 * `undefined/no-group-members` when the base is 0, `invalid-counts` for impossible counts. Throws a RangeError for a level outside 0 to 1.
 * Source: Wilson, JASA 22 (1927), 209-212. Example: wilson(7, 10, 0.95) is 0.39678 to 0.89221.
 */
export function wilson(n: number, base: number, level: number): IntervalOutcome {
  const z = zOfLevel(level);
  const fault = countFault({ n, base });
  if (fault) return fault;
  const [lower, upper] = wilsonLimits(n, base, z);
  return intervalOf(lower, upper, level, 'wilson');
}

/**
 * Wilson score interval with continuity correction: each limit is that of half a person fewer or more. Arguments and outcomes as `wilson`.
 * Source: Newcombe, Statistics in Medicine 17 (1998), 857-872, method 4 (always half a person, where R's prop.test takes less near a half).
 * Example: 3 of 10 at 0.95 is 0.08095 to 0.64633.
 */
export function wilsonCorrected(n: number, base: number, level: number): IntervalOutcome {
  const z = zOfLevel(level);
  const fault = countFault({ n, base });
  if (fault) return fault;
  const lower = n <= 0.5 ? 0 : wilsonLimits(n - 0.5, base, z)[0];
  const upper = base - n <= 0.5 ? 1 : wilsonLimits(n + 0.5, base, z)[1];
  return intervalOf(n === 0 ? 0 : lower, n === base ? 1 : upper, level, 'wilson-corrected');
}
