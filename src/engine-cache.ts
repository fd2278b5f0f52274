import { createHash } from 'node:crypto';
import { access, chmod, constants, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type Cube, cube } from './core/cube.js';
import type { CubeColumns } from './core/cube-columns.js';
import type { CodeList, CodeLists } from './core/recode.js';
import type { CountRequest } from './core/request.js';
import type { Facts, Rows, Value } from './core/rows.js';
import { filesRead } from './count/needed.js';
import { tablesOf } from './count/tables.js';
import { version } from './version.js';

const hashOf = (of: string): string => createHash('sha256').update(of).digest('hex');

/** Values kept in a folder under names that say what they are of. */
export interface Store {
  get(name: string): Promise<unknown>;
  put(name: string, value: unknown): Promise<void>;
  names(prefix: string): Promise<readonly string[]>;
  /** Names of what could not be read and was set aside. */
  readonly damaged: readonly string[];
}

const ending = '.kept';
let written = 0;

/**
 * A folder of kept values, each beside its hash, so that one that was cut short or changed is seen: it is renamed to `<name>.damaged` and is not there. A value is
 * written under a name of its own and then renamed, so that two runs at once never see half of one. Files are for their owner alone (0600).
 * Throws a RangeError when the folder cannot be made or written to.
 */
export async function openStore(folder: string): Promise<Store> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (fault) {
    const { code = '' } = fault as { readonly code?: string };
    throw new RangeError(`The folder of --cache cannot be used (${code}): ${folder}. Name one that you may write to.`);
  }
  const damaged: string[] = [];
  const pathOf = (name: string): string => join(folder, `${name}${ending}`);
  return {
    damaged,
    async get(name) {
      const path = pathOf(name);
      let text: string;
      try {
        text = await readFile(path, 'utf8');
      } catch (fault) {
        if ((fault as { readonly code?: string }).code === 'ENOENT') return undefined;
        throw fault;
      }
      const end = text.indexOf('\n');
      const body = text.slice(end + 1);
      if (end > 0 && text.slice(0, end) === hashOf(body)) return JSON.parse(body) as unknown;
      damaged.push(`${name}${ending}`);
      // Another run may have set it aside just now.
      await rename(path, `${path}.damaged`).catch(() => undefined);
      return undefined;
    },
    async put(name, value) {
      const body = JSON.stringify(value);
      const half = `${pathOf(name)}.${hostname()}.${process.pid}.${written++}.part`;
      await writeFile(half, `${hashOf(body)}\n${body}`, { mode: 0o600 });
      await chmod(half, 0o600);
      await rename(half, pathOf(name));
    },
    names: async (prefix) =>
      (await readdir(folder))
        .filter((f) => f.startsWith(prefix) && f.endsWith(ending))
        .map((f) => f.slice(0, -ending.length))
        .sort(),
  };
}

/** A table as far as what is kept of it depends on it. */
export interface CachedTable {
  /** How its files are read. */
  readonly way: string;
  /** Its files by what they hold, in order: a hash of their bytes, or of rows that were read. */
  readonly files: readonly { readonly file: string; readonly holds: string }[];
  /** What is known of the rows of each of these files. */
  readonly groups: Facts['groups'];
  /** All of it in its order, where that says more than its files. */
  readonly whole?: string;
}

const meanings = new WeakMap<CodeList, string>();
/** A list by what it means, whatever it is called. */
export function meaningOf(list: CodeList | undefined): string {
  if (!list) return '';
  const known = meanings.get(list) ?? hashOf(JSON.stringify([[...list.exact], list.patterns]));
  meanings.set(list, known);
  return known;
}

/** Cubes kept from earlier runs. */
export interface Kept {
  get(request: CountRequest, lists: CodeLists): Promise<Cube | undefined>;
  put(request: CountRequest, lists: CodeLists, cube: Cube): Promise<void>;
  /** The same of cubes by columns. */
  getColumns(request: CountRequest, lists: CodeLists): Promise<CubeColumns | undefined>;
  putColumns(request: CountRequest, lists: CodeLists, cube: CubeColumns): Promise<void>;
  /** What else was found of the rows of a table, of some of its files or all, that requests are of. */
  ofRows<T>(
    of: {
      readonly table: string;
      readonly files: readonly string[] | undefined;
      readonly requests: readonly CountRequest[];
    },
    lists: CodeLists,
    make: () => Promise<T>,
  ): Promise<T>;
  /** Rows that the engine was given as a table. */
  loaded(table: string, rows: Rows): void;
}

/**
 * Cubes kept between runs, each under a hash of the request, of what its lists mean, of this engine's version, and of the files whose rows it can
 * count and how they are read: of a table read at one snapshot those with rows of that snapshot or of none. So a new month counts only its own, and what changed is
 * counted anew. What is kept is unreleased. Example: with 12 monthly files and a thirteenth, what is asked of the twelfth month is kept.
 */
export function cubeCache(store: Store, files: Readonly<Record<string, CachedTable>>): Kept {
  const tables: Record<string, CachedTable> = { ...files };
  /** All that a count depends on; undefined where a table is not known. */
  const dependsOn = (request: CountRequest, lists: CodeLists): string | undefined => {
    if (tablesOf(request.from).some((t) => !tables[t])) return undefined;
    const used = filesRead(request.from, (t) => tables[t]?.groups).map(({ base, files: some }) => {
      const { way, files: all, whole } = tables[base]!;
      if (!some && whole !== undefined) return [base, way, whole];
      return [base, way, all.flatMap((f) => (some && !some.has(f.file) ? [] : [f.holds]))];
    });
    const { id: _, ...asked } = request;
    const plain = JSON.stringify(asked, (key, value: unknown) =>
      key === 'lists' && Array.isArray(value) ? value.map((id: string) => meaningOf(lists[id])) : value,
    );
    return JSON.stringify([version(), plain, used]);
  };
  const nameOf = (request: CountRequest, lists: CodeLists, kind = 'counts'): string | undefined => {
    const of = dependsOn(request, lists);
    return of === undefined ? undefined : `${kind}-${hashOf(of)}`;
  };
  return {
    async get(request, lists) {
      const name = nameOf(request, lists);
      const kept = name === undefined ? undefined : ((await store.get(name)) as Cube | undefined);
      return kept && cube(kept.dims, kept.measure, kept.cells);
    },
    async put(request, lists, made) {
      const name = nameOf(request, lists);
      if (name !== undefined) await store.put(name, made);
    },
    async getColumns(request, lists) {
      const name = nameOf(request, lists, 'columns');
      const kept = name === undefined ? undefined : await store.get(name);
      return kept === undefined ? undefined : columnsFrom(kept as WrittenColumns);
    },
    async putColumns(request, lists, made) {
      const name = nameOf(request, lists, 'columns');
      if (name !== undefined) await store.put(name, columnsText(made));
    },
    async ofRows<T>(of: Parameters<Kept['ofRows']>[0], lists: CodeLists, make: () => Promise<T>) {
      const all = tables[of.table];
      const asked = of.requests.map((r) => dependsOn(r, lists));
      if (!all || asked.includes(undefined)) return await make();
      const own = new Set(of.files ?? all.files.map((f) => f.file));
      const rows = [all.way, all.files.flatMap((f) => (own.has(f.file) ? [f.holds] : [])), of.files ? '' : all.whole];
      const name = `rows-${hashOf(JSON.stringify([version(), of.table, rows, asked]))}`;
      const kept = (await store.get(name)) as T | undefined;
      if (kept !== undefined) return kept;
      const value = await make();
      await store.put(name, value);
      return value;
    },
    loaded: (table, rows) => {
      tables[table] = cachedRows(rows);
    },
  };
}

type WrittenColumns = Omit<CubeColumns, 'columns' | 'n'> & {
  readonly columns: readonly (readonly [string, readonly string[], readonly number[]])[];
  readonly n: readonly number[];
};

/** Columns as JSON writes them; typed arrays would be written as records. */
const columnsText = ({ columns, n, ...rest }: CubeColumns): WrittenColumns => ({
  ...rest,
  columns: Object.entries(columns).map(([d, { names, codes }]) => [d, names, Array.from(codes)] as const),
  n: Array.from(n),
});

const columnsFrom = ({ columns, n, ...rest }: WrittenColumns): CubeColumns => ({
  ...rest,
  columns: Object.fromEntries(
    columns.map(([d, names, codes]) => [d, { names, codes: Int32Array.from(codes) }] as const),
  ),
  n: Float64Array.from(n),
});

/** What was found of the files of a table, some of them together, each part once. */
export type Parts = <T>(
  what: unknown,
  make: (paths: readonly string[]) => Promise<T>,
) => Promise<readonly { readonly paths: readonly string[]; readonly value: T }[]>;

/**
 * Keeps what is found of the files of a table for later runs, by what they hold: files seen before together are one part, and what is `made` now is of the others.
 * Example: of 12 files seen in one run and a thirteenth, the second run makes the part of the thirteenth.
 */
export function keptParts(store: Store, { way, files }: Pick<CachedTable, 'way' | 'files'>): Parts {
  return async <T>(what: unknown, make: (paths: readonly string[]) => Promise<T>) => {
    const kind = `files-${hashOf(JSON.stringify([version(), way, what])).slice(0, 32)}`;
    const before: { readonly holds: readonly string[]; readonly value: T }[] = [];
    for (const name of await store.names(kind)) {
      const kept = await store.get(name);
      if (kept !== undefined) before.push(kept as (typeof before)[number]);
    }
    const free = new Map<string, string[]>();
    for (const { file, holds } of files) free.set(holds, [...(free.get(holds) ?? []), file]);
    const found: { readonly paths: readonly string[]; readonly value: T }[] = [];
    for (const { holds, value } of before.sort((a, b) => b.holds.length - a.holds.length)) {
      const wanted = new Map<string, number>();
      for (const h of holds) wanted.set(h, (wanted.get(h) ?? 0) + 1);
      if ([...wanted].some(([h, n]) => (free.get(h)?.length ?? 0) < n)) continue;
      found.push({ paths: holds.map((h) => free.get(h)!.shift()!), value });
    }
    const left = new Set([...free.values()].flat());
    const rest = files.filter((f) => left.has(f.file));
    if (rest.length > 0) {
      const paths = rest.map((f) => f.file);
      const value = await make(paths);
      const holds = rest.map((f) => f.holds);
      await store.put(`${kind}-${hashOf(JSON.stringify(holds)).slice(0, 32)}`, { holds, value });
      found.push({ paths, value });
    }
    return found;
  };
}

/** Rows that were read, as if each snapshot of each organisation were a file: what is kept depends on them and on nothing else. */
function cachedRows({ columns, length }: Rows): CachedTable {
  const names = Object.keys(columns).sort();
  const at = (column: string, row: number): Value => columns[column]?.[row];
  const groups = new Map<
    string,
    { readonly hash: ReturnType<typeof createHash>; readonly group: Facts['groups'][number] }
  >();
  const whole = createHash('sha256');
  for (let row = 0; row < length; row++) {
    const [organisation, snapshot] = [at('organisation', row), at('snapshotDate', row)];
    const file = JSON.stringify([organisation ?? null, snapshot ?? null]);
    let own = groups.get(file);
    if (!own) {
      const known = {
        ...(typeof organisation === 'string' ? { organisation } : {}),
        ...(typeof snapshot === 'number' ? { snapshot } : {}),
      };
      own = { hash: createHash('sha256'), group: { ...known, file, rows: 1 } };
      groups.set(file, own);
    }
    const values = JSON.stringify(names.map((c) => at(c, row) ?? null));
    own.hash.update(values);
    whole.update(values);
  }
  return {
    way: JSON.stringify(names),
    files: [...groups].map(([file, { hash }]) => ({ file, holds: hash.digest('hex') })),
    groups: [...groups.values()].map(({ group }) => group),
    whole: whole.digest('hex'),
  };
}
