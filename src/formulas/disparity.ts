import { type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { intervalOf } from './counts.js';
import { zOfLevel } from './numeric/normal.js';
import type { IntervalOutcome } from './types.js';

/** People of one group in a lower and in a higher tier. */
export interface TierCounts {
  readonly lower: number;
  readonly higher: number;
}

/** Two groups in two tiers, over against under. */
export interface ComparedTiers {
  readonly over: TierCounts;
  readonly under: TierCounts;
}

/**
 * How many times as concentrated in the higher tier one group is as another: (over.higher / over.lower) / (under.higher / under.lower), the odds of the
 * higher tier. A snapshot of posts, not a chance of promotion. Counts are people, 0 or more.
 * `undefined/no-group-members` when a group has nobody in the lower tier, `no-events` when nobody of either is in the higher, `zero-comparator` when only
 * `under` has nobody there, `invalid-counts`. Source: project decision, after the ratio shown to trusts in 2021, whose formula was not published.
 * Example: White 1200 and 1500, BME 900 and 550 is 2.0455.
 */
export function disparityRatio({ over, under }: ComparedTiers): Outcome {
  const all = [over.lower, over.higher, under.lower, under.higher];
  if (all.some((n) => !Number.isFinite(n) || n < 0)) return undefinedBecause('invalid-counts');
  if (over.lower === 0 || under.lower === 0) return undefinedBecause('no-group-members');
  if (under.higher === 0) return undefinedBecause(over.higher === 0 ? 'no-events' : 'zero-comparator');
  return ok((over.higher * under.lower) / (over.lower * under.higher));
}

/**
 * Woolf's interval of the disparity ratio, on the log scale; half a person is added to all four counts only when one is 0, and the method says so.
 * Undefined as `disparityRatio`, except that a group without anybody in the higher tier has an interval. Throws a RangeError for a level outside 0 to 1.
 * Source: Woolf, Annals of Human Genetics 19 (1955), 251-253. Example: 1200 and 1500, 900 and 550 at 0.95 is 1.7953 to 2.3305.
 */
export function disparityInterval(counts: ComparedTiers, level: number): IntervalOutcome {
  const ratio = disparityRatio(counts);
  if (ratio.status === 'undefined' && ratio.why !== 'zero-comparator') return ratio;
  const four = [counts.over.higher, counts.over.lower, counts.under.higher, counts.under.lower];
  const added = four.includes(0) ? 0.5 : 0;
  const [a, b, c, d] = four.map((n) => n + added) as [number, number, number, number];
  const half = zOfLevel(level) * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  const log = Math.log((a * d) / (b * c));
  return intervalOf(Math.exp(log - half), Math.exp(log + half), level, added === 0 ? 'woolf' : 'woolf, half added');
}

/**
 * Whether three ratios (lower to middle, middle to upper, lower to upper) multiply through, as those made of counts do: first times second is third. A published
 * triple that does not, within its rounding to `decimals`, was made another way. Example: 2.05, 1.83 and 3.75 to 2 decimals do; 2.05, 1.83 and 2.42 do not.
 */
export function multiplyThrough(ratios: readonly [number, number, number], decimals: number): boolean {
  const half = 0.5 * 10 ** -decimals;
  const [first, second, third] = ratios;
  const [low, high] = [(first - half) * (second - half), (first + half) * (second + half)];
  return third + half >= low && third - half <= high;
}

/**
 * A ratio at every one of some steps, as an illustration only: it assumes the same ratio at each step and measures nothing.
 * Throws a RangeError for steps that are no whole number from 1. Source: R. Kline, NHS Providers blog. Example: 1.54 over 7 steps is 20.54.
 */
export function cumulativeIllustration(ratio: Outcome, steps: number): Outcome {
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`steps must be a whole number from 1, not ${steps}`);
  return ratio.status === 'ok' ? ok(ratio.value ** steps) : ratio;
}
