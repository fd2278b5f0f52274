import { type Absent, type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { intervalOf } from './counts.js';
import { zOfLevel } from './numeric/normal.js';
import { gammaQuantile } from './numeric/quantiles.js';
import type { Count, IntervalOutcome } from './types.js';

/** Why no rate can be made: a count or base that is negative or not finite, or a base of 0. Events may exceed the base: a person can leave twice. */
export function rateFault({ n, base }: Count): Absent | undefined {
  if (!Number.isFinite(n) || !Number.isFinite(base) || n < 0 || base < 0) return undefinedBecause('invalid-counts');
  return base === 0 ? undefinedBecause('no-group-members') : undefined;
}

/**
 * Events over person-time (or mean headcount), as a plain number. Example: 60 leavers over 512.5 is 0.11707.
 * `undefined/no-group-members` when the base is 0, `invalid-counts` for a negative or infinite count.
 */
export const rate = (n: number, base: number): Outcome => rateFault({ n, base }) ?? ok(n / base);

/**
 * Garwood's exact limits of a Poisson mean, for `n` events seen at two-sided `level`: half chi-squared quantiles with 2n and 2n + 2 degrees of
 * freedom. Source: Garwood, Biometrika 28 (1936), 437-442. Example: 5 at 0.95 is 1.62349 to 11.66833.
 */
export function garwoodLimits(n: number, level: number): readonly [number, number] {
  zOfLevel(level);
  const tail = (1 - level) / 2;
  return [n === 0 ? 0 : gammaQuantile(n, tail, 'lower'), gammaQuantile(n + 1, tail, 'upper')];
}

/**
 * Byar's approximate limits of a Poisson mean; close to Garwood's from about ten events.
 * Source: Breslow and Day, Statistical Methods in Cancer Research 2 (1987), 69. Example: 65 at 0.95 is 50.16319 to 82.84914.
 */
export function byarLimits(n: number, level: number): readonly [number, number] {
  const z = zOfLevel(level);
  const limit = (m: number, side: number): number => m * (1 - 1 / (9 * m) + (side * z) / (3 * Math.sqrt(m))) ** 3;
  return [n === 0 ? 0 : Math.max(0, limit(n, -1)), limit(n + 1, 1)];
}

export type PoissonMethod = 'garwood' | 'byar';

/** The method public health practice takes: exact below ten events, Byar's from ten. Source: PHEindicatormethods, phe_rate. */
export const usualPoissonMethod = (n: number): PoissonMethod => (n < 10 ? 'garwood' : 'byar');

/** The limits of a Poisson mean by a named method. */
export const poissonLimits = (n: number, level: number, method: PoissonMethod): readonly [number, number] =>
  method === 'garwood' ? garwoodLimits(n, level) : byarLimits(n, level);

/**
 * Interval for a rate of events over person-time, by Garwood (default) or Byar. Outcomes as `rate`. Throws a RangeError for a level outside 0 to 1.
 * Example: 5 over 100 at 0.95 is 0.01623 to 0.11668.
 */
export function rateInterval(
  n: number,
  base: number,
  level: number,
  method: PoissonMethod = 'garwood',
): IntervalOutcome {
  zOfLevel(level);
  const fault = rateFault({ n, base });
  if (fault) return fault;
  const [lower, upper] = poissonLimits(n, level, method);
  return intervalOf(lower / base, upper / base, level, method);
}
