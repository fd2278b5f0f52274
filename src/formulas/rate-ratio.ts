import { type Absent, type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { actualCounts, intervalOf } from './counts.js';
import { betaTails } from './numeric/beta.js';
import { twoSidedP, zOfLevel } from './numeric/normal.js';
import { betaOdds } from './numeric/quantiles.js';
import { rateFault } from './rates.js';
import type { Bound, Compared, IntervalOutcome, TestOutcome } from './types.js';

/** Why two rates cannot be compared. Events may exceed the base. */
export function ratesFault({ over, under }: Compared): Absent | undefined {
  const faults = [rateFault(over), rateFault(under)].filter((f) => f !== undefined);
  return faults.find((f) => f.status === 'undefined' && f.why === 'invalid-counts') ?? faults[0];
}

/**
 * Ratio of two rates of events over person-time, over by under: 1 = parity. Bases may be halves (means of two headcounts) and events may exceed them.
 * Outcomes as `relativeLikelihood`. Example: 60 / 51477.5 over 30 / 54308.7 is 2.11.
 */
export function rateRatio(counts: Compared): Outcome {
  const fault = ratesFault(counts);
  if (fault) return fault;
  const { over, under } = counts;
  if (under.n === 0) return undefinedBecause(over.n === 0 ? 'no-events' : 'zero-comparator');
  return ok((over.n * under.base) / (over.base * under.n));
}

/** The odds of an event being in `over`, turned into the ratio of rates. Example: odds of 9 to 17 over 725 and 2,505 people are 1.83. */
export const oddsToRatio = (odds: number, { over, under }: Compared): number => (odds * under.base) / over.base;

/**
 * Exact interval for a ratio of two rates: given all the events, those in `over` are binomial, and Clopper-Pearson limits carry over.
 * Each tail holds at most half of 1 - level. `unbounded` above when `under` has no events, 0 below when `over` has none; both: `undefined/no-events`.
 * Source: Przyborowski and Wilenski, Biometrika 31 (1940), 313-323; R's poisson.test. Example: 60/51477.5 over 30/54308.7 at 0.95 is 1.33974 to 3.38837.
 */
export function rateRatioExact(counts: Compared, level: number): IntervalOutcome {
  zOfLevel(level);
  const fault = ratesFault(counts);
  if (fault) return fault;
  const actual = actualCounts(counts);
  const [x, y] = [actual.over.n, actual.under.n];
  if (x + y === 0) return undefinedBecause('no-events');
  const tail = (1 - level) / 2;
  const lower = x === 0 ? 0 : oddsToRatio(betaOdds(x, y + 1, tail, 'lower'), actual);
  const upper: Bound = y === 0 ? 'unbounded' : oddsToRatio(betaOdds(x + 1, y, tail, 'upper'), actual);
  return intervalOf(lower, upper, level, 'exact');
}

/**
 * Approximate interval for a ratio of two rates, on the log scale with standard error √(1/x + 1/y). `infeasible` when only `over` has no events,
 * `zero-comparator` when only `under` has none. Source: Rothman, Modern Epidemiology. Example: 60/51477.5 over 30/54308.7 at 0.95 is 1.36128 to 3.27052.
 */
export function rateRatioLog(counts: Compared, level: number): IntervalOutcome {
  const z = zOfLevel(level);
  const ratio = rateRatio(counts);
  if (ratio.status !== 'ok') return ratio;
  const { over, under } = actualCounts(counts);
  if (over.n === 0) return undefinedBecause('infeasible');
  const half = z * Math.sqrt(1 / over.n + 1 / under.n);
  return intervalOf(ratio.value * Math.exp(-half), ratio.value * Math.exp(half), level, 'log');
}

/**
 * Exact test of two rates: twice the smaller tail of the binomial of the events in `over`, at most 1. It rejects at 1 - level exactly when
 * `rateRatioExact` leaves out 1. `mid` counts half the outcome seen. Outcomes as `rateRatioExact`. Counts may be halves (beta tails).
 * Example: 60/51477.5 over 30/54308.7 has p 0.00086.
 */
export function rateTest(counts: Compared, mid = false): TestOutcome {
  const fault = ratesFault(counts);
  if (fault) return fault;
  const { over, under } = actualCounts(counts);
  const [x, y] = [over.n, under.n];
  if (x + y === 0) return undefinedBecause('no-events');
  const [p, q] = [over.base / (over.base + under.base), under.base / (over.base + under.base)];
  const atLeast = x === 0 ? 1 : betaTails(x, y + 1, p, q)[0];
  const atMost = y === 0 ? 1 : betaTails(y, x + 1, q, p)[0];
  const seen = Math.max(0, atLeast + atMost - 1);
  const smaller = Math.min(atLeast, atMost) - (mid ? seen / 2 : 0);
  return { status: 'ok', method: mid ? 'exact-mid-p' : 'exact', p: Math.min(1, 2 * smaller) };
}

/** Approximate test of two rates: the score test of equal rates, given all the events. Outcomes as `rateTest`. */
export function rateScoreTest(counts: Compared): TestOutcome {
  const fault = ratesFault(counts);
  if (fault) return fault;
  const { over, under } = actualCounts(counts);
  const events = over.n + under.n;
  if (events === 0) return undefinedBecause('no-events');
  const z = (over.n * under.base - under.n * over.base) / Math.sqrt(events * over.base * under.base);
  return { status: 'ok', method: 'score', p: twoSidedP(z) };
}
