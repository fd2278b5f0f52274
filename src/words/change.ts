import { addYears, isoDate, parseIso } from '../core/dates.js';
import { dateText } from './report-sentences.js';

const years = (n: number): string => (n === 1 ? 'one year' : `the mean of ${n} years`);

/** Why two years cannot be compared when the edition names no break of its own. */
export const breakBy = {
  years: (before: number, now: number, then: string): string =>
    `Events of ${years(now)} here, of ${years(before)} ${then}.`,
  method: (before: string, now: string, then: string): string => `Another method: ${now}; ${then}, ${before}.`,
  same: 'The same answers stand at both snapshots: there is no change to show.',
  organisations: 'Sums of other organisations: not all of them supplied both years.',
  before: (since: string, to: string): string =>
    isYearBefore(since, to) ? 'the year before' : `in the year to ${dateText(since)}`,
} as const;

/** Whether one period ends exactly a year before another: then it is last year's. Without two dates it is taken to be. Example: 31 March 2024 and 2025. */
export function isYearBefore(since: string, to: string): boolean {
  const [a, b] = [parseIso(since), parseIso(to)];
  return a === undefined || b === undefined || isoDate(addYears(b, -1)) === since || isoDate(addYears(a, 1)) === to;
}

interface Since {
  readonly since: string;
  readonly to: string;
}

/** How what is compared with is called: last year, or by its date when it is no year before. Example: "Change since 30 September 2023". */
export const sinceWords = {
  change: ({ since, to }: Since): string =>
    isYearBefore(since, to) ? 'Change on last year' : `Change since ${dateText(since)}`,
  head: ({ since, to }: Since): string => (isYearBefore(since, to) ? 'Last year' : dateText(since)),
  day: ({ since, to }: Since): string => (isYearBefore(since, to) ? 'last year' : `on ${dateText(since)}`),
  broken: ({ since, to }: Since): string =>
    isYearBefore(since, to) ? 'not comparable with last year' : `not comparable with ${dateText(since)}`,
} as const;
