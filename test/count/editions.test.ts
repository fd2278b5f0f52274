import t from 'tap';
import type { Rows } from '../../src/core/rows.js';
import { memoryCounter } from '../../src/count/memory.js';
import { asked, extract, standards } from './asked.js';
import { engines } from './engines.js';

// Every engine gives what memory gives for what the standards really ask.
const all = (await Promise.all(standards.map(asked))).filter((a) => a.requests.length > 0);
const tables: Readonly<Record<string, Rows>> = Object.fromEntries(
  Object.entries(extract.tables).filter(([name]) =>
    ['staff', 'leavers', 'starters', 'recruitment', 'cases', 'training', 'board'].includes(name),
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
