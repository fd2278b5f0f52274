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

export const text = (headers: readonly string[], description: string): ColumnSpec => ({
  type: 'text',
  headers,
  description,
});
export const key = (headers: readonly string[], description: string): ColumnSpec => ({
  type: 'key',
  headers,
  description,
});
export const date = (headers: readonly string[], description: string): ColumnSpec => ({
  type: 'date',
  headers,
  description,
});
export const number = (headers: readonly string[], description: string): ColumnSpec => ({
  type: 'number',
  headers,
  description,
});
export const code = (list: string, headers: readonly string[], description: string): ColumnSpec => ({
  type: 'code',
  list,
  headers,
  description,
});
export const personal = (headers: readonly string[], description: string): ColumnSpec => ({
  type: 'personal',
  headers,
  description,
});
export const yesNo = (headers: readonly string[], description: string, dateColumn?: string): ColumnSpec => ({
  type: 'yes-no',
  list: 'yes-no',
  headers,
  description,
  ...(dateColumn === undefined ? {} : { dateColumn }),
});
/** The same column, and the table cannot be used without it. */
export const required = (spec: ColumnSpec): ColumnSpec => ({ ...spec, required: true });
