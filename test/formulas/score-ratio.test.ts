import fc from 'fast-check';
import t from 'tap';
import { scoreTest } from '../../src/formulas/pearson.js';
import { koopman, miettinenNurminen } from '../../src/formulas/score-ratio.js';
import { apart, compared, limits, swapped, twoGroups } from './support.js';

const infinite = Number.POSITIVE_INFINITY;
const vectors: readonly (readonly [number, number, number, number, readonly number[], readonly number[]])[] = [
  [9, 725, 17, 2505, [0.83462, 3.99881], [0.83453, 3.99927]],
  [7, 10, 3, 10, [0.92642, 6.84744], [0.90563, 7.0333]],
  [120, 400, 60, 300, [1.14775, 1.9718], [1.14753, 1.97218]],
  [8, 20, 3, 15, [0.7099, 6.25764], [0.70041, 6.35507]],
  [0, 30, 5, 40, [0, 0.95311], [0, 0.96637]],
  [5, 40, 0, 30, [1.0492, infinite], [1.0348, infinite]],
  [10, 10, 1, 10, [2.47433, 55.9403], [2.42066, 58.0157]],
];

for (const [a, b, c, d, plain, wider] of vectors)
  t.test(`${a}/${b} over ${c}/${d}`, async (t) => {
    for (const [method, expected] of [
      [koopman, plain],
      [miettinenNurminen, wider],
    ] as const)
      limits(method(compared(a, b, c, d), 0.95)).forEach((limit, i) => {
        t.ok(limit === expected[i] || apart(limit, expected[i]!) < 1e-5, `${limit} is ${expected[i]}`);
      });
  });

t.test('the limits satisfy the defining equation, worked with the restricted rates found by search', async (t) => {
  // At the limit the score is ± 1.959964 at the rates that maximise the likelihood subject to p1 = theta p2.
  const [x1, n1, x2, n2] = [9, 725, 17, 2505];
  const [lower, upper] = limits(miettinenNurminen(compared(x1, n1, x2, n2), 0.95));
  for (const [theta, z] of [
    [lower, 1.959963984540054],
    [upper, -1.959963984540054],
  ] as const) {
    const logLikelihood = (p: number): number =>
      x1 * Math.log(theta * p) + (n1 - x1) * Math.log1p(-theta * p) + x2 * Math.log(p) + (n2 - x2) * Math.log1p(-p);
    let [low, high] = [1e-6, 0.1];
    for (let i = 0; i < 200; i++) {
      const [p, q] = [low + (high - low) / 3, high - (high - low) / 3];
      if (logLikelihood(p) < logLikelihood(q)) low = p;
      else high = q;
    }
    const p2 = low;
    const p1 = theta * p2;
    const v = ((p1 * (1 - p1)) / n1 + (theta ** 2 * p2 * (1 - p2)) / n2) * ((n1 + n2) / (n1 + n2 - 1));
    t.ok(Math.abs((x1 / n1 - (theta * x2) / n2) / Math.sqrt(v) - z) < 1e-6);
  }
});

t.test('absences have names', async (t) => {
  t.same(miettinenNurminen(compared(0, 3, 0, 4), 0.95), { status: 'undefined', why: 'no-events' });
  t.same(miettinenNurminen(compared(0, 0, 0, 4), 0.95), { status: 'undefined', why: 'no-group-members' });
  t.same(miettinenNurminen(compared(4, 3, 0, 4), 0.95), { status: 'undefined', why: 'invalid-counts' });
  t.throws(() => miettinenNurminen(compared(1, 3, 1, 4), 1), RangeError);
});

t.test('swapping the groups inverts the interval', async (t) => {
  fc.assert(
    fc.property(twoGroups(1e6), (counts) => {
      const [there, back] = [miettinenNurminen(counts, 0.95), miettinenNurminen(swapped(counts), 0.95)];
      if (there.status !== 'ok') return back.status === there.status;
      const [l, u] = limits(there);
      const [l2, u2] = limits(back);
      return apart(l, 1 / u2) < 1e-11 && apart(u, 1 / l2) < 1e-11;
    }),
  );
  t.pass();
});

t.test('the interval contains the ratio, and a higher level contains a lower one', async (t) => {
  fc.assert(
    fc.property(twoGroups(), (counts) => {
      const narrow = miettinenNurminen(counts, 0.95);
      if (narrow.status !== 'ok') return true;
      const [l, u] = limits(narrow);
      const [l2, u2] = limits(miettinenNurminen(counts, 0.998));
      const { over, under } = counts;
      const ratio = under.n === 0 ? infinite : (over.n * under.base) / (over.base * under.n);
      return l <= ratio && ratio <= u && l2 <= l && u2 >= u;
    }),
  );
  t.pass();
});

t.test('one more event over moves both limits up', async (t) => {
  fc.assert(
    fc.property(twoGroups(), ({ over, under }) => {
      if (over.n === over.base) return true;
      const more = { over: { ...over, n: over.n + 1 }, under };
      const at = miettinenNurminen({ over, under }, 0.95);
      if (at.status !== 'ok') return true;
      const [l, u] = limits(at);
      const [l2, u2] = limits(miettinenNurminen(more, 0.95));
      return l2 > l && (u2 > u || u === infinite);
    }),
  );
  t.pass();
});

t.test('the interval leaves out 1 exactly when its own test has p below 0.05', async (t) => {
  fc.assert(
    fc.property(twoGroups(300), (counts) => {
      const [interval, test] = [miettinenNurminen(counts, 0.95), scoreTest(counts)];
      if (interval.status !== 'ok' || test.status !== 'ok') return interval.status === test.status;
      const [l, u] = limits(interval);
      return Math.abs(test.p - 0.05) < 1e-9 || test.p < 0.05 === (l > 1 || u < 1);
    }),
  );
  t.pass();
});

t.test('a two-year mean is judged by the events of both years', async (t) => {
  t.same(
    limits(miettinenNurminen(compared(8.5, 725, 17, 2505, 2), 0.95)),
    limits(miettinenNurminen(compared(17, 1450, 34, 5010), 0.95)),
  );
  // Without `years` the mean is all there is, and the interval is the wider one.
  const [l, u] = limits(miettinenNurminen(compared(8.5, 725, 17, 2505), 0.95));
  const [l2, u2] = limits(miettinenNurminen(compared(17, 1450, 34, 5010), 0.95));
  t.ok(l < l2 && u > u2);
});
