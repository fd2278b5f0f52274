import type { TestOutcome } from './types.js';

export type Adjustment = 'benjamini-hochberg' | 'holm';

/**
 * p values adjusted for being looked at together, in the order given. Benjamini-Hochberg bounds the share of false findings among the findings,
 * Holm the chance of any false finding. Throws a RangeError for a p outside 0 to 1.
 * Source: Benjamini and Hochberg, JRSS B 57 (1995), 289-300; Holm, Scandinavian Journal of Statistics 6 (1979), 65-70.
 * Example: 0.01, 0.04, 0.03 become 0.03, 0.04, 0.04 (Benjamini-Hochberg) and 0.03, 0.06, 0.06 (Holm).
 */
export function adjustP(ps: readonly number[], how: Adjustment): readonly number[] {
  for (const p of ps) if (!(p >= 0 && p <= 1)) throw new RangeError(`a p value between 0 and 1 is needed, not ${p}`);
  const order = ps.map((_, i) => i).sort((i, j) => ps[i]! - ps[j]!);
  const m = ps.length;
  const adjusted = new Array<number>(m).fill(1);
  if (how === 'holm') {
    let largest = 0;
    order.forEach((i, rank) => {
      largest = Math.max(largest, Math.min(1, (m - rank) * ps[i]!));
      adjusted[i] = largest;
    });
  } else {
    let smallest = 1;
    for (let rank = m; rank >= 1; rank--) {
      const i = order[rank - 1]!;
      smallest = Math.min(smallest, (m * ps[i]!) / rank);
      adjusted[i] = smallest;
    }
  }
  return adjusted;
}

/**
 * The tests of one table with adjusted p values; rows without a test keep their reason and are not counted among the comparisons.
 * The method names both, as in `fisher-mid-p, benjamini-hochberg`.
 */
export function adjustTests(tests: readonly TestOutcome[], how: Adjustment): readonly TestOutcome[] {
  const adjusted = adjustP(
    tests.flatMap((test) => (test.status === 'ok' ? [test.p] : [])),
    how,
  )[Symbol.iterator]();
  return tests.map((test) =>
    test.status === 'ok'
      ? { status: 'ok', method: `${test.method}, ${how}`, p: adjusted.next().value as number }
      : test,
  );
}
