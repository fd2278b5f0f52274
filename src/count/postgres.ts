import { sql } from 'kysely';
import type { ColumnSpec, TableContract } from '../../schemas/table.js';
import { firstDay, isoDate, lastDay } from '../core/dates.js';
import type { CodeLists } from '../core/recode.js';
import { askedMeanings } from './asked-meanings.js';
import { matchHeaders } from './files.js';
import { withFollowing } from './follows.js';
import { oneAtATime } from './one-at-a-time.js';
import type { SqlTable } from './sql/compilation.js';
import { type Runner, type SqlCounter, sqlCounter } from './sql/counter.js';
import { type Dialect, postgres, type Sql } from './sql/dialect.js';
import { meant, type StoredColumn, unreadable } from './stored.js';

/** Where a warehouse holds a table: its relation (`schema.view`) and, where they differ, the names of its columns. */
export interface Mapping {
  readonly relation?: string;
  readonly columns?: Readonly<Record<string, string>>;
  /** A column that numbers the rows in their order; without it the order of equal assignments is the server's. */
  readonly row?: string;
}

export interface RemoteCounter extends SqlCounter {
  close(): Promise<void>;
}

export const relationOf = (name: string, mapping: Mapping | undefined): Sql =>
  sql`${sql.id(...(mapping?.relation ?? name).split('.'))}`;

/**
 * Names the table's columns as the contract does: by the mapping, else by the same name, else, where a contract is given, by a header it knows (`employee_number`
 * is Employee Number).
 */
export function named(
  found: readonly { readonly column: string; readonly type: string }[],
  mapping: Mapping | undefined,
  as: (column: Sql, type: string, spec: ColumnSpec | undefined) => StoredColumn | undefined,
  known: {
    readonly contract?: TableContract | undefined;
    readonly lists: CodeLists;
    readonly dialect: Dialect;
    readonly problems?: string[];
  },
): SqlTable['columns'] {
  const { contract, lists, dialect, problems } = known;
  const byName = new Map(found.map((f) => [f.column, f]));
  const headers = found.map(({ column, type }) => ({ header: column, type }));
  const like = contract ? matchHeaders(headers, { files: [], contract }) : {};
  const wanted = {
    ...Object.fromEntries(Object.entries(like).map(([name, { header }]) => [name, header])),
    ...Object.fromEntries(found.map((f) => [f.column, f.column])),
    ...mapping?.columns,
  };
  const columns = Object.fromEntries(
    Object.entries(wanted).flatMap(([name, column]) => {
      const there = byName.get(column);
      const spec = contract?.columns[name];
      if (contract && (!spec || spec.type === 'personal' || spec.type === 'token')) return [];
      const read = there && as(sql`${sql.id(column)}`, there.type, spec);
      const why = there && spec && unreadable(read, spec);
      if (why !== undefined) {
        problems?.push(`${contract!.table}.${column} (${there!.type}, for ${spec!.headers[0]}) holds ${why}`);
        return [];
      }
      return read ? [[name, meant(read, spec, lists, dialect)]] : [];
    }),
  );
  return contract ? withFollowing(columns, contract, dialect) : columns;
}

/** Throws a RangeError that lists every column that cannot be read as what it is for. */
export function refuseProblems(problems: readonly string[]): void {
  if (problems.length > 0)
    throw new RangeError(
      `${problems.length === 1 ? 'a column' : `${problems.length} columns`} cannot be counted by: ${problems.join('; ')}. Make a view with another type, or name another column in the mapping`,
    );
}

/** Names of columns that a mapping gives and the table does not have. */
export const lackedBy = (found: readonly { readonly column: string }[], mapping: Mapping): readonly string[] =>
  [...Object.values(mapping.columns ?? {}), ...(mapping.row === undefined ? [] : [mapping.row])].filter(
    (c) => !found.some((f) => f.column === c),
  );

const epoch = sql`date '1970-01-01'`;

function read(column: Sql, type: string): StoredColumn | undefined {
  if (/\[\]$|^(json|jsonb|bytea|xml|interval|time( with(out)? time zone)?)$/.test(type)) return undefined;
  if (type === 'boolean') return { type: 'yes-no', value: column };
  if (type === 'date' || type.startsWith('timestamp')) {
    const day = type === 'date' ? column : sql`cast(${column} as date)`;
    // Infinity, the end of time and what loaders write for a blank mean none.
    const real = sql`${day} > cast(${isoDate(firstDay)} as date) and ${day} < cast(${isoDate(lastDay)} as date)`;
    return { type: 'date', value: sql`case when ${real} then ${day} - ${epoch} end` };
  }
  if (/^(smallint|integer|bigint)$/.test(type))
    return { type: 'number', value: sql`cast(${column} as double precision)`, digits: sql`cast(${column} as text)` };
  if (/^(numeric|real|double precision)$/.test(type)) {
    const number = sql`cast(${column} as double precision)`;
    return {
      type: 'number',
      value: sql`case when ${number} in ('NaN', 'Infinity', '-Infinity') then null else ${number} end`,
      ...(type === 'numeric'
        ? { digits: sql`case when ${column} <> 'NaN' then cast(trunc(${column}) as text) end` }
        : {}),
    };
  }
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
  /** Contracts by which columns are recognised that neither the mapping nor their own name tells. */
  readonly contracts?: Readonly<Record<string, TableContract>>;
  /** Leave out tables that are not there and have no relation of their own in the mapping. */
  readonly ifThere?: boolean;
  readonly seconds?: number;
  readonly cells?: number;
  /** Different texts of a column up to which their meanings are looked up here and not in the statement; 2,000 unless told. */
  readonly texts?: number;
}): Promise<RemoteCounter> {
  const { Client } = (await import('pg')).default;
  const client = new Client({ connectionString: given.url, application_name: 'workforce-equality' });
  await client.connect();
  const after = oneAtATime();
  const run: Runner = (text) => after(async () => (await client.query({ text, rowMode: 'array' })).rows);
  try {
    await run('begin transaction isolation level repeatable read read only');
    await run(`set local statement_timeout = ${Math.round((given.seconds ?? 300) * 1000)}`);
    await run('set local standard_conforming_strings = on');
    // How many rows are one per person cannot be foreseen, and a nested loop chosen on a wrong guess never ends.
    await run('set local enable_nestloop = off');
    // Compiling so many conditions to machine code takes seconds, and running them does not.
    await run('set local jit = off');
    // Rows that no column numbers are taken in the order in which they stand, the same each time.
    await run('set local synchronize_seqscans = off');
    if (Object.values(given.tables).some((m) => m.row === undefined))
      await run('set local max_parallel_workers_per_gather = 0');
    const problems: string[] = [];
    const tables: Record<string, SqlTable> = {};
    for (const [name, mapping] of Object.entries(given.tables)) {
      const relation = (mapping.relation ?? name).split('.').map((p) => `"${p.replaceAll('"', '""')}"`);
      const found = await client.query({
        text: `select attname, format_type(case when t.typtype = 'd' then t.typbasetype else atttypid end, null) from pg_attribute join pg_type as t on t.oid = atttypid where attrelid = to_regclass($1) and attnum > 0 and not attisdropped`,
        values: [relation.join('.')],
        rowMode: 'array',
      });
      if (found.rows.length === 0 && given.ifThere && mapping.relation === undefined) continue;
      if (found.rows.length === 0)
        throw new RangeError(`PostgreSQL has no table ${relation.join('.')} for "${name}", or it may not be read`);
      const there = found.rows.map(([column, type]) => ({ column, type }));
      const lacked = lackedBy(there, mapping);
      if (lacked.length > 0) throw new RangeError(`${relation.join('.')} has no column ${lacked.join(', ')}`);
      const columns = named(there, mapping, read, {
        contract: given.contracts?.[name],
        lists: given.lists,
        dialect: postgres,
        problems,
      });
      const row = mapping.row === undefined ? sql`row_number() over ()` : sql`${sql.id(mapping.row)}`;
      tables[name] = { relation: relationOf(name, mapping), columns, row };
    }
    refuseProblems(problems);
    const counter = sqlCounter({
      engine: 'postgres',
      dialect: postgres,
      tables,
      lists: given.lists,
      run,
      preparer: askedMeanings(run, given.texts),
      ...(given.cells === undefined ? {} : { cells: given.cells }),
    });
    return { ...counter, close: () => client.end() };
  } catch (error) {
    await client.end();
    throw error;
  }
}
