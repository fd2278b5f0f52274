import { roundHalfUp, roundRatio } from '../core/rounding.js';

const grouped = (text: string): string => {
  const [whole = '', rest] = text.split('.');
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',') + (rest === undefined ? '' : `.${rest}`);
};

/** A number of people with thousands commas; a mean of two years may end in .5. Example: 2505 is "2,505". */
export const people = (n: number): string => grouped(String(roundHalfUp(n, 1)));

/** A share from 0 to 1 that is not made of two counts, as a percentage to one decimal. Example: 0.279 is "27.9%". */
export const percent = (share: number): string => `${roundHalfUp(share * 100, 1).toFixed(1)}%`;

/** A share n/base as a percentage to one decimal, half up, from the counts. Example: 9 of 725 is "1.2%". */
export function percentOf(n: number, base: number): string {
  const [a, b] = Number.isInteger(n) && Number.isInteger(base) ? [n, base] : [n * 2, base * 2];
  return Number.isSafeInteger(a) && Number.isSafeInteger(b)
    ? `${roundRatio(a * 100, b, 1).toFixed(1)}%`
    : percent(n / base);
}

/** A ratio to two decimals, half up; it never takes a percentage sign. Example: 1.8292 is "1.83". */
export const ratio = (value: number): string => grouped(roundHalfUp(value, 2).toFixed(2));

/** Percentage points to one decimal, without a sign, for a sentence that says above or below. Example: -7.93 is "7.9 points". */
export const points = (value: number): string => `${roundHalfUp(Math.abs(value), 1).toFixed(1)} points`;

/** Percentage points to one decimal with a sign, for a table. Example: -7.93 is "−7.9", 6.04 is "+6.0". */
export function signedPoints(value: number): string {
  const rounded = roundHalfUp(value, 1);
  const text = Math.abs(rounded).toFixed(1);
  return rounded < 0 ? `\u2212${text}` : rounded > 0 ? `+${text}` : text;
}

/** Smallest base for which a percentage is said in words or tables; up to `smallBase` it is marked. Source: project decision. */
export const leastBase = 20;
export const smallBase = 30;

/** Count, base and, on 20 people or more, the percentage. Example: 9, 725 is "9 of 725 (1.2%)". */
export const countOfWithShare = (n: number, base: number): string =>
  `${people(n)} of ${people(base)}${base >= leastBase ? ` (${percentOf(n, base)})` : ''}`;
