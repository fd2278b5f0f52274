import fc from 'fast-check';
import t from 'tap';
import { fisherExact, fisherMidP, fisherMidPDoubled } from '../../src/formulas/fisher.js';
import { pearson, testOfTwo } from '../../src/formulas/pearson.js';
import type { Compared, TestOutcome } from '../../src/formulas/types.js';
import { apart, compared, swapped, twoGroups } from './support.js';

const p = (test: TestOutcome): number => {
  if (test.status !== 'ok') throw new Error(JSON.stringify(test));
  return test.p;
};

/** The definition over every table, with exact integers: C(n1, k) C(n2, m - k) out of C(N, m). */
function byHand({ over, under }: Compared): { fisher: number; b: number; a: number } {
  const choose = (n: number, k: number): bigint => {
    let c = 1n;
    for (let i = 0; i < k; i++) c = (c * BigInt(n - i)) / BigInt(i + 1);
    return k < 0 || k > n ? 0n : c;
  };
  const m = over.n + under.n;
  const ways = (k: number): bigint => choose(over.base, k) * choose(under.base, m - k);
  const seen = ways(over.n);
  let [all, unlikely, below, above] = [0n, 0n, 0n, 0n];
  for (let k = 0; k <= m; k++) {
    const w = ways(k);
    all += w;
    if (w <= seen) unlikely += w;
    if (k < over.n) below += w;
    if (k > over.n) above += w;
  }
  const part = (x: bigint): number => Number((x * 10n ** 200n) / all) / 1e200;
  const side = below < above ? below : above;
  return { fisher: part(unlikely), b: part(2n * unlikely - seen) / 2, a: part(2n * side + seen) };
}

t.test('the three p values of printed tables', async (t) => {
  for (const [a, b, c, d, fisher, midB, midA] of [
    [9, 725, 17, 2505, 0.15503, 0.12512, 0.15513],
    [7, 10, 3, 10, 0.1789, 0.13993, 0.10096],
    [120, 400, 60, 300, 0.00294, 0.00257, 0.00264],
    [8, 20, 3, 15, 0.28142, 0.21271, 0.236],
    [0, 30, 5, 40, 0.06614, 0.03896, 0.05437],
    [5, 40, 0, 30, 0.06614, 0.03896, 0.05437],
    [10, 10, 1, 10, 0.00012, 0.00009, 0.00006],
  ] as const) {
    const counts = compared(a, b, c, d);
    // The second printed 0.21271 is 0.212736 rounded down, hence 1e-5 where half of that would be expected.
    for (const [test, expected] of [
      [fisherExact, fisher],
      [fisherMidP, midB],
      [fisherMidPDoubled, midA],
    ] as const)
      t.ok(Math.abs(p(test(counts)) - expected) < 3e-5, `${a}/${b} over ${c}/${d}: ${p(test(counts))} is ${expected}`);
  }
});

t.test('agrees with exact whole-number arithmetic', async (t) => {
  fc.assert(
    fc.property(twoGroups(150), (counts) => {
      if (counts.over.n + counts.under.n === 0) return true;
      const exact = byHand(counts);
      return (
        apart(p(fisherExact(counts)), exact.fisher) < 1e-12 &&
        apart(p(fisherMidP(counts)), exact.b) < 1e-12 &&
        apart(p(fisherMidPDoubled(counts)), Math.min(1, exact.a)) < 1e-12
      );
    }),
    { numRuns: 300 },
  );
  t.pass();
});

t.test('swapping the groups, or events with non-events, changes nothing', async (t) => {
  fc.assert(
    fc.property(twoGroups(2000), (counts) => {
      const { over, under } = counts;
      const relabelled = compared(over.base - over.n, over.base, under.base - under.n, under.base);
      if (over.n + under.n === 0 || relabelled.over.n + relabelled.under.n === 0) return true;
      const at = p(fisherMidP(counts));
      return apart(at, p(fisherMidP(swapped(counts)))) < 1e-11 && apart(at, p(fisherMidP(relabelled))) < 1e-11;
    }),
  );
  t.pass();
});

t.test('absences have names, and a half needs another test', async (t) => {
  t.same(fisherMidP(compared(0, 3, 0, 4)), { status: 'undefined', why: 'no-events' });
  t.same(fisherMidP(compared(0, 0, 0, 4)), { status: 'undefined', why: 'no-group-members' });
  t.same(fisherMidP(compared(5, 4, 0, 4)), { status: 'undefined', why: 'invalid-counts' });
  t.same(fisherMidP(compared(8.5, 725, 17, 2505)), { status: 'undefined', why: 'invalid-counts' });
  t.match(testOfTwo(compared(8.5, 725, 17, 2505)), { status: 'ok', method: 'miettinen-nurminen-score' });
  t.same(testOfTwo(compared(8.5, 725, 17, 2505, 2)), fisherMidP(compared(17, 1450, 34, 5010)));
});

t.test('one possible table has Fisher p 1 and mid-p 0.5', async (t) => {
  t.equal(p(fisherExact(compared(3, 3, 4, 4))), 1);
  t.equal(p(fisherMidP(compared(3, 3, 4, 4))), 0.5);
});

t.test('millions of people take no longer than a blink and agree with the normal approximation', async (t) => {
  const counts = compared(2_001_500, 100_000_000, 2_000_000, 100_000_000);
  const started = process.hrtime.bigint();
  const exact = p(fisherMidPDoubled(counts));
  const ms = Number(process.hrtime.bigint() - started) / 1e6;
  t.ok(ms < 1000, `${ms} ms`);
  t.ok(apart(exact, p(pearson(counts))) < 1e-6, `${exact} ${p(pearson(counts))}`);
  t.ok(apart(p(fisherMidP(counts)), exact) < 1e-3);
});
