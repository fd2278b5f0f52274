import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { standardOf } from '../core/ids.js';
import { type Indicator, indicator } from '../define.js';
import { packageRoot } from '../root.js';
import type { Library } from '../run-options.js';
import { faults } from '../standard/issues.js';
import { checkEditions } from '../standard/load.js';
import { listFiles, readText } from '../standard/node.js';
import { readYaml } from '../standard/read.js';
import type { Editions, Problem } from '../standard/types.js';
import { caseFile, neededKinds, runCase } from './cases.js';
import { editionFaults, recordFaults } from './fits.js';
import { recordSchema } from './record.js';

/** What an organisation's own folder brought, and how its cases went. */
export interface LocalMeasures {
  readonly library: Library;
  /** Ids of the folder's indicators, in the order of their files. */
  readonly indicators: readonly string[];
  /** Cases that were run, all of them as they say. */
  readonly cases: number;
}

/** Thrown when a folder of local measures cannot be used; the message lists every fault by file and place. */
export class LocalMeasuresRefused extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(
      [
        'The local measures cannot be used.',
        ...problems.map((p) => `- ${p.file}${p.path === '' ? '' : `, ${p.path}`}: ${p.what}`),
      ].join('\n'),
    );
    this.name = 'LocalMeasuresRefused';
  }
}

const ownName = 'workforce-equality-engine/define';
let taught = false;

/** Lets a record outside this package import the authoring surface by its public name, installed or not. */
async function teachOwnName(): Promise<void> {
  if (taught) return;
  taught = true;
  const { register } = await import('node:module');
  const to = JSON.stringify(pathToFileURL(join(packageRoot, 'dist', 'src', 'define.js')).href);
  const hook = `export const resolve = (name, context, next) => name === ${JSON.stringify(ownName)} ? { url: ${to}, shortCircuit: true } : next(name, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
}

async function readRecord(path: string, file: string, problems: Problem[]): Promise<Indicator | undefined> {
  let record: unknown;
  if (/\.ya?ml$/.test(file)) record = readYaml(readFileSync(path, 'utf8'), file, z.unknown(), problems);
  else
    try {
      await teachOwnName();
      record = ((await import(pathToFileURL(path).href)) as { default?: unknown }).default;
      if (record === undefined) problems.push({ file, path: '', what: 'has no default export' });
    } catch (fault) {
      problems.push({ file, path: '', what: `cannot be loaded: ${(fault as Error).message.split('\n')[0]}` });
    }
  if (record === undefined) return undefined;
  const read = recordSchema.safeParse(record);
  if (!read.success) {
    for (const { path: at, message } of faults(read.error.issues))
      problems.push({ file, path: at.map(String).join('.'), what: message });
    return undefined;
  }
  return indicator(read.data as Indicator);
}

interface Found {
  readonly record: Indicator;
  readonly file: string;
}

/** Reads the records: `<folder>/<standard>/<name>.js`, `.mjs` or `.yaml`. */
async function readRecords(
  files: ReadonlyMap<string, string>,
  taken: ReadonlySet<string>,
  problems: Problem[],
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const [path, file] of files) {
    const [standard, name, ...deeper] = path.split('/') as [string, string?, ...string[]];
    if (name === undefined || deeper.length > 0 || standard === 'shared') continue;
    if (/\.ts$/.test(name) && !/\.d\.ts$/.test(name)) {
      const js = name.replace(/\.ts$/, '.js');
      if (!files.has(`${standard}/${js}`))
        problems.push({ file, path: '', what: `is not compiled: there is no ${js} beside it` });
      continue;
    }
    if (!/\.(m?js|ya?ml)$/.test(name) || /\.(editions|cases)\.ya?ml$/.test(name)) continue;
    const before = problems.length;
    const record = await readRecord(file, file, problems);
    if (!record) {
      if (problems.length === before) problems.push({ file, path: '', what: 'is empty' });
      continue;
    }
    if (taken.has(record.id))
      problems.push({ file, path: 'id', what: `"${record.id}" is an indicator of the engine: choose another id` });
    else if (found.some((f) => f.record.id === record.id))
      problems.push({ file, path: 'id', what: `another file has the indicator "${record.id}"` });
    else if (standardOf(record.id) !== standard)
      problems.push({ file, path: 'id', what: `"${record.id}" must begin with the folder's name, "${standard}."` });
    else {
      for (const [at, what] of recordFaults(record)) problems.push({ file, path: at, what });
      found.push({ record, file });
    }
  }
  return found;
}

/** The engine's edition files with the folder's laid beside them; a file or an indicator of ours is not replaced. */
function readEditions(files: ReadonlyMap<string, string>, taken: ReadonlySet<string>, problems: Problem[]): Editions {
  const ours = listFiles('indicators');
  const local = new Map([...files].map(([path, file]) => [`indicators/${path}`, file]));
  for (const path of ours)
    if (local.has(path))
      problems.push({
        file: local.get(path) as string,
        path: '',
        what: 'has the name of a file of the engine: choose another name',
      });
  const text = (path: string): string => {
    const file = local.get(path);
    return file === undefined || ours.includes(path) ? readText(path) : readFileSync(file, 'utf8');
  };
  for (const [path, file] of local) {
    if (!/\.editions\.yaml$/.test(path)) continue;
    const id = /^indicator:\s*['"]?([a-z0-9.-]+)/m.exec(text(path))?.[1];
    if (id !== undefined && taken.has(id))
      problems.push({
        file,
        path: 'indicator',
        what: `"${id}" is an indicator of the engine: its values are not changed here`,
      });
  }
  if (problems.length > 0) return {};
  const { editions, problems: found } = checkEditions(text, () => [...new Set([...ours, ...local.keys()])]);
  for (const p of found) problems.push({ ...p, file: local.get(p.file) ?? p.file });
  return editions;
}

/** Runs the case file beside a record. Gives how many cases there are. */
async function runCases({ record, file }: Found, library: Library, problems: Problem[]): Promise<number> {
  const beside = file.replace(/\.(m?js|ya?ml)$/, '.cases.yaml');
  let text: string;
  try {
    text = readFileSync(beside, 'utf8');
  } catch {
    problems.push({ file: beside, path: '', what: `is missing: ${record.id} has no cases` });
    return 0;
  }
  const read = readYaml(text, beside, caseFile, problems);
  if (!read) return 0;
  if (read.indicator !== record.id)
    problems.push({ file: beside, path: 'indicator', what: `"${read.indicator}" is not "${record.id}"` });
  const editions = library.editions[standardOf(record.id)] ?? {};
  const means = Object.values(editions).map((e) => e.indicators[record.id]?.years?.value ?? 1);
  const kinds = [...neededKinds, ...new Set(means.filter((n) => n !== 1).map((n) => `method years ${n}`))];
  const missing = kinds.filter((k) => !read.cases.some((c) => c.kind === k));
  if (missing.length > 0)
    problems.push({ file: beside, path: 'cases', what: `there is no case of kind ${missing.join(', ')}` });
  for (const [n, c] of read.cases.entries()) {
    const at = (what: string) => problems.push({ file: beside, path: `cases.${n} "${c.name}"`, what });
    if (!editions[c.edition]?.indicators[record.id]) at(`${record.id} has no edition "${c.edition}"`);
    else if (c.kind === 'rows' && !c.tables) at('a case of kind rows needs tables');
    else for (const what of await runCase(library, record, c, library.policies.internal!)) at(what);
  }
  return read.cases.length;
}

/**
 * Loads an organisation's own indicators and editions beside the engine's: `<folder>/<standard>/<name>.js`, `.mjs` or `.yaml`, with
 * `<name>.editions.yaml` and `<name>.cases.yaml`, and `<folder>/<standard>/editions/<year>.yaml` for a standard of its own. Everything is held to the
 * checks of the engine's own: the record's form, a source on every value, and cases, which are run. A record in JavaScript is code and is run.
 * Throws LocalMeasuresRefused with every fault.
 */
export async function loadLocalMeasures(folder: string, own: Library): Promise<LocalMeasures> {
  const top = resolve(folder);
  let entries: readonly string[];
  try {
    entries = readdirSync(top, { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile() && !e.parentPath.split(sep).includes('node_modules'))
      .map((e) => relative(top, join(e.parentPath, e.name)).split(sep).join('/'))
      .sort();
  } catch {
    throw new LocalMeasuresRefused([{ file: folder, path: '', what: 'is not a folder that can be read' }]);
  }
  const files = new Map(entries.map((path) => [path, join(top, path)]));
  const problems: Problem[] = [];
  const taken = new Set(own.indicators.map((i) => i.id));
  const found = await readRecords(files, taken, problems);
  if (found.length === 0 && problems.length === 0)
    problems.push({
      file: folder,
      path: '',
      what: `has no indicator; one is <standard>/<name>.yaml, for example ${basename(top)}/acme/grievances.yaml`,
    });
  const editions = readEditions(files, taken, problems);
  if (problems.length > 0) throw new LocalMeasuresRefused(problems);

  for (const { record, file } of found) {
    const having = Object.values(editions[standardOf(record.id)] ?? {}).filter((e) => e.indicators[record.id]);
    if (having.length === 0)
      problems.push({
        file,
        path: 'id',
        what: `no edition has "${record.id}": write ${file.replace(/\.(m?js|ya?ml)$/, '.editions.yaml')}`,
      });
    const said = new Set<string>();
    for (const e of having)
      for (const [path, what] of editionFaults(record, e))
        if (!said.has(path) && said.add(path)) problems.push({ file, path, what });
  }
  if (problems.length > 0) throw new LocalMeasuresRefused(problems);

  const library: Library = { ...own, editions, indicators: [...own.indicators, ...found.map((f) => f.record)] };
  let cases = 0;
  for (const f of found) cases += await runCases(f, library, problems);
  if (problems.length > 0) throw new LocalMeasuresRefused(problems);
  return { library, indicators: found.map((f) => f.record.id), cases };
}
