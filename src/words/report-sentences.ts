import { capital } from './labels.js';
import {
  type PeopleNumber,
  type PercentNumber,
  type PointsNumber,
  peopleText,
  percentText,
  pointsText,
  type RatioNumber,
  rangeText,
  ratioText,
  signedPoints,
  timesAsLikely,
} from './report-numbers.js';

export type Bounds<N extends number> = readonly [N | 'unbounded', N | 'unbounded'];

/** "BME staff", "shortlisted White applicants", "shortlisted BME applicants for consultant posts", "BME doctors and dentists". */
export function groupOf(group: string, people: string): string {
  const rest = / (?:for|of|in|on|with|from|at|who) /.exec(people);
  if (rest) return `${groupOf(group, people.slice(0, rest.index))}${people.slice(rest.index)}`;
  if (/ (?:and|or) /.test(people)) return `${group} ${people}`;
  const words = people.split(' ');
  return [...words.slice(0, -1), group, words[words.length - 1]].join(' ');
}

/** "21 of 2,226 BME staff (0.9%)"; without a rate where the base is too small to carry one. */
export const countOf = (
  n: PeopleNumber,
  base: PeopleNumber,
  who?: string,
  percent?: PercentNumber,
  small = false,
): string =>
  `${peopleText(n)} of ${peopleText(base)}${who === undefined ? '' : ` ${who}`}${
    percent === undefined ? '' : ` (${percentText(percent)}${small ? ', small base' : ''})`
  }`;

/**
 * "BME staff were", "1.61 times as likely", "as White staff to enter the process": both groups named, in the order of the ratio. Three
 * parts, so that the figure can stand out.
 */
export const likelihood = (
  over: string,
  under: string,
  ratio: RatioNumber,
  toHappen: string,
): readonly [string, string, string] => [`${capital(over)} were `, timesAsLikely(ratio), ` as ${under} ${toHappen}`];

/** "95% interval 0.93 to 2.76". */
export const ratioInterval = (level: number, [low, high]: Bounds<RatioNumber>): string =>
  `${intervalName(level)} ${rangeText(low, high, ratioText)}`;
export const percentInterval = (level: number, [low, high]: Bounds<PercentNumber>): string =>
  `${intervalName(level)} ${rangeText(low, high, percentText)}`;
export const pointsInterval = (level: number, [low, high]: Bounds<PointsNumber>): string =>
  `${intervalName(level)} ${rangeText(low, high, signedPoints)}`;

/** "95% interval". */
export const intervalName = (level: number): string => `${Number((level * 100).toFixed(1))}% interval`;

/** "7.9 points below the workforce". */
export const fromWorkforce = (points: PointsNumber): string =>
  points === 0 ? 'the same as the workforce' : `${pointsText(points)} ${points < 0 ? 'below' : 'above'} the workforce`;

/** What the words of evidence mean, as a sentence to stand after a figure. */
export const evidenceSentence = (evidence: string, happensTo: 'ratio' | 'share' | 'points'): string => {
  switch (evidence) {
    case 'difference shown':
      return 'A difference is shown.';
    case 'no clear difference':
      return 'No clear difference: chance could explain it. That is not proof of equality.';
    case 'too few to judge':
      return happensTo === 'points' ? 'The members are too few to judge.' : 'The numbers are too small to judge.';
    default:
      return 'The evidence cannot be calculated.';
  }
};

/** Symbols that stand beside the words of evidence and are never needed to understand them. */
export const evidenceSymbol = (evidence: string): string =>
  ({ 'difference shown': '●', 'no clear difference': '○', 'too few to judge': '△' })[evidence] ?? '–';

/** "With one fewer than 21 of 2,226 BME staff the ratio would be 1.53; with one more, 1.68." */
export const fragilitySentence = (over: string, fewer: string, more: string): string =>
  `With one fewer than ${over} the ratio would be ${fewer}; with one more, ${more}.`;

/**
 * What an equal rate would take, in people. `expected` is the count of the group at the other group's rate.
 * Example: "At the White rate, about 13 of 2,226 BME staff would have done so: 8 fewer than the 21 who did."
 */
export function paritySentence(
  otherGroup: string,
  expected: PeopleNumber,
  base: PeopleNumber,
  who: string,
  actual: PeopleNumber,
  change: string,
): string {
  return `At the ${otherGroup} rate the count would be about ${peopleText(expected)} of ${peopleText(base)} ${who}: ${change}${
    change.startsWith('the same') ? ' as' : ' than'
  } the ${peopleText(actual)} counted.`;
}

/** "a, b and c". */
export const listText = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;

/** "one", "two" ... "ten" for a count of things in running words; figures from 11. */
export const smallNumber = (n: number): string =>
  ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'][n] ?? String(n);

export const plural = (n: number, one: string, many: string): string => (n === 1 ? one : many);

const months = 'January February March April May June July August September October November December'.split(' ');

/** "31 March 2025" from "2025-03-31"; anything else is given back as it is. */
export function dateText(iso: string): string {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return m ? `${Number(m[3])} ${months[Number(m[2]) - 1]} ${m[1]}` : iso;
}
