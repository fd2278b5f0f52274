import { basename } from 'node:path';
import { contracts } from '../schemas/index.js';
import { resolveLists } from '../schemas/lists.js';
import type { TableName } from '../schemas/table.js';
import type { Issue } from './core/issue.js';
import type { CodeList } from './core/recode.js';
import type { Rows } from './core/rows.js';
import type { Mapping } from './count/postgres.js';
import type { SqlCounter } from './count/sql/counter.js';
import type { Known } from './count/sql/facts.js';
import { cubeCache, snapshotsByFile } from './engine-cache.js';
import { expandFiles, type HeldFile, isParquet, manyRows, sortFiles, sourceOf } from './engine-files.js';
import { engineSession, factsOf } from './engine-session.js';
import { columnIssues } from './extract/column-issues.js';
import type { ReadOptions } from './extract/extract.js';
import { readExtractIsolated } from './extract/extract-isolated.js';
import { needs } from './extract/needs.js';
import type { Extract, SheetTally } from './extract/types.js';
import type { RunEngine } from './run-engine.js';
import type { Library } from './run-options.js';
import { extractWords } from './words/extract.js';
import { readByDuckdb } from './words/files.js';

/** An engine that cannot be used as it was named, or cannot be reached: the message says why and what to do, and never a password. */
export class EngineRefused extends Error {}

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
}

/** An extract whose large tables stay in the engine; `engine` is absent when memory counts. Close it when done. */
export interface Opened {
  readonly extract: Extract;
  readonly engine?: RunEngine;
  close(): Promise<void>;
}

const countable: readonly TableName[] = ['staff', 'leavers', 'starters', 'recruitment', 'cases', 'training', 'board'];
const nothing: Extract = {
  tables: {},
  issues: [],
  choices: [],
  tallies: [],
  mapping: [],
  inputs: [],
  snapshots: [],
  organisations: [],
  unknownValues: [],
  lostCounts: [],
};

const warehouses = { postgres: 'PostgreSQL', clickhouse: 'ClickHouse' } as const;
type Warehouse = keyof typeof warehouses;

function warehouseOf(engine: string): Warehouse | undefined {
  if (/^postgres(ql)?:\/\//.test(engine)) return 'postgres';
  return engine.startsWith('clickhouse://') ? 'clickhouse' : undefined;
}

/** The engine as it may be shown: its kind and host, never a user, password or query. */
function shown(engine: string): string {
  const hosts = engine.split(',').map((u) => {
    try {
      return new URL(u.includes('://') ? u : `x://${u}`).host;
    } catch {
      return '';
    }
  });
  const kind = warehouseOf(engine);
  return `${kind ? warehouses[kind] : 'engine'} at ${hosts.filter(Boolean).join(', ') || 'an address that cannot be read'}`;
}

/** A message without anything of an address that could be secret. */
function withoutSecrets(text: string, engine: string): string {
  const secrets = [...engine.matchAll(/\/\/[^/@]*?:([^/@]+)@/g), ...engine.matchAll(/password=([^&]+)/gi)].map(
    (m) => m[1]!,
  );
  let clean = text;
  for (const secret of secrets) {
    let plain = secret;
    try {
      plain = decodeURIComponent(secret);
    } catch {
      // Not an encoded text: as it stands.
    }
    for (const s of [secret, plain]) clean = clean.replaceAll(s, '***');
  }
  return clean;
}

function refused(fault: unknown, engine: string): EngineRefused {
  const {
    code,
    message = '',
    errors,
  } = fault as {
    readonly code?: string;
    readonly message?: string;
    readonly errors?: readonly { readonly message?: string }[];
  };
  const kind = warehouseOf(engine)!;
  if (code === 'ERR_MODULE_NOT_FOUND') {
    const name = kind === 'postgres' ? 'pg' : '@clickhouse/client';
    return new EngineRefused(
      `${warehouses[kind]} needs the package ${name}, which is not installed: npm install ${name}`,
    );
  }
  const why = withoutSecrets(message || errors?.[0]?.message || code || 'no answer', engine).split('\n')[0]!;
  const network = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET', 'EAI_AGAIN'];
  const todo = network.some((n) => code === n || why.includes(n))
    ? 'Check the address and that it can be reached from here.'
    : 'Check the address, the user and its right to read the tables.';
  return new EngineRefused(`${shown(engine)} cannot be used: ${why}. ${todo}`);
}

type Closing = SqlCounter & { close(): unknown; load?(name: string, rows: Rows): Promise<void> };

async function openWarehouse(
  engine: string,
  kind: Warehouse,
  lists: Record<string, CodeList>,
  mapping: Readonly<Record<string, Mapping>>,
): Promise<Closing> {
  const tables = Object.fromEntries(countable.map((name) => [name, mapping[name] ?? {}]));
  const given = { lists, tables, contracts, ifThere: true };
  try {
    const counter =
      kind === 'postgres'
        ? await (await import('./count/postgres.js')).postgresCounter({ url: engine, ...given })
        : await (await import('./count/clickhouse.js')).clickhouseCounter({ url: addressesOf(engine), ...given });
    if (Object.keys(counter.inside[0]?.to.tables ?? {}).length > 0) return counter;
    await counter.close();
  } catch (fault) {
    throw refused(fault, engine);
  }
  throw new EngineRefused(
    `${shown(engine)} has none of the tables ${countable.join(', ')}, or they may not be read. Say what they are called there with --mapping FILE.`,
  );
}

/** The http addresses of `clickhouse://a:8123,b:8123/db`: what stands before the first host and after the last is for all. */
export function addressesOf(engine: string): string | readonly string[] {
  const {
    user = '',
    hosts = '',
    rest = '',
  } = /^clickhouse:\/\/(?<user>[^/@]*@)?(?<hosts>[^/?]*)(?<rest>.*)$/.exec(engine)?.groups ?? {};
  const urls = hosts.split(',').map((host) => `http://${host.includes('@') ? '' : user}${host}${rest}`);
  return urls.length === 1 ? urls[0]! : urls;
}

/** Tables that the engine holds, as a run sees them. */
async function heldTables(
  counter: Closing,
  names: readonly string[],
  library: Library,
): Promise<Readonly<Record<string, Known>>> {
  const editions = Object.values(library.editions).flatMap((years) => Object.values(years));
  const values = [
    ...new Set(
      editions.flatMap((e) => Object.values(e.groupings).flatMap(({ value }) => (value.supplied ? value.columns : []))),
    ),
  ];
  const found: Record<string, Known> = {};
  for (const name of names) {
    const dates = editions.flatMap((e) => {
      const own = e.people[name]?.value.dates ?? [];
      return own.length > 0 ? [own] : [];
    });
    const unlike = [...new Map(dates.map((d) => [d.join(' '), d])).values()];
    found[name] = await factsOf(counter, name, { dates: unlike, people: ['staff', 'leavers'], values });
  }
  return found;
}

/** Rows that say nothing of whom they are about, or lack what their table cannot do without: the reader sets them aside, and so does a warehouse's table. */
async function unusableRows(counter: Closing, names: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const out: Record<string, number> = {};
  for (const name of names) {
    const { columns } = contracts[name as keyof typeof contracts];
    const needed = Object.keys(columns).filter((c) => columns[c]!.required);
    const { identity = [], oneOf = identity } = needs[name] ?? {};
    for (const inside of counter.inside) out[name] = (out[name] ?? 0) + (await inside.keepOnly(name, needed, oneOf));
  }
  return out;
}

/** Rows by file, of one file or a database by ''. */
type ByFile = ReadonlyMap<string, number>;
const rowsOf = (files: ByFile | undefined): number => [...(files?.values() ?? [])].reduce((n, rows) => n + rows, 0);

/** Tables that are dated row by row: where there are several days, a row without one is of none. */
const dated = new Set(['staff', 'board']);

/** The tables held, without the rows that belong to no snapshot, and how many those were. */
async function datedTables(counter: Closing, names: readonly string[], library: Library) {
  const held: Record<string, Known> = { ...(await heldTables(counter, names, library)) };
  const undated: Record<string, ByFile> = {};
  for (const name of names.filter((n) => dated.has(n) && held[n])) {
    const { groups } = held[name]!;
    const days = new Map<string, Set<number>>();
    const none = new Map<string, number>();
    for (const { file = '', snapshot, rows } of groups)
      if (snapshot === undefined) none.set(file, (none.get(file) ?? 0) + rows);
      else days.set(file, (days.get(file) ?? new Set<number>()).add(snapshot));
    if (![...none.keys()].some((file) => (days.get(file)?.size ?? 0) > 1)) continue;
    for (const inside of counter.inside) await inside.keepOnly(name, ['snapshotDate'], []);
    undated[name] = none;
    Object.assign(held, await heldTables(counter, [name], library));
  }
  return { held, undated };
}

/** What was set aside of tables that only the engine sees, as the reader says it. */
const setAsideIssues = (
  unusable: Readonly<Record<string, number>>,
  undated: Readonly<Record<string, ByFile>>,
): readonly Issue[] =>
  [
    ...Object.entries(unusable).map(([table, rows]) => ({ table, rows, why: 'blank' })),
    ...Object.entries(undated).map(([table, files]) => ({ table, rows: rowsOf(files), why: 'no-snapshot' })),
  ].flatMap(({ table, rows, why }) => {
    const { title, columns } = contracts[table as keyof typeof contracts];
    const named = [...Object.keys(columns).filter((c) => columns[c]!.required), ...(needs[table]?.identity ?? [])];
    const of = why === 'blank' ? [...new Set(named)] : ['snapshotDate'];
    const header = of.map((c) => columns[c]?.headers[0] ?? c).join(' / ');
    return rows === 0
      ? []
      : [{ id: 'set-aside', ...extractWords['set-aside']({ why, header, title }), ...(rows > 1 ? { rows } : {}) }];
  });

/** What is wrong with the organisations of staff, as the reader says it. */
function organisationIssues(staff: Known | undefined, wanted: string | undefined): readonly Issue[] {
  const names = [...new Set(staff?.groups.flatMap((g) => g.organisation ?? []) ?? [])].sort();
  if (wanted !== undefined || names.length < 2) return [];
  const words = extractWords['two-organisations']({ names: names.slice(0, 6), more: Math.max(0, names.length - 6) });
  return [{ id: 'two-organisations', ...words, column: 'Organisation' }];
}

function joined(
  read: Extract,
  held: Readonly<Record<string, Known>>,
  tallies: readonly SheetTally[],
  inputs: Extract['inputs'],
  issues: readonly Issue[],
): Extract {
  const tables = Object.fromEntries(
    Object.entries(held).map(([table, facts]): [string, Rows] => [
      table,
      { table, length: facts.length, columns: {}, sources: [], facts },
    ]),
  );
  const names = Object.values(held).flatMap((k) => k.groups.flatMap((g) => g.organisation ?? []));
  const days = held.staff?.groups.flatMap((g) => g.snapshot ?? []) ?? [];
  return {
    ...read,
    tables: { ...read.tables, ...tables },
    issues: [...read.issues, ...issues],
    tallies: [...read.tallies, ...tallies],
    inputs: [...read.inputs, ...inputs],
    snapshots: [...new Set([...read.snapshots, ...days])].sort((a, b) => a - b),
    organisations: [...new Set([...read.organisations, ...names])].sort(),
  };
}

/** The tallies and inputs of files that DuckDB holds; rows without anything that says whom they are about are no data. */
async function ofFiles(
  counter: Closing,
  files: ReadonlyMap<string, readonly HeldFile[]>,
  held: Readonly<Record<string, Known>>,
  undated: Readonly<Record<string, ByFile>>,
) {
  const tallies: SheetTally[] = [];
  const inputs: Extract['inputs'][number][] = [];
  const issues: Issue[] = [];
  const { rowsIn } = await import('./count/duckdb.js');
  for (const [table, all] of files)
    for (const file of all) {
      const name = basename(file.path);
      const own = held[table]!.groups.filter((g) => all.length === 1 || g.file === file.path);
      const kept = own.reduce((n, g) => n + g.rows, 0);
      // Every line a row: nothing to look for.
      const read = kept === file.lines ? kept : await rowsIn(counter, file.path);
      const sheet = name.replace(/\.[^.]*$/, '');
      // The reader counts the line of headers as read and as no data.
      const header = isParquet(file.path) ? 0 : 1;
      const setAside = undated[table]?.get(all.length === 1 ? '' : file.path) ?? 0;
      const notData = Math.max(0, read - kept - setAside) + header;
      tallies.push({ table, file: name, sheet, read: read + header, kept, setAside, notData });
      inputs.push({ name, sha256: file.sha256, rows: kept });
      issues.push(...columnIssues(file.table, { file: name, sheet }));
      if (kept === 0) {
        const { title } = file.table.candidate.contract;
        issues.push({ id: 'no-rows', file: name, ...extractWords['no-rows']({ title, needed: table === 'staff' }) });
      }
    }
  return { tallies, inputs, issues };
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
      ? nothing
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
  const sorted =
    engine === 'memory'
      ? { held: new Map<string, readonly HeldFile[]>(), read: files }
      : await sortFiles(files, profile, parquetHeaders, above);
  const parquet = sorted.read.find(isParquet);
  if (parquet !== undefined)
    throw new EngineRefused(`${basename(parquet)} is Parquet, which DuckDB reads: leave --engine memory out.`);
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
  const counter = await duckdbCounter({ lists, tables, ...(memory === undefined ? {} : { memory }) });
  try {
    const { held, undated } = await datedTables(counter, [...sorted.held.keys()], library);
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
    const kept = cache === undefined ? undefined : await cubeCache(cache, cachedFiles(sorted.held, held, read));
    const names = new Set(sorted.held.keys());
    const session = engineSession({ counter, lists, held: names, data: library, ...(kept ? { kept } : {}) });
    return { extract, engine: session, close: () => session.close() };
  } catch (fault) {
    counter.close();
    throw fault;
  }
}

const heldChoices = (files: ReadonlyMap<string, readonly HeldFile[]>): Extract['choices'] =>
  [...files].map(([, all]) => ({
    id: 'read-by-duckdb',
    what: readByDuckdb(
      all[0]!.table.candidate.contract.title,
      all.map((f) => basename(f.path)),
    ),
  }));

const duck = () => import('./count/duckdb.js');

/** By table, the files whose rows a count of it can see. */
function cachedFiles(
  files: ReadonlyMap<string, readonly HeldFile[]>,
  held: Readonly<Record<string, Known>>,
  read: Extract,
) {
  const shaOf = new Map(read.inputs.map((i) => [i.name, i.sha256]));
  const small = Object.keys(read.tables).map((table) => {
    const names = [...new Set(read.tallies.filter((t) => t.table === table).map((t) => t.file))];
    return [table, names.map((n) => ({ sha256: shaOf.get(n) ?? n, snapshots: new Set([undefined]) }))] as const;
  });
  const large = [...files].map(([table, all]) => [
    table,
    all.map((f) => ({ sha256: f.sha256, snapshots: snapshotsByFile(held[table]!, f.path, all.length > 1) })),
  ]);
  return Object.fromEntries([...small, ...large]);
}

/**
 * A mapping file: for each table its relation, the column that numbers its rows, and what its columns are called. Every fault at once, by path.
 * Example: `staff: { relation: hr.people, row: id, columns: { employeeNumber: emp_no } }`.
 */
export async function readMapping(
  text: string,
): Promise<
  | { readonly status: 'ok'; readonly mapping: Readonly<Record<string, Mapping>> }
  | { readonly status: 'refused'; readonly reasons: readonly string[] }
> {
  const { parse } = await import('yaml');
  let given: unknown;
  try {
    given = parse(text);
  } catch (fault) {
    return { status: 'refused', reasons: [(fault as Error).message.split('\n')[0]!] };
  }
  const isRecord = (v: unknown): v is Record<string, unknown> =>
    typeof v === 'object' && v !== null && !Array.isArray(v);
  if (!isRecord(given)) return { status: 'refused', reasons: ['it must name tables, such as "staff:"'] };
  const reasons: string[] = [];
  for (const [table, mapped] of Object.entries(given)) {
    const contract = countable.includes(table as TableName) ? contracts[table as TableName] : undefined;
    if (!contract) reasons.push(`${table}: there is no such table; there are ${countable.join(', ')}`);
    else if (!isRecord(mapped)) reasons.push(`${table}: must have relation, row or columns`);
    else
      for (const [key, value] of Object.entries(mapped)) {
        if (key === 'columns' && isRecord(value)) {
          for (const [column, name] of Object.entries(value)) {
            const spec = contract.columns[column];
            if (!spec || spec.type === 'personal' || spec.type === 'token')
              reasons.push(
                `${table}.columns.${column}: there is no such column; there are ${usable(contract.columns)}`,
              );
            else if (typeof name !== 'string') reasons.push(`${table}.columns.${column}: must be a column's name`);
          }
        } else if ((key !== 'relation' && key !== 'row') || typeof value !== 'string')
          reasons.push(`${table}.${key}: there are relation, row (texts) and columns`);
      }
  }
  return reasons.length > 0
    ? { status: 'refused', reasons }
    : { status: 'ok', mapping: given as Record<string, Mapping> };
}

const usable = (columns: Readonly<Record<string, { readonly type: string }>>): string =>
  Object.entries(columns)
    .filter(([, spec]) => spec.type !== 'personal' && spec.type !== 'token')
    .map(([name]) => name)
    .join(', ');
