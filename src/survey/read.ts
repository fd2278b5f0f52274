import { partsOf } from '../core/dates.js';
import type { Issue } from '../core/issue.js';
import { type CodeList, type CodeLists, recode } from '../core/recode.js';
import type { Indicator } from '../define.js';
import { hasValues } from '../facts.js';
import type { Setting } from '../plan.js';
import type { Read } from '../reconcile.js';
import { groupsOf } from '../standard/lists.js';
import { standardShort } from '../words/standards.js';
import * as words from '../words/survey.js';
import { readSurvey, type SurveyRead } from './given.js';
import type { Questions } from './question.js';
import { type Responses, readResponses } from './responses.js';

/** The survey a standard's edition uses, as far as the files hold it. */
export interface Surveys {
  readonly year: number;
  readonly questions: Questions;
  readonly read?: SurveyRead;
  /** Respondent rows grouped by a dimension. */
  readonly responses: (dimension: string) => Responses | undefined;
  /** The group of a respondent by a key of `--by`; undefined when the respondent rows have no column for it. */
  readonly groupBy: (key: string) => ((row: number) => string) | undefined;
  readonly issues: readonly Issue[];
  /** Where the rows of the tables read here went. */
  readonly tables: Readonly<Record<string, Read>>;
}

const parameter = <V>({ edition }: Setting, name: string): V => {
  const found = edition.parameters[name];
  if (!found) throw new RangeError(`${edition.standard} ${edition.edition} has no value "${name}"`);
  return found.value as V;
};

const emptyList: CodeList = { exact: new Map(), patterns: [] };

/** Lays a profile's values over a list of `schemas/lists`. */
const withOwn = (list: CodeList | undefined, own: CodeList | undefined): CodeList => ({
  exact: new Map([...(list?.exact ?? []), ...(own?.exact ?? [])]),
  patterns: list?.patterns ?? [],
});

/** The year of the survey an edition uses: that of 31 March 2025 is 2024. */
export const surveyYearOf = (setting: Setting): number =>
  partsOf(setting.periodEnd).year - parameter<number>(setting, 'survey-years-before');

/**
 * Reads the survey tables for an edition. `all` are the code lists as they are, `own` a profile's, `lists` those of the edition's groupings;
 * `scored` are the items that are scores from 0 to 10.
 */
export function readSurveys(
  setting: Setting,
  all: CodeLists,
  own: CodeLists,
  lists: CodeLists,
  scored: ReadonlySet<string>,
): Surveys {
  const year = surveyYearOf(setting);
  const questions = parameter<Readonly<Record<string, Questions>>>(setting, 'survey-questions')[String(year)] ?? {};
  const { survey, 'survey-responses': rows, statements } = setting.tables;
  const organisation = setting.organisation === undefined ? {} : { organisation: setting.organisation };
  const list = (name: string): CodeList => withOwn(all[name] ?? emptyList, own[name]);
  const read = survey
    ? readSurvey({
        table: survey,
        year,
        questions,
        names: list('survey-item'),
        groups: list('survey-group'),
        scored,
        ...organisation,
      })
    : undefined;
  const known = new Map<string, Responses>();
  const responses = (dimension: string): Responses | undefined => {
    if (!rows) return undefined;
    const before = known.get(dimension);
    if (before) return before;
    const recode = setting.recode(dimension);
    // The survey asks about a long-term condition in a question of its own, under that year's number.
    const asked = dimension === 'disability' ? (questions['long-term-condition'] ?? []).map((q) => `q${q}`) : [];
    const made = readResponses({
      table: rows,
      year,
      answers: list('survey-answer'),
      group: 'lists' in recode ? { ...recode, columns: [...recode.columns, ...asked] } : recode,
      groups: groupsOf(setting.edition, dimension),
      lists,
      ...organisation,
    });
    known.set(dimension, made);
    return made;
  };
  const groupBy: Surveys['groupBy'] = (key) => {
    const columns = setting.edition.groupings[key]?.value.columns ?? [];
    if (!rows || !columns.some((c) => hasValues(rows, c))) return undefined;
    const by = setting.recode(key);
    return (row) => recode(by, (c) => rows.columns[c]?.[row], lists);
  };
  const someone = responses('disability');
  const found = new Set([...(read?.years ?? []), ...(someone?.years ?? [])]);
  const others = [...found].sort((a, b) => a - b);
  const issues =
    others.length > 0 && !found.has(year)
      ? [words.surveyOtherYears(standardShort(setting.edition.standard), year, others)]
      : [];
  return {
    year,
    questions,
    ...(read ? { read } : {}),
    responses,
    groupBy,
    issues: [...issues, ...(read?.issues ?? [])],
    tables: {
      ...(read ? { survey: { counted: read.counted, excluded: read.excluded } } : {}),
      ...(someone ? { 'survey-responses': { counted: someone.counted, excluded: someone.excluded } } : {}),
      ...(statements ? { statements: { counted: statements.length, excluded: {} } } : {}),
    },
  };
}

/** The surveys of a standard, or undefined when none of its indicators asks for one. */
export function surveysFor(
  setting: Setting,
  indicators: readonly Indicator[],
  all: CodeLists,
  own: CodeLists,
  lists: CodeLists,
): Surveys | undefined {
  const scored = indicators.flatMap(({ formula: f }) => (f.name === 'survey-score' ? [f.item, ...f.parts] : []));
  const asks = indicators.some(({ formula: f }) => f.name.startsWith('survey-') || f.name === 'declaration-gap');
  return asks ? readSurveys(setting, all, own, lists, new Set([...scored, ...scoredItems])) : undefined;
}

/** Items that are scores in every standard, so that one standard's reading of the table does not take them for percentages. */
const scoredItems = ['engagement', 'motivation', 'involvement', 'advocacy'] as const;
