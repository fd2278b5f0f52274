import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Cube, cube } from './core/cube.js';
import type { CubeColumns } from './core/cube-columns.js';
import type { Predicate } from './core/predicate.js';
import type { CodeLists } from './core/recode.js';
import type { CountRequest, Table } from './core/request.js';
import type { Facts } from './core/rows.js';
import { tablesOf } from './count/tables.js';
import type { Kept } from './engine-session.js';
import { version } from './version.js';

/** A file of a table: its hash, and the snapshots its rows name (`undefined` when a row names none). */
export interface CachedFile {
  readonly sha256: string;
  readonly snapshots: ReadonlySet<number | undefined>;
}

/** The one snapshot that rules keep rows of, if they keep rows of one. */
function snapshotOf(table: Table): number | undefined {
  if (typeof table === 'string' || !('one' in table)) return undefined;
  const find = (p: Predicate): number | undefined => {
    if (p === true) return undefined;
    if ('is' in p) return p.column === 'snapshotDate' && typeof p.is === 'number' ? p.is : undefined;
    return 'any' in p ? p.any.map(find).find((d) => d !== undefined) : undefined;
  };
  return table.where.map((r) => (r.rule === 'other-snapshot' ? find(r.keep) : undefined)).find((d) => d !== undefined);
}

/** Every base table of a request with the snapshot it is read at, where one is. */
function readAt(table: Table): readonly (readonly [string, number | undefined])[] {
  if (typeof table === 'string') return [[table, undefined]];
  if ('one' in table) {
    const day = snapshotOf(table);
    return readAt(table.one).map(([name, own], i) => [name, own ?? (i === 0 ? day : undefined)] as const);
  }
  if ('pair' in table) return table.pair.flatMap(readAt);
  if ('join' in table) return table.join.flatMap((side) => readAt(side.table));
  return [...readAt(table.lookup), ...table.from.flatMap(readAt)];
}

const listsOf = (request: CountRequest): readonly string[] => {
  const found = new Set<string>();
  JSON.stringify(request, (key, value: unknown) => {
    if (key === 'lists' && Array.isArray(value)) for (const id of value as string[]) found.add(id);
    return value;
  });
  return [...found].sort();
};

/**
 * Cubes kept in a folder between runs, each under a hash of the request, of the lists it uses, of this engine's version and of the files whose rows it can
 * count: of a table read at one snapshot only those with rows of that snapshot or of none. So a new month counts only its own. What is kept is
 * unreleased: files are for their owner alone (0600).
 */
export async function cubeCache(folder: string, files: Readonly<Record<string, readonly CachedFile[]>>): Promise<Kept> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = (request: CountRequest, lists: CodeLists): string | undefined => {
    const tables = [...new Set(tablesOf(request.from))];
    if (tables.some((t) => !files[t])) return undefined;
    const readings = readAt(request.from);
    const used = tables.flatMap((t) => {
      const days = readings.filter(([name]) => name === t).map(([, day]) => day);
      const whole = days.includes(undefined);
      return files[t]!.filter((f) => whole || f.snapshots.has(undefined) || days.some((d) => f.snapshots.has(d))).map(
        (f) => `${t} ${f.sha256}`,
      );
    });
    const { id: _, ...asked } = request;
    const meanings = listsOf(request).map((id) => [[...(lists[id]?.exact ?? [])], lists[id]?.patterns]);
    const key = JSON.stringify([version(), asked, meanings, used.sort()]);
    return join(folder, `${createHash('sha256').update(key).digest('hex')}.json`);
  };
  const read = async <T>(file: string | undefined, made: (text: string) => T): Promise<T | undefined> => {
    if (file === undefined) return undefined;
    try {
      return made(await readFile(file, 'utf8'));
    } catch {
      return undefined;
    }
  };
  const write = async (file: string | undefined, what: unknown): Promise<void> => {
    if (file === undefined) return;
    const half = `${file}.${process.pid}.part`;
    await writeFile(half, JSON.stringify(what), { mode: 0o600 });
    await chmod(half, 0o600);
    await rename(half, file);
  };
  const columnsPath = (request: CountRequest, lists: CodeLists): string | undefined =>
    path(request, lists)?.replace(/json$/, 'columns.json');
  return {
    get: (request, lists) =>
      read(path(request, lists), (text) => {
        const kept = JSON.parse(text) as Cube;
        return cube(kept.dims, kept.measure, kept.cells);
      }),
    put: (request, lists, made) => write(path(request, lists), made),
    getColumns: (request, lists) => read(columnsPath(request, lists), columnsFrom),
    putColumns: (request, lists, made) => write(columnsPath(request, lists), columnsText(made)),
  };
}

/** Columns as JSON writes them; typed arrays would be written as records. */
const columnsText = ({ columns, n, ...rest }: CubeColumns): unknown => ({
  ...rest,
  columns: Object.entries(columns).map(([d, { names, codes }]) => [d, names, Array.from(codes)]),
  n: Array.from(n),
});

function columnsFrom(text: string): CubeColumns {
  const { columns, n, ...rest } = JSON.parse(text) as Omit<CubeColumns, 'columns' | 'n'> & {
    readonly columns: readonly (readonly [string, readonly string[], readonly number[]])[];
    readonly n: readonly number[];
  };
  return {
    ...rest,
    columns: Object.fromEntries(
      columns.map(([d, names, codes]) => [d, { names, codes: Int32Array.from(codes) }] as const),
    ),
    n: Float64Array.from(n),
  };
}

/** The snapshots that each file's rows name, by file. */
export const snapshotsByFile = (facts: Facts, file: string, several: boolean): ReadonlySet<number | undefined> =>
  new Set(facts.groups.filter((g) => !several || g.file === file).map((g) => g.snapshot));
