import fc from 'fast-check';
import t from 'tap';
import type { CountedRun } from '../../src/release/counted.js';
import { release } from '../../src/release/release.js';
import type { Run } from '../../src/release/result.js';
import { bands, bandsAndSexes, sexes } from './sequences.js';
import { type Cells, groups, policyOf, runOf } from './tables.js';

/* What is hidden depends on the tables that are linked, and on nothing else: not on their order, and not on a table of other people beside them. */

const lt5 = policyOf({ hide: { from: 1, to: 4 } });
const people = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 40 }));
const keys = bandsAndSexes.flatMap((row) => groups.map((ethnicity) => ({ ...row, ethnicity })));
const numbers = fc.array(people, { minLength: keys.length, maxLength: keys.length });
const tables = fc.subarray([bands, sexes, bandsAndSexes], { minLength: 1 });

function runWith(of: readonly number[], breakdowns: readonly (typeof bands)[]): CountedRun {
  const staff: Cells = keys.map((key, i) => [key, of[i] as number]);
  const has = (b: Readonly<Record<string, string>>): boolean =>
    staff.some(([key, n]) => n > 0 && Object.entries(b).every(([d, g]) => (key as typeof b)[d] === g));
  return runOf({ staff, rows: [{}, ...breakdowns.flat().filter(has)] });
}

/** The same tables of other people: cubes and indicator by other names. */
const ofOthers = (run: CountedRun): CountedRun =>
  JSON.parse(JSON.stringify(run).replaceAll('wres.1', 'wres.6')) as CountedRun;

const joined = (a: CountedRun, b: CountedRun): CountedRun => ({
  ...a,
  cubes: { ...b.cubes, ...a.cubes },
  rows: [...b.rows, ...a.rows],
});

const turned = (run: CountedRun): CountedRun => ({
  ...run,
  rows: [...run.rows].reverse().map((r) => ({ ...r, groups: [...r.groups].reverse() })),
  cubes: Object.fromEntries(
    Object.entries(run.cubes)
      .reverse()
      .map(([id, c]) => [id, { ...c, cube: { ...c.cube, cells: [...c.cube.cells].reverse() } }]),
  ),
});

/** Each count of one indicator, in an order of its own. */
const shownIn = (run: Run, indicator: string): readonly string[] =>
  run.results
    .filter((r) => r.indicator === indicator)
    .flatMap((r) => r.parts.map((p) => JSON.stringify([r.breakdown, p.group, p.n, p.base])))
    .sort();

t.test('a table of other people changes nothing in the rest, nor does the order of anything', async (t) => {
  let [same, hidden] = [0, 0];
  await fc.assert(
    fc.asyncProperty(numbers, numbers, tables, async (own, others, breakdowns) => {
      const run = runWith(own, breakdowns);
      const other = ofOthers(runWith(others, breakdowns));
      const of = async (r: CountedRun): Promise<Run> => (await release(r, lt5)) as unknown as Run;
      const [alone, beside, reversed] = [
        await of(run),
        await of(joined(run, other)),
        await of(turned(joined(run, other))),
      ];
      if (alone.refused || beside.refused) return;
      const shown = shownIn(alone, 'wres.1');
      t.same(shownIn(beside, 'wres.1'), shown);
      t.same(shownIn(reversed, 'wres.1'), shown);
      t.same(shownIn(reversed, 'wres.6'), shownIn(beside, 'wres.6'));
      same++;
      if (shown.some((s) => s.includes('suppressed'))) hidden++;
    }),
    { seed: 3, numRuns: 40, interruptAfterTimeLimit: 6_000, markInterruptAsFailure: false },
  );
  t.ok(same > 0 && hidden > 0, `${same} runs, ${hidden} of them with something hidden`);
});
