import { code, contract, key, required, text } from '../contract.js';
import type { ColumnSpec } from '../table.js';
import { characteristics } from './assignment.js';
import { disability, ethnicity, organisation, payScale, sex, staffGroup } from './shared.js';

const surveyYear = text(
  ['Survey Year', 'Year', 'Survey', 'Year Of Survey', 'Staff Survey Year'],
  'The year of the survey’s fieldwork, for example 2024; the standards of the next year use it.',
);

/**
 * Published survey results: a question and a group, with the percentage or the number who gave the answer, and how many answered. Figures stay
 * text on purpose: a per cent sign and the mark of a hidden figure say what a bare number does not.
 */
export const survey = contract({
  table: 'survey',
  title: 'Staff survey',
  grain: 'One question and group, with its percentage, count or score.',
  names: ['Survey', 'Staff Survey', 'NHS Staff Survey', 'NSS', 'Survey Results', 'Staff Survey Results'],
  columns: {
    organisation,
    surveyYear,
    question: required(
      text(
        ['Question', 'Question Number', 'Survey Question', 'Question Text', 'Indicator', 'Metric', 'Item'],
        'Question number of that year’s survey (Q14a), or an indicator id (wres.5).',
      ),
    ),
    group: required(
      code(
        'survey-group',
        ['Group', 'Group Name', 'Respondent Group', 'Breakdown', 'Subgroup'],
        'Who answered: White, BME, disabled, non-disabled, all.',
      ),
    ),
    percentage: text(
      ['Percentage', 'Percent', 'Per Cent', 'Pct', 'Result', 'Value', 'Percentage Yes', 'Trust Percentage'],
      'Share who gave the answer: 26.4, 26.4% or 0.264.',
    ),
    score: text(['Score', 'Mean Score', 'Mean'], 'Mean score from 0 to 10, for questions that are scored.'),
    count: text(
      ['Count', 'Number', 'Numerator', 'Yes', 'Number Yes', 'N Yes', 'Number Of Responses Yes'],
      'How many gave the answer.',
    ),
    respondents: text(
      ['Respondents', 'Base', 'Responses', 'Number Of Respondents', 'Denominator', 'Answered', 'Number Answering', 'N'],
      'How many people of the group answered the question.',
    ),
  },
});

/** Question numbers that any survey has given to a question the standards use. What each asked in which year is edition data. */
const numbers = [
  ...['2a', '2b', '2c', '3c', '3d', '3f', '4a', '4b', '4d', '5f', '9e', '11e'],
  ...[
    '13a',
    '13b',
    '13c',
    '13d',
    '14',
    '14a',
    '14b',
    '14c',
    '14d',
    '15',
    '15a',
    '15b',
    '15c',
    '15d',
    '16',
    '16b',
    '17b',
  ],
  ...['18a', '18c', '18d', '21a', '21c', '21d', '23a', '23c', '23d', '25a', '25c', '25d'],
  ...['26a', '26b', '28a', '28b', '30a', '30b', '31a', '31b'],
] as const;

/** The columns of respondents’ answers, by question number. */
export const questionColumns: readonly string[] = numbers.map((n) => `q${n}`);

const answers: Readonly<Record<string, ColumnSpec>> = Object.fromEntries(
  numbers.map((n) => [
    `q${n}`,
    code('survey-answer', [`Q${n}`, `Question ${n}`], `Answer to question ${n} of that year’s survey.`),
  ]),
);

/** What the survey may ask of a person and the staff record holds too, under the same headers. */
const pick = (...names: readonly string[]): Readonly<Record<string, ColumnSpec>> =>
  Object.fromEntries(names.map((n) => [n, characteristics[n] as ColumnSpec]));

/** One row per person who answered. There is no name and no number: the survey is anonymous. */
export const surveyResponses = contract({
  table: 'survey-responses',
  title: 'Staff survey responses',
  grain: 'One respondent.',
  names: ['Survey Responses', 'Survey Respondents', 'Staff Survey Responses', 'Respondents', 'Responses'],
  columns: {
    organisation,
    surveyYear,
    respondent: key(['Respondent', 'Respondent Id', 'Response Id', 'Case Id'], 'Number of the response.'),
    ethnicity,
    disability: {
      ...disability,
      headers: [
        ...disability.headers,
        'Long Term Condition',
        'Long Term Condition or Illness',
        'Long Lasting Condition or Illness',
        'LTC',
        'LTC or Illness',
      ],
      description: 'The survey’s own answer on a condition or illness lasting 12 months or more.',
    },
    sex,
    staffGroup,
    payScale,
    ...pick('ageBand', 'religion', 'sexualOrientation'),
    ...answers,
  },
});
