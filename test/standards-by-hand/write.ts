import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csv, files } from './organisation.js';

/** Writes the organisation's files into a folder: node dist/test/standards-by-hand/write.js FOLDER. */
const [folder = 'out/standards-by-hand'] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
for (const [name, table] of Object.entries(files)) writeFileSync(join(folder, `${name}.csv`), csv(table));
