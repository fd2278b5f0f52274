import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLists } from '../schemas/lists.js';
import type { Library } from './evaluate.js';
import { ownIndicators } from './registry.js';
import { packageRoot } from './root.js';
import { packageEditions } from './standard/node.js';

/** The engine's own indicators, editions and code lists, read from the package. Throws with every fault of a data file at once. */
export async function loadLibrary(): Promise<Library> {
  return {
    indicators: await ownIndicators(),
    editions: packageEditions(),
    lists: loadLists((file) => readFileSync(join(packageRoot, 'schemas', 'lists', file), 'utf8')),
  };
}
