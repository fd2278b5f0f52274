import fc from 'fast-check';
import t from 'tap';
import type { CountedRun } from '../../src/release/counted.js';
import { release } from '../../src/release/release.js';
import type { Run } from '../../src/release/result.js';
import { type Cells, type Given, groups, policyOf, runOf } from './tables.js';

/*
 * Small tables, thousands of them: every table that fits what is shown is counted out, cell by cell, without a solver. A hidden count must be seen with three values.
 */

const lt5 = policyOf({ hide: { from: 1, to: 4 } });
const people = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 4, arbitrary: fc.integer({ min: 5, max: 14 }) },
);
type Row = Readonly<Record<string, string>>;

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

/** A sum of cells as a reader sees it: its number, or that it is hidden. */
interface Seen {
  readonly cells: readonly number[];
  readonly n: number | undefined;
}

/** What a reader sees of a run: every count, as a sum of cells, once. */
function seenOf(run: Run, staff: Cells): readonly Seen[] {
  const found = new Map<string, Seen>();
  const note = (where: Row, n: unknown): void => {
    const cells = staff.flatMap(([key], i) =>
      Object.entries(where).every(([d, g]) => (key as Row)[d] === g) ? [i] : [],
    );
    found.set(cells.join(), { cells, n: typeof n === 'number' ? n : undefined });
  };
  for (const { breakdown, parts } of run.results)
    for (const p of parts) {
      note(breakdown, p.base);
      note({ ...breakdown, ethnicity: p.group }, p.n);
    }
  return [...found.values()];
}

/** Values of each hidden sum over all tables that fit, until each has three. Hidden counts are 1 and more, cells at most `most`. */
export function valuesOf(seen: readonly Seen[], cells: number, most: number): readonly ReadonlySet<number>[] {
  const hidden = seen.filter((s) => s.n === undefined);
  const values = hidden.map(() => new Set<number>());
  const single = new Map(seen.filter((s) => s.cells.length === 1).map((s) => [s.cells[0] as number, s]));
  const at = Array.from({ length: cells }, (_, c) => seen.filter((s) => s.cells.includes(c)));
  const last = new Map(seen.map((s) => [s, Math.max(...s.cells)]));
  const table = new Array<number>(cells).fill(0);
  const sum = new Map(seen.map((s) => [s, 0]));
  let open = hidden.length;
  const put = (c: number): void => {
    if (open === 0) return;
    if (c === cells) {
      hidden.forEach((s, i) => {
        const set = values[i] as Set<number>;
        if (set.size < 3 && set.add(sum.get(s) as number).size === 3) open--;
      });
      return;
    }
    const own = single.get(c);
    let [low, high] = own ? (own.n === undefined ? [1, most] : [own.n, own.n]) : [0, most];
    for (const s of at[c] as readonly Seen[]) {
      if (s.n === undefined) continue;
      const left = s.n - (sum.get(s) as number);
      high = Math.min(high, left);
      if (last.get(s) === c) low = Math.max(low, left);
    }
    for (let n = low; n <= high; n++) {
      table[c] = n;
      for (const s of at[c] as readonly Seen[]) sum.set(s, (sum.get(s) as number) + n);
      const fits = (at[c] as readonly Seen[]).every(
        (s) => s.n !== undefined || last.get(s) !== c || (sum.get(s) as number) > 0,
      );
      if (fits) put(c + 1);
      for (const s of at[c] as readonly Seen[]) sum.set(s, (sum.get(s) as number) - n);
      if (open === 0) return;
    }
  };
  put(0);
  return values;
}

const shuffled = (run: CountedRun): CountedRun => ({
  ...run,
  rows: [...run.rows].reverse().map((r) => ({ ...r, groups: [...r.groups].reverse() })),
  cubes: Object.fromEntries(
    Object.entries(run.cubes).map(([id, c]) => [id, { ...c, cube: { ...c.cube, cells: [...c.cube.cells].reverse() } }]),
  ),
});
const shownIn = (seen: readonly Seen[]): string =>
  seen
    .map((s) => `${s.cells.join()}=${s.n ?? '*'}`)
    .sort()
    .join(' ');

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
    t.ok(hid > 20, `${ran} tables, ${hid} with something hidden`);
  });
