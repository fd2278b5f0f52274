import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ListId, loadLists, type ParsedList } from '../../schemas/lists.js';
import { packageRoot } from '../../src/root.js';

export const readSchema = (path: string): string => readFileSync(join(packageRoot, 'schemas', path), 'utf8');

export const lists: Readonly<Record<ListId, ParsedList>> = loadLists((file) => readSchema(`lists/${file}`));
