import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadLists, type ParsedList } from '../../schemas/lists.js';
import { packageRoot } from '../root.js';

let lists: Readonly<Record<string, ParsedList>> | undefined;

/** The code lists that come with this package, read once. */
export function packageLists(): Readonly<Record<string, ParsedList>> {
  lists ??= loadLists((file) => readFileSync(join(packageRoot, 'schemas', 'lists', file), 'utf8'));
  return lists;
}
