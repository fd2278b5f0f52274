import { roundHalfUp, roundRatio } from '../core/rounding.js';

declare const unit: unique symbol;
type Measured<U extends string> = number & { readonly [unit]: U };

/** A ratio, rounded to 2 places. 1 is parity. It has no per cent form: `percentText` does not accept it. */
export type RatioNumber = Measured<'ratio'>;
/** A percentage of people, 0 to 100, rounded to 1 place. */
export type PercentNumber = Measured<'percent'>;
/** A difference of two percentages in points, rounded to 1 place. */
export type PointsNumber = Measured<'points'>;
/** People, or a mean headcount that may end in a half. */
export type PeopleNumber = Measured<'people'>;

const places = { ratio: 2, percent: 1, points: 1 } as const;

const whole = (counts: readonly number[]): readonly number[] =>
  counts.every(Number.isInteger) ? counts : counts.map((n) => n * 2);

/** A quotient of products of integers, or undefined when a product passes 2^53 and would not be exact. */
function roundProducts(top: readonly number[], bottom: readonly number[], decimals: number): number | undefined {
  const all = [...top, ...bottom];
  if (!all.every((n) => Number.isSafeInteger(n))) return undefined;
  const t = top.reduce((p, n) => p * n, 1);
  const b = bottom.reduce((p, n) => p * n, 1);
  return Number.isSafeInteger(t) && Number.isSafeInteger(b) && b !== 0 ? roundRatio(t, b, decimals) : undefined;
}

/** A ratio that is already worked out, rounded half up. Example: 1.8292 is 1.83. */
export const ratioNumber = (value: number): RatioNumber => roundHalfUp(value, places.ratio) as RatioNumber;

/**
 * (n / base) / (otherN / otherBase) from the integers, rounded once at the end, half up. Halves (mean headcounts) are allowed.
 * Falls back on the quotient when the products are too large to be exact. Example: 9, 725, 17, 2505 is 1.83.
 */
export function ratioFromCounts(n: number, base: number, otherN: number, otherBase: number): RatioNumber {
  const [a, b, c, d] = whole([n, base, otherN, otherBase]) as [number, number, number, number];
  return (roundProducts([a, d], [b, c], places.ratio) ?? ratioNumber(n / base / (otherN / otherBase))) as RatioNumber;
}

/** A share from 0 to 1 as a percentage, half up on its decimal form: 0.2865 is 28.7. */
export const percentNumber = (share: number): PercentNumber =>
  Number((roundHalfUp(share, places.percent + 2) * 100).toFixed(places.percent)) as PercentNumber;

/** n of base as a percentage, from the integers, half up. Example: 2226 of 7966 is 27.9. */
export function percentFromCounts(n: number, base: number): PercentNumber {
  const [a, b] = whole([n, base]) as [number, number];
  return (roundProducts([a, 100], [b], places.percent) ?? percentNumber(n / base)) as PercentNumber;
}

/** A difference in percentage points that is already worked out. Example: -7.944 is -7.9. */
export const pointsNumber = (points: number): PointsNumber => roundHalfUp(points, places.points) as PointsNumber;

/** n of base minus otherN of otherBase, in points, from the integers. Example: 3 of 15 less 2226 of 7966 is -7.9. */
export function pointsFromCounts(n: number, base: number, otherN: number, otherBase: number): PointsNumber {
  const [a, b, c, d] = whole([n, base, otherN, otherBase]) as [number, number, number, number];
  const top = 100 * (a * d - c * b);
  return (roundProducts([top], [b, d], places.points) ??
    pointsNumber((n / base - otherN / otherBase) * 100)) as PointsNumber;
}

export const peopleNumber = (n: number): PeopleNumber => roundHalfUp(n, 1) as PeopleNumber;

/** Thousands commas, a true minus, fixed places, no minus on a zero. Example: -1234.5 to 1 place is "−1,234.5". */
export function numberText(value: number, decimals: number): string {
  const [units, fraction] = Math.abs(value).toFixed(decimals).split('.') as [string, string?];
  const digits = units.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
  return value < 0 && /[1-9]/.test(digits) ? `−${digits}` : digits;
}

const signed = (value: number, decimals: number): string => {
  const text = numberText(value, decimals);
  return /[1-9]/.test(text) && value > 0 ? `+${text}` : text;
};

/** "1.83": never with a per cent sign. */
export const ratioText = (ratio: RatioNumber): string => numberText(ratio, places.ratio);

/** "1.83 times as likely": the only way in which a ratio becomes a sentence; "x more likely" would be another number. */
export const timesAsLikely = (ratio: RatioNumber): string => `${ratioText(ratio)} times as likely`;

/** "27.9%". */
export const percentText = (percent: PercentNumber): string => `${numberText(percent, places.percent)}%`;

/** "8.4 points", without direction: the sentence says higher or lower. */
export const pointsText = (points: PointsNumber): string => `${numberText(Math.abs(points), places.points)} points`;

/** "+8.4" or "−7.9", for a column whose head says points. */
export const signedPoints = (points: PointsNumber): string => signed(points, places.points);

/** "2,226", or "1,514.5" for a mean headcount. */
export const peopleText = (people: PeopleNumber): string => numberText(people, Number.isInteger(people) ? 0 : 1);

/** A change in a number of people, "112 more" or "8 fewer": neither points nor per cent. */
export const changeInPeople = (change: PeopleNumber): string =>
  change === 0 ? 'the same number' : `${peopleText(Math.abs(change) as PeopleNumber)} ${change > 0 ? 'more' : 'fewer'}`;

/** The bounds of an interval with "to", never a dash. Example: "0.93 to 2.76"; without an upper limit "0.93 or more, no upper limit". */
export function rangeText<N extends number>(
  low: N | 'unbounded',
  high: N | 'unbounded',
  text: (bound: N) => string,
): string {
  if (low === 'unbounded' && high === 'unbounded') return 'no limit either way';
  if (low === 'unbounded') return `${text(high as N)} or less, no lower limit`;
  return high === 'unbounded' ? `${text(low)} or more, no upper limit` : `${text(low)} to ${text(high)}`;
}

/** Fewer people than this get no percentage, in words and tables (project decision; JSON keeps every released figure). */
export const PERCENT_FROM = 20;
/** From PERCENT_FROM up to this, exclusive, a percentage is marked "small base". */
export const SMALL_BASE_BELOW = 30;

export type Base = 'none' | 'too-small' | 'small' | 'enough';
/** Whether a base carries a percentage. 0 is none, 1 to 19 too small, 20 to 29 small, 30 and above enough. */
export const baseSize = (base: number): Base =>
  base === 0 ? 'none' : base < PERCENT_FROM ? 'too-small' : base < SMALL_BASE_BELOW ? 'small' : 'enough';
