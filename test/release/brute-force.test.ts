import fc from 'fast-check';
import t from 'tap';
import type { CountedRun } from '../../src/release/counted.js';
import { release } from '../../src/release/release.js';
import type { Run } from '../../src/release/result.js';
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

/** The first table that fits, counting through the cells: hidden counts are 1 and more, cells at most `most`. The sums in the order of `seen`. */
function tableThatFits(seen: readonly Seen[], cells: number, most: number): readonly number[] | undefined {
  const sums = seen.map(() => 0);
  const at = Array.from({ length: cells }, (_, c) => seen.flatMap((s, k) => (s.cells.includes(c) ? [k] : [])));
  const own = (c: number): Seen | undefined => seen.find((s) => s.cells.length === 1 && s.cells[0] === c);
  const least = at.map((_, c) => own(c)?.n ?? (own(c) ? 1 : 0));
  const greatest = at.map((here) => Math.min(most, ...here.flatMap((k) => seen[k]?.n ?? [])));
  /** What the cells of a sum that come after one can hold. */
  const rest = (of: readonly number[]) =>
    seen.map((s) => at.map((_, c) => s.cells.reduce((n, d) => (d > c ? n + (of[d] as number) : n), 0)));
  const [atLeast, atMost] = [rest(least), rest(greatest)];
  const put = (c: number): boolean => {
    if (c === cells) return true;
    const here = at[c] as readonly number[];
    let [low, high] = [least[c] as number, greatest[c] as number];
    for (const k of here) {
      const { n } = seen[k] as Seen;
      const so = sums[k] as number;
      if (n !== undefined) high = Math.min(high, n - so - (atLeast[k]?.[c] as number));
      low = Math.max(low, (n ?? 1) - so - (atMost[k]?.[c] as number));
    }
    for (let n = low; n <= high; n++) {
      for (const k of here) sums[k] = (sums[k] as number) + n;
      if (put(c + 1)) return true;
      for (const k of here) sums[k] = (sums[k] as number) - n;
    }
    return false;
  };
  return put(0) ? sums : undefined;
}

/** Values of each hidden sum over the tables that fit, until each has three or there are no more. */
function valuesOf(seen: readonly Seen[], cells: number, most: number): readonly ReadonlySet<number>[] {
  const values = seen.map(() => new Set<number>());
  const note = (sums: readonly number[] | undefined): void => sums?.forEach((n, k) => void values[k]?.add(n));
  note(tableThatFits(seen, cells, most));
  seen.forEach((s, k) => {
    if (s.n !== undefined) return;
    const found = values[k] as Set<number>;
    for (let v = 1; v <= most && found.size < 3; v++) {
      if (found.has(v)) continue;
      note(tableThatFits(seen.with(k, { ...s, n: v }), cells, most));
    }
  });
  return values.filter((_, k) => seen[k]?.n === undefined);
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
    t.ok(hid > 0, `${ran} tables, ${hid} with something hidden`);
  });
