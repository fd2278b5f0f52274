import { z } from 'zod';
import { listKey } from '../src/core/recode.js';
import type { ColumnSpec, TableContract } from './table.js';

export type Columns = Readonly<Record<string, ColumnSpec>>;

/** The zod schema of a typed value of one column, or undefined for a column that is dropped on read. */
function typedValue(spec: ColumnSpec): z.ZodType | undefined {
  switch (spec.type) {
    case 'personal':
      return undefined;
    case 'date':
      return z.int();
    case 'number':
      return z.number();
    case 'yes-no':
      return z.boolean();
    default:
      return z.string().min(1);
  }
}

/**
 * A table contract from its columns: the row schema follows from them, so the two cannot disagree. Every column also answers to its own
 * canonical name, so that rows written by this engine, or sent as JSON with the same keys, read back. Strict: an unknown key is an error.
 */
export function contract(table: Omit<TableContract, 'row'>): TableContract {
  const columns: Record<string, ColumnSpec> = {};
  const shape: Record<string, z.ZodType> = {};
  for (const [name, spec] of Object.entries(table.columns)) {
    const known = spec.headers.some((header) => listKey(header) === listKey(name));
    columns[name] = known ? spec : { ...spec, headers: [...spec.headers, name] };
    const value = typedValue(spec)?.meta({
      title: spec.headers[0]!,
      description: spec.type === 'date' ? `${spec.description} Days since 1970-01-01.` : spec.description,
      ...(spec.list === undefined ? {} : { 'x-code-list': spec.list }),
    });
    if (value) shape[name] = spec.required ? value : value.optional();
  }
  return { ...table, columns, row: z.strictObject(shape).meta({ title: table.title, description: table.grain }) };
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
