import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ListCode, ListPattern, ListValue, ParsedList } from '../schemas/lists.js';
import { packageRoot } from './root.js';
import type { Policy } from './standard/policy.js';
import type { Editions } from './standard/types.js';

/** The package's data files, read and checked: plain data that a build keeps, so that a run need not parse YAML and CSV again. */
export interface Data {
  readonly editions: Editions;
  readonly lists: Readonly<Record<string, ParsedList>>;
  readonly policies: Readonly<Record<string, Policy>>;
}

type WrittenList = {
  readonly id: string;
  readonly codes: readonly ListCode[];
  readonly values: readonly (readonly [string, ListValue])[];
  readonly patterns: readonly ListPattern[];
};
interface Written {
  readonly key: string;
  readonly editions: Editions;
  readonly policies: Data['policies'];
  readonly lists: readonly WrittenList[];
}

const folders = ['indicators', 'schemas/lists', 'src/release/policies'];
const kept = join(packageRoot, 'dist', 'prepared.json');

/** Changes when any data file does: a build's copy is used only for exactly the files it was made of. */
function keyOfFiles(): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const file of readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (/\.(yaml|csv)$/.test(file) && !file.endsWith('.cases.yaml'))
        hash
          .update(file)
          .update('\0')
          .update(readFileSync(join(packageRoot, folder, file)))
          .update('\0');
  return hash.digest('hex');
}

async function fromFiles(): Promise<Data> {
  const { loadLists } = await import('../schemas/lists.js');
  const { packageEditions, packagePolicy } = await import('./standard/node.js');
  const { policyNames } = await import('./standard/policy.js');
  return {
    editions: packageEditions(),
    lists: loadLists((file) => readFileSync(join(packageRoot, 'schemas', 'lists', file), 'utf8')),
    policies: Object.fromEntries(policyNames.map((name) => [name, packagePolicy(name)])),
  };
}

/** Reads and checks the data files and keeps them for the next run. Throws with every fault of a file. */
export async function prepareData(): Promise<void> {
  const { editions, policies, lists } = await fromFiles();
  const written: Written = {
    key: keyOfFiles(),
    editions,
    policies,
    lists: Object.values(lists).map((l) => ({
      id: l.id,
      codes: [...l.codes.values()],
      values: [...l.values],
      patterns: l.patterns,
    })),
  };
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, JSON.stringify(written));
}

/** The package's data: as the build kept it when no file has changed since, else read and checked afresh. */
export async function packageData(): Promise<Data> {
  let written: Written;
  try {
    written = JSON.parse(readFileSync(kept, 'utf8')) as Written;
  } catch {
    return fromFiles();
  }
  if (written.key !== keyOfFiles()) return fromFiles();
  const lists = Object.fromEntries(
    written.lists.map((l) => [
      l.id,
      { ...l, codes: new Map(l.codes.map((c) => [c.id, c])), values: new Map(l.values) },
    ]),
  );
  return { editions: written.editions, policies: written.policies, lists };
}
