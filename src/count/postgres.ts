import { sql } from 'kysely';
import type { CodeLists } from '../core/recode.js';

import { type BatchCounter, type Runner, sqlCounter } from './sql/counter.js';
import { postgres, type Sql } from './sql/dialect.js';
import type { SqlType } from './sql/expressions.js';
import type { SqlTable } from './sql/select.js';

/** Where a warehouse holds a table: its relation (`schema.view`) and, where they differ, the names of its columns. */
export interface Mapping {
  readonly relation?: string;
  readonly columns?: Readonly<Record<string, string>>;
  /** A column that numbers the rows in their order; without it the order of equal assignments is the server's. */
  readonly row?: string;
}

export interface RemoteCounter extends BatchCounter {
  close(): Promise<void>;
}

export const relationOf = (name: string, mapping: Mapping | undefined): Sql =>
  sql`${sql.id(...(mapping?.relation ?? name).split('.'))}`;

/** Names the table's columns as the contract does: by the mapping, else by the same name. */
export function named(
  found: readonly { readonly column: string; readonly type: string }[],
  mapping: Mapping | undefined,
  as: (column: Sql, type: string) => { readonly type: SqlType; readonly value: Sql } | undefined,
): SqlTable['columns'] {
  const byName = new Map(found.map((f) => [f.column, f]));
  const wanted = { ...Object.fromEntries(found.map((f) => [f.column, f.column])), ...mapping?.columns };
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([name, column]) => {
      const there = byName.get(column);
      const read = there && as(sql`${sql.id(column)}`, there.type);
      return read ? [[name, read]] : [];
    }),
  );
}

function read(column: Sql, type: string): { readonly type: SqlType; readonly value: Sql } {
  if (type === 'boolean') return { type: 'yes-no', value: column };
  if (type === 'date') return { type: 'date', value: sql`(${column} - date '1970-01-01')` };
  if (type.startsWith('timestamp')) return { type: 'date', value: sql`(cast(${column} as date) - date '1970-01-01')` };
  if (/^(smallint|integer|bigint|numeric|real|double precision)$/.test(type))
    return { type: 'number', value: sql`cast(${column} as double precision)` };
  return { type: 'text', value: sql`nullif(cast(${column} as text), '')` };
}

/**
 * The engine for a PostgreSQL warehouse. Everything happens in one read-only transaction with one view of the data and a time limit for each
 * statement, so it needs SELECT on the tables named and nothing more; only counts leave the server.
 * `tables` says which tables there are and, where they differ from the contract, what they and their columns are called.
 * Throws what the server says, with the table when one is missing; a statement past `seconds` is ended by the server and throws.
 */
export async function postgresCounter(given: {
  readonly url: string;
  readonly lists: CodeLists;
  readonly tables: Readonly<Record<string, Mapping>>;
  readonly seconds?: number;
  readonly cells?: number;
}): Promise<RemoteCounter> {
  const { Client } = (await import('pg')).default;
  const client = new Client({ connectionString: given.url, application_name: 'workforce-equality' });
  await client.connect();
  const run: Runner = async (text) => (await client.query({ text, rowMode: 'array' })).rows;
  try {
    await run('begin transaction isolation level repeatable read read only');
    await run(`set local statement_timeout = ${Math.round((given.seconds ?? 300) * 1000)}`);
    await run('set local standard_conforming_strings = on');
    // How many rows are one per person cannot be foreseen, and a nested loop chosen on a wrong guess never ends.
    await run('set local enable_nestloop = off');
    const tables: Record<string, SqlTable> = {};
    for (const [name, mapping] of Object.entries(given.tables)) {
      const relation = (mapping.relation ?? name).split('.').map((p) => `"${p.replaceAll('"', '""')}"`);
      const found = await client.query({
        text: `select attname, format_type(atttypid, null) from pg_attribute where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
        values: [relation.join('.')],
        rowMode: 'array',
      });
      if (found.rows.length === 0)
        throw new RangeError(`PostgreSQL has no table ${relation.join('.')} for "${name}", or it may not be read`);
      const columns = named(
        found.rows.map(([column, type]) => ({ column, type })),
        mapping,
        read,
      );
      const row = mapping.row === undefined ? sql`row_number() over ()` : sql`${sql.id(mapping.row)}`;
      tables[name] = { relation: relationOf(name, mapping), columns, row };
    }
    const counter = sqlCounter({
      engine: 'postgres',
      dialect: postgres,
      tables,
      lists: given.lists,
      run,
      ...(given.cells === undefined ? {} : { cells: given.cells }),
    });
    return { ...counter, close: () => client.end() };
  } catch (error) {
    await client.end();
    throw error;
  }
}
