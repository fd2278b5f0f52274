import { sql } from 'kysely';
import type { CodeLists } from '../core/recode.js';
import { type Mapping, named, type RemoteCounter, relationOf } from './postgres.js';
import { type Runner, sqlCounter } from './sql/counter.js';
import { clickhouse, type Sql, textOf } from './sql/dialect.js';
import type { SqlType } from './sql/expressions.js';
import type { SqlTable } from './sql/select.js';

function read(column: Sql, declared: string): { readonly type: SqlType; readonly value: Sql } | undefined {
  const type = declared.replace(/^(LowCardinality|Nullable)\(/, '').replace(/^Nullable\(/, '');
  if (/^(Bool|UInt8)\b/.test(type)) return { type: 'yes-no', value: column };
  if (type.startsWith('Date')) return { type: 'date', value: sql`toInt64(toRelativeDayNum(${column}))` };
  if (/^(U?Int|Float|Decimal)/.test(type)) return { type: 'number', value: sql`cast(${column} as Nullable(Float64))` };
  if (/^(FixedString|String|Enum)/.test(type))
    return { type: 'text', value: sql`nullIf(cast(${column} as Nullable(String)), '')` };
  return undefined;
}

// Code lists are written into the statement, and names are replaced by what they stand for, so it is longer than the server's own limits allow.
const room = { max_query_size: '16777216', max_ast_elements: '5000000', max_expanded_ast_elements: '50000000' };

/**
 * The engine for ClickHouse, from version 18.16: no window functions or `with` are used. One statement is sent for each request, and only its cells come
 * back; the answer is held until the statement has ended, so a failure is thrown and never read as a smaller count.
 * A UInt8 column is a yes-or-no. Needs SELECT on the tables named and on system.columns.
 */
export async function clickhouseCounter(given: {
  readonly url: string;
  readonly lists: CodeLists;
  readonly tables: Readonly<Record<string, Mapping>>;
  readonly seconds?: number;
  readonly cells?: number;
}): Promise<RemoteCounter> {
  const { createClient, ClickHouseLogLevel } = await import('@clickhouse/client');
  const seconds = given.seconds ?? 300;
  const client = createClient({
    url: given.url,
    request_timeout: (seconds + 5) * 1000,
    application: 'workforce-equality',
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: { max_execution_time: seconds, wait_end_of_query: 1, ...room },
  });
  const run: Runner = async (query) => {
    const result = await client.query({ query, format: 'JSONCompact' });
    return (await result.json<unknown[]>()).data;
  };
  try {
    const tables: Record<string, SqlTable> = {};
    for (const [name, mapping] of Object.entries(given.tables)) {
      const parts = (mapping.relation ?? name).split('.');
      const [table, database] = [parts.at(-1)!, parts.length > 1 ? sql`${parts[0]!}` : sql`currentDatabase()`];
      const found = await run(
        textOf(
          sql`select name, type from system.columns where database = ${database} and table = ${table}`,
          clickhouse,
        ),
      );
      if (found.length === 0)
        throw new RangeError(`ClickHouse has no table ${parts.join('.')} for "${name}", or it may not be read`);
      const columns = named(
        found.map(([column, type]) => ({ column: String(column), type: String(type) })),
        mapping,
        read,
      );
      const row =
        mapping.row === undefined ? sql`toInt64(rowNumberInAllBlocks())` : sql`toInt64(${sql.id(mapping.row)})`;
      tables[name] = { relation: relationOf(name, mapping), columns, row };
    }
    const counter = sqlCounter({
      engine: 'clickhouse',
      dialect: clickhouse,
      tables,
      lists: given.lists,
      run,
      ...(given.cells === undefined ? {} : { cells: given.cells }),
    });
    return { ...counter, close: () => client.close() };
  } catch (error) {
    await client.close();
    throw error;
  }
}
