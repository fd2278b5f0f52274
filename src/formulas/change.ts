import { type Absent, type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { actualCounts, comparedFault, countFault, intervalOf } from './counts.js';
import { logRatio } from './katz.js';
import { twoSidedP, zOfLevel } from './numeric/normal.js';
import { relativeLikelihood } from './relative-likelihood.js';
import type { Compared, Count, IntervalOutcome, TestOutcome } from './types.js';

export type ChangeWords = 'change shown' | 'change not clear' | 'not calculable';

/** A change between two years: its size, interval and test, and the words for it. */
export interface Change {
  readonly value: Outcome;
  readonly interval: IntervalOutcome;
  readonly test: TestOutcome;
  readonly reading: ChangeWords;
}

const none = (why: Absent): Change => ({ value: why, interval: why, test: why, reading: 'not calculable' });

function changeOf(difference: number, se: number, level: number, method: string, to: (y: number) => number): Change {
  const z = zOfLevel(level);
  const value = ok(to(difference));
  // Rates of exactly 0 or 1 in both years leave no standard error to judge by.
  if (!(se > 0)) {
    const why = undefinedBecause('infeasible');
    return { value, interval: why, test: why, reading: 'not calculable' };
  }
  const reading = Math.abs(difference) > z * se ? 'change shown' : 'change not clear';
  const interval = intervalOf(to(difference - z * se), to(difference + z * se), level, method);
  return { value, interval, test: { status: 'ok', method, p: twoSidedP(difference / se) }, reading };
}

/**
 * Change of a ratio of two rates between two years, tested on the difference of the logs, never by comparing two intervals. The value is this year's
 * ratio over last year's: 1 = no change. Approximate, since most staff are in both years. Outcomes as `relativeLikelihood`, the earlier year's first;
 * `infeasible` when a ratio is 0 or has no standard error. Source: project decision; Altman and Bland, BMJ 326 (2003), 219.
 * Example: 24/2094 over 33/5438 (1.889), then 21/2226 over 32/5448 (1.606): 0.8504, 0.3985 to 1.8146, `change not clear`.
 */
export function changeOfRatios(before: Compared, now: Compared, level: number): Change {
  for (const counts of [before, now]) {
    const ratio = relativeLikelihood(counts);
    if (ratio.status !== 'ok') return none(ratio);
    if (ratio.value === 0) return none(undefinedBecause('infeasible'));
  }
  const [a, b] = [logRatio(actualCounts(before)), logRatio(actualCounts(now))];
  return changeOf(b.log - a.log, Math.hypot(a.se, b.se), level, 'difference-of-log-ratios', Math.exp);
}

const points = ({ n, base }: Count): { readonly p: number; readonly v: number } => ({
  p: (100 * n) / base,
  v: (1e4 * n * (base - n)) / base ** 3,
});

/**
 * Change of a gap of two shares between two years, in percentage points: this year's gap less last year's. Approximate, as `changeOfRatios`.
 * Outcomes as `share`, the earlier year's first. Source: project decision.
 * Example: 15.0 % of 800 less 6.0 % of 2600 (9.0), then 15.3 % of 805 less 6.9 % of 2590 (8.4): about -0.6, -4.4 to 3.1 points, `change not clear`.
 */
export function changeOfGaps(before: Compared, now: Compared, level: number): Change {
  const fault = comparedFault(before) ?? comparedFault(now);
  if (fault) return none(fault);
  const gap = (counts: Compared): { readonly p: number; readonly v: number } => {
    const { over, under } = actualCounts(counts);
    const [a, b] = [points(over), points(under)];
    return { p: a.p - b.p, v: a.v + b.v };
  };
  const [a, b] = [gap(before), gap(now)];
  return changeOf(b.p - a.p, Math.sqrt(a.v + b.v), level, 'difference-of-gaps', (y) => y);
}

/**
 * Change of one share between two years, in percentage points. Outcomes and caution as `changeOfGaps`.
 * Example: 20 of 100, then 30 of 100: 10 points, -1.92 to 21.92, `change not clear`.
 */
export function changeOfShares(before: Count, now: Count, level: number): Change {
  const fault = countFault(before) ?? countFault(now);
  if (fault) return none(fault);
  const [a, b] = [points(before), points(now)];
  return changeOf(b.p - a.p, Math.sqrt(a.v + b.v), level, 'difference-of-shares', (y) => y);
}

/** A figure with its limits. */
export interface Estimated {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Change of a figure of any kind between two days, from its two values and their limits (the method of variance estimates recovery): the difference, or with
 * `ratio` this day's over the other's, worked out on the logs. Approximate, as `changeOfRatios`. `infeasible` for a ratio whose value or limit is 0 or below.
 * Source: Zou and Donner, Statistics in Medicine 27 (2008), 1693-1702. Example: 10 (8 to 13), then 14 (11 to 18): 4, -0.24 to 8.47, `change not clear`:
 * 4 - sqrt(3^2 + 3^2) and 4 + sqrt(4^2 + 2^2).
 */
export function changeOfEstimates(
  before: Estimated,
  now: Estimated,
  scale: 'difference' | 'ratio',
  level: number,
): Change {
  const all = [before.value, before.low, before.high, now.value, now.low, now.high];
  if (!all.every(Number.isFinite) || (scale === 'ratio' && !all.every((v) => v > 0)))
    return none(undefinedBecause('infeasible'));
  const [on, off] = scale === 'ratio' ? [Math.log, Math.exp] : [(v: number) => v, (v: number) => v];
  const [b, n] = [before, now].map(({ value, low, high }) => ({ at: on(value), low: on(low), high: on(high) }));
  const difference = n!.at - b!.at;
  const low = difference - Math.hypot(n!.at - n!.low, b!.high - b!.at);
  const high = difference + Math.hypot(n!.high - n!.at, b!.at - b!.low);
  return {
    value: ok(off(difference)),
    interval: intervalOf(off(low), off(high), level, 'recovered-from-limits'),
    test: undefinedBecause('infeasible'),
    reading: low > 0 || high < 0 ? 'change shown' : 'change not clear',
  };
}
