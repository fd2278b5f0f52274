import fc from 'fast-check';
import t from 'tap';
import { breslowDay } from '../../src/formulas/breslow-day.js';
import { katz } from '../../src/formulas/katz.js';
import { cochranMantelHaenszel, mantelHaenszelOdds, mantelHaenszelRatio } from '../../src/formulas/mantel-haenszel.js';
import { adjustP, adjustTests } from '../../src/formulas/multiplicity.js';
import { scoreTest } from '../../src/formulas/pearson.js';
import { relativeLikelihood } from '../../src/formulas/relative-likelihood.js';
import { apart, compared, limits, swapped, twoGroups } from './support.js';

const undef = (why: string) => ({ status: 'undefined', why });

t.test(
  'two bands by hand: (10 x 100/200 + 30 x 80/140) / (5 x 100/200 + 20 x 60/140) = 22.142857 / 11.071429 = 2',
  async (t) => {
    const { value } = mantelHaenszelRatio([compared(10, 100, 5, 100), compared(30, 60, 20, 80)], 0.95);
    t.ok(value.status === 'ok' && Math.abs(value.value - 2) < 1e-15);
  },
);

t.test(
  'pooling that hides nothing: a band ratio of 2 in each band stays 2 where the crude ratio is turned round',
  async (t) => {
    // Over: 20/200 junior, 40/50 senior. Under: 5/100, 160/400. Crude (60/250) / (165/500) = 0.727.
    const strata = [compared(20, 200, 5, 100), compared(40, 50, 160, 400)];
    const crude = relativeLikelihood(compared(60, 250, 165, 500));
    const { value } = mantelHaenszelRatio(strata, 0.95);
    t.ok(crude.status === 'ok' && crude.value < 1 && value.status === 'ok' && Math.abs(value.value - 2) < 1e-12);
  },
);

t.test('one stratum is the plain ratio with Katz limits', async (t) => {
  fc.assert(
    fc.property(twoGroups(), (counts) => {
      const [plain, log] = [relativeLikelihood(counts), katz(counts, 0.95)];
      const { value, interval } = mantelHaenszelRatio([counts], 0.95);
      if (plain.status !== 'ok' || value.status !== 'ok') return plain.status === value.status;
      if (log.status !== 'ok' || interval.status !== 'ok') return log.status === interval.status;
      const [[l, u], [l2, u2]] = [limits(log), limits(interval)];
      return apart(plain.value, value.value) < 1e-12 && apart(l, l2) < 1e-7 && apart(u, u2) < 1e-7;
    }),
  );
  t.pass();
});

t.test('one stratum is the score test with N - 1', async (t) => {
  const [one, plain] = [cochranMantelHaenszel([compared(8, 20, 3, 15)]), scoreTest(compared(8, 20, 3, 15))];
  t.ok(one.status === 'ok' && plain.status === 'ok' && apart(one.p, plain.p) < 1e-12);
});

t.test('swapping the groups inverts the pooled ratios and leaves the tests', async (t) => {
  fc.assert(
    fc.property(fc.array(twoGroups(200), { minLength: 1, maxLength: 5 }), (strata) => {
      const turned = strata.map(swapped);
      for (const method of [mantelHaenszelRatio, mantelHaenszelOdds]) {
        const [there, back] = [method(strata, 0.95), method(turned, 0.95)];
        if (there.value.status === 'ok' && back.value.status === 'ok' && there.value.value > 0) {
          if (apart(there.value.value * back.value.value, 1) > 1e-12) return false;
          const [[l], [, u2]] = [limits(there.interval), limits(back.interval)];
          if (apart(l * u2, 1) > 1e-9) return false;
        }
      }
      const tests = [strata, turned].map(
        (s) => [cochranMantelHaenszel(s), breslowDay(s), breslowDay(s, true)] as const,
      );
      return tests[0]!.every((test, i) => {
        const other = tests[1]![i]!;
        if (test.status !== 'ok' || other.status !== 'ok') return true;
        return Math.abs(test.statistic - other.statistic) < 1e-6 * Math.max(1, test.statistic);
      });
    }),
  );
  t.pass();
});

t.test('the same odds in every stratum leave nothing for Breslow-Day', async (t) => {
  // odds ratios (10 x 80)/(20 x 10) = 4 and (20 x 60)/(30 x 10) = 4
  const same = breslowDay([compared(10, 30, 10, 90), compared(20, 50, 10, 70)]);
  t.ok(same.status === 'ok' && same.statistic < 1e-20 && same.p === 1 && same.df === 1);
  const opposite = breslowDay([compared(10, 30, 10, 90), compared(10, 90, 10, 30)]);
  t.ok(opposite.status === 'ok' && opposite.p < 0.001);
});

t.test('absences have names', async (t) => {
  for (const method of [mantelHaenszelRatio, mantelHaenszelOdds]) {
    t.same(method([compared(0, 0, 1, 3)], 0.95).value, undef('no-group-members'));
    t.same(method([], 0.95).value, undef('no-group-members'));
    t.same(method([compared(4, 3, 1, 3)], 0.95).value, undef('invalid-counts'));
    t.same(method([compared(0, 3, 0, 3)], 0.95).value, undef('no-events'));
    t.same(method([compared(1, 3, 0, 3)], 0.95).value, undef('zero-comparator'));
    t.same(method([compared(0, 3, 1, 3)], 0.95), { value: { status: 'ok', value: 0 }, interval: undef('infeasible') });
  }
  t.same(cochranMantelHaenszel([compared(0, 3, 0, 3)]), undef('no-events'));
  t.same(breslowDay([compared(1, 3, 1, 3)]), undef('infeasible'));
});

t.test('adjusted p values by hand: 0.01, 0.04, 0.03', async (t) => {
  // Benjamini-Hochberg: 0.01 x 3/1, min(0.03 x 3/2, 0.04 x 3/3), 0.04. Holm: 0.01 x 3, 0.03 x 2, then 0.04 x 1 raised to 0.06.
  t.same(
    adjustP([0.01, 0.04, 0.03], 'benjamini-hochberg').map((p) => p.toFixed(10)),
    ['0.0300000000', '0.0400000000', '0.0400000000'],
  );
  t.same(
    adjustP([0.01, 0.04, 0.03], 'holm').map((p) => p.toFixed(10)),
    ['0.0300000000', '0.0600000000', '0.0600000000'],
  );
  t.same(adjustP([], 'holm'), []);
  t.throws(() => adjustP([Number.NaN], 'holm'), RangeError);
});

t.test('adjusting never lowers a p, keeps the order, and Holm is the stricter', async (t) => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (ps) => {
      const [bh, holm] = [adjustP(ps, 'benjamini-hochberg'), adjustP(ps, 'holm')];
      return ps.every((p, i) => {
        const ordered = ps.every((q, j) => p > q || (bh[i]! <= bh[j]! && holm[i]! <= holm[j]!));
        return ordered && bh[i]! >= p - 1e-15 && holm[i]! >= bh[i]! - 1e-12 && holm[i]! <= 1;
      });
    }),
  );
  t.pass();
});

t.test('rows without a test are no comparisons', async (t) => {
  const none = { status: 'undefined', why: 'no-events' } as const;
  const adjusted = adjustTests(
    [{ status: 'ok', method: 'fisher-mid-p', p: 0.02 }, none, { status: 'ok', method: 'fisher-mid-p', p: 0.5 }],
    'benjamini-hochberg',
  );
  t.match(adjusted[0], { method: 'fisher-mid-p, benjamini-hochberg', p: 0.04 });
  t.equal(adjusted[1], none);
});
