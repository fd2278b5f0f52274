import type { Predicate } from './core/predicate.js';
import type { AskRule, Indicator } from './define.js';
import type { Dated, Edition, Source } from './standard/types.js';
import { labels } from './words/labels.js';

/** One rule behind an indicator, in words, with where it comes from and whether it has been checked against the official text. */
export interface DescribedRule {
  readonly name: string;
  readonly says: string;
  readonly source: Source;
  readonly verified: boolean;
  readonly introduced: string;
}

/** An indicator in one edition, in plain English: what it compares, what it counts, its rules and sources. */
export interface Description {
  readonly indicator: string;
  readonly edition: string;
  readonly title: string;
  readonly compares: string;
  readonly counts: readonly string[];
  readonly rules: readonly DescribedRule[];
}

const inWords = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const entry = value as Record<string, unknown>;
  if ('yes' in entry && 'base' in entry) return `counted: ${inWords(entry.yes)}; out of: ${inWords(entry.base)}`;
  if ('rule' in entry) return `${entry.rule} (${predicate(entry.keep as Predicate)})`;
  return Object.entries(entry)
    .map(([k, v]) => `${k} ${inWords(v)}`)
    .join('; ');
};

function predicate(p: Predicate): string {
  if (p === true) return 'always';
  if ('all' in p) return p.all.map(predicate).join(' and ');
  if ('any' in p) return p.any.map(predicate).join(' or ');
  if ('not' in p) return `out when ${predicate(p.not)}`;
  if ('group' in p) return `${'columns' in p.group ? p.group.columns.join(' or ') : 'group'} is ${p.in.join(', ')}`;
  if ('is' in p) return `${p.column} is ${p.is}`;
  return 'known' in p ? `${p.columns.join(' or ')} is known` : `${p.columns.join(' or ')} is in range`;
}

function unitWords(i: Indicator): string {
  const name = (group: string | undefined): string =>
    group === undefined ? '' : labels().group(i.compared.dimension, group);
  const [over, under] = [name(i.compared.over), name(i.compared.under)];
  const { people } = i.words;
  switch (i.formula.name) {
    case 'relative-likelihood':
      return `Ratio: the likelihood for ${over} ${people}, divided by the likelihood for ${under} ${people}. 1 is equal likelihood.`;
    case 'share-of-row':
      return `Share: the part of each row that is ${over}, beside the same share of the whole workforce, in percentage points apart.`;
    case 'board-difference':
      return `Percentage points: the ${over} share of the board less the ${over} share of the workforce.`;
    case 'disparity-ratio':
      return `Ratio: people in the higher tier for each in the lower, ${over} divided by ${under}. 1 is parity; not a chance of promotion.`;
    case 'representation-gap':
      return `People: how many more ${over} ${people} a band needs for its ${over} share to be at parity, and the path there.`;
    case 'board-profile':
      return `Organisations: how many have no, one, two, three or more ${over} ${people}; counted in a run of several organisations.`;
    case 'people-added':
      return `People: ${over} ${people} at the snapshot less those a year before; a number of people, never points.`;
    case 'survey-percent':
      return i.compared.under === undefined
        ? `Share: the part of ${over} ${people} who ${i.words.happened}, in the staff survey.`
        : `Percentage points: the percentage of ${over} ${people} who ${i.words.happened}, less the percentage of ${under} ${people}, in the staff survey.`;
    case 'survey-score':
      return `Score: the ${i.words.happened} of ${over} ${people} less that of ${under} ${people}, from 0 to 10, in the staff survey.`;
    case 'declaration-gap':
      return `Percentage points: the share of respondents to the staff survey who say they are ${over}, less the share of staff recorded as ${over}.`;
    case 'held-elsewhere':
      return 'No figure is made: what it takes is held elsewhere.';
    case 'statement':
      return 'Yes or no, with the organisation’s own words.';
    case 'measured':
      return i.compared.under === undefined
        ? `A figure for ${people}: ${i.title}.`
        : `${over} beside ${under} ${people}: ${i.title}.`;
    case 'turnover':
      return `Rate: the part of ${people} who ${i.words.happened}, with the rate of ${over} ${people} divided by that of ${under} ${people} beside it. Each figure names its definition.`;
  }
}

const whenWords: Readonly<Record<string, string>> = {
  snapshot: 'at the snapshot',
  baseline: 'at the earliest snapshot before it that the files hold',
  period: 'in the period',
};

/** A condition in words: which rows count, and under which name the others are listed. */
function conditionWords(rule: AskRule): string {
  const others = `others are listed as "${rule.rule}"`;
  if ('dimension' in rule) return `only where ${rule.dimension} is ${rule.in.join(' or ')} (${others})`;
  if ('known' in rule) return `only where ${rule.column} is known (${others})`;
  return 'is' in rule
    ? `only where ${rule.column} is ${rule.is ? 'yes' : 'no'} (${others})`
    : `only where ${rule.column} is not ${rule.isNot ? 'yes' : 'no'} (${others})`;
}

/** Example: "cases: people from the cases table, population "workforce", by ethnicity, in the period; only where formal is yes (others are listed as "not-formal")." */
const countWords = (name: string, ask: Indicator['counts'][string]): string =>
  [
    `${name}: ${ask.measure === 'rows' ? 'rows' : 'people'} from the ${ask.from} table, population "${ask.population}", by ${ask.by.join(', ')}, ${whenWords[ask.when] ?? 'at the snapshot'}`,
    ...(ask.where ?? []).map(conditionWords),
    ...(ask.needs === undefined ? [] : [`not supplied without the column ${ask.needs}`]),
    ...(ask.optional ? ['without it the rest is given all the same'] : []),
  ]
    .join('; ')
    .concat('.');

/** What an indicator reads as given: the survey's questions by their numbers in the edition's year, or the organisation's statement. */
function givenWords(i: Indicator, edition: Edition): readonly string[] {
  const { formula } = i;
  if (formula.name === 'statement') return ['answer: from the statements table, or from `statements` of a profile.'];
  if (!('item' in formula)) return [];
  const year = Number(edition.from.slice(0, 4)) - Number(edition.parameters['survey-years-before']?.value);
  const questions = edition.parameters['survey-questions']?.value as
    | Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
    | undefined;
  const numbers = questions?.[String(year)]?.[formula.item];
  const asked = numbers
    ? `question ${numbers.map((n) => `Q${n}`).join(' or ')} of the NHS Staff Survey of ${year}`
    : `the NHS Staff Survey of ${year}, by name`;
  return formula.name === 'survey-score'
    ? [`score: from the survey table, ${asked}, or the mean of ${formula.parts.join(', ')}.`]
    : [
        `answers: ${asked}, as percentages with their number of respondents or counts in the survey table, or as respondent rows.`,
      ];
}

/** What an indicator is in one edition. Throws a RangeError when the edition does not have it. */
export function describe(indicator: Indicator, edition: Edition): Description {
  const own = edition.indicators[indicator.id];
  if (!own) throw new RangeError(`${edition.standard} ${edition.edition} has no ${indicator.id}`);
  const rule = (name: string, dated: Dated | undefined): readonly DescribedRule[] =>
    dated
      ? [
          {
            name,
            says: inWords(dated.value),
            source: dated.source,
            verified: dated.verified,
            introduced: dated.introduced,
          },
        ]
      : [];
  const asks = Object.values(indicator.counts);
  const names = (f: (ask: (typeof asks)[number]) => readonly string[]): readonly string[] => [
    ...new Set(asks.flatMap(f)),
  ];
  return {
    indicator: indicator.id,
    edition: edition.edition,
    title: indicator.title,
    compares: unitWords(indicator),
    counts: [
      ...Object.entries(indicator.counts).map(([name, ask]) => countWords(name, ask)),
      ...givenWords(indicator, edition),
    ],
    rules: [
      ...Object.entries(own).flatMap(([name, dated]) => rule(name, dated)),
      ...('item' in indicator.formula
        ? ['survey-minimum-respondents', 'survey-years-before'].flatMap((name) => rule(name, edition.parameters[name]))
        : []),
      ...names((a) => [a.population]).flatMap((p) => rule(`population ${p}`, edition.populations[p])),
      ...names((a) => a.by).flatMap((d) => {
        const g = edition.groupings[d];
        return g
          ? rule(`groups of ${d}`, {
              ...g,
              value: `${g.value.order.join(', ')}; anything else is ${g.value.otherwise}`,
            })
          : [];
      }),
      ...names((a) => [a.from]).flatMap((t) => {
        const p = edition.people[t];
        return p
          ? rule(`one row per person in ${t}`, {
              ...p,
              value:
                p.value.per.length === 0
                  ? 'every row counts'
                  : `by ${p.value.per.join(' and ')}; first by ${p.value.first.map((o) => `${o.column}${o.descending ? ' (highest)' : ' (lowest)'}`).join(', then ')}`,
            })
          : [];
      }),
    ],
  };
}

const source = ({ title, href, clause }: Source): string => [title, clause, href].filter(Boolean).join('; ');

/** A description as text for a terminal. */
export const describeText = (d: Description): string =>
  [
    `${d.indicator} (${d.edition}): ${d.title}`,
    '',
    d.compares,
    '',
    'Counts',
    ...d.counts.map((c) => `  ${c}`),
    '',
    'Rules, each with its source',
    ...d.rules.map(
      (r) =>
        `  ${r.name}: ${r.says}\n      since edition ${r.introduced}; ${r.verified ? 'checked' : 'NOT CHECKED against the official guidance'}; ${source(r.source)}`,
    ),
    '',
  ].join('\n');
