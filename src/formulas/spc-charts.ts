import { type Absent, type Outcome, ok, undefinedBecause } from '../core/outcome.js';
import { countFault } from './counts.js';
import { rateFault } from './rates.js';
import type { Count } from './types.js';

/** One point of a control chart with the limits that hold for it: outer at about three standard deviations, near at two thirds of the way. */
export interface ControlPoint {
  readonly value: number;
  readonly centre: number;
  readonly lower: number;
  readonly upper: number;
  readonly nearLower: number;
  readonly nearUpper: number;
}

/** A control chart. A short series still has limits, and says that they are not firm. */
export interface ControlChart {
  readonly kind: 'xmr' | 'p' | 'u' | 'g';
  readonly points: readonly ControlPoint[];
  readonly warnings: readonly 'short-series'[];
}

/** Below this many points limits move too much with every new one. Source: project decision. */
export const firmSeries = 15;

const chartOf = (kind: ControlChart['kind'], points: readonly ControlPoint[]): Outcome<ControlChart> =>
  ok({ kind, points, warnings: points.length < firmSeries ? ['short-series'] : [] });

function pointOf(value: number, centre: number, outer: number, floor: number, ceiling: number): ControlPoint {
  const clip = (x: number): number => Math.min(ceiling, Math.max(floor, x));
  const near = (2 * outer) / 3;
  return {
    value,
    centre,
    lower: clip(centre - outer),
    upper: clip(centre + outer),
    nearLower: clip(centre - near),
    nearUpper: clip(centre + near),
  };
}

const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);
const infinite = Number.POSITIVE_INFINITY;

/**
 * XmR chart of single values (monthly rates, ratios, days): mean ± 2.66 mean moving range. With `screen` (default) moving ranges of 3.267 times their
 * mean or more are left out of the limits, not of the mean, as NHSRplotthedots does. `undefined/infeasible` with fewer than two values,
 * `invalid-counts` for one that is not a number. Source: Making Data Count (NHS England); Wheeler, Understanding Variation, 1993.
 * Example: 1, 3, 2, 4 has mean 2.5 and mean moving range 5/3: limits -1.933 and 6.933.
 */
export function xmrChart(values: readonly number[], screen = true): Outcome<ControlChart> {
  if (values.some((v) => !Number.isFinite(v))) return undefinedBecause('invalid-counts');
  if (values.length < 2) return undefinedBecause('infeasible');
  const centre = sum(values) / values.length;
  const ranges = values.slice(1).map((v, i) => Math.abs(v - values[i]!));
  const all = sum(ranges) / ranges.length;
  const kept = screen ? ranges.filter((r) => r < 3.267 * all) : ranges;
  const range = kept.length > 0 ? sum(kept) / kept.length : all;
  return chartOf(
    'xmr',
    values.map((v) => pointOf(v, centre, 2.66 * range, -infinite, infinite)),
  );
}

function attributeChart(
  kind: 'p' | 'u',
  counts: readonly Count[],
  faultOf: (count: Count) => Absent | undefined,
): Outcome<ControlChart> {
  const fault = counts.map(faultOf).find((f) => f !== undefined);
  if (fault) return fault;
  if (counts.length < 2) return undefinedBecause('infeasible');
  const centre = sum(counts.map(({ n }) => n)) / sum(counts.map(({ base }) => base));
  const variance = kind === 'p' ? centre * (1 - centre) : centre;
  const ceiling = kind === 'p' ? 1 : infinite;
  return chartOf(
    kind,
    counts.map(({ n, base }) => pointOf(n / base, centre, 3 * Math.sqrt(variance / base), 0, ceiling)),
  );
}

/**
 * p chart of shares: pooled share ± 3 √(p (1 - p) / base), cut to 0 to 1, limits wider where fewer people are behind a point.
 * Outcomes as `share`; `infeasible` with fewer than two points. Source: Montgomery, Statistical Quality Control, chapter 7.
 * Example: 10/100 and 30/100: centre 0.2, limits 0.08 and 0.32.
 */
export const pChart = (counts: readonly Count[]): Outcome<ControlChart> => attributeChart('p', counts, countFault);

/**
 * u chart of events over exposure: pooled rate ± 3 √(u / base), not below 0. Outcomes as `rate`; `infeasible` with fewer than two points.
 * Example: 4 events in 100 days and 12 in 100: centre 0.08, limits 0 and 0.16485.
 */
export const uChart = (counts: readonly Count[]): Outcome<ControlChart> => attributeChart('u', counts, rateFault);

/**
 * g chart of the days (or staff-days) between rare events: mean ± 3 √(mean (mean + 1)), not below 0. High points are good news: longer without an event.
 * `undefined/infeasible` with fewer than two gaps, `invalid-counts` for a negative one.
 * Source: Benneyan, Health Care Management Science 4 (2001), 305-318. Example: gaps 10, 30, 20: mean 20, upper limit 20 + 3 √420 = 81.48.
 */
export function gChart(gaps: readonly number[]): Outcome<ControlChart> {
  if (gaps.some((g) => !(g >= 0 && g < infinite))) return undefinedBecause('invalid-counts');
  if (gaps.length < 2) return undefinedBecause('infeasible');
  const mean = sum(gaps) / gaps.length;
  return chartOf(
    'g',
    gaps.map((g) => pointOf(g, mean, 3 * Math.sqrt(mean * (mean + 1)), 0, infinite)),
  );
}
