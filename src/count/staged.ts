import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { CodeLists } from '../core/recode.js';
import { csvRefused } from './csv-refused.js';
import {
  type CsvShapes,
  csvColumns,
  csvScan,
  type FileSource,
  fileKey,
  fileTable,
  isData,
  matchHeaders,
  readFrom,
} from './files.js';
import type { SqlTable } from './sql/compilation.js';
import type { Need, Runner } from './sql/counter.js';
import { duckdb, type Sql, textOf } from './sql/dialect.js';
import { comma } from './sql/expressions.js';

/** A table of CSV files, which are dear to scan: what a run needs of them is copied once. */
export interface Staged {
  readonly table: SqlTable;
  /** Copies the columns a run needs of the files it needs, unless they are there. */
  prepare(needs: readonly Need[]): Promise<void>;
}

/** A copy of some columns of some files. */
interface Copy {
  readonly to: string;
  readonly files: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
}

/**
 * Copies the columns needed of CSV files into Parquet files in a folder, in order: equal texts are stored once there and read once, and a pass reads only its own
 * columns. What is asked for first is one copy; a file or a column asked for later is copied then. Keys, which are all different, are read on the way.
 */
export function staged(
  name: string,
  files: CsvShapes,
  source: FileSource,
  lists: CodeLists,
  folder: string,
  run: Runner,
): Staged {
  const found = csvColumns(files);
  const paths = [...files.keys()];
  const columns = Object.entries(matchHeaders(found, source));
  const isKey = (column: string): boolean => source.contract.columns[column]!.type === 'key';
  // Which file a row is of is only asked when there are several or they have days of their own.
  const several = paths.length > 1;
  const ofFile = source.snapshots || several ? [sql`${sql.id(readFrom)}`] : [];
  /** The copy that a file is read from. */
  const from = new Map<string, Copy>();
  let made = 0;
  const used = (some: readonly string[]): readonly Copy[] => [...new Set(some.flatMap((p) => from.get(p) ?? []))];
  const scan = (some: readonly string[]): Sql => {
    const copies = used(some);
    const wanted = new Set(some);
    const others = copies.some((c) => [...c.files].some((f) => !wanted.has(f)));
    const where = others ? sql` where ${sql.id(readFrom)} in (${sql.join([...some])})` : sql``;
    const all = sql.join(copies.map((c) => c.to));
    return sql`(select * from read_parquet([${all}], file_row_number = true, union_by_name = true, hive_partitioning = false)${where})`;
  };
  const read = Object.fromEntries(
    columns.flatMap(([c, { header }]) =>
      isKey(c) ? [[c, { type: 'text' as const, value: sql`${sql.id(header)}` }]] : [],
    ),
  );
  const table = fileTable({ relation: scan(paths), found, paths, only: scan }, source, lists, read);
  // In one copy rows are in the order of the files, and have numbers of their own.
  const row = (some: readonly string[]): Sql =>
    used(some).length > 1 ? table.files!.only(some).row : sql`file_row_number`;

  /** The scan of some of the files, with the headers of them all: a column that only others have is empty. */
  function scanOf(some: readonly string[]): Sql {
    const own: CsvShapes = new Map(some.map((p) => [p, files.get(p)!]));
    const there = matchHeaders(csvColumns(own), source);
    const empty = columns
      .filter(([c]) => !there[c])
      .map(([, { header }]) => sql`cast(null as varchar) as ${sql.id(header)}`);
    const scan = csvScan(own, source, found);
    return empty.length === 0 ? scan : sql`(select *, ${comma(empty)} from ${scan})`;
  }

  async function copy(some: readonly string[], wanted: ReadonlySet<string>): Promise<void> {
    const copied = columns
      .filter(([c]) => wanted.has(c))
      .map(([c, { header }]) => {
        const text = sql`${sql.id(header)}`;
        return sql`${isKey(c) ? fileKey(text) : text} as ${sql.id(header)}`;
      });
    const to = join(folder, `${name}-${made++}.parquet`);
    const data = isData(found, source, lists);
    const where = data ? sql` where ${data}` : sql``;
    const all = [...copied, ...ofFile];
    const select = sql`select ${all.length > 0 ? comma(all) : sql`1 as nothing`} from ${scanOf(some)}${where}`;
    await run('set preserve_insertion_order = true');
    const copying = run(
      textOf(
        sql`copy (${select}) to ${to} (format parquet, parquet_version v2, compression uncompressed, dictionary_size_limit 10000)`,
        duckdb,
      ),
    );
    await copying.catch((error) => {
      throw csvRefused(name, error);
    });
    await run('set preserve_insertion_order = false');
    const own: Copy = { to, files: new Set(some), columns: wanted };
    const before = used(some);
    for (const file of some) from.set(file, own);
    const still = new Set(from.values());
    for (const old of before) if (!still.has(old)) rmSync(old.to, { force: true });
  }

  return {
    table: {
      ...table,
      files: { paths, only: (some) => ({ relation: scan(some), row: row(some) }) },
    },
    async prepare(needs) {
      const wanted = new Map<string, Set<string>>();
      for (const n of needs.filter((n) => n.table === name))
        for (const file of n.paths ?? paths) {
          const own = wanted.get(file) ?? new Set<string>();
          wanted.set(file, own);
          for (const c of [n.column, ...(table.columns[n.column]?.reads ?? [])]) own.add(c);
        }
      const lacking = paths.filter((p) => {
        const there = from.get(p);
        return wanted.has(p) && (!there || [...wanted.get(p)!].some((c) => !there.columns.has(c)));
      });
      if (lacking.length === 0) return;
      await copy(lacking, new Set(lacking.flatMap((p) => [...wanted.get(p)!, ...(from.get(p)?.columns ?? [])])));
    },
  };
}
