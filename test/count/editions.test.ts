import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import t from 'tap';
import type { CodeList } from '../../src/core/recode.js';
import type { Rows } from '../../src/core/rows.js';
import { engineSession } from '../../src/engine-session.js';
import { count } from '../../src/evaluate.js';
import { loadLibrary, readExtract } from '../../src/index.js';
import type { RunEngine } from '../../src/run-engine.js';
import { packagePolicy } from '../../src/standard/node.js';
import { synthesise, writeCsv } from '../../src/synth/index.js';
import { engines } from './engines.js';

// A trust of 1,000: every count of every standard in each engine is that of memory.
const folder = mkdtempSync(join(tmpdir(), 'wee-editions-'));
const library = await loadLibrary();
const paths = await writeCsv(synthesise({ seed: 31, staff: 1000 }).sheets, folder);
const extract = await readExtract(paths.map((path) => ({ name: basename(path), path })));
rmSync(folder, { recursive: true, force: true });
const policy = packagePolicy('internal');
const held = ['staff', 'leavers', 'starters', 'recruitment', 'cases', 'training', 'board'];
const tables: Readonly<Record<string, Rows>> = Object.fromEntries(
  Object.entries(extract.tables).filter(([name]) => held.includes(name)),
);

/** The counts of a run by id. */
async function counts(engine?: RunEngine) {
  const { cubes, rows } = await count(extract, library, { policy, ...(engine ? { engine } : {}) });
  const of = new Map(Object.entries(cubes).map(([id, { cube }]) => [id, JSON.stringify(cube)]));
  return { of, engines: new Set(rows.map((r) => r.engine)) };
}

const { engines: found, leftOut } = await engines();
t.teardown(() => {
  for (const engine of found) engine.stop();
});
for (const reason of leftOut) t.comment(`left out: ${reason}`);
const expected = await counts();
t.test('the standards ask of the trust', async (t) => {
  for (const standard of ['wres', 'wdes', 'medical-wres', 'disparity-ratio', 'model-employer', 'turnover'])
    t.ok(
      [...expected.of.keys()].some((id) => id.startsWith(standard)),
      standard,
    );
  const [said] = [...expected.of].filter(([id]) => id.startsWith('wres.1/'));
  t.ok(said![1].length > 1000, `WRES 1 has many cells: ${said![1].length} characters`);
});

for (const engine of found)
  t.test(`${engine.name} counts every standard of a trust of 1,000 as memory does`, async (t) => {
    const lists: Record<string, CodeList> = {};
    const counter = await engine.open(tables, lists);
    const session = engineSession({ counter, lists, held: new Set(Object.keys(tables)), data: library });
    t.teardown(() => session.close());
    const counted = await counts({ ...session, follow: async () => undefined, issues: async () => [] });
    t.same([...counted.of.keys()].sort(), [...expected.of.keys()].sort());
    for (const [id, cube] of expected.of) t.equal(counted.of.get(id), cube, id);
    t.ok(counted.engines.has(engine.name), [...counted.engines].join());
    t.comment(session.explain().slice(0, 1).join());
  });
