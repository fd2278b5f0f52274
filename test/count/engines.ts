import * as fc from 'fast-check';
import type { CodeLists } from '../../src/core/recode.js';
import type { CountRequest, Table } from '../../src/core/request.js';
import type { Rows, Value } from '../../src/core/rows.js';
import { clickhouseCounter } from '../../src/count/clickhouse.js';
import { duckdbCounter } from '../../src/count/duckdb.js';
import { type Mapping, postgresCounter } from '../../src/count/postgres.js';
import { type BatchCounter, typesOf } from '../../src/count/sql/counter.js';
import { clickhouse, type Dialect, postgres } from '../../src/count/sql/dialect.js';
import { anyTables } from './random.js';
import { type Started, startClickhouse, startPostgres } from './servers.js';

// Every random case in one set of tables, told apart by organisation, so that one query per request answers all of them.
export type Tables = Readonly<Record<string, Rows>>;

export function manyCases(cases: number, seed: number): Tables {
  const all = fc.sample(anyTables, { numRuns: cases, seed }) as unknown as Tables[];
  const names = Object.keys(all[0]!);
  return Object.fromEntries(
    names.map((table) => {
      const parts = all.map((t) => t[table]!);
      const columns = Object.fromEntries(
        Object.keys(parts[0]!.columns).map((c) => [c, parts.flatMap((p) => [...p.columns[c]!])]),
      );
      const organisation = parts.flatMap((p, i) => new Array<Value>(p.length).fill(`case ${i}`));
      return [table, { table, length: organisation.length, columns: { organisation, ...columns }, sources: [] }];
    }),
  );
}

/** Keys of `organisation` map to themselves. */
export const organisations = (lists: CodeLists, cases: number): CodeLists => ({
  ...lists,
  organisation: { exact: new Map(Array.from({ length: cases }, (_, i) => [`case ${i}`, `case ${i}`])), patterns: [] },
});

const within = (table: Table): Table => {
  if (typeof table === 'string') return table;
  if ('one' in table) return { ...table, one: within(table.one), per: ['organisation', ...table.per] };
  if ('pair' in table)
    return { ...table, pair: [within(table.pair[0]), within(table.pair[1])], on: ['organisation', ...table.on] };
  if ('join' in table)
    return {
      join: table.join.map((s) => ({
        ...s,
        table: within(s.table),
        on: [`${'pair' in Object(s.table) ? 'opening.' : ''}organisation`, ...s.on],
      })),
    };
  return { ...table, lookup: within(table.lookup), from: table.from.map(within), on: ['organisation', ...table.on] };
};

/** The same request, answered for each organisation: people of different organisations are different people. */
export function byOrganisation(request: CountRequest): CountRequest {
  const paired = typeof request.from === 'object' && 'pair' in request.from;
  const joined = typeof request.from === 'object' && 'join' in request.from ? request.from.join : undefined;
  const columns = joined
    ? joined.map((s) => `${s.as}.organisation`)
    : paired
      ? ['opening.organisation', 'closing.organisation']
      : ['organisation'];
  const organisation = { columns, lists: ['organisation'], otherwise: 'none' };
  return { ...request, from: within(request.from), by: { organisation, ...request.by } };
}

const sqlTypes = {
  postgres: { text: 'text', number: 'double precision', 'yes-no': 'boolean' },
  clickhouse: { text: 'Nullable(String)', number: 'Nullable(Float64)', 'yes-no': 'Nullable(UInt8)' },
} as const;

/** Statements that make and fill the tables, with a `row` column that numbers the rows. */
export function fill(tables: Tables, dialect: Dialect, typed: Tables = tables): string[] {
  const types = sqlTypes[dialect.name as 'postgres'];
  const write = (v: Value): string => {
    if (v === undefined) return 'null';
    if (typeof v === 'boolean') return dialect.name === 'postgres' ? String(v) : v ? '1' : '0';
    return typeof v === 'number' ? String(v) : dialect.text(v);
  };
  return Object.entries(tables).flatMap(([table, { columns, length }]) => {
    const own = typesOf(typed[table]!);
    const names = Object.keys(own);
    const row = dialect.name === 'postgres' ? '"row" bigint' : '"row" Int64';
    const rows = Array.from(
      { length },
      (_, i) =>
        `(${[i, ...names.map((c) => write(own[c] === 'text' && columns[c]![i] !== undefined ? String(columns[c]![i]) : columns[c]![i]))].join(', ')})`,
    );
    return [
      `create table "${table}" (${[row, ...names.map((c) => `"${c}" ${types[own[c] as 'text']}`)].join(', ')})${dialect.name === 'clickhouse' ? ' engine = Memory' : ''}`,
      ...(length > 0 ? [`insert into "${table}" values ${rows.join(', ')}`] : []),
    ];
  });
}

export interface Engine {
  readonly name: string;
  open(tables: Tables, lists: CodeLists, cells?: number): Promise<BatchCounter & { close(): unknown }>;
  stop(): void;
}

const mappings = (tables: Tables): Record<string, Mapping> =>
  Object.fromEntries(Object.keys(tables).map((t) => [t, { row: 'row' }]));

async function postgresEngine(server: Started): Promise<Engine | string> {
  if ('leftOut' in server) return server.leftOut;
  const { Client } = (await import('pg')).default;
  return {
    name: 'postgres',
    stop: server.stop,
    open: async (tables, lists, cells = 200_000) => {
      const client = new Client({ connectionString: server.url });
      await client.connect();
      for (const table of Object.keys(tables)) await client.query(`drop table if exists "${table}"`);
      for (const statement of fill(tables, postgres)) await client.query(statement);
      await client.end();
      return postgresCounter({ url: server.url, lists, tables: mappings(tables), cells });
    },
  };
}

export const clickhouseSays = async (url: string, statement: string): Promise<string> => {
  const answer = await fetch(url, { method: 'POST', body: statement });
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
};

function clickhouseEngine(server: Started): Engine | string {
  if ('leftOut' in server) return server.leftOut;
  return {
    name: 'clickhouse',
    stop: server.stop,
    open: async (tables, lists, cells = 200_000) => {
      for (const table of Object.keys(tables)) await clickhouseSays(server.url, `drop table if exists "${table}"`);
      for (const statement of fill(tables, clickhouse)) await clickhouseSays(server.url, statement);
      return clickhouseCounter({ url: server.url, lists, tables: mappings(tables), cells });
    },
  };
}

/** Every engine that can be had here besides the memory engine, and a sentence for each that cannot. Stop them all when done. */
export async function engines(): Promise<{ readonly engines: readonly Engine[]; readonly leftOut: readonly string[] }> {
  const duckdb: Engine = {
    name: 'duckdb',
    stop: () => undefined,
    // Asked for no finer table, it also looks up what codes mean in SQL and not here.
    open: (tables, lists, cells) =>
      duckdbCounter({ tables, lists, ...(cells === undefined ? {} : { cells, texts: 0 }) }),
  };
  const found = [duckdb, await postgresEngine(await startPostgres()), clickhouseEngine(await startClickhouse())];
  return {
    engines: found.filter((e): e is Engine => typeof e !== 'string'),
    leftOut: found.filter((e): e is string => typeof e === 'string'),
  };
}
