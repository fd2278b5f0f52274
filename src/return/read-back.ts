import { isNumber } from '../core/outcome.js';
import { evaluate } from '../evaluate.js';
import { readExtract } from '../extract/extract.js';
import type { Released, Result, Run } from '../release/result.js';
import type { Library } from '../run-options.js';
import type { Policy } from '../standard/policy.js';
import { checkWords } from '../words/return.js';
import type { CountsRow, NationalReturn, ReturnCheck, StatementRow, SurveyRow } from './types.js';

export const countsColumns = [
  ['Organisation', 'organisation'],
  ['Indicator', 'indicator'],
  ['Period', 'period'],
  ['Block', 'block'],
  ['Band', 'band'],
  ['Grade', 'grade'],
  ['Part', 'part'],
  ['Measure', 'measure'],
  ['Group', 'group'],
  ['Count', 'count'],
] as const satisfies readonly (readonly [string, keyof CountsRow])[];

const quoted = (value: unknown): string => `"${String(value ?? '').replaceAll('"', '""')}"`;

/** Rows of the counts table as a CSV file that reads back. */
export const countsCsv = (rows: readonly CountsRow[]): string =>
  [
    countsColumns.map(([header]) => header).join(','),
    ...rows.map((r) => countsColumns.map(([, key]) => quoted(r[key])).join(',')),
    '',
  ].join('\n');

export const surveyColumns = [
  ['Organisation', 'organisation'],
  ['Survey Year', 'surveyYear'],
  ['Question', 'question'],
  ['Group', 'group'],
  ['Percentage', 'percentage'],
  ['Score', 'score'],
  ['Respondents', 'respondents'],
] as const satisfies readonly (readonly [string, keyof SurveyRow])[];

export const statementColumns = [
  ['Statement', 'statement'],
  ['Period', 'period'],
  ['Answer', 'answer'],
  ['Text', 'words'],
  ['Action', 'action'],
  ['Owner', 'owner'],
] as const satisfies readonly (readonly [string, keyof StatementRow])[];

/** Rows as a CSV file with the headers of their columns. */
const csvOf = <K extends string>(
  columns: readonly (readonly [string, K])[],
  rows: readonly Readonly<Partial<Record<K, string>>>[],
): string =>
  [
    columns.map(([header]) => header).join(','),
    ...rows.map((r) => columns.map(([, key]) => quoted(r[key])).join(',')),
  ].join('\n');

const keyOf = (r: Result): string => JSON.stringify([r.indicator, Object.entries(r.breakdown).sort()]);
const same = (a: unknown, b: unknown): boolean =>
  isNumber(a as never) && isNumber(b as never)
    ? Math.abs((a as number) - (b as number)) < 1e-9
    : JSON.stringify(a) === JSON.stringify(b);

/** How many numbers of a result the other does not have. */
function differing(a: Result, b: Result | undefined): number {
  if (!b) return a.parts.length * 2;
  return a.parts.reduce((n, p) => {
    const q = b.parts.find((x) => x.group === p.group && x.of === p.of);
    // A survey gives no counts: its percentage or score and its base come back.
    const first = a.source === 'survey' ? same(p.rate, q?.rate) : same(p.n, q?.n);
    return n + (first ? 0 : 1) + (same(p.base, q?.base) ? 0 : 1);
  }, 0);
}

/**
 * Reads the return's counts back through the engine and compares every count of every result, indicator by indicator: one check each, of how many
 * numbers there are and how many came back the same. Rows that a counts table cannot say (an international campaign) are not compared.
 */
export async function readBack(
  made: NationalReturn,
  run: Released<Run>,
  library: Library,
  policy: Policy,
): Promise<readonly ReturnCheck[]> {
  const answered = made.statements.filter((s) => s.answer !== '');
  const ids = [...new Set([...made.counts.map(({ row }) => row.indicator), ...made.survey.map((s) => s.question)])];
  if (ids.length === 0) return [];
  const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });
  const files = [
    ...(made.counts.length > 0 ? [file('counts.csv', countsCsv(made.counts.map(({ row }) => row)))] : []),
    ...(made.survey.length > 0 ? [file('survey.csv', csvOf(surveyColumns, made.survey))] : []),
    ...(answered.length > 0 ? [file('statements.csv', csvOf(statementColumns, answered))] : []),
  ];
  const extract = await readExtract(files, { lists: library.lists });
  const again = await evaluate(extract, library, {
    policy,
    standards: [made.standard],
    edition: made.edition,
    release: { use: 'submission' },
  });
  const there = new Map(again.results.map((r) => [keyOf(r), r]));
  return ids.map((id) => {
    const own = run.results.filter(
      (r) => r.indicator === id && r.yearsBefore === undefined && !('campaign' in r.breakdown),
    );
    const numbers = own.reduce((n, r) => n + r.parts.length * 2, 0);
    const wrong = own.reduce((n, r) => n + differing(r, there.get(keyOf(r))), 0);
    return { part: id, what: checkWords.readBack(id), here: numbers - wrong, there: numbers, agrees: wrong === 0 };
  });
}
