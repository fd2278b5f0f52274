import { people } from './numbers.js';

const boards = (n: number): string => `${people(n)} ${n === 1 ? 'board' : 'boards'}`;

/** Example: "2 of 5 boards without BME members". */
export const boardsWithout = (label: string, n: number, of: number): string =>
  `${people(n)} of ${boards(of)} without ${label} members`;

/** Example: "Of 5 boards 2 have no BME member, 1 has one, 0 have two, 2 have three or more." */
export function profileWorking(label: string, counts: readonly number[], of: number): string {
  const has = (n: number | undefined): string => `${people(n ?? 0)} ${n === 1 ? 'has' : 'have'}`;
  const [none, one, two, more] = counts;
  return `Of ${boards(of)} ${has(none)} no ${label} member, ${has(one)} one, ${has(two)} two, ${has(more)} three or more.`;
}

/** Example: "3 more", "1 fewer", "as many". */
export const addedSize = (n: number): string =>
  n === 0 ? 'as many' : `${people(Math.abs(n))} ${n > 0 ? 'more' : 'fewer'}`;

/** Example: "12 BME staff, after 9 on 31 March 2024: 3 more." `day` is the day a year before. */
export const addedWorking = (label: string, now: number, before: number, day: string): string =>
  `${people(now)} ${label} staff, after ${people(before)} on ${day}: ${addedSize(now - before)}.`;
