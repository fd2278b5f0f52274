import type { Absent, Figure, Outcome } from '../core/outcome.js';
import { isNumber, ok } from '../core/outcome.js';
import type { Bound, Interval, Part, Result } from '../release/result.js';
import {
  baseSize,
  type PercentNumber,
  type PointsNumber,
  percentFromCounts,
  percentNumber,
  pointsFromCounts,
  pointsNumber,
  type RatioNumber,
  ratioFromCounts,
  ratioNumber,
} from '../words/report-numbers.js';

/** A percentage as people see it: known, on a base too small to give one, or absent for a named reason. */
export type ShownPercent =
  | { readonly status: 'ok'; readonly value: PercentNumber; readonly small: boolean }
  | { readonly status: 'not-shown' }
  | Absent;

/** The part of one group; `of` tells board from workforce. */
export const partOf = (result: Result, group: string, of?: 'board' | 'workforce'): Part | undefined =>
  result.parts.find((p) => p.group === group && (of === undefined || p.of === of));

/** Counts are used for rounding only when they give the released value, so that a policy that rounds one and not the other is followed. */
const agrees = (value: number, other: number): boolean =>
  Math.abs(value - other) <= 1e-9 * Math.max(1, Math.abs(value));

/** The ratio to 2 places, from the integers behind it. Every absence is passed through. */
export function shownRatio(result: Result): Outcome<RatioNumber> {
  const { value } = result;
  if (value.status !== 'ok') return value;
  const [over, under] = [partOf(result, result.compared.over), partOf(result, result.compared.under ?? '')];
  if (over && under && [over.n, over.base, under.n, under.base].every(isNumber)) {
    const [a, b, c, d] = [over.n, over.base, under.n, under.base] as [number, number, number, number];
    if (b > 0 && c > 0 && d > 0 && agrees(value.value, a / b / (c / d))) return ok(ratioFromCounts(a, b, c, d));
  }
  return ok(ratioNumber(value.value));
}

/** A part's rate as a percentage, from its integers where they are known. */
export function shownRate(part: Part | undefined): ShownPercent {
  if (part === undefined) return { status: 'not-shown' };
  const { n, base, rate } = part;
  if (!isNumber(rate)) return rate;
  const size = isNumber(base) ? baseSize(base) : 'too-small';
  if (size === 'none' || size === 'too-small') return { status: 'not-shown' };
  const exact = isNumber(n) && isNumber(base) && agrees(rate, n / base);
  return {
    status: 'ok',
    value: exact ? percentFromCounts(n as number, base as number) : percentNumber(rate),
    small: size === 'small',
  };
}

/** The compared group's share of a row. Hidden when the value is, not shown under 20 people. */
export function shownShare(result: Result): ShownPercent {
  if (result.value.status !== 'ok') return result.value;
  const part = partOf(result, result.compared.over);
  return shownRate(part && { ...part, rate: result.value.value });
}

/** A row's difference from the whole in points, from the integers of both where they are known. */
export function shownDifference(
  result: Result,
  whole?: Result,
): Outcome<PointsNumber> | { readonly status: 'not-shown' } {
  const figure: Figure =
    result.unit === 'points'
      ? result.value.status === 'ok'
        ? result.value.value
        : result.value
      : (result.difference ?? { status: 'not-supplied', what: 'a reference' });
  if (!isNumber(figure)) return figure;
  const { over } = result.compared;
  const board = result.unit === 'points';
  const own = partOf(result, over, board ? 'board' : undefined);
  const other = board ? partOf(result, over, 'workforce') : whole && partOf(whole, over);
  if (!board && shownShare(result).status === 'not-shown') return { status: 'not-shown' };
  if (own && other && [own.n, own.base, other.n, other.base].every(isNumber)) {
    const [a, b, c, d] = [own.n, own.base, other.n, other.base] as [number, number, number, number];
    if (b > 0 && d > 0 && agrees(figure, (a / b - c / d) * 100)) return ok(pointsFromCounts(a, b, c, d));
  }
  return ok(pointsNumber(figure));
}

/** The bounds of an interval, each rounded as its figure is. */
export function shownBounds<N extends number>(
  interval: Interval,
  round: (value: number) => N,
): { readonly level: number; readonly bounds: readonly [N | 'unbounded', N | 'unbounded'] } | undefined {
  if (interval.status !== 'ok') return undefined;
  const one = (bound: Bound): N | 'unbounded' => (bound === 'unbounded' ? bound : round(bound));
  return { level: interval.level, bounds: [one(interval.value[0]), one(interval.value[1])] };
}

export const ratioBounds = (result: Result) => shownBounds(result.interval, ratioNumber);
export const percentBounds = (result: Result) => shownBounds(result.interval, percentNumber);
export const pointsBounds = (result: Result) => shownBounds(result.interval, pointsNumber);
