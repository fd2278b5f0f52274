import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { parse } from 'yaml';
import { readExtract } from '../../src/extract/extract.js';
import { packageRoot } from '../../src/root.js';

interface Expected {
  readonly file: string;
  readonly issue?: string;
  readonly severity?: string;
  readonly row?: number;
  readonly column?: string;
  readonly rows?: number;
  readonly tally: readonly number[];
}

const folder = join(packageRoot, 'fixtures', 'broken');
const expected: readonly Expected[] = parse(readFileSync(join(folder, 'expected.yaml'), 'utf8'));

t.same(
  readdirSync(folder)
    .filter((f) => f.endsWith('.csv'))
    .sort(),
  expected.map((e) => e.file).sort(),
  'every broken file has its expectation',
);

for (const { file, issue, severity, row, column, rows, tally } of expected)
  t.test(`broken: ${file}`, async (t) => {
    const extract = await readExtract([{ name: file, path: join(folder, file) }]);
    t.same(
      extract.tallies.map((s) => [s.read, s.kept, s.setAside, s.notData]),
      [tally],
    );
    const worst = extract.issues.filter((i) => i.severity !== 'note');
    if (issue === undefined) return t.same(worst, []);
    const found = worst.find((i) => i.id === issue);
    t.same([found?.severity, found?.row, found?.column, found?.rows], [severity, row, column, rows]);
    t.ok(found && found.what.length > 0 && found.todo.length > 0);
  });
