import type { IndicatorText } from './report-indicators.js';

/** What a report says about the metrics of the Workforce Disability Equality Standard. */
export const WDES: Readonly<Record<string, IndicatorText>> = {
  'wdes.1': {
    title: 'Disabled share by pay cluster',
    words: { people: 'staff' },
    definition:
      'The share of each pay cluster and band recorded as disabled, non-clinical and clinical apart, medical staff by grade, against the disabled share of the whole workforce. People whose disability is not recorded are in every denominator and are never counted as non-disabled.',
    questions: [
      'At which cluster does the share fall most, and what decides who takes that step?',
      'How many people in senior posts have not recorded whether they are disabled, and what would make it safe to?',
      'What will be different in a year’s time in the clusters where a difference is shown?',
    ],
    worseFor: 'disabled',
  },
  'wdes.2': {
    title: 'Appointment from shortlisting',
    words: { people: 'shortlisted applicants', happened: 'were appointed', toHappen: 'to be appointed' },
    definition:
      'Shortlisted applicants appointed, non-disabled over disabled. Appointed means an offer that was accepted; applicants whose disability is not known are outside both rates.',
    questions: [
      'Is a guaranteed interview scheme in use, and what happens to those it shortlists?',
      'Are adjustments to the interview offered to everybody, and who arranges them?',
      'Does the recruitment system keep equality data until the appointment?',
    ],
    worseFor: 'disabled',
    wished: true,
  },
  'wdes.3': {
    title: 'Formal capability process',
    words: {
      people: 'staff',
      happened: 'entered the formal capability process',
      toHappen: 'to enter the formal capability process',
    },
    definition:
      'People entering the formal capability process on the ground of performance, as a mean of two years, over staff in post, disabled over non-disabled. Ill health is left out.',
    questions: [
      'Were reasonable adjustments in place before each formal case, and who checks?',
      'How many of these cases began with an absence or a health condition?',
      'The numbers are small: what do the cases of each group have in common?',
    ],
    worseFor: 'disabled',
  },
  'wdes.10': {
    title: 'Board compared with workforce',
    words: { people: 'board members' },
    definition:
      'The disabled share of the board minus the disabled share of the workforce, in percentage points, for all members, voting members and executive members. Those who have not said are in both denominators.',
    questions: [
      'How many members have not recorded whether they are disabled, and would they if asked again?',
      'Are board posts advertised, and adjustments offered, in a way that disabled candidates would trust?',
    ],
    worseFor: 'disabled',
  },
  'wdes.capability-any-ground': {
    title: 'Formal capability on any ground, ill health included',
    words: {
      people: 'staff',
      happened: 'entered the formal capability process on any ground',
      toHappen: 'to enter the formal capability process on any ground',
    },
    definition:
      'As WDES 3 with ill health included, for comparison with published ratios that include it. It is not WDES 3.',
    questions: ['What share of formal capability cases is on ill health, and what came before them?'],
    worseFor: 'disabled',
  },
};
