import fc from 'fast-check';
import t from 'tap';
import type { CountedRow, CountedRun } from '../../src/release/counted.js';
import { release } from '../../src/release/release.js';
import type { Run } from '../../src/release/result.js';
import { type Cells, groups, policyOf, runOf } from './tables.js';

/*
 * Means over two years that overlap (WRES 3 of older editions, WDES 3): the years one and two of last year's figure, two and three of this year's. A reader adds
 * and takes away; no small number of a single year may be left with fewer than three values. Counted out: every three numbers that fit.
 */

const lt5 = policyOf({ hide: { from: 1, to: 4 } });
const staff: Cells = groups.map((ethnicity, i) => [{ ethnicity }, [60, 40, 20][i] as number] as const);

type Years = readonly [first: number, second: number, third: number];

const eventsOf = (numbers: readonly number[]): Cells =>
  groups.map((ethnicity, i) => [{ ethnicity }, numbers[i] as number]);

/** Both years' rates, each a mean of two years' events, in one run. */
function bothMeans(years: readonly Years[]): CountedRun {
  const mean = (a: 0 | 1): CountedRun =>
    runOf({ staff, rows: [{}], events: eventsOf(years.map((y) => y[a] + y[a + 1]!)), ratioRows: [{}], eventYears: 2 });
  const [before, now] = [mean(0), mean(1)];
  const earlier = before.rows.map(
    (row): CountedRow => ({
      ...row,
      yearsBefore: 1,
      groups: row.groups.map((g) => ({
        ...g,
        n: { ...g.n, cube: `${(g.n as { cube: string }).cube} before` } as typeof g.n,
        base: { ...g.base, cube: `${(g.base as { cube: string }).cube} before` } as typeof g.base,
      })),
      ...(row.workforce
        ? {
            workforce: {
              n: { ...row.workforce.n, cube: 'wres.1/staff before' } as typeof row.workforce.n,
              base: { ...row.workforce.base, cube: 'wres.1/staff before' } as typeof row.workforce.base,
            },
          }
        : {}),
    }),
  );
  const cubes = Object.fromEntries(Object.entries(before.cubes).map(([id, cube]) => [`${id} before`, cube]));
  return { ...now, cubes: { ...now.cubes, ...cubes }, rows: [...now.rows, ...earlier] };
}

/** The two sums a reader has of a group: the number of both years together, or that it is hidden and so not 0. */
function seenOf(run: Run, group: string): readonly (number | undefined)[] {
  return [1, undefined].map((before) => {
    const row = run.results.find((r) => r.indicator === 'wres.3' && r.yearsBefore === before);
    const n = row?.parts.find((p) => p.group === group)?.n;
    return typeof n === 'number' ? Math.round(2 * n) : undefined;
  });
}

/** The values each single year may have, over every three numbers that fit. */
function valuesOf([before, now]: readonly (number | undefined)[], most: number): readonly ReadonlySet<number>[] {
  const found = [new Set<number>(), new Set<number>(), new Set<number>()];
  const fits = (sum: number, seen: number | undefined): boolean => (seen === undefined ? sum > 0 : sum === seen);
  for (let a = 0; a <= most; a++)
    for (let b = 0; b <= most; b++) {
      if (!fits(a + b, before)) continue;
      for (let c = 0; c <= most; c++) if (fits(b + c, now)) [a, b, c].forEach((n, k) => void found[k]!.add(n));
    }
  return found;
}

const year = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 9 }));

t.test('two means that share a year leave every small number of a single year three values', async (t) => {
  let [small, hidden, shown] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(year, year, year), { minLength: 3, maxLength: 3 }), async (years) => {
      const run = (await release(bothMeans(years), lt5)) as unknown as Run;
      if (run.refused) return;
      groups.forEach((group, g) => {
        const seen = seenOf(run, group);
        const truth = years[g] as Years;
        hidden += seen.filter((n) => n === undefined).length;
        shown += seen.filter((n) => n !== undefined).length;
        const sums = [truth[0] + truth[1], truth[1] + truth[2]];
        seen.forEach((n, k) => {
          if (n === undefined ? sums[k] === 0 : n !== sums[k]) throw new Error('a sum is not what was released');
          if (n !== undefined && n > 0 && n < 5) throw new Error(`a small sum of two years is shown: ${n}`);
        });
        const values = valuesOf(seen, 40);
        truth.forEach((n, k) => {
          if (n === 0 || n > 4) return;
          small++;
          if (values[k]!.size < 3) throw new Error(`year ${k + 1} of ${group} is one of ${[...values[k]!].join(', ')}`);
        });
      });
    }),
    { seed: 5, numRuns: 300 },
  );
  t.ok(
    small > 500 && hidden > 100 && shown > 100,
    `${small} small numbers of a year; ${hidden} sums hidden, ${shown} shown`,
  );
});

t.test('a single year shown beside the two would be found out', (t) => {
  // 2 + 7 = 9 and 7 + 6 = 13 are shown; with the second year known the first is 2.
  const values = valuesOf([9, 13], 40);
  t.same([...values[0]!], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  t.ok(values[0]!.has(9 - 7));
  t.end();
});
