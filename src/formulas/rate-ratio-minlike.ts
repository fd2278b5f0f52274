import { undefinedBecause } from '../core/outcome.js';
import { actualCounts, intervalOf } from './counts.js';
import { betaTails } from './numeric/beta.js';
import { logGamma } from './numeric/gamma.js';
import { binomialSums } from './numeric/hypergeometric.js';
import { zOfLevel } from './numeric/normal.js';
import { betaOdds } from './numeric/quantiles.js';
import { findZero } from './numeric/solve.js';
import { oddsToRatio, ratesFault } from './rate-ratio.js';
import type { Bound, Compared, IntervalOutcome, TestOutcome } from './types.js';

/**
 * Exact test of two rates by outcomes no more likely than the one seen, as R's poisson.test gives it. Events (after `years`) must be whole, else
 * `undefined/invalid-counts`; also `no-group-members` and `no-events`. Example: 60/51477.5 over 30/54308.7 has p 0.00067518.
 */
export function rateTestMinlike(counts: Compared): TestOutcome {
  const fault = ratesFault(counts);
  if (fault) return fault;
  const { over, under } = actualCounts(counts);
  if (!wholeEvents(over.n, under.n)) return undefinedBecause('invalid-counts');
  if (over.n + under.n === 0) return undefinedBecause('no-events');
  const { asUnlikely } = binomialSums(over.n, over.n + under.n, over.base / under.base);
  return { status: 'ok', method: 'exact-minlike', p: Math.min(1, asUnlikely) };
}

/**
 * The interval that belongs to `rateTestMinlike`: from the smallest to the largest ratio it does not reject. Narrower than `rateRatioExact`.
 * Outcomes as the test. Source: Sterne's order of likelihood, Biometrika 41 (1954), 275-278; Fay, Biostatistics 11 (2010), 373-374.
 * Example: 60/51477.5 over 30/54308.7 at 0.95 is 1.35012 to 3.27731.
 */
export function rateRatioMinlike(counts: Compared, level: number): IntervalOutcome {
  zOfLevel(level);
  const fault = ratesFault(counts);
  if (fault) return fault;
  const actual = actualCounts(counts);
  const [x, y] = [actual.over.n, actual.under.n];
  if (!wholeEvents(x, y)) return undefinedBecause('invalid-counts');
  if (x + y === 0) return undefinedBecause('no-events');
  const lower = x === 0 ? 0 : oddsToRatio(lowestOdds(x, y, 1 - level), actual);
  const upper: Bound = y === 0 ? 'unbounded' : oddsToRatio(1 / lowestOdds(y, x, 1 - level), actual);
  return intervalOf(lower, upper, level, 'exact-minlike');
}

const wholeEvents = (x: number, y: number): boolean => Number.isSafeInteger(x) && Number.isSafeInteger(y);

/**
 * The smallest odds at which x of x + y events have a two-sided p of at least `alpha`. Between the odds at which one more small outcome becomes
 * as unlikely as x (known in closed form) p is smooth and has no hump, so each piece is judged by its two ends.
 */
function lowestOdds(x: number, y: number, alpha: number): number {
  const n = x + y;
  const logChoose = (j: number): number => -logGamma(j + 1) - logGamma(n - j + 1);
  const joins = (j: number): number => Math.exp((logChoose(j) - logChoose(x)) / (x - j));
  const p = (odds: number, j: number): number => {
    const [left, right] = [odds / (1 + odds), 1 / (1 + odds)];
    return betaTails(x, y + 1, left, right)[0] + (j < 0 ? 0 : betaTails(n - j, j + 1, right, left)[0]);
  };
  // Below these odds even a small-outcome tail a thousand times the other cannot reach alpha.
  const low = betaOdds(x, y + 1, alpha / 1000, 'lower');
  let j = -1;
  for (let step = x; step >= 1; step = Math.floor(step / 2)) while (j + step < x && joins(j + step) <= low) j += step;
  for (; j < x; j++) {
    const from = j < 0 ? 0 : joins(j);
    if (j >= 0 && p(from, j) >= alpha) return from;
    const to = j + 1 < x ? joins(j + 1) : x / Math.max(y, 0.5);
    if (p(to, j) >= alpha)
      return Math.exp(
        findZero((log) => p(Math.exp(log), j) - alpha, Math.log(Math.max(from, low / 1e6)), Math.log(to)),
      );
  }
  return x / Math.max(y, 0.5);
}
