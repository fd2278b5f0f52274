import {
  numberText,
  PERCENT_FROM,
  peopleNumber,
  peopleText,
  percentFromCounts,
  percentNumber,
  percentText,
  pointsNumber,
  pointsText,
  ratioNumber,
  ratioText,
  signedPoints as signedText,
} from './report-numbers.js';

/** Figures as a sentence or a terminal writes them: rounded and written in one step, each unit in its own way. */

/** Example: 2505 is "2,505", a mean of 8.5 is "8.5". */
export const people = (n: number): string => peopleText(peopleNumber(n));
/** A whole number of things that are not people. Example: 1048576 is "1,048,576". */
export const whole = (n: number): string => numberText(n, 0);
/** A share from 0 to 1 that is not made of two counts. Example: 0.279 is "27.9%". */
export const percent = (share: number): string => percentText(percentNumber(share));
/** A share from its counts. Example: 9 of 725 is "1.2%". */
export const percentOf = (n: number, base: number): string => percentText(percentFromCounts(n, base));
/** Example: 1.8292 is "1.83". */
export const ratio = (value: number): string => ratioText(ratioNumber(value));
/** Without a sign, for a sentence that says above or below. Example: -7.93 is "7.9 points". */
export const points = (value: number): string => pointsText(pointsNumber(value));
/** With a sign, for a table. Example: -7.93 is "−7.9", 6.04 is "+6.0". */
export const signedPoints = (value: number): string => signedText(pointsNumber(value));

/** Count, base and, on enough people, the percentage. Example: 9, 725 is "9 of 725 (1.2%)". */
export const countOfWithShare = (n: number, base: number): string =>
  `${people(n)} of ${people(base)}${base >= PERCENT_FROM ? ` (${percentOf(n, base)})` : ''}`;
