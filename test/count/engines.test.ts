import * as fc from 'fast-check';
import t from 'tap';
import { sumOver } from '../../src/core/cube.js';
import { memoryCounter } from '../../src/count/memory.js';
import { tally } from '../../src/count/tally.js';
import { byOrganisation, engines, manyCases, organisations } from './engines.js';
import { anyRequest, lists as ownLists } from './random.js';

const cases = 30;
const tables = manyCases(cases, 41);
const lists = organisations(ownLists, cases);
const requests = fc.sample(anyRequest, { numRuns: 100, seed: 42 }).map(byOrganisation);

const { engines: found, leftOut } = await engines();
t.teardown(() => {
  for (const engine of found) engine.stop();
});
for (const reason of leftOut) t.comment(`left out: ${reason}`);

const memory = memoryCounter({ tables, lists });
const expected = await Promise.all(requests.map((r) => memory.count(r)));

t.test('the random requests find something to count', async (t) => {
  t.ok(expected.flatMap((c) => c.cells).length > 2000, `${expected.flatMap((c) => c.cells).length} cells`);
});

for (const engine of found)
  t.test(
    `${engine.name} counts what memory counts, in ${requests.length} requests over ${cases} organisations`,
    async (t) => {
      const counter = await engine.open(tables, lists);
      t.teardown(() => counter.close());
      let different = 0;
      for (const [i, request] of requests.entries()) {
        const counted = await counter.count(request);
        if (JSON.stringify(counted) === JSON.stringify(expected[i])) continue;
        different++;
        if (different === 1) t.same({ request, counted }, { request, counted: expected[i] });
      }
      t.equal(different, 0, 'no request is answered differently');
    },
  );

// A run asks several things of the same people; together they are one pass, and its answers are the same.
const some = requests.slice(0, 40);
const together = some.flatMap((r) => {
  const [organisation, ...others] = Object.entries(r.by);
  return [
    r,
    { ...r, measure: 'fte' as const },
    { ...r, by: Object.fromEntries([organisation!]) },
    { ...r, by: Object.fromEntries(others), where: [] },
  ];
});
const alone = await Promise.all(together.map((r) => memory.count(r)));

for (const engine of found)
  t.test(`${engine.name} answers requests on the same people in one pass, and organisations add up`, async (t) => {
    const counter = await engine.open(tables, lists);
    t.teardown(() => counter.close());
    t.equal(JSON.stringify(await counter.countAll(together)), JSON.stringify(alone));
    const passes = counter.explain(together);
    t.ok(passes.length <= some.length, `${passes.length} passes for ${together.length} requests`);
    for (const i of together.keys())
      if (i % 4 === 3 && some[(i - 3) / 4]!.where.length === 0)
        t.same(alone[i]!.cells.length === 0 ? [] : sumOver(alone[i - 3]!, alone[i]!.dims).cells, alone[i]!.cells);
  });

const whereFirst = requests.filter(
  ({ from, where }) =>
    typeof from === 'string' || ('one' in from && typeof from.one === 'string' && where.length === 0),
);
for (const engine of found)
  t.test(`${engine.name} says where every row went as memory does`, async (t) => {
    t.ok(whereFirst.length >= 10, `${whereFirst.length} requests`);
    const counter = await engine.open(tables, lists);
    t.teardown(() => counter.close());
    for (const request of whereFirst.slice(0, 25)) t.same(await counter.tally(request), tally(request, tables, lists));
    const later = requests.find(({ from, where }) => typeof from === 'object' && 'one' in from && where.length > 0);
    await t.rejects(counter.tally(later!), /only be followed in memory/);
  });

for (const engine of found)
  t.test(`${engine.name} gives the same when no finer table is allowed`, async (t) => {
    const counter = await engine.open(tables, lists, 40);
    t.teardown(() => counter.close());
    t.equal(JSON.stringify(await counter.countAll(together)), JSON.stringify(alone));
  });
