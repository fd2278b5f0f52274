import type { ControlChart, ControlPoint } from './spc-charts.js';

/** Which side: 1 above or rising, -1 below or falling, 0 neither. */
export type Side = -1 | 0 | 1;

/** The signals Making Data Count looks for. */
export type SignalId = 'astronomical' | 'shift' | 'trend' | 'two-of-three';

export interface PointSignal {
  readonly id: SignalId;
  readonly side: Side;
}

const sideOf = (x: number): Side => (x > 0 ? 1 : x < 0 ? -1 : 0);

/** Outside the limits: above 1, below -1; on a limit is not outside. Example: 10 with limits 0 and 10 is 0. */
export const outside = (value: number, lower: number, upper: number): Side =>
  value > upper ? 1 : value < lower ? -1 : 0;

/**
 * The side of the points at which a run of `length` on one side is complete: from the last of the run on, 0 before. A point on the centre ends a run.
 * Example: nine sides of which the first eight are -1: 0 six times, then -1, -1, 0.
 */
export function runEnds(sides: readonly Side[], length: number): readonly Side[] {
  let run = 0;
  return sides.map((side, i) => {
    run = side !== 0 && side === sides[i - 1] ? run + 1 : side === 0 ? 0 : 1;
    return run >= length ? side : 0;
  });
}

/**
 * The direction at which `points` points in a row have all risen (1) or all fallen (-1); a tie breaks it.
 * Example: 7, 6, 5, 4, 3, 2, 1 and 7 points: 0 six times, then -1.
 */
export const trendEnds = (values: readonly number[], points: number): readonly Side[] => {
  const steps = values.map((v, i): Side => (i === 0 ? 0 : sideOf(v - values[i - 1]!)));
  return runEnds(steps, points - 1);
};

/** Marks every point of each run that is complete somewhere: the `length` points up to and with its end. */
export const wholeRuns = (ends: readonly Side[], length: number): readonly Side[] =>
  ends.map((_, i) => ends.slice(i, i + length).find((side) => side !== 0) ?? 0);

/**
 * The points in some window of three that has two or more near a limit; `near` says which and on which side. With `sameSide` (NHS, default) all
 * three must lie on that side of the centre (`sides`), so points near opposite limits never count.
 * Example: near 0, 0, 1, 1, 0, 0, 0, all above the centre: 0, 1, 1, 1, 1, 0, 0.
 */
export function twoOfThreeWindows(near: readonly Side[], sides: readonly Side[], sameSide = true): readonly Side[] {
  const marks: Side[] = near.map(() => 0);
  for (let i = 0; i + 2 < near.length; i++)
    for (const side of [-1, 1] as const) {
      const window = [i, i + 1, i + 2];
      const two = window.filter((j) => near[j] === side).length >= 2;
      if (two && (!sameSide || window.every((j) => sides[j] === side))) for (const j of window) marks[j] = side;
    }
  return marks;
}

/** The lengths the rules use. Source: Making Data Count (NHS England): seven points for a shift and for a trend. */
export interface RuleLengths {
  readonly shift: number;
  readonly trend: number;
}

const seven: RuleLengths = { shift: 7, trend: 7 };

/**
 * The signals at each point of a chart: outside the limits; in a shift or a trend (every point of it); near a limit in a two-of-three window, which
 * leaves out points already outside, as NHSRplotthedots does. A g chart's shift is judged about its median, as gaps lean to one side.
 * Source: Making Data Count (NHS England); NHSRplotthedots for the details. No signal is an empty list: common cause.
 */
export function signals(chart: ControlChart, lengths: RuleLengths = seven): readonly (readonly PointSignal[])[] {
  const { points } = chart;
  const values = points.map((p) => p.value);
  const middle = chart.kind === 'g' ? median(values) : undefined;
  const sides = points.map((p) => sideOf(p.value - (middle ?? p.centre)));
  const out = points.map((p) => outside(p.value, p.lower, p.upper));
  const near = points.map((p, i): Side => (out[i] === 0 ? nearLimit(p) : 0));
  const windows = twoOfThreeWindows(near, sides);
  const found: Record<SignalId, readonly Side[]> = {
    astronomical: out,
    shift: wholeRuns(runEnds(sides, lengths.shift), lengths.shift),
    trend: wholeRuns(trendEnds(values, lengths.trend), lengths.trend),
    'two-of-three': near.map((side, i): Side => (windows[i] === side ? side : 0)),
  };
  return points.map((_, i) =>
    (Object.entries(found) as [SignalId, readonly Side[]][]).flatMap(([id, at]) =>
      at[i] === 0 ? [] : [{ id, side: at[i]! }],
    ),
  );
}

const nearLimit = (p: ControlPoint): Side => outside(p.value, p.nearLower, p.nearUpper);

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1]! + sorted[Math.floor(half)]!) / 2;
}
