import type { Issue } from '../core/issue.js';
import { type Figure, isNumber, notSupplied } from '../core/outcome.js';
import { type CodeList, listKey, lookUp } from '../core/recode.js';
import type { Rows, Value } from '../core/rows.js';
import * as words from '../words/survey.js';
import { areShares, readWritten, type Written } from './number.js';
import { itemOf, type Questions } from './question.js';

/** One group's answers to one question: counts when they were given, else a rate (0 to 1) or score with the decimals it was written with. */
export interface GivenFigure {
  readonly rate: Figure;
  readonly n: Figure;
  readonly base: Figure;
  readonly decimals?: number;
}

/** Figures by what was asked and by group. */
export type GivenSurvey = ReadonlyMap<string, ReadonlyMap<string, GivenFigure>>;

export interface SurveyRead {
  readonly given: GivenSurvey;
  /** Survey years the table names, ascending. */
  readonly years: readonly number[];
  readonly counted: number;
  readonly excluded: Readonly<Record<string, number>>;
  readonly issues: readonly Issue[];
}

/** The year of a survey as people write it: "2024", "NHS Staff Survey 2024", "2024/25". */
export function surveyYear(value: Value): number | undefined {
  const found = /(?<!\d)(\d{4})(?!\d)/.exec(String(value ?? ''))?.[1];
  return found === undefined ? undefined : Number(found);
}

interface Raw {
  readonly row: number;
  readonly item: string;
  readonly group: string;
  readonly percentage: Written;
  readonly score: Written;
  readonly count: Written;
  readonly respondents: Written;
}

const absentCount = notSupplied('number of answers');

/** A row's figure: counts first, then the score, then the percentage. Undefined for counts that cannot be. */
function figureOf(raw: Raw, scored: ReadonlySet<string>, shares: boolean): GivenFigure | undefined {
  const base = raw.respondents.figure;
  if (scored.has(raw.item)) {
    const own = isNumber(raw.score.figure) || raw.score.figure.status === 'suppressed' ? raw.score : raw.percentage;
    if (isNumber(own.figure) && (own.figure < 0 || own.figure > 10)) return undefined;
    return { rate: own.figure, n: absentCount, base, decimals: own.decimals };
  }
  const { count, percentage } = raw;
  if (isNumber(count.figure) && isNumber(base)) {
    const possible = Number.isInteger(count.figure) && Number.isInteger(base) && count.figure >= 0;
    if (!possible || count.figure > base) return undefined;
    return {
      rate: base === 0 ? { status: 'undefined', why: 'no-group-members' } : count.figure / base,
      n: count.figure,
      base,
    };
  }
  if (!isNumber(percentage.figure)) {
    const hidden = [count.figure, percentage.figure].find((f) => !isNumber(f) && f.status === 'suppressed');
    return { rate: hidden ?? percentage.figure, n: hidden ?? absentCount, base };
  }
  const asShare = shares && !percentage.percent;
  const rate = asShare ? percentage.figure : percentage.figure / 100;
  if (rate < 0 || rate > 1) return undefined;
  return { rate, n: absentCount, base, decimals: Math.max(0, percentage.decimals - (asShare ? 2 : 0)) };
}

/**
 * Reads the survey table for one survey year: what is asked by the question's number in that year or by name, the group by the list `survey-group`. Rows
 * of other years, of groups from outside the organisation and of questions nobody asks for are left out by a named rule. Two different figures for the same question and group are
 * an issue and neither is used. Rows without a year are of the year when no row names one.
 */
export function readSurvey(of: {
  readonly table: Rows;
  readonly year: number;
  readonly questions: Questions;
  readonly names: CodeList;
  readonly groups: CodeList;
  readonly scored: ReadonlySet<string>;
  readonly organisation?: string;
}): SurveyRead {
  const { table, year, organisation } = of;
  const at = (column: string, row: number): Value => table.columns[column]?.[row];
  const excluded: Record<string, number> = {};
  const issues: Issue[] = [];
  const out = (rule: string): void => {
    excluded[rule] = (excluded[rule] ?? 0) + 1;
  };
  const yearsOf = Array.from({ length: table.length }, (_, row) => surveyYear(at('surveyYear', row)));
  const years = [...new Set(yearsOf.filter((y) => y !== undefined))].sort((a, b) => a - b);
  const unread: number[] = [];
  const raws: Raw[] = [];
  for (let row = 0; row < table.length; row++) {
    const own = at('organisation', row);
    if (organisation !== undefined && own !== undefined && listKey(own) !== listKey(organisation)) {
      out('other-organisation');
      continue;
    }
    if (yearsOf[row] === undefined ? years.length > 0 : yearsOf[row] !== year) {
      out(yearsOf[row] === undefined ? 'survey-year-not-stated' : 'other-survey-year');
      continue;
    }
    const item = itemOf(String(at('question', row) ?? ''), of.questions, of.names);
    const group = lookUp(of.groups, listKey(at('group', row))) ?? 'unmapped';
    if (item === undefined || group === 'elsewhere' || group === 'unmapped') {
      out(
        item === undefined
          ? 'question-not-asked-for'
          : group === 'elsewhere'
            ? 'not-this-organisation'
            : 'group-not-known',
      );
      continue;
    }
    const read = (column: string): Written | undefined => readWritten(at(column, row), column);
    const [percentage, score, count, respondents] = ['percentage', 'score', 'count', 'respondents'].map(read);
    if (!percentage || !score || !count || !respondents) {
      unread.push(row);
      out('figure-not-readable');
      continue;
    }
    raws.push({ row, item, group, percentage, score, count, respondents });
  }
  const shares = areShares(raws.filter((r) => !of.scored.has(r.item)).map((r) => r.percentage));
  const given = new Map<string, Map<string, GivenFigure>>();
  const twice = new Map<string, { readonly row: number; readonly item: string; readonly group: string }>();
  let counted = 0;
  for (const raw of raws) {
    const figure = figureOf(raw, of.scored, shares);
    if (!figure) {
      unread.push(raw.row);
      out('figure-not-possible');
      continue;
    }
    const groups = given.get(raw.item) ?? new Map<string, GivenFigure>();
    given.set(raw.item, groups);
    const before = groups.get(raw.group);
    if (before && JSON.stringify(before) !== JSON.stringify(figure)) twice.set(`${raw.item} ${raw.group}`, raw);
    groups.set(raw.group, figure);
    counted++;
  }
  for (const { item, group } of twice.values())
    given.get(item)!.set(group, {
      rate: notSupplied('single figure: the survey table gives two that differ'),
      n: absentCount,
      base: notSupplied('single figure'),
    });
  const place = (row: number) => {
    let at = row;
    for (const s of table.sources) {
      if (at < s.rows.length) return { file: s.file, sheet: s.sheet, row: s.rows[at] as number };
      at -= s.rows.length;
    }
    return {};
  };
  if (unread.length > 0) issues.push({ ...words.surveyUnread(unread.length), ...place(unread[0]!) });
  for (const { row } of twice.values()) issues.push({ ...words.surveyTwice(), ...place(row) });
  if (raws.some((r) => !isNumber(r.respondents.figure) && r.respondents.figure.status === 'not-supplied'))
    issues.push(words.surveyWithoutBase());
  return { given, years, counted, excluded, issues };
}
