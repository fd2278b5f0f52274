import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import t from 'tap';
import { addCubes } from '../../src/core/cube.js';
import type { Rows } from '../../src/core/rows.js';
import { memoryCounter } from '../../src/count/memory.js';
import { tally } from '../../src/count/tally.js';
import { naiveCount } from './naive.js';
import { anyRequest, anyTables, lists } from './random.js';

t.test('the memory engine counts what a plain loop counts, whatever is missing', async (t) => {
  let cells = 0;
  await fc.assert(
    fc.asyncProperty(anyTables, anyRequest, async (tables, request) => {
      const counted = await memoryCounter({ tables, lists }).count(request);
      cells += counted.cells.length;
      assert.equal(JSON.stringify(counted), JSON.stringify(naiveCount(request, tables, lists)));
    }),
    { numRuns: 1500, seed: 20251 },
  );
  t.ok(cells > 1500, `the random requests are not all empty: ${cells} cells`);
});

t.test('every row is counted, merged or excluded, and the counted ones are the people', async () => {
  await fc.assert(
    fc.asyncProperty(anyTables, anyRequest, async (tables, request) => {
      const { rows, counted, merged, excluded } = tally(request, tables, lists);
      assert.equal(counted + merged + Object.values(excluded).reduce((a, b) => a + b, 0), rows);
      if (typeof request.from !== 'string' && ('pair' in request.from || 'join' in request.from)) return;
      const [cell] = (await memoryCounter({ tables, lists }).count({ ...request, by: {}, measure: 'people' })).cells;
      assert.equal(counted, cell?.n ?? 0);
    }),
    { numRuns: 500, seed: 20252 },
  );
});

t.test('counts add: two organisations together are the sum of the two', async () => {
  const together = (a: Rows, b: Rows): Rows => ({
    ...a,
    length: a.length + b.length,
    columns: Object.fromEntries(Object.keys(a.columns).map((c) => [c, [...a.columns[c]!, ...b.columns[c]!]])),
  });
  // People of different organisations are different people.
  const of = (rows: Rows, organisation: string): Rows => ({
    ...rows,
    columns: { ...rows.columns, employee: rows.columns.employee!.map((e) => e && `${organisation} ${e}`) },
  });
  type Three = { staff: Rows; leavers: Rows; cases: Rows };
  const each = (tables: Three, f: (rows: Rows, name: keyof Three) => Rows): Three => ({
    staff: f(tables.staff, 'staff'),
    leavers: f(tables.leavers, 'leavers'),
    cases: f(tables.cases, 'cases'),
  });
  await fc.assert(
    fc.asyncProperty(anyTables, anyTables, anyRequest, async (one, two, request) => {
      const [a, b] = [each(one, (r) => of(r, 'x')), each(two, (r) => of(r, 'y'))];
      const count = (tables: Three) => memoryCounter({ tables, lists }).count(request);
      const sum = addCubes([await count(a), await count(b)]);
      assert.deepEqual(await count(each(a, (r, name) => together(r, b[name]))), sum);
    }),
    { numRuns: 200, seed: 20253 },
  );
});
