import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { saysOfTrusts, trustFiles } from './trusts.js';

// Folders of many trusts' files, by organisation, system and region. Servers are asked the same in test/count/servers.test.ts.
const folder = mkdtempSync(join(tmpdir(), 'wee-trust-files-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));

t.test('a Parquet file of each trust', async (t) => saysOfTrusts(t, [await trustFiles('parquet', folder)], {}));
t.test('a CSV file of each trust and month', async (t) =>
  saysOfTrusts(t, [await trustFiles('csv', folder)], { above: 1 }),
);
