import fc from 'fast-check';
import t from 'tap';
import { changeOfGaps, changeOfRatios, changeOfShares } from '../../src/formulas/change.js';
import {
  funnelPlace,
  pooledShare,
  ratioFunnel,
  shareFunnel,
  standardisedRatioLimits,
} from '../../src/formulas/funnel.js';
import { overdispersion, shrunk } from '../../src/formulas/overdispersion.js';
import { apart, compared, limits, swapped, twoGroups } from './support.js';

const undef = (why: string) => ({ status: 'undefined', why });

t.test('phi and tau² by hand: four deviates of ±5 give 25 and (4 x 25 - 3) / (400 - 100)', async (t) => {
  const four = [0.5, -0.5, 0.5, -0.5].map((y) => ({ y, se: 0.1 }));
  const { phi, tau2 } = overdispersion(four, 0);
  t.ok(Math.abs(phi - 25) < 1e-12 && Math.abs(tau2 - 97 / 300) < 1e-12);
});

t.test('winsorising pulls the outermost in to the 10 % and 90 % quantiles', async (t) => {
  // Deviates 0 ... 10: quantiles 1 and 9, so 0 becomes 1 and 10 becomes 9: (1 + 1 + 4 + ... + 81 + 81) / 11 = 367 / 11
  const eleven = Array.from({ length: 11 }, (_, i) => ({ y: i, se: 1 }));
  t.ok(Math.abs(overdispersion(eleven, 0).phi - (285 + 1 + 81) / 11) < 1e-12);
  t.ok(Math.abs(overdispersion(eleven, 0, 0).phi - 385 / 11) < 1e-12);
});

t.test('chance alone gives no over-dispersion, and one organisation says nothing', async (t) => {
  t.same(
    overdispersion(
      [
        { y: 0.1, se: 0.5 },
        { y: -0.1, se: 0.5 },
      ],
      0,
    ).tau2,
    0,
  );
  t.same(overdispersion([{ y: 3, se: 0.5 }], 0), { phi: 1, tau2: 0 });
  t.throws(
    () =>
      overdispersion(
        [
          { y: 0, se: 0 },
          { y: 0, se: 1 },
        ],
        0,
      ),
    RangeError,
  );
  t.throws(() => overdispersion([], 0, 0.5), RangeError);
});

t.test('shrinking: ln 2 with se 0.4 and tau² 0.04 moves to a fifth of the way from parity', async (t) => {
  t.ok(Math.abs(shrunk({ y: Math.LN2, se: 0.4 }, 0, 0.04) - Math.LN2 / 5) < 1e-15);
  t.equal(shrunk({ y: Math.LN2, se: 0.4 }, 0.1, 0), 0.1);
});

t.test('a funnel of ratios: limits by hand, zero cells named, the rest unmoved by them', async (t) => {
  const [one, two] = [compared(9, 725, 17, 2505), compared(120, 400, 60, 300)];
  const plain = ratioFunnel([one, compared(0, 30, 5, 40), two, compared(3, 30, 0, 40)], 1.1, { overdispersed: false });
  t.same(plain.points[1], undef('infeasible'));
  t.same(plain.points[3], undef('zero-comparator'));
  const point = plain.points[0];
  if (point?.status !== 'ok') throw new Error('no point');
  const se = Math.sqrt(1 / 9 - 1 / 725 + 1 / 17 - 1 / 2505);
  const [inner, outer] = point.value.limits;
  t.ok(apart(inner!.lower, 1.1 * Math.exp(-1.959963984540054 * se)) < 1e-12);
  t.ok(apart(outer!.upper, 1.1 * Math.exp(3.090232306167813 * se)) < 1e-12);
  t.ok(apart(point.value.precision, 1 / se) < 1e-12 && apart(point.value.value, 22545 / 12325) < 1e-12);
  t.equal(ratioFunnel([one, two], 1.1).phi, plain.phi);
});

t.test('over-dispersion widens every limit by tau²', async (t) => {
  const trusts = [
    compared(90, 700, 30, 700),
    compared(30, 700, 90, 700),
    compared(80, 500, 20, 500),
    compared(20, 500, 80, 500),
  ];
  const [plain, wide] = [ratioFunnel(trusts, 1, { overdispersed: false }), ratioFunnel(trusts, 1)];
  t.ok(wide.tau2 > 0.5 && wide.phi > 10);
  wide.points.forEach((p, i) => {
    const q = plain.points[i];
    if (p.status !== 'ok' || q?.status !== 'ok') throw new Error('no point');
    const sd = Math.sqrt(1 / p.value.precision ** 2 + wide.tau2);
    t.ok(apart(p.value.limits[0]!.upper, Math.exp(1.959963984540054 * sd)) < 1e-12);
    t.ok(p.value.limits[0]!.upper > q.value.limits[0]!.upper);
    t.ok(Math.abs(Math.log(p.value.shrunk)) < Math.abs(Math.log(p.value.value)));
  });
});

t.test('limits of shares lie in 0 to 1, and absences have names', async (t) => {
  const funnel = shareFunnel(
    [
      { n: 1, base: 2 },
      { n: 0, base: 0 },
      { n: 3, base: 2 },
    ],
    0.2,
  );
  t.same(funnel.points.slice(1), [undef('no-group-members'), undef('invalid-counts')]);
  const [point] = funnel.points;
  t.ok(point?.status === 'ok' && point.value.limits.every(({ lower, upper }) => lower === 0 && upper <= 1));
  t.throws(() => shareFunnel([], 1), RangeError);
  t.throws(() => ratioFunnel([], 0), RangeError);
  t.throws(() => standardisedRatioLimits(0, 1, 0.95), RangeError);
  t.same(
    pooledShare([
      { n: 1, base: 3 },
      { n: 4, base: 7 },
    ]),
    { status: 'ok', value: 0.5 },
  );
  t.same(pooledShare([]), undef('no-group-members'));
});

t.test('places: on a limit is within it', async (t) => {
  const [inner, outer] = [
    { level: 0.95, lower: 0.8, upper: 1.2 },
    { level: 0.998, lower: 0.7, upper: 1.3 },
  ];
  t.same(
    [0.69, 0.7, 0.79, 0.8, 1.2, 1.21, 1.3, 1.31].map((v) => funnelPlace(v, inner, outer)),
    ['low-998', 'low-95', 'low-95', 'within', 'within', 'high-95', 'high-95', 'high-998'],
  );
});

t.test('change of a ratio by hand', async (t) => {
  const change = changeOfRatios(compared(24, 2094, 33, 5438), compared(21, 2226, 32, 5448), 0.95);
  const ratio = (21 * 5448 * 2094 * 33) / (2226 * 32 * 24 * 5438);
  const variance =
    [24, 33, 21, 32].reduce((s, x) => s + 1 / x, 0) - [2094, 5438, 2226, 5448].reduce((s, x) => s + 1 / x, 0);
  const half = 1.959963984540054 * Math.sqrt(variance);
  t.ok(change.value.status === 'ok' && apart(change.value.value, ratio) < 1e-12);
  const [l, u] = limits(change.interval);
  t.ok(apart(l, ratio * Math.exp(-half)) < 1e-12 && apart(u, ratio * Math.exp(half)) < 1e-12);
  t.equal(change.reading, 'change not clear');
  t.equal(changeOfRatios(compared(60, 1000, 30, 1000), compared(30, 1000, 60, 1000), 0.95).reading, 'change shown');
});

t.test('two intervals may overlap where the change is shown', async (t) => {
  const change = changeOfShares({ n: 200, base: 1000 }, { n: 240, base: 1000 }, 0.95);
  // 4 points, standard error 100 √(0.2 x 0.8 / 1000 + 0.24 x 0.76 / 1000) = 1.8504, so 2.16 standard errors
  t.ok(change.value.status === 'ok' && Math.abs(change.value.value - 4) < 1e-12);
  t.ok(change.test.status === 'ok' && Math.abs(change.test.p - 0.0306) < 1e-4);
  t.equal(change.reading, 'change shown');
});

t.test('change of a gap by hand: 15.0 less 6.0 points, then 15.3 less 6.9', async (t) => {
  const [before, now] = [compared(120, 800, 156, 2600), compared(123, 805, 179, 2590)];
  const change = changeOfGaps(before, now, 0.95);
  const v = (n: number, b: number): number => ((n / b) * (1 - n / b)) / b;
  const se = 100 * Math.sqrt(v(120, 800) + v(156, 2600) + v(123, 805) + v(179, 2590));
  const gap = 100 * (123 / 805 - 179 / 2590) - 9;
  t.ok(change.value.status === 'ok' && Math.abs(change.value.value - gap) < 1e-12);
  const [l, u] = limits(change.interval);
  t.ok(Math.abs(l - (gap - 1.959963984540054 * se)) < 1e-11 && Math.abs(u - (gap + 1.959963984540054 * se)) < 1e-11);
});

t.test('changes that cannot be told have names', async (t) => {
  const some = compared(9, 725, 17, 2505);
  t.match(changeOfRatios(compared(0, 30, 5, 40), some, 0.95), {
    value: undef('infeasible'),
    reading: 'not calculable',
  });
  t.match(changeOfRatios(some, compared(3, 30, 0, 40), 0.95), {
    value: undef('zero-comparator'),
    reading: 'not calculable',
  });
  t.match(changeOfGaps(compared(0, 3, 0, 4), compared(0, 3, 0, 4), 0.95), {
    value: { status: 'ok', value: 0 },
    test: undef('infeasible'),
  });
  t.match(changeOfShares({ n: 1, base: 0 }, { n: 1, base: 2 }, 0.95), { value: undef('invalid-counts') });
});

t.test('turning the years round, or the groups, turns the change round', async (t) => {
  fc.assert(
    fc.property(twoGroups(), twoGroups(), (a, b) => {
      const [there, back, other] = [
        changeOfRatios(a, b, 0.95),
        changeOfRatios(b, a, 0.95),
        changeOfRatios(swapped(a), swapped(b), 0.95),
      ];
      if (there.value.status !== 'ok') return back.value.status !== 'ok';
      if (back.value.status !== 'ok' || other.value.status !== 'ok') return false;
      const inverse =
        apart(there.value.value * back.value.value, 1) < 1e-11 &&
        apart(there.value.value * other.value.value, 1) < 1e-11;
      return inverse && there.reading === back.reading && there.reading === other.reading;
    }),
  );
  t.pass();
});
