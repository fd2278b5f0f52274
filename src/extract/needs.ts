import { questionColumns } from '../../schemas/tables/survey.js';

/**
 * What a row, and a sheet, of each table must have besides the `required` columns of its contract.
 * - `identity`: columns of which at least one says what the row is about; a row with none of them is a total, a title or unusable.
 * - `oneOf`: at least one of these must have a value for the row to be kept.
 * - `lenient`: a `required` column that, when the file has no such column at all, is reported without giving up its rows.
 * - `wanted`: columns that are not needed to keep rows but without which results are missing or doubtful, and how bad that is.
 * - `totals`: rows whose group is "Total" are no data, although they look complete.
 */
export interface Needs {
  readonly identity: readonly string[];
  /** Used for `identity` when the sheet has none of those columns. */
  readonly otherwise?: readonly string[];
  readonly oneOf?: readonly string[];
  readonly lenient?: readonly string[];
  readonly wanted?: readonly {
    readonly columns: readonly string[];
    readonly severity: 'error' | 'warning';
    readonly without: string;
  }[];
  readonly totals?: true;
  /** A column that tells this table from one with the same other columns, when no name does. */
  readonly tells?: string;
}

const person = ['employeeNumber', 'personKey', 'assignmentNumber'] as const;
const ethnicity = {
  columns: ['ethnicity'],
  severity: 'error',
  without: 'there are no figures by ethnicity',
} as const;

export const needs: Readonly<Record<string, Needs>> = {
  staff: {
    identity: person,
    oneOf: person,
    wanted: [
      ethnicity,
      { columns: ['payScale'], severity: 'warning', without: 'every pay band is unmapped' },
      {
        columns: ['staffGroup', 'occupationCode'],
        severity: 'warning',
        without: 'clinical and non-clinical staff cannot be told apart',
      },
      {
        columns: ['assignmentCategory'],
        severity: 'warning',
        without: 'bank and honorary staff cannot be told from substantive staff and everyone is counted',
      },
    ],
  },
  leavers: { identity: person, oneOf: person, tells: 'terminationDate' },
  starters: { identity: person, oneOf: person, tells: 'recruitmentSource' },
  board: {
    // Each row is one member, so a role says enough: non-executives often have no employee number and are seldom named.
    identity: ['employeeNumber', 'member', 'role'],
    otherwise: ['voting', 'isVoting', 'executive', 'isExecutive'],
    wanted: [
      {
        ...ethnicity,
        without: 'it is taken from the staff record of the same employee number, and is unknown without one',
      },
      { columns: ['voting', 'isVoting'], severity: 'warning', without: 'voting members cannot be told apart' },
      { columns: ['executive', 'isExecutive'], severity: 'warning', without: 'executive members cannot be told apart' },
    ],
  },
  recruitment: {
    identity: ['applicationReference', 'vacancyReference'],
    otherwise: ['shortlisted', 'appliedOn', 'appointed', 'shortlistedOn'],
    lenient: ['applicationReference'],
    wanted: [
      ethnicity,
      { columns: ['shortlisted', 'shortlistedOn'], severity: 'error', without: 'nobody counts as shortlisted' },
      { columns: ['appointed', 'appointedOn'], severity: 'error', without: 'nobody counts as appointed' },
    ],
  },
  'recruitment-counts': { identity: ['stage'], totals: true },
  cases: {
    identity: ['employeeNumber', 'caseReference'],
    wanted: [
      { columns: ['caseType'], severity: 'error', without: 'disciplinary cases cannot be told from others' },
      { columns: ['openedOn', 'formalOn'], severity: 'error', without: 'cases cannot be placed in a year' },
    ],
  },
  training: {
    identity: ['employeeNumber'],
    wanted: [{ columns: ['attendedOn'], severity: 'error', without: 'attendances cannot be placed in a year' }],
  },
  survey: {
    identity: ['question', 'group'],
    wanted: [
      {
        columns: ['percentage', 'count', 'score'],
        severity: 'error',
        without: 'nothing says what was answered',
      },
      {
        columns: ['respondents'],
        severity: 'warning',
        without: 'nothing says how many answered, so there are no intervals and small groups cannot be seen',
      },
    ],
  },
  'survey-responses': {
    identity: ['respondent', 'ethnicity', 'disability', ...questionColumns],
    oneOf: questionColumns,
  },
  statements: { identity: ['statement'] },
  absence: { identity: ['employeeNumber', 'staffGroup'], tells: 'fteDaysLost' },
  agency: { identity: ['month'], tells: 'agencySpend' },
  'exit-interviews': { identity: ['employeeNumber', 'completed', 'interviewedOn'] },
  'stay-interviews': { identity: ['employeeNumber', 'completed', 'interviewedOn'] },
  'flexible-working': { identity: ['requestReference', 'employeeNumber', 'requestedOn'] },
  'retention-survey': { identity: ['question', 'group'], tells: 'wave' },
  framework: { identity: ['statement', 'theme'] },
  scale: { identity: ['value'] },
  trusts: { identity: ['trust'], tells: 'region' },
  counts: { identity: ['indicator', 'measure', 'group'], totals: true },
};
