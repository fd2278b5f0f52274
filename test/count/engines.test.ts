import * as fc from 'fast-check';
import t, { type Test } from 'tap';
import { sumOver } from '../../src/core/cube.js';
import type { CountRequest, Table } from '../../src/core/request.js';
import { remember } from '../../src/count/column.js';
import { memoryCounter } from '../../src/count/memory.js';
import { tally } from '../../src/count/tally.js';
import { byOrganisation, type Counting, type Engine, engines, manyCases, organisations } from './engines.js';
import { anyRequest, lists as ownLists } from './random.js';

// Rows with every kind of missing value in 30 organisations, and random requests. Those on tables of one shape (`one` of staff, a pair ...) share six random
// tables of it, so that many are answered by one pass, as those of a run are.
const cases = 30;
const tables = manyCases(cases, 41);
const lists = organisations(ownLists, cases);
const shapeOf = (from: Table): string =>
  typeof from === 'string'
    ? 'table'
    : 'one' in from
      ? `one (${shapeOf(from.one)})`
      : 'join' in from
        ? 'join'
        : 'pair' in from
          ? 'pair'
          : `lookup (${shapeOf(from.lookup)})`;
const byShape = new Map<string, CountRequest[]>();
for (const r of fc.sample(anyRequest, { numRuns: 480, seed: 42 })) remember(byShape, shapeOf(r.from), () => []).push(r);
const requests = [...byShape.values()].flatMap((alike) =>
  alike.map((r, i) => byOrganisation({ ...r, from: alike[i % 6]!.from })),
);
const memory = memoryCounter({ tables, lists });
const expected = await Promise.all(requests.map((r) => memory.count(r)));

const { engines: found, leftOut } = await engines();
t.teardown(() => {
  for (const engine of found) engine.stop();
});
for (const reason of leftOut) t.comment(`left out: ${reason}`);

const counting = async (t: Test, engine: Engine, cells?: number): Promise<Counting> => {
  const counter = await engine.open(tables, lists, cells);
  t.teardown(() => counter.close());
  return counter;
};

t.test('the random requests ask everything that can be asked, and find something to count', async (t) => {
  t.ok(requests.length >= 300, `${requests.length} requests`);
  const counted = requests.filter((_, i) => expected[i]!.cells.length > 20);
  t.ok(counted.length > 250, `${counted.length} of them have more than 20 cells`);
  for (const shape of [
    'table',
    'one (table)',
    'one (one (table))',
    'lookup (table)',
    'lookup (one (table))',
    'one (lookup (table))',
    'pair',
    'join',
  ])
    t.ok(counted.filter((r) => shapeOf(r.from) === shape).length >= 5, shape);
  for (const measure of ['people', 'rows', 'fte', 'days', 'events', 'weight', 'weight-squared'])
    t.ok(counted.filter((r) => r.measure === measure).length >= 5, measure);
  const said = JSON.stringify(counted);
  for (const word of [
    '"sum":["fte"',
    '"cases":',
    '"bins":',
    '"days":',
    '"paired":true',
    '"lists":',
    '"not":',
    '"any":',
    '"all":',
  ])
    t.ok(said.includes(word), word);
});

for (const engine of found)
  t.test(
    `${engine.name} counts what memory counts, in ${requests.length} requests over ${cases} organisations; counts add up`,
    async (t) => {
      const counter = await counting(t, engine);
      // The same without organisations, and without all else: these are sums of the cells above, where everybody is of one organisation.
      const whole = requests.map((r) => ({ ...r, by: Object.fromEntries(Object.entries(r.by).slice(1)) }));
      const only = requests.map((r) => ({ ...r, by: Object.fromEntries(Object.entries(r.by).slice(0, 1)) }));
      const all = [...requests, ...whole, ...only];
      const counted = await counter.countAll(all);
      const n = requests.length;
      const wrong = { counted: 0, organisations: 0, parts: 0 };
      for (const [i, request] of requests.entries()) {
        if (JSON.stringify(counted[i]) !== JSON.stringify(expected[i])) {
          if (wrong.counted++ === 0) t.same({ request, counted: counted[i] }, { request, counted: expected[i] });
        }
        const sums = (dims: readonly string[]): string => JSON.stringify(sumOver(counted[i]!, dims).cells);
        const { dims } = expected[i]!;
        if (sums(dims.slice(1)) !== JSON.stringify(counted[n + i]!.cells)) wrong.organisations++;
        if (sums(dims.slice(0, 1)) !== JSON.stringify(counted[2 * n + i]!.cells)) wrong.parts++;
      }
      t.same(wrong, { counted: 0, organisations: 0, parts: 0 });
      const passes = counter.explain(all).length;
      t.ok(passes <= 6 * byShape.size + 1, `${passes} passes for ${all.length} requests`);
    },
  );

for (const engine of found)
  t.test(
    `${engine.name} gives the same when requests are counted one at a time, and when no finer table is allowed`,
    async (t) => {
      const alone = await engine.open(tables, lists);
      for (let i = 0; i < requests.length; i += 24)
        t.equal(JSON.stringify(await alone.count(requests[i]!)), JSON.stringify(expected[i]), requests[i]!.id);
      // What it reads is held until it is closed.
      await alone.close();
      const apart = await counting(t, engine, 40);
      const some = requests.flatMap((r, i) => (i % 6 === 0 ? [[r, expected[i]] as const] : []));
      const counted = await apart.countAll(some.map(([r]) => r));
      t.equal(JSON.stringify(counted), JSON.stringify(some.map(([, cube]) => cube)));
    },
  );

const whereFirst = requests.filter(
  ({ from, where }) =>
    typeof from === 'string' || ('one' in from && typeof from.one === 'string' && where.length === 0),
);
for (const engine of found)
  t.test(`${engine.name} says where every row went as memory does`, async (t) => {
    t.ok(whereFirst.length >= 15);
    const counter = await counting(t, engine);
    for (const request of whereFirst.slice(0, 15)) t.same(await counter.tally(request), tally(request, tables, lists));
    const later = requests.find(({ from, where }) => typeof from === 'object' && 'one' in from && where.length > 0);
    await t.rejects(counter.tally(later!), /only be followed in memory/);
  });
