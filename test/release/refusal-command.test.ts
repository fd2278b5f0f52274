import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { packageRoot } from '../../src/root.js';
import { synthesise, writeWorkbook } from '../../src/synth/index.js';

const folder = mkdtempSync(join(tmpdir(), 'refusal-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const workbook = join(folder, 'trust.xlsx');
// Sixty staff: there is hardly a group of more than a few people.
await writeWorkbook(synthesise({ seed: 7, staff: 60, trust: 1, messy: false }).sheets, workbook);

const command = (...args: readonly string[]) =>
  spawnSync(process.execPath, [join(packageRoot, 'dist/bin/workforce-equality.js'), ...args], {
    encoding: 'utf8',
    timeout: 120_000,
  });

t.test('what may not be released is refused: exit code 4, a sentence on stderr, nothing on stdout and no file', (t) => {
  const results = command('results', workbook, '--policy', 'publish', '--standard', 'turnover', '--format', 'json');
  t.equal(results.status, 4, results.stderr);
  t.equal(results.stdout, '');
  t.match(results.stderr, /policy publish/);
  const out = join(folder, 'board.html');
  const report = command('report', workbook, '--policy', 'publish', '--standard', 'turnover', '--out', out);
  t.equal(report.status, 4, report.stderr);
  t.notOk(existsSync(out));
  t.end();
});

t.test('the same trust under the policy of the records is printed', (t) => {
  const { status, stdout } = command('results', workbook, '--policy', 'internal', '--standard', 'turnover');
  t.equal(status, 0);
  t.not(stdout, '');
  t.end();
});
