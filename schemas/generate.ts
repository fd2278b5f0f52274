import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { generatedFiles } from './generated.js';
import { loadLists } from './lists.js';

/** Writes the generated schemas beside their sources: `node dist/schemas/generate.js` after a build. */
const folder = new URL('../../schemas/', import.meta.url);
const lists = loadLists((file) => readFileSync(new URL(`lists/${file}`, folder), 'utf8'));
for (const part of ['json/', 'frictionless/']) mkdirSync(new URL(part, folder), { recursive: true });
const files = generatedFiles(lists);
for (const [path, text] of files) writeFileSync(new URL(path, folder), text);
process.stderr.write(`${files.size} schemas written\n`);
