import fc from 'fast-check';
import type { Compared, IntervalOutcome } from '../../src/formulas/types.js';

export const compared = (n1: number, base1: number, n2: number, base2: number, years?: number): Compared => ({
  over: { n: n1, base: base1 },
  under: { n: n2, base: base2 },
  ...(years === undefined ? {} : { years }),
});

export const swapped = (counts: Compared): Compared => ({ ...counts, over: counts.under, under: counts.over });

/** The largest relative difference of two numbers; 0 when both are 0. */
export const apart = (a: number, b: number): number =>
  a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));

/** Limits of an interval, an open one as Infinity; throws when there is none. */
export function limits(interval: IntervalOutcome): readonly [number, number] {
  if (interval.status !== 'ok') throw new Error(`no interval: ${JSON.stringify(interval)}`);
  const [lower, upper] = interval.value.map((b) => (b === 'unbounded' ? Number.POSITIVE_INFINITY : b));
  return [lower!, upper!];
}

const count = (most: number) =>
  fc
    .integer({ min: 1, max: most })
    .chain((base) => fc.record({ n: fc.integer({ min: 0, max: base }), base: fc.constant(base) }));

/** Two groups of 1 to `most` people with 0 to all having the event; the ends come up often. */
export const twoGroups = (most = 5000): fc.Arbitrary<Compared> => fc.record({ over: count(most), under: count(most) });
