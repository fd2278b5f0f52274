import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../src/extract');

/** Everything a module imports as a value, in itself and in what it imports. */
function importsOf(file: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(
    /^import [^;]*? from '([^']+)';|^import '([^']+)';/gm,
  )) {
    if (from.startsWith('.')) importsOf(join(dirname(file), from), seen);
    else seen.add(from);
  }
  return seen;
}

t.test('reading needs nothing of Node but what a platform hands it', async (t) => {
  const all = [...importsOf(join(folder, 'open.js'))];
  t.ok(
    all.some((name) => name.endsWith('sheet.js')),
    'the way to the sheet scanner was followed',
  );
  t.strictSame(
    all.filter((name) => !name.endsWith('.js')),
    [],
    'no package and no node: module',
  );
  t.ok([...importsOf(join(folder, 'files.js'))].includes('node:crypto'), 'and the search finds them where they are');
});
