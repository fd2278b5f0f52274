import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { contracts } from '../schemas/index.js';
import { csvShape } from './count/csv-shape.js';
import type { FileSource } from './count/files.js';
import { checkText } from './extract/encoding.js';
import { needs } from './extract/needs.js';
import type { Profile } from './extract/profile.js';
import { candidates, type Recognised, recognise } from './extract/recognise.js';
import { saidSnapshot } from './extract/snapshot.js';
import type { RawCell } from './extract/types.js';

/** Rows in a run above which DuckDB counts them, whatever their format. */
export const manyRows = 200_000;

// CSV files with fewer bytes do not hold that many rows.
const smallFile = 2_000_000;

export const isParquet = (path: string): boolean => /\.parquet$/i.test(path);
const isCsv = (path: string): boolean => /\.(csv|tsv|txt)$/i.test(path);
const isData = (path: string): boolean => isParquet(path) || isCsv(path) || /\.xlsx$/i.test(path);
const isPattern = (path: string): boolean => /[*?]/.test(path);

async function inside(folder: string): Promise<readonly string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((f) => f.isFile())
    .map((f) => join(f.parentPath ?? f.path, f.name))
    .sort();
}

/** `*` and `?` within a name, `**` over folders. */
function patternOf(path: string): RegExp {
  const text = path
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?/g, '\u0001')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]')
    .replaceAll('\u0001', '(?:.*/)?');
  return new RegExp(`^${text}$`);
}

/**
 * The files that words of a command line mean: a file itself, the workbooks, CSV and Parquet files of a folder, or what a pattern matches. In
 * order, each once. A RangeError names what is not there.
 */
export async function expandFiles(words: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const word of words) {
    const there = await stat(word).catch(() => undefined);
    if (there?.isFile()) found.push(word);
    else if (there?.isDirectory()) {
      const own = (await inside(word)).filter(isData);
      if (own.length === 0) throw new RangeError(`There is no .xlsx, .csv or .parquet file in the folder ${word}.`);
      found.push(...own);
    } else if (isPattern(word)) {
      const parts = word.split('/');
      const fixed = parts.slice(0, parts.findIndex(isPattern)).join('/') || (word.startsWith('/') ? '/' : '.');
      const pattern = patternOf(fixed === '.' ? join(word) : word);
      const own = await inside(fixed).then(
        (all) => all.filter((f) => pattern.test(f)),
        () => [],
      );
      if (own.length === 0) throw new RangeError(`No file matches ${word}.`);
      found.push(...own);
    } else throw new RangeError(`There is no file ${word}.`);
  }
  return [...new Set(found)];
}

export interface Looked {
  readonly path: string;
  readonly sha256: string;
  /** Of CSV: lines after the header, blank ones too. */
  readonly lines: number;
  readonly utf8: boolean;
}

/** One pass over a file's bytes. */
export async function look(path: string): Promise<Looked> {
  const hash = createHash('sha256');
  const text = checkText();
  let lines = 0;
  const csv = isCsv(path);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    const bytes = chunk as Buffer;
    hash.update(bytes);
    if (!csv) continue;
    text.update(bytes);
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  }
  const { encoding, mark } = text.result();
  return { path, sha256: hash.digest('hex'), lines: Math.max(0, lines - 1), utf8: encoding === 'utf-8' && mark <= 3 };
}

type Table = Recognised & { readonly kind: 'table' };
type Candidates = ReturnType<typeof candidates>;
/** What files are taken for when nobody said otherwise: made once. */
let plain: Candidates | undefined;

/** The table that a file's first line names, of those known, as the reader would know it; undefined when it is none whose header is the first line. */
export function tableOf(path: string, header: readonly RawCell[], known: Candidates): Table | undefined {
  const name = basename(path);
  const found = recognise(known, name, name.replace(/\.[^.]*$/, ''), [{ row: 1, hidden: false, cells: header }]);
  return found.kind === 'table' && found.complete && found.header.index === 0 ? found : undefined;
}

/** Tables of rows that DuckDB reads from files itself. What is given as a number or an answer goes through the reader. */
const countable = new Set(['staff', 'leavers', 'starters', 'recruitment', 'cases', 'training', 'board']);

export interface HeldFile extends Looked {
  readonly table: Table;
}

export interface Sorted {
  /** By table, the files that DuckDB reads. */
  readonly held: ReadonlyMap<string, readonly HeldFile[]>;
  /** What the reader reads. */
  readonly read: readonly string[];
}

/**
 * Sorts files into those that DuckDB reads without a row passing through here, Parquet and the CSV files of a table of more than 200,000 lines, and those that
 * the reader types. `headersOf` gives the headers of a Parquet file. A RangeError for Parquet that is no known table.
 */
export async function sortFiles(
  files: readonly string[],
  profile: Profile | undefined,
  headersOf: (path: string) => Promise<readonly string[]>,
  above: number,
): Promise<Sorted> {
  if (!profile) plain ??= candidates(Object.values(contracts));
  const tables = profile ? candidates(Object.values(contracts), profile.columns) : plain!;
  const held = new Map<string, HeldFile[]>();
  const csv: string[] = [];
  const put = (file: HeldFile): void => {
    const { table } = file.table.candidate.contract;
    held.set(table, [...(held.get(table) ?? []), file]);
  };
  for (const path of files)
    if (isParquet(path)) {
      const table = tableOf(path, await headersOf(path), tables);
      if (!table || !countable.has(table.candidate.contract.table))
        throw new RangeError(
          `${basename(path)} is no table of rows that can be used: its columns are not those of staff, leavers, starters, recruitment, cases, training or board. Name them in a profile.`,
        );
      put({ ...(await look(path)), table });
    } else if (isCsv(path)) csv.push(path);
  const sizes = await Promise.all(csv.map(async (path) => (await stat(path)).size));
  if (sizes.reduce((a, b) => a + b, 0) > Math.min(smallFile, above * 10)) {
    const known = new Map<string, HeldFile[]>();
    for (const path of csv) {
      const table = tableOf(path, (await csvShape(path)).header, tables);
      const name = table?.candidate.contract.table;
      if (!table || name === undefined || !countable.has(name)) continue;
      known.set(name, [...(known.get(name) ?? []), { ...(await look(path)), table }]);
    }
    for (const all of known.values())
      if (all.every((f) => f.utf8) && all.reduce((n, f) => n + f.lines, 0) > above) all.forEach(put);
  }
  const taken = new Set([...held.values()].flat().map((f) => f.path));
  return { held, read: files.filter((f) => !taken.has(f)) };
}

/** How DuckDB is to read a table's files. */
export function sourceOf(
  table: string,
  files: readonly HeldFile[],
  profile: Profile | undefined,
  asAt: number | undefined,
): FileSource {
  const own = Object.entries(profile?.columns[table] ?? {}).filter(([, column]) => column !== 'ignore');
  const days = files.flatMap(({ path }): (readonly [string, number])[] => {
    const said = saidSnapshot([], '', basename(path));
    const day = said.kind === 'said' ? said.day : asAt;
    return day === undefined ? [] : [[path, day]];
  });
  return {
    files: files.map((f) => f.path),
    contract: contracts[table as keyof typeof contracts],
    identity: needs[table]?.identity ?? [],
    ...(own.length > 0 ? { headers: Object.fromEntries(own.map(([header, column]) => [column, header])) } : {}),
    ...(table === 'staff' && days.length > 0 ? { snapshots: Object.fromEntries(days) } : {}),
  };
}

export const folderOf = (path: string): string => basename(dirname(path));
