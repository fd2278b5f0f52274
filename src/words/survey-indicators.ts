import type { IndicatorText } from './report-indicators.js';

const harassed = {
  what: 'in the last 12 months, once or more. Groups are what respondents said of themselves.',
  questions: ['Where do these incidents happen, and what did the organisation do about the last ones reported?'],
};
const equal = {
  definition:
    'Respondents who believe that the organisation gives equal opportunities for career progression or promotion. Those who do not know are in the base from the survey of 2021.',
  questions: ['Which decisions about progression do staff see, and which do they not?'],
};

/** What a report says about the survey indicators of both standards. */
export const SURVEY: Readonly<Record<string, IndicatorText>> = {
  'wres.5': {
    title: 'Harassment by patients, relatives or the public',
    definition: `Respondents harassed, bullied or abused by patients, relatives or the public ${harassed.what}`,
    questions: harassed.questions,
    worseFor: 'bme',
  },
  'wres.6': {
    title: 'Harassment by staff',
    definition: `Respondents harassed, bullied or abused by managers or other colleagues ${harassed.what} Somebody who says both counts once.`,
    questions: ['What share comes from managers, and what happened to the last cases that were reported?'],
    worseFor: 'bme',
  },
  'wres.7': { title: 'Equal opportunities for progression', ...equal, worseFor: 'bme' },
  'wres.8': {
    title: 'Discrimination by manager, team leader or colleagues',
    definition:
      'Respondents who personally had discrimination from a manager, team leader or other colleagues in the last 12 months. Groups are what respondents said of themselves.',
    questions: ['Which teams and grounds stand behind the answers, and who follows them up?'],
    worseFor: 'bme',
  },
  'wdes.4a.patients': {
    title: 'Harassment by patients, relatives or the public',
    definition: `Respondents harassed, bullied or abused by patients, relatives or the public ${harassed.what}`,
    questions: harassed.questions,
    worseFor: 'disabled',
  },
  'wdes.4a.managers': {
    title: 'Harassment by managers',
    definition: `Respondents harassed, bullied or abused by managers ${harassed.what}`,
    questions: ['What do managers learn about disability, and how is that seen in their teams?'],
    worseFor: 'disabled',
  },
  'wdes.4a.colleagues': {
    title: 'Harassment by other colleagues',
    definition: `Respondents harassed, bullied or abused by other colleagues ${harassed.what}`,
    questions: ['Which teams stand behind the answers?'],
    worseFor: 'disabled',
  },
  'wdes.4b': {
    title: 'Harassment reported',
    definition:
      'Of respondents who had harassment, bullying or abuse: those who say that they or a colleague reported it the last time.',
    questions: ['What happens after a report, and do those who report learn of it?'],
    worseFor: 'disabled',
    wished: true,
  },
  'wdes.5': { title: 'Equal opportunities for progression', ...equal, worseFor: 'disabled' },
  'wdes.6': {
    title: 'Pressure to come to work unwell',
    definition:
      'Of respondents who came to work unwell in the last three months: those who felt pressure from their manager to do so.',
    questions: ['How are absence triggers adjusted for disabled staff?'],
    worseFor: 'disabled',
  },
  'wdes.7': {
    title: 'Satisfied with how far work is valued',
    definition: 'Respondents satisfied or very satisfied with how far the organisation values their work.',
    questions: ['What would staff say shows that their work is valued?'],
    worseFor: 'disabled',
    wished: true,
  },
  'wdes.8': {
    title: 'Adjustments made for disabled staff',
    definition:
      'Disabled respondents who say that their employer has made the adjustments they need; those who need none are left out. There is no other group.',
    questions: ['How long does an adjustment take from request to use, and who pays for it?'],
    worseFor: 'disabled',
    wished: true,
  },
  'wdes.9a': {
    title: 'Staff engagement score',
    definition:
      'The mean of the scores for motivation, involvement and advocacy, each from 0 to 10, as the survey gives them.',
    questions: ['Which of the three scores differs most between the groups?'],
    worseFor: 'disabled',
    wished: true,
  },
  'wdes.9b': {
    title: 'Voices of disabled staff heard',
    definition:
      'Whether the organisation has acted so that the voices of disabled staff are heard, yes or no, in its own words.',
    questions: ['What changed because disabled staff were heard?'],
  },
  'wdes.declaration': {
    title: 'Declared in the survey and on record',
    definition:
      'The share of survey respondents with a long-term condition minus the share of staff recorded as disabled, in percentage points. The record covers everyone, the survey those who answered, and the two ask different questions.',
    questions: ['What would make it safe and worthwhile to record a disability?'],
  },
};
