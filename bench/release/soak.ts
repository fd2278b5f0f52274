/**
 * Random tables through the gate, as many as asked for, each attacked by counting out every table that fits what was released (the attack of
 * `test/release/counting-out.ts`, without a solver). Prints per shape and policy how many tables were tried, how many counts were hidden, and how
 * many of those could be recovered (one value fits), how many have fewer than three values, and how many small counts were shown. The last three
 * must be 0; otherwise the first such table is printed with its seed, and the run ends with 1.
 *
 *   node dist/bench/release/soak.js [--seeds 1,2,3] [--tables 500]
 *
 * `--tables` is per shape, policy and seed.
 */
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { release } from '../../src/release/release.js';
import type { Run } from '../../src/release/result.js';
import { type Row, type Seen, seenOf, shownIn, valuesOf } from '../../test/release/counting-out.js';
import { type Cells, type Given, groups, policyOf, runOf } from '../../test/release/tables.js';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '1,2,3' }, tables: { type: 'string', default: '500' } },
});
const seeds = values.seeds.split(',').map(Number);
const tables = Number(values.tables);
if (!seeds.every(Number.isInteger) || !Number.isInteger(tables) || tables < 1)
  throw new RangeError('usage: soak.js [--seeds 1,2,3] [--tables 500]');

/** The most a cell may hold, for the one who counts out; no table drawn has more. */
const most = 30;

const people = (smallest: number): fc.Arbitrary<number> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 4, arbitrary: fc.integer({ min: 1, max: smallest }) },
    { weight: 4, arbitrary: fc.integer({ min: smallest + 1, max: 14 }) },
  );

interface Shape {
  readonly cells: readonly Row[];
  readonly rows: readonly Row[];
}
const cross = (a: readonly Row[], b: readonly Row[]): readonly Row[] =>
  a.flatMap((x) => b.map((y) => ({ ...x, ...y })));
const by = (dimension: string, ...all: readonly string[]): readonly Row[] => all.map((g) => ({ [dimension]: g }));
const [bands, blocks, sexes] = [by('band', '8a', '9'), by('block', 'clinical', 'non-clinical'), by('sex', 'f', 'm')];
const blocksOfBands = cross(blocks, bands);
const three = by('band', '7', '8a', '9');
const shapes: Readonly<Record<string, Shape>> = {
  'one row': { cells: bands.slice(0, 1), rows: bands.slice(0, 1) },
  'one table of two bands': { cells: bands, rows: bands },
  'one table of three bands': { cells: three, rows: three },
  'blocks of bands': { cells: blocksOfBands, rows: [...blocks, ...blocksOfBands] },
  'two tables linked by their margins': { cells: blocksOfBands, rows: [...blocksOfBands, ...bands] },
  'every margin of two dimensions': { cells: blocksOfBands, rows: [...blocks, ...bands, ...blocksOfBands] },
  'margins only': { cells: cross(bands, sexes), rows: [...bands, ...sexes] },
};
const policies = { 'under 5': { from: 1, to: 4 }, 'under 3': { from: 1, to: 2 } } as const;

function tableOf({ cells, rows }: Shape, smallest: number): fc.Arbitrary<Given> {
  const keys = cells.flatMap((key) => groups.map((ethnicity) => ({ ...key, ethnicity })));
  return fc.array(people(smallest), { minLength: keys.length, maxLength: keys.length }).map((numbers) => {
    const staff: Cells = keys.map((key, i) => [key, numbers[i] as number]);
    const has = (b: Row): boolean =>
      staff.some(([key, n]) => n > 0 && Object.entries(b).every(([d, g]) => (key as Row)[d] === g));
    return { staff, rows: [{}, ...rows.filter(has)] };
  });
}

interface Tally {
  tried: number;
  withHidden: number;
  hidden: number;
  recovered: number;
  underThree: number;
  smallShown: number;
}
const none = (): Tally => ({ tried: 0, withHidden: 0, hidden: 0, recovered: 0, underThree: 0, smallShown: 0 });
let failed = false;

function judge(seen: readonly Seen[], staff: Cells, smallest: number, tally: Tally, where: string): void {
  const candidates = valuesOf(seen, staff.length, most);
  const truth = seen.map((s) => s.cells.reduce((n, c) => n + (staff[c]?.[1] as number), 0));
  if (seen.some((s, k) => s.n !== undefined && s.n !== truth[k])) throw new Error(`${where}: a count shown is not so`);
  const few = candidates.filter((v) => v.size < 3).length;
  const small = seen.filter(({ n }) => n !== undefined && n > 0 && n <= smallest).length;
  tally.tried++;
  tally.hidden += candidates.length;
  if (candidates.length > 0) tally.withHidden++;
  tally.recovered += candidates.filter((v) => v.size < 2).length;
  tally.underThree += few;
  tally.smallShown += small;
  if ((few > 0 || small > 0) && !failed)
    console.log(`\nFOUND ${where}: ${JSON.stringify(staff)} released as ${shownIn(seen)}\n`);
  if (few > 0 || small > 0) failed = true;
}

const print = (...columns: readonly (string | number)[]): void => console.log(`| ${columns.join(' | ')} |`);
const from = performance.now();
print(
  'Shape',
  'Hidden',
  'Tables tried',
  'With something hidden',
  'Counts hidden',
  'Recovered',
  'Fewer than three values',
  'Small counts shown',
);
print('---', '---', '---:', '---:', '---:', '---:', '---:', '---:');
const row = (shape: string, policy: string, t: Tally): void =>
  print(shape, policy, t.tried, t.withHidden, t.hidden, t.recovered, t.underThree, t.smallShown);
const all = none();
for (const [shape, of] of Object.entries(shapes))
  for (const [name, hide] of Object.entries(policies)) {
    const policy = policyOf({ hide });
    const tally = none();
    for (const seed of seeds)
      for (const [i, given] of fc.sample(tableOf(of, hide.to), { seed, numRuns: tables }).entries()) {
        const seen = seenOf((await release(runOf(given), policy)) as unknown as Run, given.staff);
        judge(seen, given.staff, hide.to, tally, `${shape}, ${name}, seed ${seed}, table ${i}`);
      }
    row(shape, name, tally);
    for (const key of Object.keys(all) as (keyof Tally)[]) all[key] += tally[key];
  }
row('all', seeds.map((s) => `seed ${s}`).join(', '), all);
console.log(`\n${((performance.now() - from) / 1000).toFixed(0)} s`);
if (failed) process.exitCode = 1;
