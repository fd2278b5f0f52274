import fc from 'fast-check';
import t from 'tap';
import type { CountedRun } from '../../src/release/counted.js';
import { release } from '../../src/release/release.js';
import type { Run } from '../../src/release/result.js';
import { type Row, seenOf, shownIn, valuesOf } from './counting-out.js';
import { type Cells, type Given, groups, policyOf, runOf } from './tables.js';

/*
 * Small tables, as many as the time allows: every table that fits what is shown is counted out, cell by cell, without a solver. A hidden count must be seen with three values.
 */

const lt5 = policyOf({ hide: { from: 1, to: 4 } });
const people = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 4, arbitrary: fc.integer({ min: 5, max: 14 }) },
);

const tableOf = (keys: readonly Row[], rows: readonly Row[]): fc.Arbitrary<Given> => {
  const cells = keys.flatMap((key) => groups.map((ethnicity) => ({ ...key, ethnicity })));
  return fc.array(people, { minLength: cells.length, maxLength: cells.length }).map((numbers) => {
    const staff: Cells = cells.map((key, i) => [key, numbers[i] as number]);
    const has = (b: Row): boolean =>
      staff.some(([key, n]) => n > 0 && Object.entries(b).every(([d, g]) => (key as Row)[d] === g));
    return { staff, rows: [{}, ...rows.filter(has)] };
  });
};
const bands = ['7', '8a', '9'];
const flat = fc.integer({ min: 1, max: 3 }).chain((n) => {
  const rows = bands.slice(0, n).map((band) => ({ band }));
  return tableOf(rows, rows);
});
const blocks = ['clinical', 'non-clinical'];
const cellsOfBlocks = blocks.flatMap((block) => ['8a', '9'].map((band) => ({ block, band })));
const nested = tableOf(cellsOfBlocks, [...blocks.map((block) => ({ block })), ...cellsOfBlocks]);
const linked = tableOf(cellsOfBlocks, [...cellsOfBlocks, { band: '8a' }, { band: '9' }]);

const shuffled = (run: CountedRun): CountedRun => ({
  ...run,
  rows: [...run.rows].reverse().map((r) => ({ ...r, groups: [...r.groups].reverse() })),
  cubes: Object.fromEntries(
    Object.entries(run.cubes).map(([id, c]) => [id, { ...c, cube: { ...c.cube, cells: [...c.cube.cells].reverse() } }]),
  ),
});
for (const [name, tables, seconds] of [
  ['one table', flat, 3],
  ['blocks of bands', nested, 3],
  ['two tables linked by their margins', linked, 3],
] as const)
  t.test(`counted out: ${name}`, async (t) => {
    let [ran, hid] = [0, 0];
    await fc.assert(
      fc.asyncProperty(tables, async (given) => {
        ran++;
        const counted = runOf(given);
        const seen = seenOf((await release(counted, lt5)) as unknown as Run, given.staff);
        const values = valuesOf(seen, given.staff.length, 30);
        if (values.length > 0) hid++;
        const open = values.findIndex((v) => v.size < 3);
        if (open >= 0) throw new Error(`${shownIn(seen)}: one may only be ${[...(values[open] as Set<number>)]}`);
        if (ran % 8 === 0) {
          const again = seenOf((await release(shuffled(counted), lt5)) as unknown as Run, given.staff);
          if (shownIn(again) !== shownIn(seen)) throw new Error('the order of rows changed what is hidden');
        }
      }),
      { numRuns: 2000, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false },
    );
    t.ok(hid > 0, `${ran} tables, ${hid} with something hidden`);
  });
