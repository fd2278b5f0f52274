import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { engines, type Library, type RunOptions } from '../../src/index.js';
import { type Args, WrongUse } from '../args.js';

// A CSV file smaller than this has not rows enough for DuckDB to be worth its start; workbooks are smaller for as many rows.
const large = 2_000_000;

/** Whether a run may be for another engine than memory: one is named, or files are Parquet, large, a folder or a pattern. */
export async function needsEngine(args: Args, files: readonly string[]): Promise<boolean> {
  if (['engine', 'mapping', 'cache', 'memory', 'explain'].some((o) => args.text(o as 'engine') !== undefined))
    return true;
  let size = 0;
  for (const file of files) {
    if (/\.parquet$/i.test(file) || /[*?]/.test(file)) return true;
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory()) return true;
    size += found?.size ?? 0;
  }
  return size > large;
}

type Reading = Omit<Parameters<Awaited<ReturnType<typeof engines>>['openRun']>[2], 'engine' | 'mapping' | 'cache'>;

/** Opens the engine with the files. Throws WrongUse for what cannot be used. */
export async function openEngine(args: Args, files: readonly string[], library: Library, reading: Reading) {
  const { EngineRefused, openRun, readMapping } = await engines();
  const [engine, cache, memory, file] = [
    args.text('engine'),
    args.text('cache'),
    args.text('memory'),
    args.text('mapping'),
  ];
  if (file !== undefined && !/:\/\//.test(engine ?? ''))
    throw new WrongUse(
      '--mapping says where a database holds the tables: it needs --engine postgres://... or clickhouse://...',
    );
  if (memory !== undefined && !/^\d+(\.\d+)? ?(MB|GB|MiB|GiB)$/i.test(memory))
    throw new WrongUse(`--memory takes a size such as 2GiB, not "${memory.slice(0, 40)}".`);
  let mapping = {};
  if (file !== undefined) {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new WrongUse(`Cannot read ${file}.`);
    });
    const found = await readMapping(text);
    if (found.status === 'refused')
      throw new WrongUse(`The mapping ${basename(file)} cannot be used:\n  ${found.reasons.join('\n  ')}\n`);
    mapping = found.mapping;
  }
  try {
    return await openRun(files, library, {
      ...reading,
      mapping,
      ...(engine === undefined ? {} : { engine }),
      ...(cache === undefined ? {} : { cache }),
      ...(memory === undefined ? {} : { memory }),
    });
  } catch (fault) {
    if (fault instanceof EngineRefused || fault instanceof RangeError) throw new WrongUse(fault.message);
    throw fault;
  }
}

/** Prints on stderr what the engine was asked and did. */
export function explainRun(args: Args, { engine }: Pick<RunOptions, 'engine'>): void {
  if (!args.flag('explain')) return;
  const lines = engine?.explain() ?? ['memory counted each request over the rows as read'];
  for (const line of lines) process.stderr.write(`${line}\n`);
}
