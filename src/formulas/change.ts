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
