import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  count,
  type Extract,
  evaluate,
  type Library,
  loadLibrary,
  localMeasures,
  type Profile,
  type Released,
  type ReleaseOptions,
  type Run,
  type RunOptions,
  readExtract,
  release,
  warm,
} from '../../src/index.js';
import { type Args, Refused, WrongUse } from '../args.js';
import { explainRun, needsEngine, openEngine } from './engine.js';
import { withFrameworkOf, withPublic } from './files.js';
import { openLedger } from './ledger.js';
import { dayOf, optionsOf, profileOf } from './options.js';
import { inputHasErrors, issueLines, say } from './say.js';
export interface Read {
  readonly extract: Extract;
  readonly library: Library;
  readonly options: RunOptions;
  readonly profile: Profile | undefined;
  close(): Promise<void>;
}

/** The engine's library, with the organisation's own measures when a folder is given. Throws WrongUse with every fault of the folder. */
export async function libraryFor(args: Args): Promise<Library> {
  return (await measuresFor(args)).library;
}

export async function measuresFor(args: Args): Promise<{
  readonly library: Library;
  readonly own?: { readonly indicators: readonly string[]; readonly cases: number };
}> {
  const library = await loadLibrary();
  const folder = args.text('indicators');
  if (folder === undefined) return { library };
  const { LocalMeasuresRefused, loadLocalMeasures } = await localMeasures();
  try {
    const { library: both, ...own } = await loadLocalMeasures(folder, library);
    say(`Local measures: ${own.indicators.join(', ')}; ${own.cases} case(s), all as they say`);
    return { library: both, own };
  } catch (fault) {
    throw fault instanceof LocalMeasuresRefused ? new WrongUse(`${fault.message}\n`) : fault;
  }
}

/** Reads the files, in a thread with limits, and the options. Throws WrongUse for a file or option that cannot be used. */
export async function readInput(args: Args, files: readonly string[]): Promise<Read> {
  if (files.length === 0 && !/:\/\//.test(args.text('engine') ?? ''))
    throw new WrongUse(`"${args.command}" needs at least one file.`);
  const asAt = dayOf(args);
  const loading = libraryFor(args);
  const profile = await profileOf(args, loading);
  const organisation = args.text('organisation');
  for (const file of files) say(`Reading ${basename(file)}`);
  const reading = {
    ...(asAt === undefined ? {} : { asAt }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(profile ? { profile } : {}),
  };
  if (args.command !== 'check' && (await needsEngine(args, files))) {
    const library = await loading;
    const options = await optionsOf(args, library, profile);
    const opened = await openEngine(args, files, library, reading);
    const { engine } = opened;
    return { ...opened, library, options: engine ? { ...options, engine } : options, profile };
  }
  for (const file of files)
    if (!(await stat(file).catch(() => undefined))?.isFile()) throw new WrongUse(`There is no file ${file}.`);
  const extracting = readExtract(
    files.map((path) => ({ name: basename(path), path })),
    reading,
  );
  const library = await loading;
  const options = await optionsOf(args, library, profile);
  await warm();
  return {
    extract: await withPublic(args, await withFrameworkOf(args, await extracting)),
    library,
    options,
    profile,
    close: async () => undefined,
  };
}

const released = ({ extract, library, options }: Read): Promise<Released<Run>> =>
  evaluate(extract, library, { ...options, release: { use: 'public' } });

/**
 * With a ledger other questions about the same files will follow: what is asked is released as a part of all standards, so that a question by another standard finds
 * hidden what it would give away. Where all of them together let nothing out, what is asked is judged by the ledger alone, and that is said.
 */
async function releasedBeside(
  { extract, library, options }: Read,
  ledger: NonNullable<ReleaseOptions['ledger']>,
): Promise<Released<Run>> {
  if (!options.policy.hide) return evaluate(extract, library, { ...options, release: { use: 'public', ledger } });
  const { standards: _, by: _by, ...rest } = options;
  const run = await count(extract, library, options);
  const all = await count(extract, library, rest);
  const together = await release(run, options.policy, { use: 'public', ledger, beside: [all] });
  if (!together.refused) return together;
  say(
    'All standards together cannot be released by this policy, so this question is protected by the ledger alone. Ask for all that one audience gets in one run.',
  );
  return release(run, options.policy, { use: 'public', ledger });
}

/** Reads, counts and releases. Says the issues on stderr. */
export async function runFiles(args: Args, files: readonly string[]): Promise<{ run: Released<Run>; read: Read }> {
  const read = await readInput(args, files);
  say('Counting');
  const ledger = await openLedger(args.text('ledger'));
  const run = await (ledger ? releasedBeside(read, ledger.use) : released(read)).finally(read.close);
  explainRun(args, read.options);
  if (run.refused) throw new Refused(`Nothing is released. ${run.refused.what} ${run.refused.todo}`);
  if (ledger) say(await ledger.write(read.options.policy));
  for (const line of issueLines(run.issues)) say(line);
  for (const choice of run.choices) say(choice.what);
  return { run, read };
}

/** 3 when the input has errors, else 0: everything that could be computed was printed either way. */
export const exitFor = (run: Run): number => (inputHasErrors(run.issues) ? 3 : 0);
