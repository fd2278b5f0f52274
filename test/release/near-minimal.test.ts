import fc from 'fast-check';
import t from 'tap';
import { release } from '../../src/release/release.js';
import type { Run } from '../../src/release/result.js';
import { type Seen, seenOf, valuesOf } from './counting-out.js';
import { type Cells, groups, policyOf, runOf } from './tables.js';

/*
 * How near the complements are to the fewest that would do: on tables of one or two bands every smaller set of complements is tried, and for each every table that
 * fits is counted out, with no regard to what a small count is guessed to be.
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

const numberOf = ({ cells }: Seen, staff: Cells): number =>
  cells.reduce((sum, c) => sum + (staff[c]?.[1] as number), 0);

/** Whether every hidden sum has three values when these are hidden. */
function safe(all: readonly Seen[], staff: Cells, hidden: ReadonlySet<number>): boolean {
  const seen = all.map((s, k) => ({ ...s, n: hidden.has(k) ? undefined : numberOf(s, staff) }));
  return valuesOf(seen, staff.length, 30).every((v) => v.size >= 3);
}

function* choices(from: readonly number[], size: number): Generator<readonly number[]> {
  if (size === 0) yield [];
  else
    for (const [k, first] of from.entries())
      for (const more of choices(from.slice(k + 1), size - 1)) yield [first, ...more];
}

/** The fewest complements that are safe, when fewer than `most` are. */
function fewest(all: readonly Seen[], staff: Cells, primary: readonly number[], most: number): number {
  const free = all.flatMap((s, k) => (numberOf(s, staff) > 4 ? [k] : []));
  for (let size = 0; size < most; size++)
    for (const more of choices(free, size)) if (safe(all, staff, new Set([...primary, ...more]))) return size;
  return most;
}

t.test('the complements are not many more than the fewest that would do', async (t) => {
  let [ran, taken, needed, more] = [0, 0, 0, 0];
  await fc.assert(
    fc.asyncProperty(tables, async (numbers) => {
      const bands = ['8a', '9'].slice(0, numbers.length / 3);
      const staff: Cells = bands.flatMap((band, b) =>
        groups.map((ethnicity, g) => [{ band, ethnicity }, numbers[3 * b + g] as number] as const),
      );
      const rows = bands.filter((_, b) => numbers.slice(3 * b, 3 * b + 3).some((n) => n > 0)).map((band) => ({ band }));
      const released = (await release(runOf({ staff, rows: [{}, ...rows] }), lt5)) as unknown as Run;
      const seen = released.refused ? [] : seenOf(released, staff);
      const primary = seen.flatMap((s, k) => (numberOf(s, staff) > 0 && numberOf(s, staff) < 5 ? [k] : []));
      const complements = seen.filter((s) => s.n === undefined).length - primary.length;
      if (complements === 0) return;
      ran++;
      const least = fewest(seen, staff, primary, complements);
      taken += complements;
      needed += least;
      if (complements > least) more++;
    }),
    { seed: 11, numRuns: 300, interruptAfterTimeLimit: 5_000, markInterruptAsFailure: false },
  );
  t.comment(`${ran} tables with complements: ${taken} taken, ${needed} would do; ${more} tables had more than needed`);
  t.ok(ran > 0, `${ran} tables tried`);
  // The gate also keeps small counts small, and weighs what is lost rather than how many: fewer would do for less.
  t.ok(taken <= 1.5 * needed, `${taken} complements where ${needed} would do`);
});
