import type { DuckDBConnection } from '@duckdb/node-api';
import { sql } from 'kysely';
import type { CodeLists } from '../core/recode.js';
import type { Counter } from '../core/request.js';
import type { Rows } from '../core/rows.js';
import { sqlCounter, typesOf } from './sql/counter.js';
import { duckdb } from './sql/dialect.js';
import type { SqlTable } from './sql/select.js';

export interface DuckCounter extends Counter {
  close(): Promise<void>;
}

async function loadRows(connection: DuckDBConnection, name: string, rows: Rows): Promise<SqlTable> {
  const { DuckDBDataChunk, VARCHAR, DOUBLE, BOOLEAN } = await import('@duckdb/node-api');
  const types = typesOf(rows);
  const columns = Object.keys(types);
  const storage = { text: 'VARCHAR', number: 'DOUBLE', date: 'DOUBLE', 'yes-no': 'BOOLEAN' } as const;
  const quoted = (c: string): string => `"${c.replaceAll('"', '""')}"`;
  const named = columns.map((c) => `${quoted(c)} ${storage[types[c]!]}`);
  await connection.run(`create temp table ${quoted(name)} (${[...named, '"#none" BOOLEAN'].join(', ')})`);
  const appender = await connection.createAppender(name, 'main', 'temp');
  const duckTypes = [...columns.map((c) => ({ VARCHAR, DOUBLE, BOOLEAN })[storage[types[c]!]]), BOOLEAN];
  for (let from = 0; from < rows.length; from += 2048) {
    const size = Math.min(2048, rows.length - from);
    const chunk = DuckDBDataChunk.create(duckTypes, size);
    const batch = columns.map((c) =>
      rows.columns[c]!.slice(from, from + size).map((v) =>
        v === undefined ? null : types[c] === 'text' ? String(v) : v,
      ),
    );
    chunk.setColumns([...batch, new Array(size).fill(null)]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  return {
    relation: sql`${sql.id(name)}`,
    columns: Object.fromEntries(columns.map((c) => [c, { type: types[c]!, value: sql`${sql.id(c)}` }])),
    row: sql`rowid`,
  };
}

export async function duckdbCounter(given: {
  readonly tables: Readonly<Record<string, Rows>>;
  readonly lists: CodeLists;
}): Promise<DuckCounter> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const tables: Record<string, SqlTable> = {};
  for (const [name, rows] of Object.entries(given.tables)) tables[name] = await loadRows(connection, name, rows);
  const run = async (statement: string) => (await connection.runAndReadAll(statement)).getRows();
  return {
    ...sqlCounter({ engine: 'duckdb', dialect: duckdb, tables, lists: given.lists, run }),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
