import fc from 'fast-check';
import t from 'tap';
import { constantShare, type Levers, leverNeeded, yearsToParity } from '../../src/formulas/index.js';

const alike = (appointed: number, leaving = 0.1): Levers => ({
  hired: appointed,
  promoted: appointed,
  promotedPart: 0.5,
  leaving,
  othersLeaving: leaving,
});
const aim = (parity: number, headcount: number, target = 10) => ({
  parity,
  headcount,
  target,
  horizon: 50,
  confidence: 0.95,
});

t.test('years to parity, beside the same chain worked with NumPy and SciPy', async (t) => {
  // 240 posts, 38 to 60, a tenth leaving, 29.90729 % of appointments: P(9) 0.510513, P(10) 0.607735; 2.5 % in year 4, 97.5 % in year 21.
  const found = yearsToParity({ n: 38, base: 240 }, aim(0.25, 60), alike(0.2990729));
  t.match(found, { status: 'ok', value: { years: { status: 'ok', value: 9 }, interval: [4, 21] } });
  t.ok(found.status === 'ok' && Math.abs(found.value.chance - 0.607735) < 1e-6);
  t.ok(found.status === 'ok' && Math.abs(found.value.longRun - 0.2990729) < 1e-12);
  // 28 posts, 2 to 7; of appointments half x 20 % + half x 35 %; the group leaves at 8 %, others at 10 %: P(10) 0.513058, settles at 0.3216374.
  const levers: Levers = { hired: 0.35, promoted: 0.2, promotedPart: 0.5, leaving: 0.08, othersLeaving: 0.1 };
  const small = yearsToParity({ n: 2, base: 28 }, aim(0.25, 7), levers);
  t.match(small, { status: 'ok', value: { years: { status: 'ok', value: 10 }, interval: [3, 30] } });
  t.ok(small.status === 'ok' && Math.abs(small.value.chance - 0.513058) < 1e-6);
  t.ok(small.status === 'ok' && Math.abs(small.value.longRun - 0.3216374) < 1e-7);
});

t.test('parity now, infeasible, not reached, nobody', async (t) => {
  t.match(yearsToParity({ n: 60, base: 240 }, aim(0.25, 60), alike(0)), {
    status: 'ok',
    value: { years: { status: 'ok', value: 0 }, interval: [0, 0], chance: 1 },
  });
  t.match(yearsToParity({ n: 38, base: 240 }, aim(0.25, 60), alike(0.24)), {
    status: 'ok',
    value: { years: { status: 'undefined', why: 'infeasible' }, interval: ['unbounded', 'unbounded'] },
  });
  // 24 % of those appointed and equal leaving: it settles at 24 %.
  const low = yearsToParity({ n: 38, base: 240 }, aim(0.25, 60), alike(0.24));
  t.equal(low.status === 'ok' && low.value.longRun.toFixed(9), '0.240000000');
  t.match(yearsToParity({ n: 38, base: 240 }, aim(0.25, 60), alike(0.9, 0)), {
    status: 'ok',
    value: { years: { status: 'undefined', why: 'infeasible' }, chance: 0, longRun: 38 / 240 },
  });
  // One in 10,000 leaves: 240 posts change at 0.024 a year, and 22 gains take far more than 50 years.
  t.match(yearsToParity({ n: 38, base: 240 }, aim(0.25, 60), alike(0.9, 0.0001)), {
    status: 'ok',
    value: { years: { status: 'undefined', why: 'not-reached' }, interval: ['unbounded', 'unbounded'] },
  });
  t.match(yearsToParity({ n: 0, base: 0 }, aim(0.25, 0), alike(0.3)), { status: 'undefined', why: 'no-group-members' });
  t.throws(() => yearsToParity({ n: 1, base: 2 }, aim(0.25, 1), alike(1.1)), RangeError);
});

t.test('just above 1,500 posts the normal distribution gives nearly the same years', async (t) => {
  // 1,500 posts, 300 to 375, 30 % of appointments: worked exactly the middle year is 7, 95 % between 4 and 12 (NumPy).
  const exact = yearsToParity({ n: 300, base: 1500 }, aim(0.25, 375), alike(0.3));
  const normal = yearsToParity({ n: 300, base: 1501 }, aim(0.25, 376), alike(0.3));
  t.ok(exact.status === 'ok' && normal.status === 'ok');
  if (exact.status !== 'ok' || normal.status !== 'ok') return;
  t.match(exact.value, { years: { status: 'ok', value: 7 }, interval: [4, 12] });
  const [a, b] = [exact.value.years, normal.value.years];
  t.ok(a.status === 'ok' && b.status === 'ok' && Math.abs(a.value - b.value) <= 1);
  t.ok(Math.abs(Number(exact.value.interval[0]) - Number(normal.value.interval[0])) <= 1);
});

t.test('one lever alone: hiring without promotion is the constant share', async (t) => {
  const now: Levers = { hired: 38 / 240, promoted: 0, promotedPart: 0, leaving: 0.1, othersLeaving: 0.1 };
  const hired = leverNeeded('hired', 38 / 240, 0.25, now, 10);
  t.ok(hired.status === 'ok' && Math.abs(hired.value - 0.2990729) < 1e-7);
  t.same(leverNeeded('promoted', 38 / 240, 0.25, now, 10), { status: 'undefined', why: 'infeasible' });
  // In one year (1 - a (1 - q)) s + 0.1 q (1 - s) = 0.16 with s = q = 0.15: a = (0.15 + 0.01275 - 0.16)/(0.15 x 0.85) = 0.0215686.
  const leaving = leverNeeded('leaving', 0.15, 0.16, { ...now, hired: 0.15 }, 1);
  t.ok(leaving.status === 'ok' && Math.abs(leaving.value - 0.00275 / 0.1275) < 1e-9);
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 99 }),
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 1, max: 12 }),
      (share, parity, leaver, years) => {
        const levers: Levers = { ...now, leaving: leaver / 100, othersLeaving: leaver / 100 };
        const a = constantShare({ share: share / 100, parity: parity / 100, leaverRate: leaver / 100, years });
        const b = leverNeeded('hired', share / 100, parity / 100, levers, years);
        if (a.status === 'ok' && b.status === 'ok') return Math.abs(a.value - b.value) < 1e-6;
        return a.status === b.status || (a.status === 'ok' && a.value > 1 - 1e-6);
      },
    ),
    { seed: 11, numRuns: 300 },
  );
});

t.test('more hired or fewer leaving is never later', async (t) => {
  const middle = (levers: Levers): number => {
    const found = yearsToParity({ n: 3, base: 40 }, aim(0.25, 10), levers);
    return found.status === 'ok' && found.value.years.status === 'ok' ? found.value.years.value : Infinity;
  };
  const hired = [0.26, 0.3, 0.4, 0.6].map((q) => middle(alike(q)));
  t.same(
    hired,
    [...hired].sort((a, b) => b - a),
  );
  const left = [0.1, 0.08, 0.05].map((leaving) => middle({ ...alike(0.3), leaving }));
  t.same(
    left,
    [...left].sort((a, b) => b - a),
  );
});
