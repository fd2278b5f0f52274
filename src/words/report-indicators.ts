import { standardShort } from './standards.js';
import { SURVEY } from './survey-indicators.js';
import { WDES } from './wdes-indicators.js';

/** What a report says about one indicator beyond its figures. All but `title` can be left out: there are general words for each. */
export interface IndicatorText {
  readonly title: string;
  /** Who is counted ("staff", "shortlisted applicants"), what happened to them and the same as an infinitive. */
  readonly words?: { readonly people: string; readonly happened?: string; readonly toHappen?: string };
  readonly definition?: string;
  readonly source?: { readonly title: string; readonly href?: string; readonly clause?: string };
  readonly questions?: readonly string[];
  /** The group that a ratio above 1, or a negative difference, is worse for. */
  readonly worseFor?: string;
  /** True when the event is one that people would wish for (an appointment, training). */
  readonly wished?: boolean;
}

const WRES: Readonly<Record<string, IndicatorText>> = {
  'wres.1': {
    title: 'BME share by pay band',
    words: { people: 'staff' },
    definition:
      'The share of each pay band that is BME, non-clinical and clinical apart, medical staff by grade, against the BME share of the whole workforce. People of unknown ethnicity are in every denominator.',
    questions: [
      'At which step between bands does the share fall most, and what decides who takes that step?',
      'Who acts up, is seconded or is given stretch work before a post in these bands is advertised?',
      'What will be different in a year’s time in the bands where a difference is shown?',
    ],
    worseFor: 'bme',
  },
  'wres.2': {
    title: 'Appointment from shortlisting',
    words: { people: 'shortlisted applicants', happened: 'were appointed', toHappen: 'to be appointed' },
    definition:
      'Shortlisted applicants appointed, White over BME. Appointed means an offer that was accepted; applicants of unknown ethnicity are outside both rates.',
    questions: [
      'Which staff groups and bands make up the difference between shortlisting and appointment?',
      'How are interview panels made up, and are their decisions recorded and reviewed?',
      'Do campaigns with international recruitment change the ratio?',
    ],
    worseFor: 'bme',
    wished: true,
  },
  'wres.3': {
    title: 'Formal disciplinary process',
    words: {
      people: 'staff',
      happened: 'entered the formal disciplinary process',
      toHappen: 'to enter the formal disciplinary process',
    },
    definition:
      'People entering a formal disciplinary investigation, over staff in post, BME over White. One person counts once in a period.',
    questions: [
      'Who decides between informal resolution and a formal case, and is that decision recorded by ethnicity?',
      'How many of these people had no case to answer, in each group?',
      'What changed in the year, and would we expect it to have had this effect?',
    ],
    worseFor: 'bme',
  },
  'wres.4': {
    title: 'Non-mandatory training and CPD',
    words: {
      people: 'staff',
      happened: 'took up non-mandatory training',
      toHappen: 'to take up non-mandatory training',
    },
    definition:
      'Staff who took up non-mandatory training or continuing professional development, over staff in post, White over BME.',
    questions: [
      'Is every course that leads to promotion in the record, including those paid for by departments?',
      'Who is released for training, and who decides?',
    ],
    worseFor: 'bme',
    wished: true,
  },
  'wres.9': {
    title: 'Board compared with workforce',
    words: { people: 'board members' },
    definition:
      'The BME share of the board minus the BME share of the workforce, in percentage points, for all members, voting members and executive members.',
    questions: [
      'Which board terms end in the next two years, and how will those posts be filled?',
      'Who is ready for an executive post now, and how were they chosen?',
    ],
    worseFor: 'bme',
  },
};

const GENERAL_QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  ratio: [
    'Which decision, by whom, leads to this event, and is it recorded for every group?',
    'What would we expect to see next year if what we are doing works?',
  ],
  share: [
    'Where does the share change most from one level to the next, and what decides who takes that step?',
    'What would we expect to see next year if what we are doing works?',
  ],
  points: [
    'What lies behind the difference, and who can act on it?',
    'What would we expect to see next year if what we are doing works?',
  ],
};

/** The text of an indicator: what the caller gives, over what is known here, over general words. An unknown id is its own title. */
export function indicatorText(
  id: string,
  unit: string,
  given: Partial<IndicatorText> = {},
): IndicatorText & { readonly questions: readonly string[] } {
  const known = WRES[id] ?? WDES[id] ?? SURVEY[id];
  const text = { ...known, ...given };
  return {
    ...text,
    title: text.title ?? id,
    questions: text.questions ?? GENERAL_QUESTIONS[unit] ?? GENERAL_QUESTIONS.points!,
  };
}

/** Names as the standards write them, where the id says more. */
const NAMES: Readonly<Record<string, string>> = {
  'wdes.4a.patients': 'WDES 4a(i)',
  'wdes.4a.managers': 'WDES 4a(ii)',
  'wdes.4a.colleagues': 'WDES 4a(iii)',
};

const numbered = (id: string): boolean => /^[a-z-]+\.\d/.test(id);

/** "WRES 3" from "wres.3", "WDES 4a(i)" from "wdes.4a.patients", "Turnover stability" from "turnover.stability". */
export function indicatorName(id: string): string {
  const [standard = id, ...rest] = id.split('.');
  return NAMES[id] ?? [standardShort(standard), ...rest.map((r) => r.replaceAll('-', ' '))].join(' ');
}

/** What stands before an indicator's title: "WRES 3", but "Turnover" where the title says the rest. */
export const indicatorBeside = (id: string): string =>
  numbered(id) ? indicatorName(id) : standardShort(id.split('.')[0] ?? id);
