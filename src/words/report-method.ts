/** What each built-in policy does, in a clause after its name. A policy that is a file brings its own words. */
export const POLICY_WORDS: Readonly<Record<string, string>> = {
  internal: 'nothing is hidden; not for circulation',
  board: 'counts of 1 to 4 are hidden, and so is whatever would reveal them',
  publish: 'counts of 1 to 7 are hidden, all others are rounded to 5, and rates come from rounded counts',
};

export const policyWords = (policy: string): string =>
  POLICY_WORDS[policy] ?? 'as stated in the policy file that was supplied';

const METHODS: Readonly<Record<string, string>> = {
  'miettinen-nurminen': 'Miettinen–Nurminen',
  wilson: 'Wilson',
  newcombe: 'Newcombe',
  katz: 'Katz',
  koopman: 'Koopman',
  walter: 'Walter',
  'haldane-anscombe': 'Haldane–Anscombe',
  garwood: 'exact Poisson (Garwood)',
  byar: 'Byar',
  'exact-poisson': 'exact Poisson',
  'fisher-mid-p': 'Fisher’s exact test, mid-p',
  fisher: 'Fisher’s exact test',
  pearson: 'Pearson’s chi-squared test',
};

/** A method id as people name it; an unknown id is given as it is. */
export const methodName = (id: string): string => METHODS[id] ?? id;

const UNVERIFIED: Readonly<Record<string, string>> = {
  'likelihood-band':
    'The band of ratios, 0.80 to 1.25, was set for disciplinary cases; its use here has not yet been checked against the official guidance.',
  years: 'The length of the period has not yet been checked against the official guidance.',
  'clinical-split': 'The split into clinical and non-clinical has not yet been checked against the official guidance.',
};

/** A name of an edition value, as words: "few-people" is "few people", "populations.workforce" is "workforce (population)". */
export const settingName = (name: string): string => {
  const last = name.split('.').pop() ?? name;
  return last.replaceAll('-', ' ');
};

/** The sentence for an edition value that nobody has checked against the official guidance. */
export const unverifiedSentence = (name: string, given?: string): string =>
  given ??
  UNVERIFIED[name] ??
  `The setting “${settingName(name)}” has not yet been checked against the official guidance.`;

/** How each unit is worked out, for the table of methods. */
export const MEASURES: Readonly<Record<string, { readonly name: string; readonly how: string }>> = {
  ratio: {
    name: 'Relative likelihood',
    how: 'Rate of the first group over rate of the second, from unrounded counts, rounded last. People of unknown group are outside both rates.',
  },
  share: {
    name: 'Share of a row',
    how: 'The group over everyone in the row, unknown included. A difference is in percentage points from the share of the whole workforce.',
  },
  points: {
    name: 'Difference in points',
    how: 'One percentage minus the other, in percentage points, from counts where there are counts.',
  },
  rate: { name: 'Rate', how: 'Events over the stated denominator.' },
  people: { name: 'People', how: 'A number of people.' },
};

/** When each word of evidence is used. */
export const EVIDENCE: readonly (readonly [string, string])[] = [
  [
    'difference shown',
    'The interval leaves out equality: 1 for a ratio, the workforce share for a share, 0 for a gap.',
  ],
  [
    'no clear difference',
    'The interval includes equality: chance could explain the difference. This is not a finding of equality.',
  ],
  ['too few to judge', 'A group has fewer than 10 people, or the groups together have fewer than 5 events.'],
  ['not calculable', 'There is nobody in a group, no event in either, or none in the group compared with.'],
];

/** What the words in the place of numbers mean. */
export const ABSENCES: readonly (readonly [string, string])[] = [
  ['suppressed', 'A small count, or a figure that would reveal one, is hidden. Suppressed is not zero.'],
  ['not shown', 'Fewer than 20 people: no percentage is given. 20 to 29 people are marked as a small base.'],
  ['no staff', 'Nobody is in the row.'],
  ['not calculable', 'The counts give no figure; that is not a ratio of 1 or of 0.'],
  ['not supplied', 'The data was not in the files. That is not the same as zero.'],
  ['not collected', 'The edition of the standard did not ask for it.'],
];

export const RULE_WORDS: Readonly<Record<string, string>> = {
  'bank-only': 'bank-only contracts',
  'not-shortlisted': 'not shortlisted',
  'not-formal': 'not a formal case',
  'not-disciplinary': 'not a disciplinary case',
  'offer-declined': 'offer declined',
  mandatory: 'mandatory training',
  'mandatory-not-stated': 'not stated whether mandatory',
};

/** "bank-only contracts" from "bank-only"; a rule without words is its id with spaces. */
export const ruleWords = (rule: string, given?: string): string =>
  given ?? RULE_WORDS[rule] ?? rule.replaceAll('-', ' ');

const COVER: Readonly<Record<string, string>> = {
  meeting: 'Meeting',
  date: 'Date',
  agenda: 'Agenda item',
  'agenda item': 'Agenda item',
  author: 'Author',
  lead: 'Lead director',
  'lead director': 'Lead director',
  risk: 'Risk link',
  'equality impact': 'Equality impact',
  'previously considered by': 'Previously considered by',
  previously: 'Previously considered by',
  purpose: 'Purpose',
};

/** The label of a cover field: known keys by name, in any of `snake_case`, `kebab-case` or `camelCase`; others as written. */
export function coverLabel(key: string): string {
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]+/g, ' ')
    .toLowerCase();
  return COVER[words] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
