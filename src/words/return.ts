import { standardShort } from './standards.js';
/** What a return says, on every sheet and in the JSON. */
export const submissionMark =
  'For submission only: exact numbers for the national data collection. Contains small numbers. Not for publication.';

export const returnLines = {
  otherBand: 'No pay band that is known',
  otherBlock: 'In no pay block',
  consultants: 'Consultants',
  ofWhichManagers: 'of which senior medical managers',
  shortlisted: 'Shortlisted applicants',
  appointed: 'Appointed from shortlisting',
  workforce: 'Workforce',
  total: 'Total board members',
  voting: 'of which voting',
  nonVoting: 'of which non-voting',
  executive: 'of which executive',
  nonExecutive: 'of which non-executive',
  likelihood: 'Likelihood',
  ratio: 'Relative likelihood',
} as const;

/** How events and bases of each measure are called in a return. */
export const measureLines: Readonly<Record<string, string>> = {
  staff: returnLines.workforce,
  shortlisted: returnLines.shortlisted,
  appointed: returnLines.appointed,
  trained: 'Accessed non-mandatory training and CPD',
  cases: 'Entered the formal process',
};

/** Lines of the survey part. */
export const surveyLines = {
  absent: (title: string): string => `${title} (not supplied)`,
  respondents: (title: string): string => `respondents to ${title}`,
} as const;

/** Whether something was done, on the sheet of a yes or no. */
export const statementLine = '1 is yes, 0 is no; the text is on the sheet Statements';

export const allGrounds = 'Entered the formal process for any reason (mean of the years)';
export const illHealth = 'of which on ill-health grounds';
export const notIllHealth = 'Entered the formal process, not on ill-health grounds';

export const differenceLine = (part: string): string => `Difference, ${part} less workforce, in percentage points`;
export const checkWords = {
  rows: 'The rows of the part add up to its block in the results',
  headcount: 'Workforce in this part is the headcount of part 1',
  within: (events: string, base: string): string => `"${events}" is within "${base}" for every group`,
  voting: 'Voting, non-voting and members without a vote recorded make the board',
  readBack: (indicator: string): string => `${indicator}: every number read back from this return gives the result`,
  noRow: 'no such row',
};

export const notes = (standard: string, edition: string): readonly string[] => [
  submissionMark,
  `The numbers of ${standardShort(standard)} ${edition}, as the engine counts them: docs/return.md says how each comes about.`,
  'One sheet for each part of the collection. Lines that begin with "of which" repeat people of the line above and are not added.',
  'The sheet Counts holds the same numbers in the form the engine reads: it follows the other sheets by formulas, so a corrected number carries over when the workbook is saved by a spreadsheet program.',
  'The sheet Checks puts each number beside the same number found another way. Look at every line that does not agree before submitting.',
  'Survey percentages are filled in by the national team: those here are as they were supplied, to check them by.',
  'The sheet Statements has a line for each indicator, for the organisation’s own words, action and owner, and for answers of yes or no. What is written there is read back from the filled-in return.',
  'Columns of the year before are there when the files hold its staff snapshot; they are counted by that year’s rules.',
];
