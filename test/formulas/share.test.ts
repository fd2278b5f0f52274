import fc from 'fast-check';
import t from 'tap';
import { newcombe } from '../../src/formulas/newcombe.js';
import { boardDifference, pointGap, share } from '../../src/formulas/share.js';
import { wilson } from '../../src/formulas/wilson.js';
import { apart, compared, limits, swapped, twoGroups } from './support.js';

const undef = (why: string) => ({ status: 'undefined', why });

t.test('a share is n over base, and 0 of something is 0', async (t) => {
  t.same(share(1, 4), { status: 'ok', value: 0.25 });
  t.same(share(0, 4), { status: 'ok', value: 0 });
  t.same(share(0, 0), undef('no-group-members'));
  t.same(share(1, 0), undef('invalid-counts'));
  t.same(share(5, 4), undef('invalid-counts'));
  t.same(share(-1, 4), undef('invalid-counts'));
  t.same(share(Number.NaN, 4), undef('invalid-counts'));
});

t.test('a gap is in points and keeps the first absence', async (t) => {
  t.same(pointGap(share(3, 4), share(1, 4)), { status: 'ok', value: 50 });
  t.same(pointGap(share(1, 4), share(3, 4)), { status: 'ok', value: -50 });
  t.same(pointGap({ status: 'suppressed', why: 'disclosure' }, share(0, 0)), {
    status: 'suppressed',
    why: 'disclosure',
  });
  t.same(pointGap(share(1, 4), share(0, 0)), undef('no-group-members'));
});

t.test('3 of 15 members against 2226 of 7966 staff is 20 - 27.9438 points', async (t) => {
  const d = boardDifference({ board: { n: 3, base: 15 }, workforce: { n: 2226, base: 7966 } });
  t.ok(d.status === 'ok' && Math.abs(d.value - (20 - 222600 / 7966)) < 1e-12);
});

t.test('Wilson limits of printed shares', async (t) => {
  for (const [n, base, lower, upper] of [
    [9, 725, 0.00654, 0.02342],
    [17, 2505, 0.00424, 0.01084],
    [7, 10, 0.39678, 0.89221],
    [3, 10, 0.10779, 0.60322],
    [0, 30, 0, 0.11351],
    [10, 10, 0.72247, 1],
  ] as const) {
    const [l, u] = limits(wilson(n, base, 0.95));
    t.ok(Math.abs(l - lower) < 5.1e-6 && Math.abs(u - upper) < 5.1e-6, `${n}/${base}: ${l} to ${u}`);
  }
  t.same(wilson(1, 0, 0.95), undef('invalid-counts'));
  t.throws(() => wilson(1, 2, 95), RangeError);
});

t.test('a Wilson limit p is where (n/base - p)² = z² p (1 - p) / base', async (t) => {
  fc.assert(
    fc.property(twoGroups(1e6), ({ over: { n, base } }) => {
      const z2 = 1.959963984540054 ** 2;
      return limits(wilson(n, base, 0.95)).every((limit) => {
        const [left, right] = [(n / base - limit) ** 2, (z2 * limit * (1 - limit)) / base];
        return apart(left, right) < 1e-9 || ((n === 0 || n === base) && Math.max(left, right) < 1e-15);
      });
    }),
  );
  t.pass();
});

t.test('Wilson mirrors: the others are 1 less the limits, and the share is inside', async (t) => {
  fc.assert(
    fc.property(twoGroups(1e5), ({ over: { n, base } }) => {
      const [l, u] = limits(wilson(n, base, 0.95));
      const [l2, u2] = limits(wilson(base - n, base, 0.95));
      return Math.abs(l - (1 - u2)) < 1e-15 && Math.abs(u - (1 - l2)) < 1e-15 && l <= n / base && n / base <= u;
    }),
  );
  t.pass();
});

t.test('Newcombe: 7 of 34 less 1 of 34 is 17.6 points, 1.9 to 34.0, from the two Wilson intervals', async (t) => {
  // Wilson: 0.10348 to 0.36794 for 7/34, 0.00521 to 0.14919 for 1/34.
  const [l, u] = limits(newcombe(compared(7, 34, 1, 34), 0.95));
  const d = 6 / 34;
  const lower = d - Math.hypot(7 / 34 - 0.103482, 0.149172 - 1 / 34);
  const upper = d + Math.hypot(0.368 - 7 / 34, 1 / 34 - 0.005211);
  t.ok(Math.abs(l / 100 - lower) < 1e-3 && Math.abs(u / 100 - upper) < 1e-3, `${l} to ${u}`);
  t.same(newcombe(compared(7, 0, 1, 34), 0.95), undef('invalid-counts'));
  t.same(newcombe(compared(0, 0, 1, 34), 0.95), undef('no-group-members'));
});

t.test('swapping the groups turns the gap round, and it lies in its interval', async (t) => {
  fc.assert(
    fc.property(twoGroups(), (counts) => {
      const [l, u] = limits(newcombe(counts, 0.95));
      const [l2, u2] = limits(newcombe(swapped(counts), 0.95));
      const gap = 100 * (counts.over.n / counts.over.base - counts.under.n / counts.under.base);
      return (
        Math.abs(l + u2) < 1e-11 &&
        Math.abs(u + l2) < 1e-11 &&
        l <= gap &&
        gap <= u &&
        l >= -100.000001 &&
        u <= 100.000001
      );
    }),
  );
  t.pass();
});
