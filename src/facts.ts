import type { Rows } from './core/rows.js';

/** Whether a table has a column, in rows or where an engine holds them. */
export const hasColumn = (rows: Rows | undefined, column: string): boolean =>
  rows?.facts ? column in rows.facts.known : rows?.columns[column] !== undefined;

/** Whether any row has a value in a column. */
export const hasValues = (rows: Rows | undefined, column: string): boolean =>
  rows?.facts ? (rows.facts.known[column] ?? false) : (rows?.columns[column]?.some((v) => v !== undefined) ?? false);

/** The days of the first of some columns that has one, and how many rows have none, where an engine holds the rows. */
export const daysOf = (
  { facts, length }: Rows,
  columns: readonly string[],
): { readonly days: readonly number[]; readonly none: number } =>
  facts?.days[columns.join(' ')] ?? { days: [], none: length };
