import type { Issue } from '../core/issue.js';
import { roundHalfUp } from '../core/rounding.js';
import { capital } from './labels.js';
import { people, percent, percentOf, points } from './numbers.js';
import { PERCENT_FROM } from './report-numbers.js';

export const surveyUnread = (rows: number): Issue => ({
  id: 'survey-figure-unreadable',
  severity: 'error',
  rows,
  what: `Survey: ${rows === 1 ? 'one row has' : `${rows} rows have`} a figure that cannot be read, or that cannot be (a percentage over 100, more answers than respondents).`,
  todo: 'Write percentages as 26.4, 26.4% or 0.264, counts and respondents as whole numbers, scores from 0 to 10.',
});

export const surveyTwice = (): Issue => ({
  id: 'survey-figure-twice',
  severity: 'error',
  what: 'Survey: a question and group is there twice in the same survey year with different figures; neither is used.',
  todo: 'Keep the row of this organisation and year, and take the other out (a benchmark or another breakdown).',
});

export const surveyWithoutBase = (): Issue => ({
  id: 'survey-without-base',
  severity: 'warning',
  what: 'Survey: some rows do not say how many people answered, so there is no interval, and a group too small to be shown cannot be seen.',
  todo: 'Add the number of respondents of each group from the survey report.',
});

export const surveyOtherYears = (standard: string, year: number, years: readonly number[]): Issue => ({
  id: 'survey-other-years',
  severity: 'warning',
  what: `${standard}: this edition uses the NHS Staff Survey of ${year}; the survey data given ${years.length === 1 ? 'is' : 'are'} of ${years.join(', ')}.`,
  todo: 'Add the survey of that year, or choose the edition of the year after the survey with --edition.',
});

export const surveyLabelsSwapped = (standard: string, dimension: string): Issue => ({
  id: 'survey-labels-swapped',
  severity: 'warning',
  what: `${standard}: every survey question points the other way from the national pattern by ${dimension}. The labels of the two groups may have been exchanged.`,
  todo: 'Compare one row with the survey report before reading these figures.',
});

export const surveyOverlap =
  'percentage over both questions together (somebody may have answered yes to both, so two percentages cannot be added)';

export interface AnswerGroup {
  readonly label: string;
  readonly n?: number;
  readonly base?: number;
  readonly rate: number;
}

/** "26.4% of 812 BME staff", "214 of 812 BME staff (26.4%)", "26.4% of BME staff". */
function answered({ label, n, base, rate }: AnswerGroup, who: string): string {
  if (n !== undefined && base !== undefined)
    return `${people(n)} of ${people(base)} ${label} ${who}${base >= PERCENT_FROM ? ` (${percentOf(n, base)})` : ''}`;
  return `${percent(rate)} of ${base === undefined ? '' : `${people(base)} `}${label} ${who}`;
}

/** Size of a gap in points. Example: 8.4 is "8.4 points higher", -0.02 is "no gap to one decimal place". */
export const sizeOfGap = (gap: number): string =>
  points(gap) === '0.0 points' ? 'no gap to one decimal place' : `${points(gap)} ${gap < 0 ? 'lower' : 'higher'}`;

/**
 * Example: "26.4% of 812 BME staff and 24.9% of 2,590 White staff said they were harassed by the public: 1.5 points higher for BME staff."
 */
export const gapWorking = (over: AnswerGroup, under: AnswerGroup, who: string, happened: string, gap: number): string =>
  `${answered(over, who)} and ${answered(under, who)} ${happened}: ${sizeOfGap(gap)}${points(gap) === '0.0 points' ? '' : ` for ${over.label} ${who}`}.`;

/** Example: "72.2% of 312 disabled staff said their employer made adjustments." */
export const aloneWorking = (group: AnswerGroup, who: string, happened: string): string =>
  `${answered(group, who)} ${happened}.`;

const score = (value: number): string => roundHalfUp(value, 2).toFixed(2);

/** Size of a difference of scores. Example: -0.47 is "0.47 lower". */
export const sizeOfScores = (gap: number): string =>
  score(Math.abs(gap)) === '0.00'
    ? 'no gap to two decimal places'
    : `${score(Math.abs(gap))} ${gap < 0 ? 'lower' : 'higher'}`;

/** Example: "The staff engagement score of disabled staff is 6.68 and of non-disabled staff 7.15, from 0 to 10: 0.47 lower for disabled staff." */
export const scoreWorking = (
  over: { readonly label: string; readonly score: number },
  under: { readonly label: string; readonly score: number },
  who: string,
  what: string,
): string =>
  `The ${what} of ${over.label} ${who} is ${score(over.score)} and of ${under.label} ${who} ${score(under.score)}, from 0 to 10: ${sizeOfScores(over.score - under.score)}${score(Math.abs(over.score - under.score)) === '0.00' ? '' : ` for ${over.label} ${who}`}.`;

/** Example: "24.1% of 3,460 respondents told the survey they are disabled, 398 of 7,966 staff (5.0%) are recorded as disabled in ESR: 19.1 points higher in the survey." */
export const declarationWorking = (
  survey: AnswerGroup,
  record: { readonly n: number; readonly base: number },
  gap: number,
): string =>
  `${answered({ ...survey, label: '' }, 'respondents').replace('  ', ' ')} told the survey that they are ${survey.label}; ${people(record.n)} of ${people(record.base)} staff${record.base >= PERCENT_FROM ? ` (${percentOf(record.n, record.base)})` : ''} are recorded as ${survey.label}: ${sizeOfGap(gap)}${points(gap) === '0.0 points' ? '' : ' in the survey'}.`;

/** "Yes. " and the organisation's own words. */
export const statementWorking = (answer: boolean, text: string): string =>
  `${answer ? 'Yes' : 'No'}.${text === '' ? ' No words were given.' : ` ${capital(text)}`}`;
