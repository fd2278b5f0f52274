import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { CountedRun } from '../../src/release/counted.js';
import type { Run } from '../../src/release/result.js';
import { attack } from './attacker.js';
import { loadHighs } from './highs.js';
import { type Cells, groups, runOf } from './tables.js';

/* Random staff by band and sex, asked for in several tables one after the other, and attacked with all that came out. */

type Breakdown = Readonly<Record<string, string>>;

export const bands: readonly Breakdown[] = ['8a', '8b', '9'].map((band) => ({ band }));
export const sexes: readonly Breakdown[] = ['female', 'male'].map((sex) => ({ sex }));
export const bandsAndSexes: readonly Breakdown[] = bands.flatMap((band) => sexes.map((sex) => ({ ...band, ...sex })));

/** A digest as the command line makes it, shorter. */
export const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

const people = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 40 }));

/**
 * Throws when a hidden count of some random staff is left fewer than three values by all that `released` gives for tables of these breakdowns, one after the other.
 * Returns how many sequences had two releases and more, and how many did not.
 */
export async function tellNoMoreThanOne(
  tables: readonly (readonly Breakdown[])[],
  released: (runs: readonly CountedRun[]) => Promise<readonly Run[]>,
  milliseconds: number,
): Promise<{ readonly attacked: number; readonly refused: number }> {
  const highs = await loadHighs();
  const keys = bandsAndSexes.flatMap((row) => groups.map((ethnicity): Breakdown => ({ ...row, ethnicity })));
  const random = fc.array(people, { minLength: keys.length, maxLength: keys.length });
  let [attacked, refused] = [0, 0];
  await fc.assert(
    fc.asyncProperty(random, async (numbers) => {
      const staff: Cells = keys.map((key, i) => [key, numbers[i] as number]);
      const has = (b: Breakdown): boolean =>
        staff.some(([key, n]) => n > 0 && Object.entries(b).every(([d, g]) => key[d] === g));
      const all = await released(tables.map((rows) => runOf({ staff, rows: [{}, ...rows.filter(has)] })));
      const runs = all.filter((run) => !run.refused);
      const [first] = runs;
      if (!first || runs.length < 2) {
        refused++;
        return;
      }
      const attacker = attack(highs, { ...first, results: runs.flatMap((r) => r.results) }, { neverZero: true });
      try {
        if (!attacker.feasible()) throw new Error('the attacker takes for granted what is not so');
        const open = attacker.candidates().filter(({ values }) => values.length < 3);
        if (open.length > 0) throw new Error(`worked out: ${JSON.stringify(open)}`);
        attacked++;
      } finally {
        attacker.done();
      }
    }),
    { numRuns: 20, interruptAfterTimeLimit: milliseconds, markInterruptAsFailure: false },
  );
  return { attacked, refused };
}
