import { isoDate, yearTo } from '../core/dates.js';
import { type Absent, isNumber, notSupplied } from '../core/outcome.js';
import { listKey } from '../core/recode.js';
import { periodNames } from '../count/cube-file.js';
import type { Counts } from '../counting.js';
import type { Indicator } from '../define.js';
import { finerKey } from '../finer.js';
import type { Setting } from '../plan.js';
import type { CountedRow, GivenGroup } from '../release/counted.js';
import { rowsOfBy } from '../rows-by.js';
import { rowFrame, rowsOf, setValue } from '../rows-of.js';
import { groupsOf } from '../standard/lists.js';
import * as words from '../words/survey.js';
import type { GivenFigure } from './given.js';
import type { Surveys } from './read.js';
import { type Counting, noAnswers } from './responses.js';

interface Found {
  readonly groups: readonly GivenGroup[];
  readonly engine: string;
}

const none = (group: string, absent: Absent): GivenGroup => ({ group, n: absent, base: absent, rate: absent });

/** The groups of a figure of the survey table: the two compared, and unknown when it is given. */
function fromTable(
  figures: ReadonlyMap<string, GivenFigure> | undefined,
  groups: readonly string[],
  compared: Indicator['compared'],
): Found | undefined {
  if (!figures || !groups.some((g) => g !== 'unknown' && figures.has(g))) return undefined;
  const wanted = groups.filter((g) => g === compared.over || g === compared.under || figures.has(g));
  return {
    engine: 'given',
    groups: wanted.map((group) => {
      const figure = figures.get(group);
      return figure ? { group, ...figure } : none(group, notSupplied(`survey row for this group`));
    }),
  };
}

/** The score of each group: as given, else the mean of the scores it is made of. */
function scoresOf(surveys: Surveys, item: string, parts: readonly string[]): ReadonlyMap<string, GivenFigure> {
  const given = surveys.read?.given;
  const made = new Map<string, GivenFigure>();
  const [first, ...rest] = parts.map((p) => given?.get(p));
  for (const [group, figure] of first ?? []) {
    const all = [figure, ...rest.map((r) => r?.get(group))];
    const scores = all.flatMap((f) => (f && isNumber(f.rate) ? [f.rate] : []));
    if (scores.length === parts.length)
      made.set(group, { ...figure, rate: scores.reduce((a, b) => a + b, 0) / scores.length });
  }
  return new Map([...made, ...(given?.get(item) ?? [])].map(([g, { decimals: _, ...f }]) => [g, f]));
}

/** Which groups and which respondents of the survey a row is of; without respondents those of all, and figures as given come first. */
interface Part {
  readonly only?: readonly string[];
  readonly within?: (row: number) => boolean;
}

function find(setting: Setting, indicator: Indicator, surveys: Surveys, { only, within }: Part): Found | Absent {
  const { formula, compared } = indicator;
  if (formula.name !== 'survey-percent' && formula.name !== 'survey-score') return notSupplied('survey question');
  const { read, questions, year } = surveys;
  const groups = groupsOf(setting.edition, compared.dimension).filter((g) =>
    only === undefined ? compared.under !== undefined || g === compared.over : only.includes(g),
  );
  const figures =
    formula.name === 'survey-score' ? scoresOf(surveys, formula.item, formula.parts) : read?.given.get(formula.item);
  const given = within ? undefined : fromTable(figures, groups, compared);
  if (given) return given;
  const responses = surveys.responses(compared.dimension);
  if (!read && !responses) return notSupplied('survey table');
  if ((read?.counted ?? 0) === 0 && (responses?.counted ?? 0) === 0)
    return notSupplied(`NHS Staff Survey of ${year} in the survey data`);
  if (formula.name === 'survey-score')
    return notSupplied('score in the survey table (it is not made from respondent rows)');
  const numbers = questions[formula.item] ?? [];
  const columns = numbers.map((q) => `q${q}`);
  const counted = responses?.count(
    columns,
    setValue<Counting>(setting.edition, 'counted-answers', indicator.id),
    within,
  );
  if (counted)
    return { engine: 'memory', groups: groups.flatMap((group) => ({ group, ...(counted.get(group) as GivenFigure) })) };
  const each = Object.entries(questions).filter(([, own]) => own.length === 1 && numbers.includes(own[0] as string));
  if (numbers.length > 1 && each.some(([item]) => read?.given.has(item))) return notSupplied(words.surveyOverlap);
  const everAsked = Object.values(setValue<Readonly<Record<string, object>>>(setting.edition, 'survey-questions'));
  if (!everAsked.some((asked) => formula.item in asked)) return notSupplied(`survey row named ${indicator.id}`);
  return noAnswers(numbers.map((q) => `question ${q}`));
}

/** The one row of a survey indicator, for the gate: the groups' percentages or scores as given or counted, or why there are none. */
function surveyRow(
  setting: Setting,
  indicator: Indicator,
  surveys: Surveys,
  method: string,
  { breakdown, ...part }: Part & { readonly breakdown: CountedRow['breakdown'] } = { breakdown: {} },
): CountedRow {
  const { edition } = setting;
  const found = find(setting, indicator, surveys, part);
  const absent = 'status' in found ? found : undefined;
  const fieldwork = setValue<{ from: string; to: string }>(edition, 'survey-fieldwork');
  const groups =
    'groups' in found
      ? found.groups
      : [indicator.compared.over, indicator.compared.under].flatMap((g) => (g === undefined ? [] : none(g, found)));
  return {
    ...rowFrame(setting, indicator, method, ['survey-questions', 'survey-minimum-respondents']),
    period: { from: `${surveys.year}-${fieldwork.from}`, to: `${surveys.year}-${fieldwork.to}` },
    engine: 'engine' in found ? found.engine : 'none',
    years: 1,
    breakdown,
    groups: [],
    source: 'survey',
    given: { minimumRespondents: setValue(edition, 'survey-minimum-respondents'), groups },
    ...(absent ? { absent } : {}),
  };
}

/** Whether a row of a breakdown says something: its own group answered, or was hidden at source. */
const says = ({ given, compared: { over }, absent }: CountedRow): boolean => {
  const own = given?.groups.find((g) => g.group === over);
  return !absent && own !== undefined && own.base !== 0 && (isNumber(own.rate) || own.rate.status === 'suppressed');
};

/** Rows that together make the whole: a group of answers that may not be seen takes the same group of the others with it, or it would follow. */
const together = (rows: readonly CountedRow[], alike: (a: string, b: string) => boolean): readonly CountedRow[] => {
  const all = rows.flatMap((r) => (r.given?.groups ?? []).map(({ group, n, base }) => ({ row: r, group, n, base })));
  return rows.map((row) =>
    row.given === undefined
      ? row
      : {
          ...row,
          given: {
            ...row.given,
            groups: row.given.groups.map((g) => ({
              ...g,
              siblings: all.filter((s) => s.row !== row && alike(s.group, g.group)).map(({ n, base }) => ({ n, base })),
            })),
          },
        },
  );
};

/**
 * A survey question for each group of a finer ethnicity that the survey was given by, against White, and for each group of other keys that the respondent rows
 * hold: Asian staff at 30 % and White staff at 20 % are 10 points. A group without a figure has no row; a score has none.
 */
function surveyCuts(
  setting: Setting,
  indicator: Indicator,
  surveys: Surveys,
  method: string,
  by: readonly string[],
): readonly CountedRow[] {
  const { compared, formula } = indicator;
  if (formula.name !== 'survey-percent') return [];
  const finer = finerKey(indicator, by);
  const drawn = finer !== undefined && finer !== compared.dimension ? finer : undefined;
  const cuts = by.flatMap((key) => {
    const of = key === finer ? undefined : surveys.groupBy(key);
    return of ? [{ key, of }] : [];
  });
  if (drawn === undefined && cuts.length === 0) return [];
  const groupings = setting.edition.groupings;
  const rows = surveys.responses(compared.dimension)?.rows ?? [];
  const occurs = (where: Readonly<Record<string, readonly string[]>>): boolean =>
    rows.some((row) => cuts.every(({ key, of }) => where[key]?.includes(of(row)) ?? true));
  const parts = rowsOfBy(
    setting.edition,
    cuts.map((c) => c.key),
    cuts.length === 0 ? () => true : occurs,
  ).map(({ breakdown, where }) => ({
    breakdown,
    ...(cuts.length === 0
      ? {}
      : { within: (row: number) => cuts.every(({ key, of }) => where[key]?.includes(of(row)) ?? true) }),
  }));
  if (drawn === undefined)
    return together(
      parts.map((part) => surveyRow(setting, indicator, surveys, method, part)),
      (a, b) => a === b,
    ).filter(says);
  const { order, otherwise } = groupings[drawn]!.value;
  const { under } = compared;
  if (under === undefined || !order.includes(under)) return [];
  const made = parts.flatMap(({ breakdown, ...part }) =>
    order
      .filter((g) => g !== otherwise && g !== under)
      .map((over) => {
        const own = { ...indicator, compared: { dimension: drawn, over, under } };
        const named = Object.fromEntries(
          by.flatMap((k) => (k === drawn ? [[k, over]] : k in breakdown ? [[k, breakdown[k]!]] : [])),
        );
        return surveyRow(setting, own, surveys, method, { breakdown: named, only: [over, under], ...part });
      }),
  );
  // Of one respondent group White is the same in every row; cut by something else too, it is not.
  const same = (a: string, b: string): boolean => (cuts.length > 0 ? true : a !== under && b !== under);
  return together(made, same).filter(says);
}

/**
 * The declaration gap's survey side: the share of respondents who said they are in the group. From the row of the question for all staff, else from
 * respondent rows.
 */
function declared(indicator: Indicator, item: string, surveys: Surveys): GivenFigure | Absent {
  const { over, dimension } = indicator.compared;
  const given = surveys.read?.given.get(item);
  const figure = given?.get('all') ?? given?.get(over);
  if (figure) return figure;
  const responses = surveys.responses(dimension);
  if (!surveys.read && !responses) return notSupplied('survey table');
  return (
    responses?.shareOf(over) ?? notSupplied('share of all respondents with a long-term condition in the survey data')
  );
}

/** The organisation's answer from the statements table, by the names an edition gives the statement. */
function statementOf(setting: Setting, indicator: Indicator): CountedRow['statement'] | Absent {
  const { statements } = setting.tables;
  if (!statements) return notSupplied('statements table');
  const names = new Set(setValue<readonly string[]>(setting.edition, 'asked-as', indicator.id).map(listKey));
  const periods = periodNames(setting.periodEnd);
  const at = (column: string, row: number) => statements.columns[column]?.[row];
  const rows = Array.from({ length: statements.length }, (_, row) => row).filter((row) => {
    const [period, own] = [listKey(at('period', row)), at('organisation', row)];
    return (
      names.has(listKey(at('statement', row))) &&
      (period === '' || periods.has(period)) &&
      (setting.organisation === undefined || own === undefined || listKey(own) === listKey(setting.organisation))
    );
  });
  const answers = [...new Set(rows.map((row) => at('answer', row)).filter((a) => typeof a === 'boolean'))];
  const [answer] = answers;
  if (typeof answer !== 'boolean' || answers.length > 1)
    return notSupplied(
      answers.length > 1
        ? 'single answer: the statements table gives yes and no'
        : 'answer of yes or no in the statements table',
    );
  const words = rows.map((row) => at('words', row)).filter((w) => typeof w === 'string');
  return { answer, words: words.join(' ') };
}

/** Whether an indicator's figures are given rather than counted from people. */
export const isGiven = ({ formula }: Indicator): boolean =>
  formula.name.startsWith('survey-') || formula.name === 'declaration-gap' || formula.name === 'statement';

/** The rows of an indicator whose figures are given, wholly or in part, for the gate. */
export function givenRows(
  setting: Setting,
  indicator: Indicator,
  counts: Counts,
  surveys: Surveys,
  method: string,
  by: readonly string[] = [],
): readonly CountedRow[] {
  const { formula } = indicator;
  if (formula.name === 'declaration-gap') {
    const share = declared(indicator, formula.item, surveys);
    const group = indicator.compared.over;
    const given = {
      minimumRespondents: setValue<number>(setting.edition, 'survey-minimum-respondents'),
      groups: ['status' in share ? none(group, share) : { group, ...share }],
    };
    return rowsOf(setting, indicator, counts, [], method).map((row) => ({ ...row, given }));
  }
  if (formula.name === 'statement') {
    const statement = statementOf(setting, indicator);
    const { from, to } = yearTo(setting.periodEnd);
    return [
      {
        ...rowFrame(setting, indicator, method),
        period: { from: isoDate(from), to: isoDate(to) },
        engine: 'given',
        years: 1,
        breakdown: {},
        groups: [],
        ...(statement && 'status' in statement
          ? { absent: statement }
          : { statement: statement as NonNullable<typeof statement> }),
      },
    ];
  }
  return [surveyRow(setting, indicator, surveys, method), ...surveyCuts(setting, indicator, surveys, method, by)];
}
