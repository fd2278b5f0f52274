import { countFault, intervalOf } from './counts.js';
import { zOfLevel } from './numeric/normal.js';
import { betaQuantile } from './numeric/quantiles.js';
import type { IntervalOutcome } from './types.js';

/**
 * Clopper-Pearson exact interval for a share: it covers the true share at least as often as `level` says, usually more often.
 * `n` of `base` (beta quantiles carry it on to counts that are not whole); limits from 0 to 1. Outcomes and errors as `wilson`.
 * Source: Clopper and Pearson, Biometrika 26 (1934), 404-413. Example: 18 of 20 at 0.95 is 0.68302 to 0.98765.
 */
export function clopperPearson(n: number, base: number, level: number): IntervalOutcome {
  zOfLevel(level);
  const fault = countFault({ n, base });
  if (fault) return fault;
  const tail = (1 - level) / 2;
  const lower = n === 0 ? 0 : betaQuantile(n, base - n + 1, tail, 'lower');
  const upper = n === base ? 1 : betaQuantile(n + 1, base - n, tail, 'upper');
  return intervalOf(lower, upper, level, 'clopper-pearson');
}
