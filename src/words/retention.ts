import { labels } from './labels.js';

const group = (dimension: string, id: string): string => labels().group(dimension, id);

export const sicknessWhole =
  'Staff lost {rate:all} of their available days to sickness in the twelve months: {n:all} of {base:all} full-time days.';
export const sicknessRatio = (d: string, over: string, under: string): string =>
  `${group(d, over)} staff lost {rate:${over}} of their days to sickness, ${group(d, under)} staff {rate:${under}}: {value} times as many ({low} to {high}).`;
export const sicknessReason =
  'Anxiety, stress, depression and other psychiatric illness (S10) took {rate:all} of the days lost to sickness.';
export const agencyShare =
  'Agency staff cost {rate:all} of the pay bill in the twelve months. A ledger figure: it cannot be split by group.';
export const agencyPounds = 'Agency staff cost {value} in the twelve months.';
export const exitWhole = 'An exit interview was held with {n:all} of {base:all} leavers ({rate:all}).';
export const stayWhole = 'A stay interview was held with {n:all} of {base:all} staff in post ({rate:all}).';
export const interviewRatio = (d: string, over: string, under: string): string =>
  `An interview was held with {rate:${over}} of ${group(d, over)} and {rate:${under}} of ${group(d, under)} people: {value} times as likely ({low} to {high}).`;
export const flexibleWhole =
  '{n:all} of {base:all} requests that were decided were approved, in full or in part ({rate:all}).';
export const flexibleRatio = (d: string, over: string, under: string): string =>
  `{rate:${over}} of requests of ${group(d, over)} staff and {rate:${under}} of those of ${group(d, under)} staff were approved: {value} times as likely ({low} to {high}).`;
export const profileRow = (d: string, over: string): string =>
  `{baseshare:${over}} of the people employed in the year and {nshare:${over}} of those who left were ${group(d, over)}: they were {value} times as likely to leave as all others ({low} to {high}).`;
export const waveGap = (d: string, over: string, under: string, wave: string): string =>
  `In ${wave}, {rate:${over}} of ${group(d, over)} and {rate:${under}} of ${group(d, under)} respondents said so: {value} points ({low} to {high}).`;
export const waveChange = (from: string, to: string): string =>
  `From ${from} to ${to} the share of all respondents went from {rate:${from}} to {rate:${to}}: {value} points ({low} to {high}). Other people answered each time.`;
export const inductionWhole = (step: string): string =>
  `{n:all} of {base:all} people who started in the year ({rate:all}) ${step === 'induction' ? 'had their induction' : 'completed their onboarding'}.`;
export const inductionRatio = (d: string, over: string, under: string): string =>
  `{rate:${over}} of ${group(d, over)} and {rate:${under}} of ${group(d, under)} new starters: {value} times as likely ({low} to {high}).`;

/** What a figure lacks that is worked person by person, when an engine holds the rows. */
export const rowsHeld = (tables: readonly string[]): string =>
  `rows of ${tables.join(' and ')} in memory: this figure is worked person by person, and the engine that holds them only counts (give them as a workbook or CSV file, with --engine memory)`;
