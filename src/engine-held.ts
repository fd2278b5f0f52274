import { basename } from 'node:path';
import { contracts } from '../schemas/index.js';
import type { Issue } from './core/issue.js';
import type { Rows } from './core/rows.js';
import type { FileSource } from './count/files.js';
import type { Known } from './count/sql/facts.js';
import { type CachedTable, keptParts, type Parts, type Store } from './engine-cache.js';
import { type HeldFile, isParquet } from './engine-files.js';
import { factsOf } from './engine-session.js';
import type { Closing } from './engine-warehouse.js';
import { columnIssues } from './extract/column-issues.js';
import { needs } from './extract/needs.js';
import type { Extract, SheetTally } from './extract/types.js';
import type { Library } from './run-options.js';
import { extractWords } from './words/extract.js';
import { readByDuckdb } from './words/files.js';

/** Tables that the engine holds, as a run sees them. */
async function heldTables(
  counter: Closing,
  names: readonly string[],
  library: Library,
  parts: ReadonlyMap<string, Parts>,
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
    found[name] = await factsOf(
      counter,
      name,
      { dates: unlike, people: ['staff', 'leavers'], values },
      parts.get(name),
    );
  }
  return found;
}

/** Rows that say nothing of whom they are about, or lack what their table cannot do without: the reader sets them aside, and so does a warehouse's table. */
export async function unusableRows(
  counter: Closing,
  names: readonly string[],
): Promise<Readonly<Record<string, number>>> {
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
export const rowsOf = (files: ByFile | undefined): number =>
  [...(files?.values() ?? [])].reduce((n, rows) => n + rows, 0);

/** Tables that are dated row by row: where there are several days, a row without one is of none. */
const dated = new Set(['staff', 'board']);

/** The tables held, without the rows that belong to no snapshot, and how many those were. */
export async function datedTables(
  counter: Closing,
  names: readonly string[],
  library: Library,
  parts: ReadonlyMap<string, Parts> = new Map(),
) {
  const held: Record<string, Known> = { ...(await heldTables(counter, names, library, parts)) };
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
    Object.assign(held, await heldTables(counter, [name], library, parts));
  }
  for (const name of names) for (const inside of counter.inside) inside.know(name, held[name]!.groups);
  return { held, undated };
}

/** What was set aside of tables that only the engine sees, as the reader says it. */
export const setAsideIssues = (
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
export function organisationIssues(staff: Known | undefined, wanted: string | undefined): readonly Issue[] {
  const names = [...new Set(staff?.groups.flatMap((g) => g.organisation ?? []) ?? [])].sort();
  if (wanted !== undefined || names.length < 2) return [];
  const words = extractWords['two-organisations']({ names: names.slice(0, 6), more: Math.max(0, names.length - 6) });
  return [{ id: 'two-organisations', ...words, column: 'Organisation' }];
}

/** What was read and what an engine holds, as one extract: a held table has its number of rows and no columns. Example: 3 files read and a Parquet of 20 million rows of staff are 4 inputs. */
export function joined(
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
export async function ofFiles(
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
      const read = kept === file.lines ? kept : await rowsIn(counter, table, file.path);
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

export const heldChoices = (files: ReadonlyMap<string, readonly HeldFile[]>): Extract['choices'] =>
  [...files].map(([, all]) => ({
    id: 'read-by-duckdb',
    what: readByDuckdb(
      all[0]!.table.candidate.contract.title,
      all.map((f) => basename(f.path)),
    ),
  }));

/** A file by what it holds: its bytes, and the day that its name gives its rows. */
const holdsOf = ({ sha256 }: HeldFile, day: number | undefined): string => `${sha256} ${day ?? ''}`;

/** What is kept of the files that DuckDB holds depends on these. */
export const filesHeld = (
  files: ReadonlyMap<string, readonly HeldFile[]>,
  sources: Readonly<Record<string, FileSource>>,
  wayOf: (table: string) => string | undefined,
): ReadonlyMap<string, Pick<CachedTable, 'way' | 'files'>> =>
  new Map(
    [...files].map(([table, all]) => [
      table,
      {
        way: `${table} ${wayOf(table) ?? ''}`,
        files: all.map((f) => ({ file: f.path, holds: holdsOf(f, sources[table]?.snapshots?.[f.path]) })),
      },
    ]),
  );

/** What is kept of each table's files. */
export const partsOf = (
  store: Store | undefined,
  files: ReadonlyMap<string, Pick<CachedTable, 'way' | 'files'>>,
): ReadonlyMap<string, Parts> =>
  new Map(store ? [...files].map(([table, own]) => [table, keptParts(store, own)] as const) : []);

/** By table, what a count of its files depends on, whose rows without a day may be set aside. */
export function cachedTables(
  files: ReadonlyMap<string, Pick<CachedTable, 'way' | 'files'>>,
  held: Readonly<Record<string, Known>>,
  undated: Readonly<Record<string, unknown>>,
): Readonly<Record<string, CachedTable>> {
  return Object.fromEntries(
    [...files].map(([table, own]) => {
      const way = undated[table] === undefined ? own.way : `${own.way} without undated`;
      return [table, { ...own, way, groups: held[table]!.groups }] as const;
    }),
  );
}
