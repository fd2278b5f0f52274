import fc from 'fast-check';
import t from 'tap';
import { agrestiCaffo, agrestiCoull } from '../../src/formulas/agresti.js';
import { clopperPearson } from '../../src/formulas/clopper-pearson.js';
import { meanInterval } from '../../src/formulas/mean.js';
import { scoreTestOfShare } from '../../src/formulas/share-test.js';
import { wilson, wilsonCorrected } from '../../src/formulas/wilson.js';
import { apart, compared, limits, swapped, twoGroups } from './support.js';

const undef = (why: string) => ({ status: 'undefined', why });

t.test('exact limits with none or all are a plain power', async (t) => {
  // 1 - 0.025^(1/30) and 0.025^(1/10)
  t.ok(apart(limits(clopperPearson(0, 30, 0.95))[1], 1 - 0.025 ** (1 / 30)) < 1e-13);
  t.ok(apart(limits(clopperPearson(10, 10, 0.95))[0], 0.025 ** (1 / 10)) < 1e-13);
});

t.test('at an exact limit the tail beyond the count seen is 2.5 %, added up term by term', async (t) => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  const atMost = (x: number, n: number, p: number): number => {
    let sum = 0;
    for (let k = 0; k <= x; k++) sum += choose(n, k) * p ** k * (1 - p) ** (n - k);
    return sum;
  };
  for (const [x, n] of [
    [4, 20],
    [18, 20],
    [1, 7],
    [25, 50],
  ] as const) {
    const [l, u] = limits(clopperPearson(x, n, 0.95));
    t.ok(
      Math.abs(1 - atMost(x - 1, n, l) - 0.025) < 1e-12 && Math.abs(atMost(x, n, u) - 0.025) < 1e-12,
      `${x} of ${n}`,
    );
  }
});

t.test(
  'every interval for a share mirrors, holds the share (Agresti-Coull but for the ends) and lies in 0 to 1',
  async (t) => {
    fc.assert(
      fc.property(twoGroups(1e5), ({ over: { n, base } }) =>
        [wilson, wilsonCorrected, clopperPearson, agrestiCoull].every((method) => {
          const [l, u] = limits(method(n, base, 0.95));
          const [l2, u2] = limits(method(base - n, base, 0.95));
          const mirrored = Math.abs(l + u2 - 1) < 1e-12 && Math.abs(u + l2 - 1) < 1e-12;
          return mirrored && l >= 0 && u <= 1 && l <= n / base + 1e-15 && n / base <= u + 1e-15;
        }),
      ),
    );
    t.pass();
  },
);

t.test('a continuity correction widens, and exact is wider than Wilson around the middle', async (t) => {
  fc.assert(
    fc.property(twoGroups(1e4), ({ over: { n, base } }) => {
      const [plain, wider] = [limits(wilson(n, base, 0.95)), limits(wilsonCorrected(n, base, 0.95))];
      return wider[0] <= plain[0] && wider[1] >= plain[1];
    }),
  );
  const [inner, outer] = [limits(wilson(500, 1000, 0.95)), limits(clopperPearson(500, 1000, 0.95))];
  t.ok(outer[0] < inner[0] && outer[1] > inner[1]);
});

t.test('more people with the same share narrow every interval', async (t) => {
  for (const method of [wilson, wilsonCorrected, clopperPearson, agrestiCoull]) {
    const width = (k: number): number => {
      const [l, u] = limits(method(3 * k, 10 * k, 0.95));
      return u - l;
    };
    t.ok(width(1) > width(2) && width(2) > width(100) && width(100) > width(10_000));
  }
});

t.test('absences have names', async (t) => {
  for (const method of [wilson, wilsonCorrected, clopperPearson, agrestiCoull]) {
    t.same(method(0, 0, 0.95), undef('no-group-members'));
    t.same(method(2, 1, 0.95), undef('invalid-counts'));
    t.throws(() => method(1, 2, 0), RangeError);
  }
  t.same(agrestiCaffo(compared(0, 0, 1, 2), 0.95), undef('no-group-members'));
});

t.test('Agresti-Coull by hand: 4 of 20 with z² = 3.841459', async (t) => {
  // n~ = 23.841459, p~ = (4 + 1.920729) / 23.841459 = 0.248338, half = 1.959964 x √(0.248338 x 0.751662 / 23.841459) = 0.173426
  const [l, u] = limits(agrestiCoull(4, 20, 0.95));
  t.ok(Math.abs(l - 0.074912) < 2e-6 && Math.abs(u - 0.421764) < 2e-6);
});

t.test('Agresti-Caffo by hand: 8/36 less 2/36 after one person in each cell', async (t) => {
  // 0.166667 ± 1.959964 x √(0.222222 x 0.777778 / 36 + 0.055556 x 0.944444 / 36) = 0.166667 ± 0.155051
  const [l, u] = limits(agrestiCaffo(compared(7, 34, 1, 34), 0.95));
  t.ok(Math.abs(l - 1.1612) < 2e-3 && Math.abs(u - 32.1722) < 2e-3, `${l} to ${u}`);
  const [l2, u2] = limits(agrestiCaffo(swapped(compared(7, 34, 1, 34)), 0.95));
  t.ok(Math.abs(l + u2) < 1e-12 && Math.abs(u + l2) < 1e-12);
});

t.test('the share test and Wilson agree on every reference', async (t) => {
  fc.assert(
    fc.property(twoGroups(500), fc.integer({ min: 1, max: 999 }), ({ over: { n, base } }, thousandths) => {
      const test = scoreTestOfShare(n, base, thousandths / 1000);
      const [l, u] = limits(wilson(n, base, 0.95));
      if (test.status !== 'ok' || Math.abs(test.p - 0.05) < 1e-9) return true;
      return test.p < 0.05 === (thousandths / 1000 < l || thousandths / 1000 > u);
    }),
  );
  t.same(scoreTestOfShare(3, 4, 1), undef('infeasible'));
  t.same(scoreTestOfShare(3, 0, 0.5), undef('invalid-counts'));
});

t.test('a mean of one value has no interval, and of none no members', async (t) => {
  t.same(meanInterval({ n: 0, mean: 0, sd: 0 }, 0.95), undef('no-group-members'));
  t.same(meanInterval({ n: 1, mean: 20, sd: 0 }, 0.95), undef('infeasible'));
  t.same(meanInterval({ n: 3, mean: 20, sd: -1 }, 0.95), undef('invalid-counts'));
  // t with 1 degree of freedom: tan(0.475 π) = 12.7062; 20 ± 12.7062 x 2 / √2
  const [l, u] = limits(meanInterval({ n: 2, mean: 20, sd: 2 }, 0.95));
  t.ok(Math.abs(l - (20 - Math.tan(0.475 * Math.PI) * Math.SQRT2)) < 1e-10 && Math.abs(u + l - 40) < 1e-10);
});
