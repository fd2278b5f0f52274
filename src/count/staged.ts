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
import type { Need, Runner } from './sql/counter.js';
import { duckdb, textOf } from './sql/dialect.js';
import { comma } from './sql/expressions.js';
import type { SqlTable } from './sql/select.js';

/** A table of CSV files, which are dear to scan: what a run needs of them is copied once. */
export interface Staged {
  readonly table: SqlTable;
  /** Copies the columns a run needs, unless they are there. */
  prepare(needs: readonly Need[]): Promise<void>;
}

/**
 * Copies the columns needed of CSV files into one Parquet file `to`, in order: equal texts are stored once there and read once, and a pass reads only its own
 * columns. Keys, which are all different, are read on the way.
 */
export function staged(
  name: string,
  files: CsvShapes,
  source: FileSource,
  lists: CodeLists,
  to: string,
  run: Runner,
): Staged {
  const found = csvColumns(files);
  const paths = [...files.keys()];
  const columns = Object.entries(matchHeaders(found, source));
  const isKey = (column: string): boolean => source.contract.columns[column]!.type === 'key';
  // Which file a row is of is only asked when there are several or they have days of their own.
  const ofFile = source.snapshots || paths.length > 1 ? [sql`${sql.id(readFrom)}`] : [];
  const relation = sql`(select * from read_parquet(${to}, file_row_number = true, hive_partitioning = false))`;
  const read = Object.fromEntries(
    columns.flatMap(([c, { header }]) =>
      isKey(c) ? [[c, { type: 'text' as const, value: sql`${sql.id(header)}` }]] : [],
    ),
  );
  const table = fileTable({ relation, found, paths }, source, lists, read);
  const there = new Set<string>();
  return {
    table: { ...table, row: sql`file_row_number` },
    async prepare(needs) {
      const own = needs
        .filter((n) => n.table === name)
        .flatMap((n) => [n.column, ...(table.columns[n.column]?.reads ?? [])]);
      if (own.every((c) => there.has(c))) return;
      for (const c of own) there.add(c);
      const copied = columns
        .filter(([c]) => there.has(c))
        .map(([c, { header }]) => {
          const text = sql`${sql.id(header)}`;
          return sql`${isKey(c) ? fileKey(text) : text} as ${sql.id(header)}`;
        });
      await run('set preserve_insertion_order = true');
      const data = isData(found, source, lists);
      const where = data ? sql` where ${data}` : sql``;
      const select = sql`select ${comma([...copied, ...ofFile])} from ${csvScan(files, source)}${where}`;
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
    },
  };
}
