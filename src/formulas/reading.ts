import type { Absent, Outcome } from '../core/outcome.js';
import { actualCounts } from './counts.js';
import type { Bound, Compared, Count, IntervalOutcome } from './types.js';

export type EvidenceWords = 'difference shown' | 'no clear difference' | 'too few to judge' | 'not calculable';

/** Size and evidence are two statements, never one; absent as a whole when the figure is hidden, not supplied or not in force. */
export type ReadingOutcome = { readonly size: string; readonly evidence: EvidenceWords } | Absent;

const notCalculable: ReadingOutcome = { size: 'not calculable', evidence: 'not calculable' };
const above = (bound: Bound, x: number): boolean => bound === 'unbounded' || bound > x;

/** Whether an interval leaves out a value. Its ends belong to it. */
export const leavesOut = ([lower, upper]: readonly [Bound, Bound], x: number): boolean =>
  above(lower, x) || !(upper === 'unbounded' || upper >= x);

/** A band's limit as it is written, with two decimals or as many as it has. */
const written = (limit: number): string => (Number(limit.toFixed(2)) === limit ? limit.toFixed(2) : String(limit));

/**
 * Reads a ratio. Size: below, within or above the band, on the unrounded ratio, both limits inside. Evidence: `not calculable` when the ratio is
 * undefined; else `too few to judge` when a group has fewer than `fewPeople` people or both together fewer than `fewEvents` events; else
 * `difference shown` when the interval leaves out 1. Events are those that happened: a two-year mean of 2.5 (`years` 2) is 5.
 * A ratio or interval absent for another reason is passed on. Source: project decision.
 * Example: 1.829, 0.83 to 4.00, 9/725 over 17/2505 reads `above the band`, `no clear difference`.
 */
export function readRatio(of: {
  readonly ratio: Outcome;
  readonly interval: IntervalOutcome;
  readonly counts: Compared;
  readonly band: readonly [number, number];
  readonly fewPeople: number;
  readonly fewEvents: number;
}): ReadingOutcome {
  const { ratio, interval, counts, band, fewPeople, fewEvents } = of;
  if (ratio.status === 'undefined') return notCalculable;
  if (ratio.status !== 'ok') return ratio;
  if (interval.status === 'undefined') return notCalculable;
  if (interval.status !== 'ok') return interval;
  const [low, high] = band;
  const within = `within ${written(low)} to ${written(high)}`;
  const size = ratio.value < low ? 'below the band' : ratio.value > high ? 'above the band' : within;
  const events = actualCounts(counts);
  const few = Math.min(counts.over.base, counts.under.base) < fewPeople || events.over.n + events.under.n < fewEvents;
  return {
    size,
    evidence: few ? 'too few to judge' : leavesOut(interval.value, 1) ? 'difference shown' : 'no clear difference',
  };
}

/**
 * Reads a share against a reference share (both 0 to 1). Size: below, equal to or above the reference, on the unrounded shares. Evidence:
 * `difference shown` when the interval leaves out the reference. Where `few` is given (board parts), `too few to judge` when the row has
 * fewer than `members` people or fewer than `ofGroup` of the group. Undefined and absent figures as `readRatio`. Source: project decision.
 * Example: 3 of 15 members, reference 0.2794, few { members: 10, ofGroup: 5 } reads `below the reference`, `too few to judge`.
 */
export function readShare(of: {
  readonly share: Outcome;
  readonly interval: IntervalOutcome;
  readonly reference: Outcome;
  readonly count: Count;
  readonly few?: { readonly members: number; readonly ofGroup: number };
}): ReadingOutcome {
  const { share, interval, reference, count, few } = of;
  for (const figure of [share, reference, interval])
    if (figure.status !== 'ok') return figure.status === 'undefined' ? notCalculable : figure;
  if (share.status !== 'ok' || reference.status !== 'ok' || interval.status !== 'ok') return notCalculable;
  const size =
    share.value < reference.value
      ? 'below the reference'
      : share.value > reference.value
        ? 'above the reference'
        : 'equal to the reference';
  const tooFew = few !== undefined && (count.base < few.members || count.n < few.ofGroup);
  const shown = leavesOut(interval.value, reference.value);
  return { size, evidence: tooFew ? 'too few to judge' : shown ? 'difference shown' : 'no clear difference' };
}

/**
 * Reads a gap of two shares in percentage points (survey questions). Size: `lower`, `no gap` or `higher` for the `over` group. Evidence:
 * `too few to judge` when a group has fewer than `fewPeople`; else `difference shown` when the interval leaves out 0. Source: project decision.
 * Example: +8.4 points, 5.9 to 11.2, 805 and 2590 answers reads `higher`, `difference shown`.
 */
export function readGap(of: {
  readonly gap: Outcome;
  readonly interval: IntervalOutcome;
  readonly bases: readonly [number, number];
  readonly fewPeople: number;
}): ReadingOutcome {
  const { gap, interval, bases, fewPeople } = of;
  if (gap.status !== 'ok') return gap.status === 'undefined' ? notCalculable : gap;
  if (interval.status !== 'ok') return interval.status === 'undefined' ? notCalculable : interval;
  const size = gap.value < 0 ? 'lower' : gap.value > 0 ? 'higher' : 'no gap';
  const few = Math.min(...bases) < fewPeople;
  return {
    size,
    evidence: few ? 'too few to judge' : leavesOut(interval.value, 0) ? 'difference shown' : 'no clear difference',
  };
}
