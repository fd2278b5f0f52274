import * as fc from 'fast-check';
import { contracts } from '../../schemas/index.js';
import type { TableName } from '../../schemas/table.js';
import { isoDate } from '../../src/core/dates.js';
import type { CodeLists } from '../../src/core/recode.js';
import type { CountRequest, Table } from '../../src/core/request.js';
import type { Rows, Value } from '../../src/core/rows.js';
import { clickhouseCounter } from '../../src/count/clickhouse.js';
import { duckdbCounter } from '../../src/count/duckdb.js';
import { type Mapping, postgresCounter } from '../../src/count/postgres.js';
import { type SqlCounter, typesOf } from '../../src/count/sql/counter.js';
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

const within = (column: string, table: Table): Table => {
  const inside = (t: Table): Table => within(column, t);
  if (typeof table === 'string') return table;
  if ('one' in table) {
    // Of a pair or a join the column of each side, of which one may be missing.
    const [side] = /^[a-z]+[.]/.exec(table.per[0] ?? '') ?? [''];
    return { ...table, one: inside(table.one), per: [`${side}${column}`, ...table.per] };
  }
  if ('pair' in table)
    return { ...table, pair: [inside(table.pair[0]), inside(table.pair[1])], on: [column, ...table.on] };
  if ('join' in table)
    return {
      join: table.join.map((s) => {
        const [side] = /^[a-z]+[.]/.exec(s.on[0] ?? '') ?? [''];
        return { ...s, table: inside(s.table), on: [`${side}${column}`, ...s.on] };
      }),
    };
  return { ...table, lookup: inside(table.lookup), from: table.from.map(inside), on: [column, ...table.on] };
};

/** The same request, answered for each value of a column (whose list has its name): people of different values are different people. */
export function by(column: string, request: CountRequest): CountRequest {
  const { from } = request;
  const sides =
    typeof from === 'string'
      ? undefined
      : 'pair' in from
        ? ['opening', 'closing']
        : 'join' in from
          ? from.join.map((s) => s.as)
          : undefined;
  const columns = sides ? sides.map((side) => `${side}.${column}`) : [column];
  return {
    ...request,
    from: within(column, from),
    by: { [column]: { columns, lists: [column], otherwise: 'none' }, ...request.by },
  };
}

export const byOrganisation = (request: CountRequest): CountRequest => by('organisation', request);

const sqlTypes = {
  postgres: { text: 'text', number: 'double precision', 'yes-no': 'boolean', date: 'date' },
  clickhouse: {
    text: 'Nullable(String)',
    number: 'Nullable(Float64)',
    'yes-no': 'Nullable(UInt8)',
    date: 'Nullable(Date)',
  },
} as const;

/** Days, by the contract of the table (`staff`, or `one_staff` where there are several), that every server can hold. */
const isDay = (table: string, column: string, values: readonly Value[] | undefined): boolean =>
  contracts[table.replace(/^.*_/, '') as TableName]?.columns[column]?.type === 'date' &&
  (values ?? []).every((v) => v === undefined || (typeof v === 'number' && v >= 0 && v < 40_000));

/** Statements that make and fill the tables, with a `row` column that numbers the rows. */
export function fill(tables: Tables, dialect: Dialect, typed: Tables = tables): string[] {
  const types = sqlTypes[dialect.name as 'postgres'];
  const write = (v: Value, type: string | undefined): string => {
    if (v === undefined) return 'null';
    if (type === 'date') return `'${isoDate(v as number)}'`;
    if (type === 'text') return dialect.text(String(v));
    if (typeof v === 'boolean') return dialect.name === 'postgres' ? String(v) : v ? '1' : '0';
    return typeof v === 'number' ? String(v) : dialect.text(v);
  };
  return Object.entries(tables).flatMap(([table, { columns, length }]) => {
    const own = Object.fromEntries(
      Object.entries(typesOf(typed[table]!)).map(([c, type]) => [
        c,
        isDay(table, c, typed[table]!.columns[c]) ? 'date' : type,
      ]),
    );
    const names = Object.keys(own);
    const row = dialect.name === 'postgres' ? '"row" bigint' : '"row" Int64';
    const rows = Array.from(
      { length },
      (_, i) => `(${[i, ...names.map((c) => write(columns[c]![i], own[c]))].join(', ')})`,
    );
    return [
      `create table "${table}" (${[row, ...names.map((c) => `"${c}" ${types[own[c] as 'text']}`)].join(', ')})${dialect.name === 'clickhouse' ? ' engine = Memory' : ''}`,
      ...(length > 0 ? [`insert into "${table}" values ${rows.join(', ')}`] : []),
    ];
  });
}

export type Counting = SqlCounter & { close(): unknown };

export interface Engine {
  readonly name: string;
  /** Puts tables where it counts them, in place of those of the same names. */
  put(tables: Tables): Promise<void>;
  /** A counter of tables that are there. */
  over(tables: Tables, lists: CodeLists, cells?: number): Promise<Counting>;
  /** Both. */
  open(tables: Tables, lists: CodeLists, cells?: number): Promise<Counting>;
  stop(): void;
}

const opening = (engine: Omit<Engine, 'open'>): Engine => ({
  ...engine,
  open: async (tables, lists, cells) => {
    await engine.put(tables);
    return engine.over(tables, lists, cells);
  },
});

const mappings = (tables: Tables): Record<string, Mapping> =>
  Object.fromEntries(Object.keys(tables).map((t) => [t, { row: 'row' }]));

async function postgresEngine(server: Started): Promise<Engine | string> {
  if ('leftOut' in server) return server.leftOut;
  const { Client } = (await import('pg')).default;
  return opening({
    name: 'postgres',
    stop: server.stop,
    put: async (tables) => {
      const client = new Client({ connectionString: server.url });
      await client.connect();
      for (const table of Object.keys(tables)) await client.query(`drop table if exists "${table}"`);
      for (const statement of fill(tables, postgres)) await client.query(statement);
      await client.end();
    },
    over: async (tables, lists, cells = 200_000) =>
      postgresCounter({ url: server.url, lists, tables: mappings(tables), cells }),
  });
}

export const clickhouseSays = async (url: string, statement: string): Promise<string> => {
  const send = () => fetch(url, { method: 'POST', body: statement });
  // A connection kept from before may have been closed by the server while the test was busy.
  const answer = await send().catch(send);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
};

function clickhouseEngine(server: Started): Engine | string {
  if ('leftOut' in server) return server.leftOut;
  return opening({
    name: 'clickhouse',
    stop: server.stop,
    put: async (tables) => {
      for (const table of Object.keys(tables)) await clickhouseSays(server.url, `drop table if exists "${table}"`);
      for (const statement of fill(tables, clickhouse)) await clickhouseSays(server.url, statement);
    },
    over: async (tables, lists, cells = 200_000) =>
      clickhouseCounter({ url: server.url, lists, tables: mappings(tables), cells }),
  });
}

/** Every engine that can be had here besides the memory engine (of those that ENGINES names, if it does), and a sentence for each that cannot. Stop them all when done. */
export async function engines(): Promise<{ readonly engines: readonly Engine[]; readonly leftOut: readonly string[] }> {
  const duckdb = opening({
    name: 'duckdb',
    stop: () => undefined,
    put: async () => undefined,
    // Asked for no finer table, it also looks up what codes mean in SQL and not here.
    over: (tables, lists, cells) =>
      duckdbCounter({ tables, lists, ...(cells === undefined ? {} : { cells, texts: 0 }) }),
  });
  const wanted = process.env.ENGINES?.split(',');
  const asked = (name: string): boolean => wanted?.includes(name) ?? true;
  const found = [
    ...(asked('duckdb') ? [duckdb] : []),
    ...(asked('postgres') ? [await postgresEngine(await startPostgres())] : []),
    ...(asked('clickhouse') ? [clickhouseEngine(await startClickhouse())] : []),
  ];
  return {
    engines: found.filter((e): e is Engine => typeof e !== 'string'),
    leftOut: found.filter((e): e is string => typeof e === 'string'),
  };
}
