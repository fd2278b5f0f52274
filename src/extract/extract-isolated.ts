import { emptyExtract } from './empty.js';
import type { ReadOptions } from './extract.js';
import { type Answer, defaultIsolation, type Isolated, type IsolationLimits, isolate } from './isolate.js';
import { buffersOf, type PackedRows, packRows, unpackRows } from './pack.js';
import { fileIssue } from './say.js';
import type { Extract, InputFile } from './types.js';

/** The options that are plain data and so can be handed to another thread. */
export type IsolatedOptions = Omit<ReadOptions, 'contracts' | 'lists'>;

interface PackedExtract extends Omit<Extract, 'tables'> {
  readonly tables: Readonly<Record<string, PackedRows>>;
}

const mapTables = <A, B>(tables: Readonly<Record<string, A>>, f: (table: A) => B): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, f(table)]));

/** The worker's side: reads and packs. Called by name from `readExtractIsolated`. */
export async function readPacked(argument: unknown): Promise<Answer> {
  const { files, options } = argument as { readonly files: readonly InputFile[]; readonly options: IsolatedOptions };
  const { readExtract } = await import('./extract.js');
  const extract = await readExtract(files, options);
  const tables = mapTables(extract.tables, packRows);
  return { value: { ...extract, tables }, transfer: Object.values(tables).flatMap(buffersOf) };
}

/**
 * `readExtract` in a worker thread, for a service: rows are read, typed and packed there, and only columns come back. When the thread
 * had to be stopped the extract is empty and an issue says why.
 */
export async function readExtractIsolated(
  files: readonly InputFile[],
  options: IsolatedOptions = {},
  limits: IsolationLimits = defaultIsolation,
): Promise<Extract> {
  const task = { module: new URL(import.meta.url), name: 'readPacked', argument: { files, options } };
  const done = await isolate<PackedExtract>(task, limits);
  if (done.status === 'ok') return { ...done.value, tables: mapTables(done.value.tables, unpackRows) };
  const where = files.length === 1 && files[0] ? { file: files[0].name } : {};
  return { ...emptyExtract, issues: [stopped(done, where, limits)] };
}

const stopped = (
  how: Exclude<Isolated<unknown>, { status: 'ok' }>,
  where: { file?: string },
  limits: IsolationLimits,
) => {
  if (how.status === 'too-slow') return fileIssue('file-too-slow', where, limits.milliseconds);
  if (how.status === 'too-much-memory') return fileIssue('file-too-much-memory', where);
  return fileIssue('file-crashed', where, how.code);
};
