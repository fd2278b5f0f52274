import { sql } from 'kysely';
import type { ColumnSpec, TableContract } from '../../schemas/table.js';
import { addCubes, type Cube } from '../core/cube.js';
import type { CodeLists } from '../core/recode.js';
import type { Tally } from '../core/request.js';
import { askedMeanings } from './asked-meanings.js';
import { answerRows, whyNot, writtenTo } from './clickhouse-answer.js';
import { lackedBeside, onShards, spreadOf } from './clickhouse-shards.js';
import { lackedBy, type Mapping, named, type RemoteCounter, refuseProblems, relationOf } from './postgres.js';
import type { SqlTable } from './sql/compilation.js';
import { batched, type Runner, sqlCounter } from './sql/counter.js';
import { clickhouse, type Sql, textOf } from './sql/dialect.js';
import type { StoredColumn } from './stored.js';

function read(column: Sql, declared: string, spec: ColumnSpec | undefined): StoredColumn | undefined {
  const type = declared.replace(/^(LowCardinality|Nullable)\(/, '').replace(/^Nullable\(/, '');
  // A small number is a yes or no only where one is meant.
  if (/^(Bool|UInt8)\b/.test(type) && (spec === undefined || spec.type === 'yes-no'))
    return { type: 'yes-no', value: column };
  if (type.startsWith('Date')) {
    const day = sql`toInt64(toRelativeDayNum(${column}))`;
    // The server writes a date that was not given as its first one.
    return { type: 'date', value: declared.includes('Nullable') ? day : sql`nullIf(${day}, 0)` };
  }
  if (/^U?Int/.test(type))
    return {
      type: 'number',
      value: sql`cast(${column} as Nullable(Float64))`,
      digits: sql`cast(${column} as Nullable(String))`,
    };
  if (/^(Float|Decimal|Bool)/.test(type)) {
    const number = sql`cast(${column} as Nullable(Float64))`;
    return { type: 'number', value: sql`case when isFinite(${number}) then ${number} else null end` };
  }
  if (type.startsWith('FixedString')) {
    // It is filled up with NUL.
    const text = sql`replaceRegexpOne(cast(${column} as Nullable(String)), ${'\\x00+$'}, '')`;
    return { type: 'text', value: sql`nullIf(${text}, '')` };
  }
  if (/^(String|Enum|UUID)/.test(type))
    return { type: 'text', value: sql`nullIf(cast(${column} as Nullable(String)), '')` };
  return undefined;
}

// Code lists are written into the statement, and names are replaced by what they stand for, so it is longer than the server's own limits allow.
const room = { max_query_size: '16777216', max_ast_elements: '5000000', max_expanded_ast_elements: '50000000' };

export interface ClickhouseSettings {
  /** One server, or each shard of a cluster. */
  readonly url: string | readonly string[];
  readonly lists: CodeLists;
  readonly tables: Readonly<Record<string, Mapping>>;
  /** Contracts by which columns are recognised that neither the mapping nor their own name tells. */
  readonly contracts?: Readonly<Record<string, TableContract>>;
  /** Leave out tables that are not there and have no relation of their own in the mapping. */
  readonly ifThere?: boolean;
  readonly seconds?: number;
  readonly cells?: number;
  /** Different texts of a column up to which their meanings are looked up here and not in the statement; 2,000 unless told. */
  readonly texts?: number;
}

/** The number of rows of each table, of each shard where there are several, as one text. */
const sizesOf = (tables: Readonly<Record<string, SqlTable>>, run: Runner): (() => Promise<string>) => {
  const each = Object.values(tables).map(
    ({ relation }, i) => sql`select toInt64(${i}) as _place, count(*) as _rows from ${relation}`,
  );
  const statement = textOf(sql`select * from (${sql.join(each, sql` union all `)})`, clickhouse);
  return async () =>
    each.length === 0
      ? ''
      : (await run(statement))
          .map((r) => r.join(' '))
          .sort()
          .join();
};

/** Seconds beyond a statement's own in which a server that hangs may still answer. */
const grace = (seconds: number): number => Math.min(5, seconds);

// A limit of the user's own profile that stops a statement and answers with what there was by then would be a count of some of the people.
const whole = {
  timeout_overflow_mode: 'throw',
  read_overflow_mode: 'throw',
  group_by_overflow_mode: 'throw',
  sort_overflow_mode: 'throw',
  result_overflow_mode: 'throw',
  set_overflow_mode: 'throw',
  join_overflow_mode: 'throw',
  distinct_overflow_mode: 'throw',
} as const;

/** An error says which server it is of. */
const of = (place: string, error: unknown, seconds: number): Error => {
  if (error instanceof Error && error.message.startsWith(place)) return error;
  return new Error(`${place}: ${whyNot(error, seconds)}`, { cause: error });
};

/** One server, called `place` where it fails. */
async function server(url: string, place: string, given: ClickhouseSettings): Promise<RemoteCounter> {
  const { createClient, ClickHouseLogLevel } = await import('@clickhouse/client');
  const seconds = given.seconds ?? 300;
  const limit = seconds + grace(seconds);
  const client = createClient({
    url,
    request_timeout: limit * 1000,
    application: 'workforce-equality',
    log: { level: ClickHouseLogLevel.OFF },
    // A server closes an idle connection after seconds, which a process that was busy planning would only see on sending its next statement.
    keep_alive: { enabled: false },
  });
  // Sent with each statement, since those of an address would otherwise win. A shard that cannot be had fails the statement: there is never a count of the others.
  const clickhouse_settings = {
    max_execution_time: Math.ceil(seconds),
    wait_end_of_query: 1,
    skip_unavailable_shards: 0,
    ...whole,
    ...room,
  } as const;
  const run: Runner = async (query) => {
    try {
      const result = await client.query({ query, format: 'JSONCompact', clickhouse_settings });
      return answerRows(await result.text());
    } catch (error) {
      throw of(place, error, limit);
    }
  };
  const known = (name: string) => ({
    contract: given.contracts?.[name],
    lists: given.lists,
    dialect: clickhouse,
  });
  const spread = new Map<string, string | undefined>();
  const problems: string[] = [];
  const open = async (name: string, mapping: Mapping): Promise<SqlTable | undefined> => {
    const parts = (mapping.relation ?? name).split('.');
    const database = parts.length > 1 ? sql`${parts[0]!}` : sql`currentDatabase()`;
    const columns = sql`select name, type from system.columns where database = ${database} and table = ${parts.at(-1)!}`;
    const found = await run(textOf(columns, clickhouse));
    if (found.length === 0 && given.ifThere && mapping.relation === undefined) return undefined;
    if (found.length === 0)
      throw new RangeError(`ClickHouse has no table ${parts.join('.')} for "${name}", or it may not be read`);
    const typed = found.map(([column, type]) => ({ column: String(column), type: String(type) }));
    const lacked = lackedBy(typed, mapping);
    if (lacked.length > 0) throw new RangeError(`${parts.join('.')} has no column ${lacked.join(', ')}`);
    const kept = await run(
      textOf(
        sql`select engine_full from system.tables where database = ${database} and name = ${parts.at(-1)!}`,
        clickhouse,
      ),
    );
    const own = spreadOf(String(kept[0]?.[0] ?? ''));
    spread.set(name, own?.cluster);
    const row = mapping.row === undefined ? sql`toInt64(rowNumberInAllBlocks())` : sql`toInt64(${sql.id(mapping.row)})`;
    return {
      relation: own?.relation ?? relationOf(name, mapping),
      columns: named(typed, mapping, read, { ...known(name), problems }),
      row,
    };
  };
  try {
    const tables: Record<string, SqlTable> = {};
    for (const [name, mapping] of Object.entries(given.tables)) {
      const table = await open(name, mapping);
      if (table) tables[name] = table;
    }
    refuseProblems(problems);
    const clusters = [...new Set(spread.values())];
    const [cluster] = clusters;
    if (clusters.length > 1)
      throw new RangeError(
        `ClickHouse: all tables must be Distributed over one cluster, or none; ${[...spread].map(([t, c]) => `${t} is ${c === undefined ? 'not Distributed' : `over ${c}`}`).join(', ')}`,
      );
    const everywhere: Runner =
      cluster === undefined ? run : async (text) => (await run(onShards(cluster, text))).map((r) => r.slice(1));
    const { lists, cells } = given;
    const numbered = (table: string): boolean => given.tables[table]?.row !== undefined;
    const preparer = askedMeanings(everywhere, given.texts);
    const how = { engine: 'clickhouse', dialect: clickhouse, tables, lists, run: everywhere, preparer, numbered };
    const counter = sqlCounter(cells === undefined ? how : { ...how, cells });
    const sizes = sizesOf(tables, everywhere);
    const before = await sizes();
    const unmoved = async (): Promise<void> => {
      if ((await sizes()) !== before) throw new Error(`${place}: ${writtenTo}`);
    };
    const steadily = async <T>(counting: Promise<T>): Promise<T> => {
      const counted = await counting;
      await unmoved();
      return counted;
    };
    const own = batched('clickhouse', {
      explain: counter.explain,
      countAll: (requests) => steadily(counter.countAll(requests)),
      tally: (request) => steadily(counter.tally(request)),
    });
    return { ...own, inside: counter.inside, unmoved, close: () => client.close() };
  } catch (error) {
    await client.close();
    throw error;
  }
}

const addTallies = (all: readonly Tally[]): Tally => {
  const sum = (of: (t: Tally) => number): number => all.reduce((n, t) => n + of(t), 0);
  const rules = [...new Set(all.flatMap((t) => Object.keys(t.excluded)))];
  return {
    table: all[0]!.table,
    rows: sum((t) => t.rows),
    counted: sum((t) => t.counted),
    merged: sum((t) => t.merged),
    excluded: Object.fromEntries(rules.map((r) => [r, sum((t) => t.excluded[r] ?? 0)])),
  };
};

/**
 * The engine for ClickHouse, from version 18.16: no window functions or `with` are used. One statement is sent for each pass, and before them one for
 * each table that asks the texts of its coded columns with their numbers of rows (see `askedMeanings`); only its cells come back; the answer is held until the statement has ended, so a failure is thrown and never read as a smaller count. After the counts the tables' numbers of rows are
 * those of before them, or it throws: a shard was emptied, replaced or written to.
 *
 * A Distributed table is counted by the shards of its cluster, each over its own rows, and only their cells come to the server asked; its shards hold
 * whole organisations, and every table is Distributed over the same cluster.
 *
 * With several urls each is a shard that holds whole organisations, so that choosing a person's row, lookups and pairs need nothing from another shard.
 * Every shard counts its own and the cubes are added here. When one shard fails, the whole count is thrown, with the place of that shard.
 * A UInt8 column is a yes-or-no. Needs SELECT on the tables named and on system.columns.
 */
export async function clickhouseCounter(given: ClickhouseSettings): Promise<RemoteCounter> {
  if (typeof given.url === 'string') return server(given.url, `ClickHouse at ${new URL(given.url).host}`, given);
  const urls = given.url;
  const places = urls.map((url, i) => `ClickHouse shard ${i + 1} of ${urls.length} (${new URL(url).host})`);
  const whose = async <T>(i: number, what: Promise<T>): Promise<T> => {
    try {
      return await what;
    } catch (error) {
      throw of(places[i]!, error, given.seconds ?? 300);
    }
  };
  const opened = await Promise.allSettled(urls.map((url, i) => whose(i, server(url, places[i]!, given))));
  const shards = opened.flatMap((o) => (o.status === 'fulfilled' ? [o.value] : []));
  const close = async (): Promise<void> => {
    await Promise.all(shards.map((s) => s.close()));
  };
  const failed = opened.find((o) => o.status === 'rejected');
  const [first] = shards;
  if (failed || !first) {
    await close();
    throw failed?.reason ?? new RangeError('ClickHouse: no shard was named');
  }
  const tables = shards.map((s) => s.inside[0]!.to.tables);
  for (const [i, own] of tables.entries())
    for (const [j, other] of tables.entries()) {
      const lacked = lackedBeside(own, other);
      if (lacked === undefined) continue;
      await close();
      throw new RangeError(
        `${places[i]} has ${lacked}, as shard ${j + 1} has: shards hold the same tables with the same columns, or there would be a count of some people only`,
      );
    }
  const counter = batched('clickhouse', {
    explain: first.explain,
    async countAll(requests) {
      const all = await Promise.all(shards.map((s, i) => whose(i, s.countAll(requests))));
      return requests.map((_, r) => addCubes(all.map((cubes) => cubes[r]!) as [Cube, ...Cube[]]));
    },
    tally: async (request) => addTallies(await Promise.all(shards.map((s, i) => whose(i, s.tally(request))))),
  });
  const unmoved = async (): Promise<void> => {
    await Promise.all(shards.map((s) => s.unmoved?.()));
  };
  return { ...counter, inside: shards.flatMap((s) => s.inside), unmoved, close };
}
