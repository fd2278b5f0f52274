import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { goldenFiles, goldenFolder, pretty } from './golden.js';

const remedy = 'run: npm run build && node dist/test/standard/write-golden.js, and read the difference';

t.test('the committed resolved editions are those the edition files give', async (t) => {
  const files = goldenFiles();
  t.ok(files.size >= 11);
  t.same(readdirSync(goldenFolder).sort(), [...files.keys()].sort(), remedy);
  for (const [name, text] of files) t.ok(readFileSync(join(goldenFolder, name), 'utf8') === text, `${name}: ${remedy}`);
});

t.test('the written form is JSON', async (t) => {
  const long = Array.from({ length: 60 }, (_, i) => `code-${i}`);
  for (const value of [{ a: [], b: {}, c: 'N', d: [1, true, { x: long }] }, long])
    t.same(JSON.parse(pretty(value)), value);
});
