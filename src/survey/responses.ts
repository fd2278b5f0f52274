import { notSupplied, undefinedBecause } from '../core/outcome.js';
import { type CodeList, type CodeLists, listKey, lookUp, type Recode, recode } from '../core/recode.js';
import type { Rows, Value } from '../core/rows.js';
import type { GivenFigure } from './given.js';
import { surveyYear } from './given.js';

/** Which answers count: `yes` of those in `base`; an answer in neither (not applicable, blank) leaves the person out of the question. */
export interface Counting {
  readonly yes: readonly string[];
  readonly base: readonly string[];
}

export interface Responses {
  /** Answers to one or several questions by group; somebody who gave a `yes` to any of them counts once. Undefined when no column holds the questions. */
  readonly count: (
    columns: readonly string[],
    counting: Counting,
    only?: (row: number) => boolean,
  ) => ReadonlyMap<string, GivenFigure> | undefined;
  /** The rows of the table that are of this survey and organisation. */
  readonly rows: readonly number[];
  /** A group among all whose group is known; undefined when none is. */
  readonly shareOf: (group: string) => GivenFigure | undefined;
  readonly years: readonly number[];
  readonly counted: number;
  readonly excluded: Readonly<Record<string, number>>;
}

/**
 * Respondent rows of one survey year, ready to be counted by group. A person is in the base of several questions together when they answered any of
 * them. Example: never to managers and once to colleagues is one person of one.
 */
export function readResponses(of: {
  readonly table: Rows;
  readonly year: number;
  readonly answers: CodeList;
  readonly group: Recode;
  readonly groups: readonly string[];
  readonly lists: CodeLists;
  readonly organisation?: string;
}): Responses {
  const { table, year, organisation } = of;
  const at = (column: string, row: number): Value => table.columns[column]?.[row];
  const excluded: Record<string, number> = {};
  const out = (rule: string): void => {
    excluded[rule] = (excluded[rule] ?? 0) + 1;
  };
  const yearOf = Array.from({ length: table.length }, (_, row) => surveyYear(at('surveyYear', row)));
  const years = [...new Set(yearOf.filter((y) => y !== undefined))].sort((a, b) => a - b);
  const rows: { readonly row: number; readonly group: string }[] = [];
  for (let row = 0; row < table.length; row++) {
    const own = at('organisation', row);
    if (organisation !== undefined && own !== undefined && listKey(own) !== listKey(organisation))
      out('other-organisation');
    else if (yearOf[row] === undefined ? years.length > 0 : yearOf[row] !== year)
      out(yearOf[row] === undefined ? 'survey-year-not-stated' : 'other-survey-year');
    else rows.push({ row, group: recode(of.group, (c) => at(c, row), of.lists) });
  }
  const has = (column: string): boolean => table.columns[column]?.some((v) => v !== undefined) ?? false;

  const count: Responses['count'] = (columns, { yes, base }, only = () => true) => {
    if (columns.length === 0 || !columns.every(has)) return undefined;
    const tally = new Map(of.groups.map((g) => [g, { n: 0, base: 0 }]));
    for (const { row, group } of rows) {
      if (!only(row)) continue;
      const given = columns.flatMap((c) => lookUp(of.answers, listKey(at(c, row))) ?? []);
      if (!given.some((a) => base.includes(a))) continue;
      const here = tally.get(group);
      if (!here) continue;
      here.base++;
      if (given.some((a) => yes.includes(a))) here.n++;
    }
    return new Map(
      [...tally].map(([group, { n, base: all }]) => [
        group,
        { rate: all === 0 ? undefinedBecause('no-group-members') : n / all, n, base: all },
      ]),
    );
  };
  const shareOf: Responses['shareOf'] = (group) => {
    const known = rows.filter((r) => r.group !== 'unknown');
    const n = known.filter((r) => r.group === group).length;
    return known.length === 0 ? undefined : { rate: n / known.length, n, base: known.length };
  };
  return { count, shareOf, rows: rows.map((r) => r.row), years, counted: rows.length, excluded };
}

/** What a figure says when respondent rows hold no answer to the questions. */
export const noAnswers = (columns: readonly string[]) =>
  notSupplied(columns.length === 0 ? 'question number for this survey year' : `answers to ${columns.join(' and ')}`);
