import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { Run } from '../../src/index.js';
import { packageRoot } from '../../src/root.js';
import { csv, files } from './organisation.js';
import { rowsOf, shown } from './run.js';

t.test('the return read back without the extracts gives the figures counted by hand, and no fault', async (t) => {
  const dir = t.testdir({});
  const command = (...call: readonly string[]) =>
    spawnSync(process.execPath, [join(packageRoot, 'dist', 'bin', 'workforce-equality.js'), ...call], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
  const paths = Object.entries(files).map(([name, table]) => {
    writeFileSync(join(dir, `${name}.csv`), csv(table));
    return join(dir, `${name}.csv`);
  });
  const out = join(dir, 'return.xlsx');
  const made = command('return', ...paths, '--standard', 'wres', '--organisation', 'RXX', '--out', out);
  t.equal(made.status, 0);
  t.match(made.stderr, /26 of 26 checks agree/);
  const back = command('results', out, '--standard', 'wres', '--policy', 'internal', '--format', 'json');
  t.equal(back.status, 0, back.stderr);
  const run = JSON.parse(back.stdout) as Run;
  const value = (id: string, row = 'all') => shown(rowsOf(run, id).get(row)!.value);
  const at9 = (x: number): string => String(Math.round(x * 1e9) / 1e9);
  t.equal(value('wres.1'), at9(42 / 108));
  t.equal(value('wres.1', 'block=clinical band=unmapped'), '0');
  t.equal(value('wres.2'), at9(15 / 37 / (15 / 45)));
  t.equal(value('wres.3'), at9(4 / 42 / (3 / 61)));
  t.equal(value('wres.4'), at9(12 / 61 / (6 / 42)));
  t.equal(value('wres.6'), at9(1200 / 16 - 800 / 20));
  t.equal(value('wres.9', 'part=voting'), at9(200 / 8 - 4200 / 108));
});
