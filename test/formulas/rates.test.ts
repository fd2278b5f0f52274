import fc from 'fast-check';
import t from 'tap';
import { rateRatio, rateRatioExact, rateRatioLog, rateScoreTest, rateTest } from '../../src/formulas/rate-ratio.js';
import { rateRatioMinlike, rateTestMinlike } from '../../src/formulas/rate-ratio-minlike.js';
import { byarLimits, garwoodLimits, rate, rateInterval } from '../../src/formulas/rates.js';
import { directlyStandardised, indirectlyStandardised } from '../../src/formulas/standardise.js';
import { apart, compared, limits, swapped } from './support.js';

const undef = (why: string) => ({ status: 'undefined', why });
const counts = fc
  .tuple(
    fc.integer({ min: 0, max: 400 }),
    fc.integer({ min: 1, max: 4000 }),
    fc.integer({ min: 0, max: 400 }),
    fc.integer({ min: 1, max: 4000 }),
  )
  .map(([x, m, y, n]) => compared(x, m / 2, y, n / 2));

t.test('a rate may be more than one, and its base a half', async (t) => {
  t.same(rate(60, 512.5), { status: 'ok', value: 60 / 512.5 });
  t.same(rate(3, 2), { status: 'ok', value: 1.5 });
  t.same(rate(0, 0), undef('no-group-members'));
  t.same(rate(-1, 3), undef('invalid-counts'));
});

t.test('exact limits of no event are plain logs, and the tails of 5 are 2.5 % term by term', async (t) => {
  t.same(garwoodLimits(0, 0.95)[0], 0);
  t.ok(apart(garwoodLimits(0, 0.95)[1], -Math.log(0.025)) < 1e-14);
  const atMost = (x: number, m: number): number => {
    let [sum, term] = [0, Math.exp(-m)];
    for (let k = 0; k <= x; k++) {
      sum += term;
      term *= m / (k + 1);
    }
    return sum;
  };
  for (const x of [1, 5, 40]) {
    const [l, u] = garwoodLimits(x, 0.95);
    t.ok(Math.abs(1 - atMost(x - 1, l) - 0.025) < 1e-13 && Math.abs(atMost(x, u) - 0.025) < 1e-13, `${x}`);
  }
});

t.test('Byar by hand: 10 x (1 - 1/90 - 1.959964 / (3 √10))³ = 4.7902', async (t) => {
  const [l, u] = byarLimits(10, 0.95);
  t.ok(Math.abs(l - 10 * (1 - 1 / 90 - 1.959964 / (3 * Math.sqrt(10))) ** 3) < 1e-5);
  t.ok(Math.abs(u - 11 * (1 - 1 / 99 + 1.959964 / (3 * Math.sqrt(11))) ** 3) < 1e-5);
  t.same(byarLimits(0, 0.95)[0], 0);
  t.equal(byarLimits(1, 0.998)[0], 0, 'never below 0');
});

t.test('limits of rates hold the rate, and Byar comes close to exact from ten events', async (t) => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (n) => {
      const [exact, near] = [garwoodLimits(n, 0.95), byarLimits(n, 0.95)];
      const close = n < 10 || (apart(exact[0], near[0]) < 0.01 && apart(exact[1], near[1]) < 0.01);
      return close && exact[0] <= n && n <= exact[1];
    }),
  );
  t.same(
    limits(rateInterval(5, 100, 0.95)).map((x) => x.toFixed(5)),
    ['0.01623', '0.11668'],
  );
  t.same(rateInterval(5, 0, 0.95), undef('no-group-members'));
});

t.test('ratios of rates: swapping inverts, and each interval holds the ratio', async (t) => {
  fc.assert(
    fc.property(counts, (c) => {
      const ratio = rateRatio(c);
      return [rateRatioExact, rateRatioMinlike, rateRatioLog].every((method) => {
        const [there, back] = [method(c, 0.95), method(swapped(c), 0.95)];
        if (there.status !== 'ok') return back.status === 'undefined';
        const [[l, u], [l2, u2]] = [limits(there), limits(back)];
        const inside = ratio.status !== 'ok' || (l <= ratio.value * (1 + 1e-12) && ratio.value <= u * (1 + 1e-12));
        return inside && apart(l, 1 / u2) < 1e-10 && apart(u, 1 / l2) < 1e-10;
      });
    }),
    { numRuns: 60 },
  );
  t.pass();
});

t.test('each exact interval leaves out 1 exactly when its own test has p below 0.05', async (t) => {
  fc.assert(
    fc.property(counts, (c) => {
      const pairs = [
        [rateRatioExact(c, 0.95), rateTest(c)],
        [rateRatioMinlike(c, 0.95), rateTestMinlike(c)],
      ] as const;
      return pairs.every(([interval, test], i) => {
        if (interval.status !== 'ok' || test.status !== 'ok') return interval.status === test.status;
        const [l, u] = limits(interval);
        const out = l > 1 || u < 1;
        // The likelihood interval may hold a ratio its test rejects, as the ratios it does not reject can have gaps; never the other way.
        return Math.abs(test.p - 0.05) < 1e-6 || (i === 0 ? test.p < 0.05 === out : test.p < 0.05 || !out);
      });
    }),
    { numRuns: 100 },
  );
  t.pass();
});

t.test('the likelihood interval is where a plain search over ratios first keeps p at 0.05', async (t) => {
  const c = compared(7, 40, 3, 60);
  const [lower, upper] = limits(rateRatioMinlike(c, 0.95));
  const pAt = (ratio: number): number => {
    const p = (ratio * 40) / (ratio * 40 + 60);
    const terms = Array.from({ length: 11 }, (_, k) => {
      let w = 1;
      for (let i = 0; i < k; i++) w = (w * (10 - i)) / (i + 1);
      return w * p ** k * (1 - p) ** (10 - k);
    });
    return terms.filter((w) => w <= terms[7]! * (1 + 1e-9)).reduce((a, b) => a + b, 0);
  };
  t.ok(pAt(lower * 0.9999) < 0.05 && pAt(lower * 1.0001) >= 0.05, `${lower}`);
  t.ok(pAt(upper * 1.0001) < 0.05 && pAt(upper * 0.9999) >= 0.05, `${upper}`);
  for (let r = lower / 50; r < lower * 0.9999; r *= 1.01) if (pAt(r) >= 0.05) t.fail(`p ${pAt(r)} at ${r}`);
});

t.test('60 and 30 events: the limits are where p jumps to 0.0553 and falls to 0.05, by a sum elsewhere', async (t) => {
  // p is 0.04416 at a binomial share of 0.561353 and 0.05527 at 0.561354; 0.0500002 at 0.756481 and 0.0499992 at 0.756482.
  const [lower, upper] = limits(rateRatioMinlike(compared(60, 1, 30, 1), 0.95));
  t.ok(0.561353 < lower / (1 + lower) && lower / (1 + lower) < 0.561354);
  t.ok(0.756481 < upper / (1 + upper) && upper / (1 + upper) < 0.756482);
});

t.test('exact test by hand: 4 of 5 events in a group with half the time', async (t) => {
  // P(4 or 5 of 5 at 1/2) = 6/32; twice that is 0.375; the mid-p takes off 5/32.
  const [test, mid] = [rateTest(compared(4, 10, 1, 10)), rateTest(compared(4, 10, 1, 10), true)];
  t.ok(test.status === 'ok' && Math.abs(test.p - 0.375) < 1e-14);
  t.ok(mid.status === 'ok' && Math.abs(mid.p - 2 * (6 / 32 - 5 / 64)) < 1e-14);
  const minlike = rateTestMinlike(compared(4, 10, 1, 10));
  t.ok(minlike.status === 'ok' && Math.abs(minlike.p - 12 / 32) < 1e-14);
  // (4 x 10 - 1 x 10) / √(5 x 10 x 10) = 1.341641
  const score = rateScoreTest(compared(4, 10, 1, 10));
  t.ok(score.status === 'ok' && Math.abs(score.p - 0.179712) < 1e-6);
});

t.test('absences of rate ratios have names', async (t) => {
  t.same(rateRatio(compared(1, 2, 0, 3)), undef('zero-comparator'));
  t.same(rateRatio(compared(0, 2, 0, 3)), undef('no-events'));
  t.same(rateRatio(compared(5, 2, 5, 2)), { status: 'ok', value: 1 });
  t.same(rateRatioExact(compared(0, 2, 0, 3), 0.95), undef('no-events'));
  t.same(limits(rateRatioExact(compared(3, 2, 0, 3), 0.95))[1], Number.POSITIVE_INFINITY);
  t.same(rateRatioLog(compared(0, 2, 3, 3), 0.95), undef('infeasible'));
  t.same(rateTest(compared(0, 0, 3, 3)), undef('no-group-members'));
  t.same(rateTestMinlike(compared(0.5, 2, 3, 3)), undef('invalid-counts'));
});

t.test('direct standardisation by hand: (3 x 5/100 + 1 x 30/100) / 4 = 0.1125', async (t) => {
  const { value, interval } = directlyStandardised(
    [
      { n: 5, base: 100, weight: 3 },
      { n: 30, base: 100, weight: 1 },
    ],
    0.95,
  );
  t.ok(value.status === 'ok' && Math.abs(value.value - 0.1125) < 1e-15);
  // variance (0.03² x 5 + 0.01² x 30) / 16 = 0.00046875; scale √(0.00046875 / 35) = 0.00365963; Byar 35: 24.3760, 48.6776
  const [l, u] = limits(interval);
  t.ok(
    Math.abs(l - (0.1125 + 0.00365963 * (24.376 - 35))) < 1e-5 &&
      Math.abs(u - (0.1125 + 0.00365963 * (48.6776 - 35))) < 1e-5,
  );
});

t.test('standardising to the group itself gives the crude rate, with the plain Poisson limits', async (t) => {
  const strata = [
    { n: 12, base: 300, weight: 300 },
    { n: 40, base: 500, weight: 500 },
  ];
  const { value, interval } = directlyStandardised(strata, 0.95, 'garwood');
  t.ok(value.status === 'ok' && Math.abs(value.value - 52 / 800) < 1e-15);
  const [l, u] = limits(interval);
  t.ok(apart(l, garwoodLimits(52, 0.95)[0] / 800) < 1e-12 && apart(u, garwoodLimits(52, 0.95)[1] / 800) < 1e-12);
});

t.test('indirect standardisation: at the reference own rates it is 1', async (t) => {
  const { value, expected } = indirectlyStandardised(
    [
      { n: 10, base: 100, reference: { n: 100, base: 1000 } },
      { n: 30, base: 150, reference: { n: 50, base: 250 } },
    ],
    0.95,
  );
  t.ok(value.status === 'ok' && Math.abs(value.value - 1) < 1e-15 && Math.abs((expected ?? 0) - 40) < 1e-12);
});

t.test('absences of standardised figures have names', async (t) => {
  t.same(directlyStandardised([{ n: 1, base: 0, weight: 1 }], 0.95).value, undef('no-group-members'));
  t.same(directlyStandardised([{ n: 1, base: 3, weight: 0 }], 0.95).value, undef('no-group-members'));
  t.same(directlyStandardised([{ n: 1, base: 3, weight: -1 }], 0.95).value, undef('invalid-counts'));
  t.same(directlyStandardised([{ n: 0, base: 3, weight: 1 }], 0.95), {
    value: { status: 'ok', value: 0 },
    interval: undef('no-events'),
    observed: 0,
  });
  const reference = { n: 0, base: 10 };
  t.same(indirectlyStandardised([{ n: 1, base: 3, reference }], 0.95).value, undef('zero-comparator'));
  t.same(indirectlyStandardised([{ n: 0, base: 3, reference }], 0.95).value, undef('no-events'));
  t.same(
    indirectlyStandardised([{ n: 0, base: 3, reference: { n: 0, base: 0 } }], 0.95).value,
    undef('no-group-members'),
  );
  t.same(indirectlyStandardised([{ n: 1, base: 0, reference }], 0.95).value, undef('invalid-counts'));
});
