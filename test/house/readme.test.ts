import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { packageRoot } from '../../src/root.js';
import { synthesise, writeWorkbook } from '../../src/synth/index.js';

t.test('the example of the library in README runs as printed', async (t) => {
  const code = /## As a library\n\n```js\n([\s\S]*?)```/.exec(
    readFileSync(join(packageRoot, 'README.md'), 'utf8'),
  )?.[1];
  t.ok(code);
  // Inside the package, so that its own name means this build.
  const folder = mkdtempSync(join(packageRoot, 'dist', 'readme-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'example.mjs'), code!);
  await writeWorkbook(synthesise({ seed: 7, staff: 200 }).sheets, join(folder, 'staff.xlsx'));
  const done = spawnSync(process.execPath, ['example.mjs'], { cwd: folder, encoding: 'utf8' });
  t.equal(done.stderr, '');
  const { results } = JSON.parse(done.stdout) as { readonly results: readonly { readonly indicator: string }[] };
  t.ok(results.some((r) => r.indicator === 'wres.1'));
});
