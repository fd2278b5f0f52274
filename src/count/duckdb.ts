import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { sql } from 'kysely';
import { contracts } from '../../schemas/index.js';
import type { TableName } from '../../schemas/table.js';
import type { CodeLists } from '../core/recode.js';
import type { Rows } from '../core/rows.js';
import { csvRefused } from './csv-refused.js';
import { csvShape } from './csv-shape.js';
import {
  csvColumns,
  csvScan,
  type FileSource,
  type FoundColumn,
  fileTable,
  isData,
  parquetScan,
  readAs,
  readFrom,
  readParquet,
} from './files.js';
import { keptMeanings, type UnmappedValue } from './kept.js';
import { oneAtATime } from './one-at-a-time.js';
import type { SqlTable } from './sql/compilation.js';
import { type Preparer, type Runner, type SqlCounter, sqlCounter, typesOf } from './sql/counter.js';
import { duckdb, duckdbCoded, type Sql, textOf } from './sql/dialect.js';
import type { NumbersOf } from './sql/in-turn.js';
import { type Staged, staged } from './staged.js';

export { CsvRefused } from './csv-refused.js';

export interface DuckSettings {
  readonly lists: CodeLists;
  /** Each table: files read by DuckDB itself, or rows already in memory. */
  readonly tables: Readonly<Record<string, FileSource | Rows>>;
  /** Memory DuckDB may use before it spills to `folder`; `1GiB` unless told. */
  readonly memory?: string;
  readonly threads?: number;
  /** Cells one table of counts may have before a run's requests are counted as several side by side. */
  readonly cells?: number;
  /** Different texts of a column up to which their meanings are looked up here and not in SQL; 2,000 unless told. */
  readonly texts?: number;
  /** Told of every statement before it is run. */
  readonly told?: (statement: string) => void;
  /** Where a folder for spilled and staged data is made, and removed again; the system's own temporary folder unless told. */
  readonly folder?: string;
}

export interface DuckCounter extends SqlCounter {
  /** Raw values, of the columns counted by so far, that no list knows, with their numbers of rows. */
  unmapped(): Promise<readonly UnmappedValue[]>;
  /** How the files of a table are read, as a text; undefined for rows in memory. */
  readAs(table: string): string | undefined;
  /** Takes rows in memory as a further table. */
  load(name: string, rows: Rows): Promise<void>;
  close(): void;
}

const isRows = (table: FileSource | Rows): table is Rows => 'columns' in table;
const batch = 2048;

async function loadRows(connection: DuckDBConnection, name: string, rows: Rows): Promise<SqlTable> {
  const { DuckDBDataChunk, VARCHAR, DOUBLE, BOOLEAN } = await import('@duckdb/node-api');
  const types = typesOf(rows);
  const columns = Object.keys(types);
  const storage = { text: VARCHAR, number: DOUBLE, date: DOUBLE, 'yes-no': BOOLEAN, group: VARCHAR } as const;
  const ids = columns.map((c, i) => ({ column: c, id: `c${i}`, type: types[c]! }));
  const declared = ids.map(({ id, type }) => `${id} ${storage[type]}`);
  // A table of no columns cannot be made.
  await connection.run(`create temp table "${name}" (${[...declared, 'nothing BOOLEAN'].join(', ')})`);
  const appender = await connection.createAppender(name, 'main', 'temp');
  for (let from = 0; from < rows.length; from += batch) {
    const size = Math.min(batch, rows.length - from);
    const chunk = DuckDBDataChunk.create([...ids.map(({ type }) => storage[type]), BOOLEAN], size);
    const values = ids.map(({ column, type }) =>
      rows.columns[column]!.slice(from, from + size).map((v) =>
        v === undefined ? null : type === 'text' ? String(v) : v,
      ),
    );
    chunk.setColumns([...values, new Array(size).fill(null)]);
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  const found = ids.map(({ column, id, type }) => [column, { type, value: sql`${sql.id(id)}` }] as const);
  // Its number goes with a row through whatever is made of the table.
  const relation = sql`(select *, rowid as row_number from ${sql.id(name)})`;
  return { relation, columns: Object.fromEntries(found), row: sql`row_number`, numbered: true };
}

/** The numbers of a statement's rows by columns, chunk by chunk as it gives them, so that they are in memory once. */
async function readNumbers(connection: DuckDBConnection, statement: string, width: number): ReturnType<NumbersOf> {
  const result = await connection.stream(statement);
  let room = 1 << 14;
  let length = 0;
  let dims = Array.from({ length: width }, () => new Int32Array(room));
  let n = new Float64Array(room);
  for (;;) {
    const chunk = await result.fetchChunk();
    const rows = chunk?.rowCount ?? 0;
    if (!chunk || rows === 0) break;
    if (length + rows > room) {
      while (length + rows > room) room *= 2;
      const wider = <A extends Int32Array | Float64Array>(made: A, from: A): A => {
        made.set(from);
        return made;
      };
      dims = dims.map((d) => wider(new Int32Array(room), d));
      n = wider(new Float64Array(room), n);
    }
    for (let c = 0; c < width; c++) {
      const vector = chunk.getColumnVector(c);
      const to = dims[c]!;
      for (let i = 0; i < rows; i++) to[length + i] = vector.getItem(i) as number;
    }
    const numbers = chunk.getColumnVector(width);
    for (let i = 0; i < rows; i++) n[length + i] = numbers.getItem(i) as number;
    length += rows;
  }
  return { dims: dims.map((d) => d.subarray(0, length)), n: n.slice(0, length) };
}

const say = (statement: Sql): string => textOf(statement, duckdb);

/**
 * The engine for files up to the whole NHS on one machine: reads Parquet and CSV itself, groups raw values in SQL, and gives back cells, so that no row
 * passes through JavaScript. CSV is copied once, only the columns needed, into a compact temporary file. Memory is limited and spills to disk.
 * Throws what DuckDB says of a file it cannot read, and a RangeError when no file matches. Close it when done: that removes its temporary folder.
 */
export async function duckdbCounter(settings: DuckSettings): Promise<DuckCounter> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const folder = mkdtempSync(join(settings.folder ?? tmpdir(), 'workforce-equality-'));
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: settings.memory ?? '1GiB',
    temp_directory: join(folder, 'spill'),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    ...(settings.threads === undefined ? {} : { threads: String(settings.threads) }),
  });
  const connection = await instance.connect();
  // Order is kept by row numbers; DuckDB need not keep it as well.
  await connection.run('set preserve_insertion_order = false');
  // In DuckDB 1.5 it fails ("Failed to bind column reference") on plans that also share a subplan, as the lookups of several sources do.
  await connection.run("set disabled_optimizers = 'top_n_window_elimination'");
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  };
  // One statement after another: what is read as it comes is lost when the next one starts.
  const after = oneAtATime();
  const run: Runner = (statement) =>
    after(async () => {
      settings.told?.(statement);
      return (await connection.runAndReadAll(statement)).getRows();
    });
  const numbersOf: NumbersOf = (statement, width) =>
    after(async () => {
      settings.told?.(statement);
      return await readNumbers(connection, statement, width);
    });

  const copies = new Map<string, Staged>();
  const meanings = keptMeanings(run, settings.texts, (table) => copies.has(table));

  /** The columns of a scan, without the two that it adds. */
  async function columnsOf(scan: Sql): Promise<readonly FoundColumn[]> {
    const added: readonly string[] = [readFrom, 'file_row_number'];
    const described = await run(say(sql`describe select * from ${scan}`)).catch((error) => {
      if (!/column named file_row_number/.test(String(error))) throw error;
      throw new RangeError(
        'a Parquet file has a column file_row_number, which is the name of what DuckDB numbers rows by: rename it',
      );
    });
    return described
      .map(([header, type]): FoundColumn => ({ header: String(header), type: String(type) }))
      .filter((f) => !added.includes(f.header));
  }

  const ways = new Map<string, string>();

  /** Whether Parquet files have the same columns of the same types. */
  async function sameColumns(paths: readonly string[]): Promise<boolean> {
    if (paths.length === 1) return true;
    const columns = await run(
      say(sql`select file_name, string_agg(concat_ws(' ', name, type, converted_type, logical_type), ',' order by name)
        from parquet_schema([${sql.join([...paths])}]) where type is not null group by 1`),
    );
    return new Set(columns.map(([, all]) => all)).size === 1;
  }

  async function openFiles(name: string, source: FileSource): Promise<SqlTable> {
    const globbed = await Promise.all(source.files.map((f) => run(say(sql`select file from glob(${f}) order by 1`))));
    const paths = globbed.flat().map(([file]) => String(file));
    if (paths.length === 0) throw new RangeError(`no file matches ${source.files.join(', ')}`);
    const parquet = paths.every((p) => /\.parquet$/i.test(p));
    if (!parquet && paths.some((p) => /\.parquet$/i.test(p)))
      throw new RangeError(`${name}: Parquet and CSV files cannot be mixed in one table`);
    if (!parquet) {
      const shapes = new Map(await Promise.all(paths.map(async (p) => [p, await csvShape(p)] as const)));
      ways.set(name, readAs(csvColumns(shapes), source));
      const copy = staged(name, shapes, source, settings.lists, folder, run);
      copies.set(name, copy);
      return copy.table;
    }
    const each = new Map<string, readonly FoundColumn[]>();
    for (const path of paths) each.set(path, await columnsOf(readParquet([path])));
    const relation = parquetScan(each, source);
    const found = paths.length === 1 ? each.get(paths[0]!)! : await columnsOf(relation);
    const data = isData(found, source, settings.lists);
    ways.set(name, readAs(found, source));
    const alike = await sameColumns(paths);
    const kept = (of: Sql): Sql => (data ? sql`(select * from ${of} where ${data})` : of);
    // A column that a file has not, or of another type, is only the same in a scan of them all.
    const only = (some: readonly string[]): Sql =>
      kept(
        alike
          ? readParquet(some)
          : sql`(select * from ${relation} where ${sql.id(readFrom)} in (${sql.join([...some])})) as chosen`,
      );
    return fileTable({ relation: kept(relation), found, paths, only }, source, settings.lists);
  }

  try {
    const tables: Record<string, SqlTable> = {};
    for (const [name, table] of Object.entries(settings.tables))
      tables[name] = isRows(table) ? await loadRows(connection, name, table) : await openFiles(name, table);
    const preparer: Preparer = {
      kept: meanings.kept,
      texts: meanings.texts,
      async prepare(needs, to) {
        for (const copy of copies.values()) await copy.prepare(needs);
        await meanings.prepare(needs, to);
      },
    };
    const dialect = duckdbCoded();
    const counter = sqlCounter({
      engine: 'duckdb',
      dialect,
      tables,
      lists: settings.lists,
      run,
      preparer,
      numbersOf,
      ...(settings.cells === undefined ? {} : { cells: settings.cells }),
    });
    const load = async (name: string, rows: Rows): Promise<void> => {
      tables[name] = await after(() => loadRows(connection, name, rows));
    };
    return { ...counter, unmapped: meanings.unmapped, readAs: (table) => ways.get(table), load, close };
  } catch (error) {
    close();
    throw error;
  }
}

/** What gives the headers of Parquet files, one after another. It throws what DuckDB says of one it cannot read. Close it when done. */
export async function parquetHeaders(): Promise<{ of(path: string): Promise<readonly string[]>; close(): void }> {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  return {
    async of(path) {
      const relation = sql`read_parquet([${path}], hive_partitioning = false)`;
      const rows = (await connection.runAndReadAll(say(sql`describe select * from ${relation}`))).getRows();
      return rows.map(([header]) => String(header));
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** How many rows a file has, whatever they are: of Parquet as its footer says. */
export async function rowsIn({ inside }: Pick<DuckCounter, 'inside'>, table: string, path: string): Promise<number> {
  const scan = /\.parquet$/i.test(path)
    ? readParquet([path])
    : csvScan(new Map([[path, await csvShape(path)]]), { files: [path], contract: contracts[table as TableName] });
  const [[n] = []] = await inside[0]!.run(say(sql`select count(*) from ${scan}`)).catch((error) => {
    throw csvRefused(table, error);
  });
  return Number(n);
}
