import fc from 'fast-check';
import t from 'tap';
import { roundHalfUp } from '../../src/core/rounding.js';
import {
  constantShare,
  grossAppointments,
  pathStatus,
  representationGap,
  sharePath,
  yearPath,
} from '../../src/formulas/index.js';

// A workforce of 5,000 of whom 1,250 are BME: parity 25 %. Band, staff, BME in 2018, parity headcount, gap, path.
const bands: readonly (readonly [string, number, number, number, number, string])[] = [
  ['8a', 240, 38, 60, 22, '38 40 42 45 47 49 51 53 56 58 60'],
  ['8b', 110, 13, 28, 15, '13 15 16 18 19 21 22 24 25 27 28'],
  ['8c', 60, 6, 15, 9, '6 7 8 9 10 11 11 12 13 14 15'],
  ['8d', 28, 2, 7, 5, '2 3 3 4 4 5 5 6 6 7 7'],
  ['9', 12, 1, 3, 2, '1 1 1 2 2 2 2 2 3 3 3'],
  ['vsm', 15, 1, 4, 3, '1 1 2 2 2 3 3 3 3 4 4'],
];

const pathOf = (baseline: number, parityHeadcount: number) =>
  yearPath({ baseline, parityHeadcount, from: 2018, to: 2028 });

t.test('a trust of 5,000, band by band', async (t) => {
  for (const [band, base, n, parityHeadcount, gap, path] of bands) {
    const r = representationGap({ n, base }, 0.25);
    t.match(r, { status: 'ok', value: { parityHeadcount, gap, surplus: 0, share: n / base } }, band);
    t.equal([...pathOf(n, parityHeadcount).values()].join(' '), path, `${band}: path`);
  }
  const a = representationGap({ n: 38, base: 240 }, 0.25);
  if (a.status !== 'ok') return t.fail();
  t.equal(roundHalfUp(a.value.points, 4), -9.1667);
  t.match(a.value.representation, { status: 'ok', value: 38 / 240 / 0.25 });
});

t.test('above parity nothing is missing, and the band is held', async (t) => {
  // 30 of 100 at 25 %: 25 would be parity
  t.match(representationGap({ n: 30, base: 100 }, 0.25), { value: { gap: 0, surplus: 5 } });
  t.same([...new Set(pathOf(30, 25).values())], [30]);
  t.match(representationGap({ n: 0, base: 0 }, 0.25), { status: 'undefined', why: 'no-group-members' });
  t.match(representationGap({ n: 0, base: 15 }, 0), { value: { gap: 0, representation: { why: 'zero-comparator' } } });
  t.match(
    representationGap({ n: 0, base: 2 }, 0.01),
    { value: { parityHeadcount: 1, gap: 1 } },
    'one person makes up any share',
  );
});

t.test('where a band stands on its path', async (t) => {
  const at = (now: number, baseline = 38) => pathStatus({ now, baseline, parityHeadcount: 60, expectedNow: 53 });
  t.equal(at(49), 'behind');
  t.equal(at(53), 'on track');
  t.equal(at(60), 'met');
  t.equal(at(60, 60), 'already at or above parity');
});

t.test('net growth of 22 takes 69.9 appointments when a tenth leave each year', async (t) => {
  const gross = [...grossAppointments(pathOf(38, 60), 0.1).values()];
  t.same(gross, [5.8, 6, 7.2, 6.5, 6.7, 6.9, 7.1, 8.3, 7.6, 7.8]);
  const total = gross.reduce((a, b) => a + b, 0);
  t.equal(roundHalfUp(total, 9), 69.9);
  t.equal(roundHalfUp((100 * total) / (10 * 24), 1), 29.1, 'of the 240 vacancies');
});

t.test('the constant share of appointments that reaches parity', async (t) => {
  const of = { share: 38 / 240, parity: 0.25, leaverRate: 0.1, years: 10 };
  const q = constantShare(of);
  // 0.9^10 = 0.3486784; (0.25 - 0.1583333 x 0.3486784)/(1 - 0.3486784) = 0.1947926/0.6513216
  t.equal(q.status === 'ok' && roundHalfUp(q.value, 4), 0.2991);
  const shares = [...sharePath(of.share, q.status === 'ok' ? q.value : 0, 0.1, 2018, 2028).values()];
  t.same(
    shares.map((s) => roundHalfUp(100 * s, 2)),
    [15.83, 17.24, 18.51, 19.65, 20.67, 21.6, 22.43, 23.18, 23.85, 24.45, 25],
  );
  // (0.9 - 0)/(1 - 0.9) = 9
  t.same(constantShare({ share: 0, parity: 0.9, leaverRate: 0.1, years: 1 }), {
    status: 'undefined',
    why: 'infeasible',
  });
  t.same(constantShare({ share: 0.1, parity: 0.2, leaverRate: 0, years: 5 }), {
    status: 'undefined',
    why: 'infeasible',
  });
});

t.test('the steps of a path add up to what is missing, and the path ends at parity', async () => {
  fc.assert(
    fc.property(fc.nat(500), fc.nat(500), fc.integer({ min: 1, max: 20 }), (baseline, parityHeadcount, years) => {
      const path = [...yearPath({ baseline, parityHeadcount, from: 0, to: years }).values()];
      const steps = path.slice(1).map((n, i) => n - path[i]!);
      const goal = Math.max(baseline, parityHeadcount);
      return path.at(-1) === goal && steps.every((s) => s >= 0) && steps.reduce((a, b) => a + b, 0) === goal - baseline;
    }),
  );
});
