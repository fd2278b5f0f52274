import type { Absent } from '../core/outcome.js';
import { capital } from './labels.js';
import { countOfWithShare, people, percent, percentOf, points, ratio } from './numbers.js';
import { PERCENT_FROM } from './report-numbers.js';

const undefinedWords: Readonly<Record<Extract<Absent, { status: 'undefined' }>['why'], string>> = {
  'no-group-members': 'Not calculable: there is nobody in the group.',
  'zero-comparator': 'Not calculable: it did not happen to anybody in the comparison group.',
  'no-events': 'Not calculable: it did not happen to anybody in either group. This is not a ratio of 1 or of 0.',
  'not-reached': 'Not reached in the period.',
  infeasible: 'Not feasible.',
  'not-comparable': 'Not comparable: the series breaks between the two years.',
  'invalid-counts': 'Not calculable: more events than people are recorded for a group.',
};

/** Why there is no figure, in words. Which hidden cell was the small one is never said. */
export function absence(absent: Absent): string {
  switch (absent.status) {
    case 'suppressed':
      return absent.why === 'at-source'
        ? 'Suppressed in the data supplied. Suppressed is not zero.'
        : 'Suppressed: a small number of people, or a number that would reveal one, is behind this figure. Suppressed is not zero.';
    case 'not-supplied':
      return `Not supplied: there is no ${absent.what}, so there is no figure.`;
    case 'not-in-force':
      return absent.why === 'not-collected'
        ? `Not collected in edition ${absent.edition}, which is not the same as zero.`
        : `Not part of edition ${absent.edition}: ${absent.why === 'not-yet' ? 'introduced later' : 'withdrawn'}.`;
    case 'undefined':
      return undefinedWords[absent.why];
  }
}

export interface GroupCount {
  readonly label: string;
  readonly n: number;
  readonly base: number;
}

export interface RatioWords {
  readonly over: GroupCount;
  readonly under: GroupCount;
  readonly words: { readonly people: string; readonly happened?: string; readonly toHappen?: string };
}

/** The counts on both sides. Example: "9 of 725 BME staff (1.2%) and 17 of 2,505 White staff (0.7%) were appointed." */
function counts({ over, under, words }: RatioWords): string {
  const one = (g: GroupCount): string =>
    `${people(g.n)} of ${people(g.base)} ${g.label} ${words.people}${g.base >= PERCENT_FROM ? ` (${percentOf(g.n, g.base)})` : ''}`;
  return `${one(over)} and ${one(under)} ${words.happened ?? 'are counted'}.`;
}

/**
 * The working of a ratio with its direction. Example, 9/725 over 17/2505: "9 of 725 BME staff (1.2%) and 17 of 2,505 White staff (0.7%)
 * entered the formal disciplinary process. BME staff were 1.83 times as likely as White staff to enter the formal disciplinary process."
 */
export const ratioWorking = (g: RatioWords, value: number): string =>
  `${counts(g)} ${capital(g.over.label)} ${g.words.people} were ${ratio(value)} times as likely as ${g.under.label} ${g.words.people}${g.words.toHappen ? ` ${g.words.toHappen}` : ''}.`;

/** Counts that make no ratio, and why. */
export const ratioUndefined = (g: RatioWords, absent: Absent): string => `${counts(g)} ${absence(absent)}`;

/** Size of a difference from the workforce share, in points. Example: -6.04 is "6.0 points below the workforce". */
export const sizeOfDifference = (difference: number): string =>
  points(difference) === '0.0 points'
    ? 'the same as the workforce to one decimal place'
    : `${points(difference)} ${difference < 0 ? 'below' : 'above'} the workforce`;

/** Example: "522 of 2,384 staff (21.9%) are BME: 6.0 points below the workforce (27.9%)." */
export function shareWorking(g: GroupCount, workforce: number, difference: number): string {
  const share = `${countOfWithShare(g.n, g.base)} staff are ${g.label}`;
  return g.base < PERCENT_FROM
    ? `${share}; the workforce share is ${percent(workforce)}.`
    : `${share}: ${sizeOfDifference(difference)} (${percent(workforce)}).`;
}

/** Example: "2,226 of 7,966 staff (27.9%) are BME." */
export const wholeWorking = (g: GroupCount): string => `${countOfWithShare(g.n, g.base)} staff are ${g.label}.`;

/** Example: "3 of 15 board members are BME: 7.9 points below the workforce (27.9%). One member moves the share by 6.7 points." */
export const boardWorking = (g: GroupCount, who: string, workforce: number, difference: number): string =>
  `${people(g.n)} of ${people(g.base)} ${who} are ${g.label}: ${sizeOfDifference(difference)} (${percent(workforce)}). One member moves the share by ${points(100 / g.base)}.`;

/** A board whose counts are not shown. Example: "The disabled share of the voting board is 4.1 points below the workforce." */
export const boardDifferenceOnly = (label: string, part: string | undefined, difference: number): string =>
  `The ${label} share of the ${part && part !== 'total' ? `${part} ` : ''}board is ${sizeOfDifference(difference)}; the numbers of members are not shown.`;
