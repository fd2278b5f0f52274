import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import t from 'tap';
import { resolveLists } from '../../schemas/lists.js';
import type { CodeLists } from '../../src/core/recode.js';
import type { Counter, CountRequest } from '../../src/core/request.js';
import type { Rows } from '../../src/core/rows.js';
import { memoryCounter } from '../../src/count/memory.js';
import { countAll } from '../../src/counting.js';
import { loadLibrary, readExtract } from '../../src/index.js';
import { settle } from '../../src/setting.js';
import { codeListsFor } from '../../src/standard/lists.js';
import { synthesise, writeCsv } from '../../src/synth/index.js';
import { engines } from './engines.js';

// What the standards really ask, with their own lists and rules, of a synthetic trust: every engine gives what memory gives.
const folder = mkdtempSync(join(tmpdir(), 'wee-editions-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const library = await loadLibrary();
const trust = synthesise({ seed: 31, staff: 800 });
const paths = await writeCsv(trust.sheets, folder);
const extract = await readExtract(paths.map((path) => ({ name: basename(path), path })));
const standards = [...new Set(library.indicators.map((i) => i.id.split('.')[0]!))];

interface Asked {
  readonly standard: string;
  readonly lists: CodeLists;
  readonly requests: readonly CountRequest[];
}

/** The requests of one standard, taken down as its counting asks them. */
async function asked(standard: string): Promise<Asked> {
  const { setting } = settle(extract, {}, library.editions, standard);
  if (!setting) return { standard, lists: {}, requests: [] };
  const lists = codeListsFor(setting.edition, resolveLists(library.lists));
  const memory = memoryCounter({ tables: extract.tables, lists });
  const requests: CountRequest[] = [];
  const rows: Counter = {
    engine: 'memory',
    count: (request) => {
      requests.push(request as CountRequest);
      return memory.count(request);
    },
  };
  const own = library.indicators.filter((i) => i.id.startsWith(`${standard}.`) && setting.edition.indicators[i.id]);
  await countAll(setting, own, { rows }, () => []);
  return { standard, lists, requests };
}

const all = (await Promise.all(standards.map(asked))).filter((a) => a.requests.length > 0);
const tables: Readonly<Record<string, Rows>> = Object.fromEntries(
  Object.entries(extract.tables).filter(([name]) =>
    ['staff', 'leavers', 'recruitment', 'cases', 'training', 'board'].includes(name),
  ),
);
const answers = await Promise.all(
  all.map(({ lists, requests }) => {
    const memory = memoryCounter({ tables, lists });
    return Promise.all(requests.map((r) => memory.count(r)));
  }),
);

const { engines: found, leftOut } = await engines();
t.teardown(() => {
  for (const engine of found) engine.stop();
});
for (const reason of leftOut) t.comment(`left out: ${reason}`);
t.test('the standards ask something', async (t) => {
  t.ok(all.some((a) => a.standard === 'wres' && a.requests.length >= 5));
  t.ok(answers.flat().filter((cube) => cube.cells.length > 0).length >= 8, 'and there is something to count');
});

for (const engine of found)
  for (const [i, { standard, lists, requests }] of all.entries())
    t.test(`${engine.name} counts what ${standard} asks as memory does`, async (t) => {
      const counter = await engine.open(tables, lists);
      t.teardown(() => counter.close());
      const counted = await counter.countAll(requests);
      for (const [k, cube] of counted.entries())
        t.equal(JSON.stringify(cube), JSON.stringify(answers[i]![k]), requests[k]!.id);
    });
