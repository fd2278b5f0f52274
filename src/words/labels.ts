/**
 * How the two ethnicity groups of the standards are worded. It changes no number: `bme` is the standards' own term, and a report
 * that uses another says so (`mapping`).
 */
export type Wording = 'bme' | 'ethnic-minority' | 'global-majority';

export interface Labels {
  readonly wording: Wording;
  /** A group inside a sentence: "BME", "White", "unknown", "band 8a". An id no list knows (an organisation) is given as it is. */
  readonly group: (dimension: string, id: string) => string;
  /** A group at the start of a sentence, a row or a column: "Band 8a", "Ethnic minority". */
  readonly heading: (dimension: string, id: string) => string;
  /** A breakdown as a row label: { block: clinical, band: 8a } is "Clinical, band 8a"; the whole is "All staff", or all of `people`. */
  readonly breakdown: (breakdown: Readonly<Record<string, string>>, people?: string) => string;
  /** A dimension by name inside a sentence: "ethnicity", "staff group". */
  readonly dimension: (dimension: string) => string;
  /** A text written in the standard's own term, in this wording: "BME share" is "Ethnic minority share". */
  readonly reword: (text: string) => string;
  /** The sentence that maps another wording to the standard's term; empty for the standard's own. */
  readonly mapping: string;
}

type Lists = Readonly<Record<string, Readonly<Record<string, string>>>>;

const numbered = (from: number, to: number, word: string): Record<string, string> =>
  Object.fromEntries(Array.from({ length: to - from + 1 }, (_, i) => [String(from + i), `${word} ${from + i}`]));

const ethnicity16: Readonly<Record<string, string>> = {
  A: 'White British',
  B: 'White Irish',
  C: 'any other White background',
  D: 'White and Black Caribbean',
  E: 'White and Black African',
  F: 'White and Asian',
  G: 'any other mixed background',
  H: 'Indian',
  J: 'Pakistani',
  K: 'Bangladeshi',
  L: 'any other Asian background',
  M: 'Caribbean',
  N: 'African',
  P: 'any other Black background',
  R: 'Chinese',
  S: 'any other ethnic group',
  unknown: 'unknown',
};

const GROUPS: Lists = {
  ethnicity: { white: 'White', bme: 'BME', unknown: 'unknown' },
  'ethnicity-5': {
    white: 'White',
    mixed: 'mixed',
    asian: 'Asian',
    black: 'Black',
    other: 'other ethnic group',
    unknown: 'unknown',
  },
  'ethnicity-16': ethnicity16,
  'ethnicity-detail': ethnicity16,
  nationality: {
    uk: 'UK',
    eu: 'EU',
    'eea-efta': 'other EEA and EFTA',
    'rest-of-world': 'rest of the world',
    unknown: 'unknown',
  },
  'training-country': { uk: 'UK', eu: 'EU', overseas: 'overseas', unknown: 'unknown' },
  disability: { disabled: 'disabled', 'non-disabled': 'non-disabled', unknown: 'unknown' },
  sex: { female: 'female', male: 'male', other: 'other', unknown: 'unknown' },
  'age-band': {
    'under-26': 'under 26',
    '26-35': '26 to 35',
    '36-45': '36 to 45',
    '46-55': '46 to 55',
    '56-65': '56 to 65',
    'over-65': 'over 65',
    unknown: 'unknown',
  },
  block: {
    'non-clinical': 'non-clinical',
    clinical: 'clinical, not medical',
    medical: 'medical and dental',
    unmapped: 'no pay block',
  },
  band: {
    'under-1': 'under band 1',
    ...numbered(1, 7, 'band'),
    '8a': 'band 8a',
    '8b': 'band 8b',
    '8c': 'band 8c',
    '8d': 'band 8d',
    '9': 'band 9',
    vsm: 'VSM',
    medical: 'medical and dental',
    unmapped: 'no band',
  },
  'doctor-role': {
    'medical-director': 'medical directors',
    'clinical-director': 'clinical directors',
    consultant: 'consultants',
    sas: 'SAS doctors',
    trainee: 'doctors in training',
    other: 'other doctors',
  },
  grade: {
    consultant: 'consultants',
    'senior-medical-manager': 'of which senior medical managers',
    'non-consultant-career-grade': 'non-consultant career grades',
    trainee: 'trainee grades',
    other: 'other grades',
  },
  cluster: {
    '1': 'cluster 1 (bands 4 and under)',
    '2': 'cluster 2 (bands 5 to 7)',
    '3': 'cluster 3 (bands 8a and 8b)',
    '4': 'cluster 4 (bands 8c to 9 and VSM)',
    '5': 'cluster 5 (consultants)',
    '6': 'cluster 6 (non-consultant career grades)',
    '7': 'cluster 7 (trainee grades)',
  },
  'staff-group': {
    'medical-dental': 'medical and dental',
    students: 'students',
    'nursing-midwifery': 'nursing and midwifery',
    'allied-health': 'allied health professions',
    'scientific-technical': 'scientific and technical',
    'healthcare-scientists': 'healthcare scientists',
    'clinical-support': 'clinical support',
    'admin-clerical': 'admin and clerical',
    'estates-ancillary': 'estates and ancillary',
    other: 'other staff groups',
    unmapped: 'no staff group',
  },
  'working-time': { 'full-time': 'full time', 'part-time': 'part time', unknown: 'unknown' },
  service: {
    'under-1': 'under 1 year of service',
    '1-to-2': '1 to 2 years of service',
    '2-to-5': '2 to 5 years of service',
    '5-to-10': '5 to 10 years of service',
    'over-10': 'over 10 years of service',
    unknown: 'service unknown',
  },
  part: { total: 'all board members', voting: 'voting members', executive: 'executive members' },
  tier: {
    'lower-to-middle': 'lower to middle',
    'middle-to-upper': 'middle to upper',
    'lower-to-upper': 'lower to upper',
  },
  stage: {
    applied: 'applied',
    shortlisted: 'shortlisted',
    interviewed: 'interviewed',
    offered: 'offered',
    accepted: 'accepted',
    appointed: 'appointed',
    started: 'started',
  },
  reading: { published: 'as published', 'by-share-and-mean': 'by share and mean', chosen: 'as chosen' },
  agreement: { kappa: 'kappa', 'weighted-kappa': 'weighted kappa' },
  compared: { ethnicity: 'by ethnicity', disability: 'by disability', sex: 'by sex' },
  phase: { change: 'change between phases' },
  wave: { change: 'change between waves' },
  measure: { pounds: 'in pounds' },
  reason: { s10: 'S10', unknown: 'reason not recorded' },
  horizon: {
    '1-year': 'after 1 year',
    '2-years': 'after 2 years',
    '5-years': 'after 5 years',
    median: 'half have left',
  },
  model: { adjusted: 'other things equal' },
  kind: {
    voluntary: 'resigned',
    retirement: 'retired',
    dismissal: 'dismissed',
    redundancy: 'redundant',
    other: 'other reasons',
    unknown: 'reason unknown',
  },
  period: { before: 'before the date', after: 'from the date on', change: 'change at the date' },
  'reason-kind': {
    voluntary: 'resigned',
    retirement: 'retired',
    involuntary: 'dismissed or redundant',
    'planned-end': 'end of a fixed term',
    transfer: 'transferred',
    other: 'other reasons',
    unknown: 'reason unknown',
  },
  step: { induction: 'induction', onboarding: 'onboarding' },
  'rate-of': { dismissal: 'dismissed', 'fixed-term-end': 'end of a fixed term' },
  'left-nhs': { 'stayed-in-nhs': 'stayed in the NHS', 'left-nhs': 'left the NHS', unknown: 'not known where' },
  destination: { 'nhs-organisation': 'NHS organisation', unknown: 'destination unknown' },
  applicant: { internal: 'internal applicants', external: 'external applicants', unknown: 'applicants not known' },
  campaign: { 'without-international': 'without international recruitment' },
};

/** What the groups of a finer ethnicity are compared with. */
const COMPARED_WITH: Readonly<Record<string, string>> = {
  white: 'White',
  'white-british': 'White British',
  'all-others': 'all other',
};

const BME: Readonly<Record<Wording, string>> = {
  bme: 'BME',
  'ethnic-minority': 'ethnic minority',
  'global-majority': 'global majority',
};

/** Keys whose groups are code-list ids in words, so that a hyphen is a space: `another-religion` is "another religion". */
const SPELT: ReadonlySet<string> = new Set(['religion', 'sexual-orientation', ...Object.keys(GROUPS)]);

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A person's own words for groups, by dimension and group id, and for the whole; another language, for example. They change no id and no number. */
export interface OwnLabels {
  readonly whole?: string;
  readonly groups?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** Labels for a wording, a person's own words first. Example: labels('ethnic-minority').heading('ethnicity', 'bme') is "Ethnic minority". */
export function labels(wording: Wording = 'bme', own: OwnLabels = {}): Labels {
  const group = (dimension: string, id: string): string => {
    const named = own.groups?.[dimension]?.[id];
    if (named !== undefined) return named;
    if (dimension === 'ethnicity' && id === 'bme') return BME[wording];
    const known =
      GROUPS[dimension]?.[id] ??
      (dimension.startsWith('ethnicity') || id === 'all-others' ? COMPARED_WITH[id] : undefined);
    if (known !== undefined) return known;
    if (dimension === 'ethnicity-detail' && ethnicity16[id.charAt(0)]) return `${ethnicity16[id.charAt(0)]} (${id})`;
    return SPELT.has(dimension) ? id.replaceAll('-', ' ') : id;
  };
  const heading = (dimension: string, id: string): string => capital(group(dimension, id));
  const breakdown = (record: Readonly<Record<string, string>>, people = 'staff'): string => {
    const parts = Object.entries(record).map(([dimension, id]) => group(dimension, id));
    return parts.length === 0 ? (own.whole ?? `All ${people}`) : capital(parts.join(', '));
  };
  const reword = (text: string): string =>
    wording === 'bme'
      ? text
      : text.replace(/\bBME\b/g, (_, at: number) =>
          at === 0 || /[.:] $/.test(text.slice(0, at)) ? capital(BME[wording]) : BME[wording],
        );
  const mapping =
    wording === 'bme'
      ? ''
      : `“${capital(BME[wording])}” here is the group that the standard calls BME; no number differs.`;
  const dimension = (id: string): string => id.replaceAll('-', ' ').replace(/ \d+$| detail$/, '');
  return { wording, group, heading, breakdown, dimension, reword, mapping };
}

/** The ids of a dimension with fixed groups (order means nothing); empty for one whose groups are as supplied. */
export const groupIds = (dimension: string): readonly string[] => Object.keys(GROUPS[dimension] ?? {});
