import fc from 'fast-check';
import t from 'tap';
import type { CountedRun, CountRef } from '../../src/release/counted.js';
import { release } from '../../src/release/release.js';
import type { Run } from '../../src/release/result.js';
import { systemOf } from '../../src/release/system.js';
import { type Seen, seenOf, valuesOf } from './counting-out.js';
import { type Cells, groups, policyOf, runOf } from './tables.js';

/*
 * How near the complements are to the best that would do: on tables of one or two bands every other set of complements is tried, and for each every table that fits is
 * counted out. Best by what the gate weighs (a reader loses more with a total than with the unknown), and, said beside it, by number.
 */

const lt5 = policyOf({ hide: { from: 1, to: 4 } });
const people = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 4, arbitrary: fc.integer({ min: 5, max: 12 }) },
);
const tables = fc
  .integer({ min: 1, max: 2 })
  .chain((bands) => fc.array(people, { minLength: 3 * bands, maxLength: 3 * bands }));

/** A count of the run: what a reader sees of it, once or in several places, and what its hiding costs. */
interface Count {
  readonly n: number;
  readonly cost: number;
  readonly places: readonly number[];
}

const numberOf = ({ cells }: Seen, staff: Cells): number =>
  cells.reduce((sum, c) => sum + (staff[c]?.[1] as number), 0);

function countsOf(run: CountedRun, seen: readonly Seen[], staff: Cells): readonly Count[] {
  const system = systemOf(run, run.rows, (cube) => run.cubes[cube]!.cube.cells);
  const places = new Map<number, number[]>();
  const note = (ref: CountRef): void => {
    const cells = staff.flatMap(([key], c) =>
      Object.entries(ref.where).every(([d, of]) => of.includes((key as Record<string, string>)[d] as string))
        ? [c]
        : [],
    );
    const k = seen.findIndex((s) => s.cells.join() === cells.join());
    const item = system.at(ref) as number;
    places.set(item, [...new Set([...(places.get(item) ?? []), k])]);
  };
  for (const row of run.rows)
    for (const { n, base } of row.groups) for (const of of [n, base]) if ('cube' in of) note(of);
  return [...places].map(([item, at]) => ({
    n: numberOf(seen[at[0] as number] as Seen, staff),
    cost: system.items[item]!.cost,
    places: at,
  }));
}

const isSmall = ({ n }: Count): boolean => n > 0 && n < 5;

/** Whether every hidden sum has three values when these are hidden, the small ones among the small numbers. */
function safe(counts: readonly Count[], seen: readonly Seen[], staff: Cells, hidden: ReadonlySet<Count>): boolean {
  const of = seen.map((s, k) => {
    const count = counts.find(({ places }) => places.includes(k)) as Count;
    const { cells } = s;
    if (!hidden.has(count)) return { cells, n: count.n };
    return { cells, n: undefined, ...(isSmall(count) ? { most: 4 } : {}) };
  });
  return valuesOf(of, staff.length, 30).every((v) => v.size >= 3);
}

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  const sets: (readonly T[])[] = [[]];
  for (const one of all) sets.push(...sets.map((s) => [...s, one]));
  return sets;
}
const costOf = (all: readonly Count[]): number => all.reduce((sum, { cost }) => sum + cost, 0);

t.test('the complements cost little more than the cheapest that would do', async (t) => {
  const said = { tables: 0, dearer: 0, cost: 0, least: 0, number: 0, fewest: 0 };
  await fc.assert(
    fc.asyncProperty(tables, async (numbers) => {
      const bands = ['8a', '9'].slice(0, numbers.length / 3);
      const staff: Cells = bands.flatMap((band, b) =>
        groups.map((ethnicity, g) => [{ band, ethnicity }, numbers[3 * b + g] as number] as const),
      );
      const rows = bands.filter((_, b) => numbers.slice(3 * b, 3 * b + 3).some((n) => n > 0)).map((band) => ({ band }));
      const run = runOf({ staff, rows: [{}, ...rows] });
      const released = (await release(run, lt5)) as unknown as Run;
      if (released.refused) return;
      const seen = seenOf(released, staff);
      const counts = countsOf(run, seen, staff);
      const small = counts.filter(isSmall);
      const taken = counts.filter((c) => !isSmall(c) && seen[c.places[0] as number]!.n === undefined);
      if (taken.length === 0 || !safe(counts, seen, staff, new Set([...small, ...taken]))) return;
      const free = counts.filter((c) => c.n > 4);
      const does = (more: readonly Count[]): boolean => safe(counts, seen, staff, new Set([...small, ...more]));
      const cheaper = subsets(free).filter((s) => costOf(s) < costOf(taken) * (1 - 1e-9));
      const least = cheaper.sort((a, b) => costOf(a) - costOf(b)).find(does) ?? taken;
      said.tables++;
      said.number += taken.length;
      said.fewest += least.length;
      said.cost += costOf(taken);
      said.least += costOf(least);
      if (least !== taken) said.dearer++;
    }),
    { seed: 11, numRuns: 120 },
  );
  const by = said.cost / said.least;
  t.comment(JSON.stringify(said), by.toFixed(3));
  t.ok(said.tables > 20, `${said.tables} tables with complements`);
  t.ok(by <= 1.1, `${by.toFixed(3)} times the cost of the cheapest`);
});
