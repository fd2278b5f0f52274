import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  AGAINST,
  type Cover,
  choosable,
  contracts,
  type Extract,
  evaluate,
  frameworks,
  type Hierarchy,
  hierarchies,
  isLevel,
  type Level,
  type Library,
  levels,
  loadLibrary,
  localMeasures,
  type OwnLabels,
  type Policy,
  type Profile,
  parseDay,
  policies,
  profileLists,
  profiles,
  publicData,
  type Released,
  type ReleasedIssue,
  type Run,
  type RunOptions,
  readExtract,
  standardOf,
  warm,
  withChosen,
} from '../../src/index.js';
import { type Args, Refused, WrongUse } from '../args.js';
import { explainRun, needsEngine, openEngine } from './engine.js';
import { openLedger } from './ledger.js';

/** Progress and messages go to stderr; results alone go to stdout. Lines of progress are only for a terminal or long work. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`);

const place = ({ file, sheet, row, column }: ReleasedIssue): string =>
  [
    file,
    sheet === undefined || sheet === file || sheet === file?.replace(/\.[^.]*$/, '') ? undefined : sheet,
    row === undefined ? undefined : `row ${row}`,
    column === undefined ? undefined : `column '${column}'`,
  ]
    .filter(Boolean)
    .join(', ');

/** How many rows an issue is about, when its own words do not say. */
const rowsOf = ({ rows = 1, what }: ReleasedIssue): string => {
  if (typeof rows !== 'number') return '';
  const said = [String(rows), rows.toLocaleString('en-GB')].some((n) =>
    new RegExp(`\\b${n} (rows|columns)\\b`).test(what),
  );
  return rows > 1 && !said ? ` ${rows.toLocaleString('en-GB')} rows.` : '';
};

/** Issues as lines for a person: where, what, what to do. */
export function issueLines(issues: readonly ReleasedIssue[], most = 40): readonly string[] {
  const shown = issues
    .slice(0, most)
    .map(
      (i) =>
        `${i.severity}: ${place(i) ? `${place(i)}: ` : ''}${i.what}${rowsOf(i)} ${i.todo.replace(/^Nothing(?=[.,:])/, 'Nothing to do')}`,
    );
  return issues.length > most
    ? [...shown, `... and ${issues.length - most} more; "check --json" lists them all.`]
    : shown;
}

export const inputHasErrors = (issues: readonly ReleasedIssue[]): boolean => issues.some((i) => i.severity === 'error');

export interface Read {
  readonly extract: Extract;
  readonly library: Library;
  readonly options: RunOptions;
  readonly profile: Profile | undefined;
  close(): Promise<void>;
}

async function profileOf(args: Args, library: Promise<Library>): Promise<Profile | undefined> {
  const file = args.text('profile');
  if (file === undefined) return undefined;
  const { readProfile } = await profiles();
  const reading = readProfile(await text(file), contracts, (await library).lists);
  if (reading.status === 'ok') return reading.profile;
  throw new WrongUse(`The profile ${basename(file)} cannot be used:\n  ${reading.reasons.join('\n  ')}\n`);
}

/** What a person chose, checked against what the engine has. */
async function optionsOf(args: Args, library: Library, profile: Profile | undefined): Promise<RunOptions> {
  const policy = await policyOf(library, args.text('policy') ?? 'board');
  const standards = args.list('standard');
  const known = [...new Set(library.indicators.map((i) => standardOf(i.id)))];
  for (const s of standards)
    if (!known.includes(s)) throw new WrongUse(`There is no standard "${s}"; there are ${known.join(', ')}.`);
  const asked = args.list('by');
  const peers = await peersOf(args);
  const places = await hierarchyOf(args);
  const levelsAsked = asked.filter(isLevel);
  const rollUp = rollUpOf(
    args,
    peers && !levelsAsked.includes('organisation') ? ['organisation', ...levelsAsked] : levelsAsked,
    places,
    peers !== undefined,
  );
  const by = asked.filter((key) => !isLevel(key));
  const keys = new Set(
    Object.values(library.editions).flatMap((years) => Object.values(years).flatMap((e) => Object.keys(e.groupings))),
  );
  for (const key of by)
    if (!keys.has(key))
      throw new WrongUse(`There is no breakdown "${key}"; there are ${[...keys, ...levels].sort().join(', ')}.`);
  const edition = args.text('edition');
  const organisation = args.text('organisation');
  const asAt = dayOf(args);
  const years = args.text('years') === undefined ? undefined : args.count('years', 1);
  if (years === 0) throw new WrongUse('--years takes 1 or more.');
  const wanted = args.text('against');
  const against = AGAINST.find((a) => a === wanted);
  if (wanted !== undefined && against === undefined)
    throw new WrongUse(`--against takes ${AGAINST.join(', ')}, not "${wanted.slice(0, 40)}".`);
  return {
    policy,
    by,
    ...(against === undefined ? {} : { against }),
    chosen: chosenOf(args, library),
    ...(standards.length > 0 ? { standards } : {}),
    ...(edition === undefined ? {} : { edition }),
    ...(asAt === undefined ? {} : { asAt }),
    ...(organisation === undefined ? {} : { organisation }),
    ...(profile
      ? {
          ownLists: profileLists(profile),
          accepted: Object.fromEntries(profile.accept.map((a) => [a.issue, a.reason])),
        }
      : {}),
    ...(years === undefined ? {} : { years }),
    ...(rollUp ? { rollUp } : {}),
    ...(places ? { hierarchy: places } : {}),
    ...(peers ? { peers } : {}),
  };
}

/** `NAME=VALUE` of --set, each a value that an edition lets a person choose. */
function chosenOf(args: Args, { editions }: Library): Readonly<Record<string, string>> {
  const all = Object.values(editions).flatMap((years) => Object.values(years));
  const names = [...new Set(all.flatMap((e) => Object.keys(choosable(e))))].sort();
  const chosen: Record<string, string> = {};
  for (const text of args.all('set')) {
    const [name = '', ...value] = text.split('=');
    if (!names.includes(name) || value.length === 0)
      throw new WrongUse(`--set takes NAME=VALUE, not "${text.slice(0, 40)}"; the names are ${names.join(', ')}.`);
    chosen[name] = value.join('=');
  }
  try {
    for (const edition of all) withChosen(edition, chosen);
  } catch (fault) {
    if (fault instanceof RangeError) throw new WrongUse(`--set: ${fault.message}.`);
    throw fault;
  }
  return chosen;
}

/** What to add up. A level above the organisation needs the file that says what belongs to what. */
function rollUpOf(
  args: Args,
  asked: readonly Level[],
  hierarchy: Hierarchy | undefined,
  peers: boolean,
): RunOptions['rollUp'] {
  if (asked.length === 0) return undefined;
  if (args.text('organisation') !== undefined && !peers)
    throw new WrongUse(
      `--organisation chooses one; with --by ${asked.join(',')} all are counted. Leave one of them out.`,
    );
  if (hierarchy) return { levels: asked, hierarchy };
  const needing = asked.filter((level) => level !== 'organisation');
  if (needing.length > 0)
    throw new WrongUse(`--by ${needing.join(',')} needs --organisations FILE, which says what belongs to what.`);
  return { levels: asked };
}

async function hierarchyOf(args: Args): Promise<Hierarchy | undefined> {
  const file = args.text('organisations');
  return file === undefined ? undefined : organisationsIn(file, await text(file), 'organisations');
}

async function organisationsIn(file: string, written: string, what: string): Promise<Hierarchy> {
  const reading = await (await hierarchies()).readOrganisations(written, basename(file));
  if (reading.status === 'ok') return reading.hierarchy;
  throw new WrongUse(`The ${what} file ${basename(file)} cannot be used:\n  ${reading.reasons.join('\n  ')}\n`);
}

/** The peers a person listed: a file as for --organisations, or one code a line without a header. */
async function peersOf(args: Args): Promise<readonly string[] | undefined> {
  const file = args.text('peers');
  if (file === undefined) return undefined;
  const written = await text(file);
  const headed = /\.ya?ml$/i.test(file) || /^\ufeff?"?organisation\b/i.test(written);
  const found = await organisationsIn(file, headed ? written : `organisation\n${written}`, 'peers');
  return [...found.values()].map((o) => o.organisation);
}

function dayOf(args: Args): number | undefined {
  const asAt = args.text('as-at');
  const day = asAt === undefined ? undefined : parseDay(asAt);
  if (asAt !== undefined && day === undefined)
    throw new WrongUse(`--as-at takes a date such as 2025-03-31, not "${asAt.slice(0, 40)}".`);
  return day;
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

/** A person's own words for groups, from the YAML file of --labels: `whole`, and `groups` by dimension and group. */
export async function ownLabels(args: Args): Promise<OwnLabels> {
  const path = args.text('labels');
  if (path === undefined) return {};
  const { parse } = await import('yaml');
  const refuse = (what: string): WrongUse => new WrongUse(`The labels ${basename(path)} cannot be used: ${what}.`);
  let read: unknown;
  try {
    read = parse(await text(path));
  } catch (fault) {
    if (fault instanceof WrongUse) throw fault;
    throw refuse((fault as Error).message.split('\n')[0] as string);
  }
  const { whole, groups = {}, ...others } = (read ?? {}) as Record<string, unknown>;
  const isTexts = (of: unknown): boolean =>
    typeof of === 'object' && of !== null && Object.values(of).every((v) => typeof v === 'string');
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw refuse(`there is no "${unknown.slice(0, 40)}"; there are whole and groups`);
  if (whole !== undefined && typeof whole !== 'string') throw refuse('whole must be text');
  const wrong = Object.entries(groups as object).find(([, of]) => !isTexts(of));
  if (wrong)
    throw refuse(`groups.${wrong[0].slice(0, 40)} must give a text for each group (quote yes, no and numbers)`);
  return { ...(whole === undefined ? {} : { whole }), groups: groups as NonNullable<OwnLabels['groups']> };
}

/** The trusts table with its blanks filled from the published files of --public. */
async function withPublic(args: Args, extract: Extract): Promise<Extract> {
  const files = args.all('public');
  if (files.length === 0) return extract;
  const { trusts } = extract.tables;
  if (!trusts) throw new WrongUse('--public fills a table of trusts: give one with Trust and Region among the files.');
  const { cellsOf, fillTrusts, readPublicData } = await publicData();
  const read = await Promise.all(
    files.map(async (path) => {
      const reading = readPublicData(cellsOf(await text(path)), basename(path));
      if (reading.status === 'refused') throw new WrongUse(`--public: ${reading.reason}`);
      say(`${basename(path)}: read as "${reading.data.title}", ${reading.data.figures.length} figures`);
      return reading.data;
    }),
  );
  return { ...extract, tables: { ...extract.tables, trusts: fillTrusts(trusts, read) } };
}

/** The extract with the self-assessment tool that --framework names: a YAML file, or one that is shipped. */
async function withFrameworkOf(args: Args, extract: Extract): Promise<Extract> {
  const wanted = args.text('framework');
  if (wanted === undefined) return extract;
  const { frameworkFolder, readFramework, withFramework } = await frameworks();
  const path = /\.ya?ml$/i.test(wanted) ? wanted : `${frameworkFolder}/${basename(wanted)}.yaml`;
  const reading = readFramework(await text(path));
  if (reading.status === 'ok') return withFramework(extract, reading.framework, basename(path));
  throw new WrongUse(`The framework ${basename(path)} cannot be used:\n  ${reading.reasons.join('\n  ')}\n`);
}

async function text(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new WrongUse(`Cannot read ${path}.`);
  }
}

async function policyOf(library: Library, nameOrFile: string): Promise<Policy> {
  const named = library.policies[nameOrFile];
  if (named) return named;
  const names = Object.keys(library.policies).join(', ');
  if (!/\.ya?ml$/i.test(nameOrFile))
    throw new WrongUse(`There is no policy "${nameOrFile.slice(0, 40)}"; there are ${names}, or give a .yaml file.`);
  const { checkPolicy } = await policies();
  const { policy, problems } = checkPolicy(await text(nameOrFile), basename(nameOrFile));
  if (!policy)
    throw new WrongUse(
      `The policy ${basename(nameOrFile)} cannot be used:\n${problems.map((p) => `  ${p.path}: ${p.what}`).join('\n')}\n`,
    );
  return policy;
}

/** Reads, counts and releases. Says the issues on stderr. */
export async function runFiles(args: Args, files: readonly string[]): Promise<{ run: Released<Run>; read: Read }> {
  const read = await readInput(args, files);
  say('Counting');
  const ledger = await openLedger(args.text('ledger'));
  const release = { use: 'public' as const, ...(ledger ? { ledger: ledger.use } : {}) };
  const run = await evaluate(read.extract, read.library, { ...read.options, release }).finally(read.close);
  explainRun(args, read.options);
  if (run.refused) throw new Refused(`Nothing is released. ${run.refused.what} ${run.refused.todo}`);
  if (ledger) say(await ledger.write(read.options.policy));
  for (const line of issueLines(run.issues)) say(line);
  for (const choice of run.choices) say(choice.what);
  return { run, read };
}

/** 3 when the input has errors, else 0: everything that could be computed was printed either way. */
export const exitFor = (run: Run): number => (inputHasErrors(run.issues) ? 3 : 0);

/** The cover fields of a report: a YAML file of the names in docs/report.md. */
export async function readCover(path: string | undefined): Promise<{ readonly cover?: Cover }> {
  if (path === undefined) return {};
  const { parse } = await import('yaml');
  try {
    return { cover: parse(await text(path)) as Cover };
  } catch (fault) {
    if (fault instanceof WrongUse) throw fault;
    throw new WrongUse(`${basename(path)} is not YAML: ${(fault as Error).message.split('\n')[0]}`);
  }
}
