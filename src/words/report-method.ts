/** What each built-in policy hides, in a clause after its name. A policy that is a file brings its own words. */
const POLICY_WORDS: Readonly<Record<string, string>> = {
  internal: 'nothing is hidden; not for circulation',
  board: 'counts of 1 to 4 are hidden',
  publish: 'counts of 1 to 7 are hidden, all others are rounded to 5, and rates come from rounded counts',
};

/** The clause after a policy's name. Whether the figures that would reveal a hidden count are hidden too is always said. */
export function policyWords(policy: string, secondary: 'applied' | 'not applied', given?: string): string {
  const hides = given ?? POLICY_WORDS[policy] ?? 'as stated in the policy file that was supplied';
  if (policy === 'internal') return hides;
  return secondary === 'applied'
    ? `${hides}, and so is whatever would reveal a hidden count`
    : `${hides}; figures that would reveal a hidden count are not`;
}

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

/** A method id as people name it, "wilson, less the workforce share" with its addition; an unknown id is given as it is. */
export function methodName(id: string): string {
  const [name = id, ...rest] = id.split(', ');
  return [METHODS[name] ?? name, ...rest].join(', ');
}

const SETTINGS: Readonly<Record<string, string>> = {
  'likelihood-band': 'the band of ratios',
  years: 'the length of the period',
  interval: 'the kind of interval',
  test: 'the kind of test',
  title: 'the wording of the title',
  appointed: 'what counts as appointed',
  'series-break': 'where the series breaks',
  'unknown-in-denominator': 'whether unknown is in the denominator',
  direction: 'which way is worse',
  'other-staff': 'where other staff belong',
  'ground-not-stated': 'cases whose ground is not stated',
  'guaranteed-interviews': 'how guaranteed interviews count',
  executives: 'who is an executive',
  'whole-board': 'who is on the board',
  'not-a-metric': 'a figure beside the standard, not one of it',
  'counted-answers': 'which survey answers count',
  'survey-questions': 'the numbers of the survey’s questions',
  'survey-minimum-respondents': 'how many respondents a group needs to be shown',
  'usual-gap': 'which way the gap usually points',
  'over-both-questions': 'how two questions become one figure',
  'asked-as': 'what a statement may be called',
  'made-of': 'what a score is made of',
  'two-questions': 'how the survey’s question and the record’s differ',
  'clinical-split': 'the split into clinical and non-clinical',
};

/**
 * The name of an edition's value as words: `populations.workforce` is "who counts (workforce)", `wres.3.years` "the length of the period".
 * A name with no words is given with spaces for its hyphens.
 */
export function settingName(name: string): string {
  const last = name.split('.').pop() ?? name;
  const words = last.replaceAll('-', ' ');
  if (name.startsWith('populations.')) return `who counts (${words})`;
  if (name.startsWith('groupings.')) return `the grouping by ${words}`;
  if (name.startsWith('people.')) return `how rows become people (${words})`;
  return SETTINGS[last] ?? words;
}

/** One sentence for all the values behind some figures that nobody has checked against the official guidance. */
export const unverifiedSentence = (settings: readonly string[]): string =>
  `Not yet checked against the official guidance: ${settings.join(', ')}.`;

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
  organisations: { name: 'Organisations', how: 'A number of organisations.' },
  years: { name: 'Years', how: 'A length of service, or the difference of two, in years.' },
  pounds: { name: 'Pounds', how: 'A sum of the ledger.' },
  score: {
    name: 'Score',
    how: 'The mean score of one group less that of the other, on a scale from 0 to 10, as the survey gives them.',
  },
  'yes-no': { name: 'Answer', how: 'What the organisation says of itself. There is no arithmetic.' },
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

const RULE_WORDS: Readonly<Record<string, string>> = {
  bank: 'bank-only contracts',
  'bank-only': 'bank-only contracts',
  agency: 'agency workers',
  honorary: 'honorary contracts',
  'non-executive': 'non-executive directors',
  'not-employed': 'not employed here',
  'not-in-post': 'not in post at the snapshot',
  'not-shortlisted': 'not shortlisted',
  'not-formal': 'not a formal case',
  'not-disciplinary': 'not a disciplinary case',
  'not-appointed': 'not appointed',
  'offer-declined': 'offer declined',
  'request-outcome': 'request outcome',
  mandatory: 'mandatory training',
  'mandatory-not-stated': 'not stated whether mandatory',
  'other-snapshot': 'of another snapshot',
  'other-organisation': 'of another organisation',
  'not-a-peer': 'of an organisation that is not among the peers listed',
  'outside-period': 'outside the period',
  'not-used': 'in a table that no figure here uses',
  'other-survey-year': 'of another survey year',
  'survey-year-not-stated': 'survey year not stated',
  'question-not-asked-for': 'survey questions that no figure here uses',
  'not-this-organisation': 'benchmarks and other organisations',
  'group-not-known': 'survey groups that no list knows',
  'figure-not-readable': 'figures that cannot be read',
  'figure-not-possible': 'figures that cannot be',
  'not-capability': 'not a capability case',
  'ill-health': 'capability on ill health',
};

const TABLE_NAMES: Readonly<Record<string, string>> = {
  staff: 'Staff in Post',
  cases: 'Employee relations cases',
  survey: 'Staff survey',
  'survey-responses': 'Staff survey responses',
  counts: 'Counts supplied',
  none: 'Other sheets',
};

/** A table's name for people: "Staff in Post" from "staff"; others are their id with a capital. */
export const tableName = (id: string): string =>
  TABLE_NAMES[id] ?? id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');

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
