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

/** What a build keeps of some folders: made of exactly the files that gave `key`. */
interface Kept<T> {
  readonly key: string;
  readonly data: T;
}
type Standards = Pick<Data, 'editions' | 'policies'>;

/** Code lists are kept apart from editions and policies: a thread that reads a file needs nothing else. */
const parts = {
  lists: ['schemas/lists'],
  standards: ['indicators', 'src/release/policies'],
} as const;
type Part = keyof typeof parts;

/** Where a build keeps a part of the data. */
export const keptAt = (part: Part): string => join(packageRoot, 'dist', `prepared-${part}.json`);

/** Changes when any data file does: a build's copy is used only for exactly the files it was made of. */
function keyOfFiles(part: Part): string {
  const hash = createHash('sha256');
  for (const folder of parts[part])
    for (const file of readdirSync(join(packageRoot, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (/\.(yaml|csv)$/.test(file) && !file.endsWith('.cases.yaml'))
        hash
          .update(file)
          .update('\0')
          .update(readFileSync(join(packageRoot, folder, file)))
          .update('\0');
  return hash.digest('hex');
}

async function listsFromFiles(): Promise<Data['lists']> {
  const { loadLists } = await import('../schemas/lists.js');
  return loadLists((file) => readFileSync(join(packageRoot, 'schemas', 'lists', file), 'utf8'));
}

async function standardsFromFiles(): Promise<Standards> {
  const { packageEditions, packagePolicy } = await import('./standard/node.js');
  const { policyNames } = await import('./standard/policy.js');
  return {
    editions: packageEditions(),
    policies: Object.fromEntries(policyNames.map((name) => [name, packagePolicy(name)])),
  };
}

function keep(part: Part, data: unknown): void {
  mkdirSync(dirname(keptAt(part)), { recursive: true });
  writeFileSync(keptAt(part), JSON.stringify({ key: keyOfFiles(part), data }));
}

/** What a build kept, when no file has changed since. */
function kept<T>(part: Part): T | undefined {
  try {
    const { key, data } = JSON.parse(readFileSync(keptAt(part), 'utf8')) as Kept<T>;
    return key === keyOfFiles(part) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Reads and checks the data files and keeps them for the next run. Throws with every fault of a file. */
export async function prepareData(): Promise<void> {
  keep('standards', await standardsFromFiles());
  const lists: readonly WrittenList[] = Object.values(await listsFromFiles()).map(
    ({ id, codes, values, patterns }) => ({
      id,
      codes: [...codes.values()],
      values: [...values],
      patterns,
    }),
  );
  keep('lists', lists);
}

const parsed = (l: WrittenList): ParsedList => ({
  ...l,
  codes: new Map(l.codes.map((c) => [c.id, c])),
  values: new Map(l.values),
});

/** The package's code lists: as the build kept them when no file has changed since, else read and checked afresh. */
export async function packageLists(): Promise<Data['lists']> {
  const lists = kept<readonly WrittenList[]>('lists');
  return lists ? Object.fromEntries(lists.map((l) => [l.id, parsed(l)])) : listsFromFiles();
}

/** All of the package's data, likewise. */
export async function packageData(): Promise<Data> {
  const [lists, standards] = [await packageLists(), kept<Standards>('standards') ?? (await standardsFromFiles())];
  return { ...standards, lists };
}
