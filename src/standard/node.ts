import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { packageRoot } from '../root.js';
import { type ListFiles, loadEditions, type ReadText } from './load.js';
import { loadPolicy, type Policy } from './policy.js';
import type { Editions } from './types.js';

/** Reads a text file of this package by its path from the package root. */
export const readText: ReadText = (path) => readFileSync(join(packageRoot, path), 'utf8');

/** All files under a folder of this package, as paths from the package root; none when there is no such folder. */
export const listFiles: ListFiles = (folder) => {
  const top = join(packageRoot, folder);
  try {
    return readdirSync(top, { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => relative(packageRoot, join(e.parentPath, e.name)).split(sep).join('/'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
};

let loaded: Editions | undefined;

/** The editions that come with this package, read once. Throws as `loadEditions` does. */
export function packageEditions(): Editions {
  loaded ??= loadEditions(readText, listFiles);
  return loaded;
}

/** A disclosure policy by its name, or from the text of a policy file that messages call `file`. Throws as `loadPolicy` does. */
export const packagePolicy = (nameOrText: string, file?: string): Policy => loadPolicy(nameOrText, readText, file);
