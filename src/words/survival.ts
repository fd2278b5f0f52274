import { isoDate } from '../core/dates.js';
import type { Issue } from '../core/issue.js';

export const notIdentified = (missing: readonly string[]): string =>
  `survival cannot be worked without: ${missing.join('; ')}`;

export const observed = (from: number, to: number): Issue => ({
  id: 'survival-window',
  severity: 'note',
  what: `Length of service was observed from ${isoDate(from)} to ${isoDate(to)}: who was in post then came under observation with the service already served.`,
  todo: 'Nothing, if the leavers table holds everyone who left in that time; otherwise choose the first day with --set turnover.survival.observed-from=YYYY-MM-DD.',
});

export const noHireDate = (rows: number): Issue => ({
  id: 'survival-no-hire-date',
  severity: 'warning',
  rows,
  what: `${rows} rows of staff or leavers have no usable day of hire and are in no figure of survival.`,
  plain: 'Some rows of staff or leavers have no usable day of hire and are in no figure of survival.',
  todo: 'Fill in Latest Hire Date, or add the starters table.',
});

/** Two groups compared: what they are called, and the ids their figures go by. */
export interface Pair {
  readonly over: string;
  readonly under: string;
  readonly overId: string;
  readonly underId: string;
}

export const ratioSentence = ({ over, under }: Pair, what: string): string =>
  `At the same length of service and in the same staff group, ${over} staff left at {value} times the rate of ${under} staff${what} ({low} to {high}).`;

export const retentionSentence = ({ over, under, overId, underId }: Pair, years: string): string =>
  `After ${years}, {rate:${overId}} of ${over} staff and {rate:${underId}} of ${under} staff would still be in post, at the rates of leaving observed: {value} points ({low} to {high}).`;

export const medianSentence = ({ over, under, overId, underId }: Pair): string =>
  `Half of ${over} staff have left after {estimate:${overId}} years, half of ${under} staff after {estimate:${underId}}.`;

export const incidenceSentence = ({ over, under, overId, underId }: Pair, years: string): string =>
  `Within ${years}, {estimate:${overId}} of ${over} staff and {estimate:${underId}} of ${under} staff leave for this reason, the others competing: {value} points ({low} to {high}).`;

export const adjustedSentence = ({ over, under }: Pair, equal: string): string =>
  `With ${equal} and length of service held equal, the odds of leaving in a month are {value} times as high for ${over} as for ${under} staff ({low} to {high}).`;

export const changeSentence = ({ over, under }: Pair, since: string): string =>
  `From ${since} on, the odds of leaving in a month of ${over} staff, beside those of ${under} staff, are {value} times what they were before ({low} to {high}).`;

/** Size of a difference of shares in points. */
export const sizeOfPoints = (points: number): string =>
  Math.abs(points) < 0.05 ? 'no difference to one decimal place' : points > 0 ? 'higher' : 'lower';
