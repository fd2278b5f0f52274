import * as fc from 'fast-check';
import t from 'tap';
import { memoryCounter } from '../../src/count/memory.js';
import { byOrganisation, engines, manyCases, organisations } from './engines.js';
import { anyRequest, lists as ownLists } from './random.js';

const cases = 30;
const tables = manyCases(cases, 41);
const lists = organisations(ownLists, cases);
const requests = fc.sample(anyRequest, { numRuns: 150, seed: 42 }).map(byOrganisation);

const { engines: found, leftOut } = await engines();
t.teardown(() => {
  for (const engine of found) engine.stop();
});
for (const reason of leftOut) t.comment(`left out: ${reason}`);

const memory = memoryCounter({ tables, lists });
const expected = await Promise.all(requests.map((r) => memory.count(r)));

t.test('the random requests find something to count', async (t) => {
  t.ok(expected.flatMap((c) => c.cells).length > 3000, `${expected.flatMap((c) => c.cells).length} cells`);
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
