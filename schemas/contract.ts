import { listKey } from '../src/core/recode.js';
import type { ColumnSpec, TableContract } from './table.js';

export type Columns = Readonly<Record<string, ColumnSpec>>;

/**
 * A table contract from its columns. Every column also answers to its own canonical name, so that rows written by this engine, or sent as
 * JSON with the same keys, read back. The zod schema of a row is `rowSchema` (schemas/row.ts).
 */
export function contract(table: TableContract): TableContract {
  const columns: Record<string, ColumnSpec> = {};
  for (const [name, spec] of Object.entries(table.columns)) {
    const known = spec.headers.some((header) => listKey(header) === listKey(name));
    columns[name] = known ? spec : { ...spec, headers: [...spec.headers, name] };
  }
  return { ...table, columns };
}

/** A column of free text, read as it is: a directorate. The headers come in the order in which they are preferred. */
export const text = (headers: readonly string[], description: string): ColumnSpec => ({
  type: 'text',
  headers,
  description,
});
/** A column that tells rows or people apart, 123 and "123" being one: an employee number. */
export const key = (headers: readonly string[], description: string): ColumnSpec => ({
  type: 'key',
  headers,
  description,
});
/** A column of days, from a date cell, a serial number (45747 is 31 March 2025) or a text such as 31/03/2025. */
export const date = (headers: readonly string[], description: string): ColumnSpec => ({
  type: 'date',
  headers,
  description,
});
/** A column of numbers, also when kept as text: "1,200" is 1200. */
export const number = (headers: readonly string[], description: string): ColumnSpec => ({
  type: 'number',
  headers,
  description,
});
/** A column whose values a code list maps to groups: `A White - British` of the list `ethnicity`. */
export const code = (list: string, headers: readonly string[], description: string): ColumnSpec => ({
  type: 'code',
  list,
  headers,
  description,
});
/** A column that is recognised in order not to be kept: a name, a National Insurance number. */
export const personal = (headers: readonly string[], description: string): ColumnSpec => ({
  type: 'personal',
  headers,
  description,
});
/** A column that answers yes or no (Y, TRUE, 1, or a date); `dateColumn` takes the day where a date was given. */
export const yesNo = (headers: readonly string[], description: string, dateColumn?: string): ColumnSpec => ({
  type: 'yes-no',
  list: 'yes-no',
  headers,
  description,
  ...(dateColumn === undefined ? {} : { dateColumn }),
});
/** The same column, and the table cannot be used without it. */
export const required = (spec: ColumnSpec): ColumnSpec => ({ ...spec, required: true });
