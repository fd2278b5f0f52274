import { basename } from 'node:path';
import { resolveLists } from '../schemas/lists.js';
import type { CodeList } from './core/recode.js';
import type { Mapping } from './count/postgres.js';
import { cubeCache, openStore } from './engine-cache.js';
import { expandFiles, type HeldFile, isParquet, manyRows, type Sorted, sortFiles, sourceOf } from './engine-files.js';
import {
  cachedTables,
  datedTables,
  filesHeld,
  heldChoices,
  joined,
  ofFiles,
  organisationIssues,
  partsOf,
  rowsOf,
  setAsideIssues,
  unusableRows,
} from './engine-held.js';
import { engineSession } from './engine-session.js';
import {
  EngineRefused,
  openWarehouse,
  refused,
  shown,
  warehouseOf,
  warehouses,
  withoutSecrets,
} from './engine-warehouse.js';
import { emptyExtract } from './extract/empty.js';
import type { ReadOptions } from './extract/extract.js';
import { readExtractIsolated } from './extract/extract-isolated.js';
import { defaultLimits } from './extract/limits.js';
import type { Extract } from './extract/types.js';
import type { RunEngine } from './run-engine.js';
import type { Library } from './run-options.js';
import { keptDamaged } from './words/files.js';

export { readMapping } from './engine-mapping.js';
export { addressesOf, EngineRefused } from './engine-warehouse.js';

export interface EngineOptions extends Omit<ReadOptions, 'contracts' | 'lists' | 'limits'> {
  /** `memory`, `duckdb`, `postgres://...` or `clickhouse://...`; when left out memory, or DuckDB for Parquet and above 200,000 rows. */
  readonly engine?: string;
  /** Where a warehouse holds the tables; see `readMapping`. */
  readonly mapping?: Readonly<Record<string, Mapping>>;
  /** A folder in which counts are kept for later runs. */
  readonly cache?: string;
  /** Rows above which DuckDB counts; 200,000 when left out. */
  readonly above?: number;
  /** Memory DuckDB may use, such as `4GiB`; 1 GiB when left out. */
  readonly memory?: string;
  /** Told of every statement that DuckDB runs, before it does. */
  readonly told?: (statement: string) => void;
}

/** An extract whose large tables stay in the engine; `engine` is absent when memory counts. Close it when done. */
export interface Opened {
  readonly extract: Extract;
  readonly engine?: RunEngine;
  close(): Promise<void>;
}

/**
 * Opens what a run is given. Without an engine's name memory counts, and DuckDB what is Parquet or has more than 200,000 rows; a table that DuckDB reads from
 * files, or that a warehouse holds, never comes here as rows. `words` are files, folders or patterns; a warehouse needs none. Throws `EngineRefused` with what to
 * do, and a RangeError for a file that is not there or is no table.
 */
export async function openRun(words: readonly string[], library: Library, options: EngineOptions): Promise<Opened> {
  const { engine, mapping = {}, cache, memory, profile, asAt, organisation, above = manyRows } = options;
  const kind = engine === undefined ? undefined : warehouseOf(engine);
  if (engine !== undefined && engine !== 'memory' && engine !== 'duckdb' && !kind)
    throw new EngineRefused(
      `There is no engine "${withoutSecrets(engine, engine).slice(0, 40)}"; there are memory, duckdb, postgres://..., clickhouse://...`,
    );
  const files = await expandFiles(words);
  const reading = {
    ...(asAt === undefined ? {} : { asAt }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(profile ? { profile } : {}),
  };
  const readAll = async (paths: readonly string[]): Promise<Extract> =>
    paths.length === 0
      ? emptyExtract
      : await readExtractIsolated(
          paths.map((path) => ({ name: basename(path), path })),
          reading,
        );
  const lists: Record<string, CodeList> = { ...resolveLists(library.lists) };
  const apart = (read: Extract, held: Iterable<string>, where: string): void => {
    const both = [...held].filter((t) => read.tables[t]);
    if (both.length > 0)
      throw new EngineRefused(`${both.join(' and ')} is both in a file and in ${where}. Give each table once.`);
  };

  if (kind && engine !== undefined) {
    if (cache !== undefined)
      throw new EngineRefused(
        `--cache keeps counts by the hash of the files they are of, and a database has none: ${warehouses[kind]} counts anew each time. Leave --cache out.`,
      );
    if (files.some(isParquet))
      throw new EngineRefused('Parquet files are counted by DuckDB; a warehouse cannot be added to them.');
    const read = await readAll(files);
    const counter = await openWarehouse(engine, kind, lists, mapping);
    try {
      const names = Object.keys(counter.inside[0]!.to.tables);
      apart(read, names, shown(engine));
      const unusable = await unusableRows(counter, names);
      const { held, undated } = await datedTables(counter, names, library);
      const tallies = Object.entries(held).map(([table, { length }]) => {
        const sheet = mapping[table]?.relation ?? table;
        const setAside = (unusable[table] ?? 0) + rowsOf(undated[table]);
        return { table, file: warehouses[kind], sheet, read: length + setAside, kept: length, setAside, notData: 0 };
      });
      const inputs = names.map((n) => ({
        name: `${warehouses[kind]} ${n}`,
        sha256: 'database',
        rows: held[n]!.length,
      }));
      const extract = joined(read, held, tallies, inputs.slice(0, 1), [
        ...setAsideIssues(unusable, undated),
        ...organisationIssues(held.staff, organisation),
      ]);
      const session = engineSession({ counter, lists, held: new Set(names), data: library });
      return { extract, engine: session, close: () => session.close() };
    } catch (fault) {
      await counter.close();
      throw fault instanceof EngineRefused ? fault : refused(fault, engine);
    }
  }

  const { duckdbCounter, parquetHeaders } = await duck();
  const headers = files.some(isParquet) && engine !== 'memory' ? await parquetHeaders() : undefined;
  const sorted =
    engine === 'memory'
      ? { held: new Map<string, readonly HeldFile[]>(), read: files }
      : await sortFiles(files, profile, async (path) => (await headers?.of(path)) ?? [], above).finally(headers?.close);
  const parquet = sorted.read.find(isParquet);
  if (parquet !== undefined)
    throw new EngineRefused(`${basename(parquet)} is Parquet, which DuckDB reads: leave --engine memory out.`);
  try {
    return await openFiles(sorted);
  } catch (fault) {
    const { CsvRefused } = await duck();
    if (!(fault instanceof CsvRefused)) throw fault;
    const most = Math.max(...(sorted.held.get(fault.table) ?? []).map((f) => f.lines));
    if (most > defaultLimits.rows)
      throw new EngineRefused(
        `${fault.message} A file of more than ${defaultLimits.rows.toLocaleString('en-GB')} rows is read by DuckDB, which needs a value or a blank under each header in every line, every quotation mark closed, and lines that all end alike. Mend the file, or give it in parts of fewer rows, where each such line is listed.`,
      );
    // The reader forgives what DuckDB does not, and says where it is.
    const held = new Map([...sorted.held].filter(([table]) => table !== fault.table));
    const still = new Set([...held.values()].flat().map((f) => f.path));
    return openFiles({ held, read: files.filter((f) => !still.has(f)) });
  }

  async function openFiles(sorted: Sorted): Promise<Opened> {
    const read = await readAll(sorted.read);
    const rows = Object.values(read.tables).reduce((n, t) => n + t.length, 0);
    if (engine !== 'duckdb' && sorted.held.size === 0 && rows <= above) {
      if (cache !== undefined)
        throw new EngineRefused('--cache keeps counts that DuckDB makes: add --engine duckdb, or leave it out.');
      return { extract: read, close: async () => undefined };
    }
    if (engine === 'memory') return { extract: read, close: async () => undefined };
    apart(read, sorted.held.keys(), 'a Parquet or large CSV file');
    const tables = Object.fromEntries([...sorted.held].map(([t, all]) => [t, sourceOf(t, all, profile, asAt)]));
    const store = cache === undefined ? undefined : await openStore(cache);
    const counter = await duckdbCounter({
      lists,
      tables,
      ...(memory === undefined ? {} : { memory }),
      ...(options.told ? { told: options.told } : {}),
    });
    try {
      const own = filesHeld(sorted.held, tables, counter.readAs);
      const parts = partsOf(store, own);
      const { held, undated } = await datedTables(counter, [...sorted.held.keys()], library, parts);
      const { tallies, inputs, issues } = await ofFiles(counter, sorted.held, held, undated);
      const all = joined(read, held, tallies, inputs, [
        ...issues,
        ...setAsideIssues({}, undated),
        ...organisationIssues(held.staff, organisation),
      ]);
      // Files in the order given, whoever reads them.
      const at = (name: string): number => files.findIndex((f) => basename(f) === name);
      const extract: Extract = {
        ...all,
        tallies: [...all.tallies].sort((a, b) => at(a.file) - at(b.file)),
        inputs: [...all.inputs].sort((a, b) => at(a.name) - at(b.name)),
        choices: [...read.choices, ...heldChoices(sorted.held)],
      };
      const kept = store && {
        kept: cubeCache(store, cachedTables(own, held, undated)),
        keptIssues: () => (store.damaged.length > 0 ? [keptDamaged(store.damaged)] : []),
      };
      const names = new Set(sorted.held.keys());
      const session = engineSession({ counter, lists, held: names, data: library, parts, ...kept });
      return { extract, engine: session, close: () => session.close() };
    } catch (fault) {
      counter.close();
      throw fault;
    }
  }
}

const duck = () => import('./count/duckdb.js');
