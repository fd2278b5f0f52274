import fc from 'fast-check';
import t from 'tap';
import { evidenceTurns } from '../../src/formulas/evidence-turns.js';
import { haldaneAnscombe, katz, walter } from '../../src/formulas/katz.js';
import { pearson, pearsonOfGroups, scoreTest, testOfTwo } from '../../src/formulas/pearson.js';
import { miettinenNurminen } from '../../src/formulas/score-ratio.js';
import { apart, compared, limits, swapped, twoGroups } from './support.js';

const undef = (why: string) => ({ status: 'undefined', why });

t.test('printed limits of Katz, Walter and Haldane-Anscombe', async (t) => {
  for (const [a, b, c, d, log, adjusted, corrected] of [
    [9, 725, 17, 2505, [0.81887, 4.08615], [0.85466, 4.11236], [0.85424, 4.11036]],
    [7, 10, 3, 10, [0.83299, 6.53606], [0.83954, 5.46947], [0.82491, 5.56649]],
    [120, 400, 60, 300, [1.14353, 1.96759], [1.1406, 1.958], [1.14101, 1.95893]],
    [8, 20, 3, 15, [0.63604, 6.28893], [0.63899, 5.27674], [0.64019, 5.34802]],
    [0, 30, 5, 40, undefined, [0.00694, 2.10087], [0.0069, 2.09367]],
    [5, 40, 0, 30, undefined, [0.47599, 144.17], [0.47763, 144.827]],
    [10, 10, 1, 10, [1.55768, 64.1979], [1.59093, 30.7997], [1.57324, 31.146]],
  ] as const)
    for (const [method, expected] of [
      [katz, log],
      [walter, adjusted],
      [haldaneAnscombe, corrected],
    ] as const)
      if (expected)
        limits(method(compared(a, b, c, d), 0.95)).forEach((limit, i) => {
          t.ok(Math.abs(limit - expected[i]!) < Math.max(6e-6, 4e-6 * expected[i]!), `${limit} is ${expected[i]}`);
        });
});

t.test('Katz says why it has no interval', async (t) => {
  t.same(katz(compared(0, 30, 5, 40), 0.95), undef('infeasible'));
  t.same(katz(compared(5, 40, 0, 30), 0.95), undef('zero-comparator'));
  for (const method of [katz, walter, haldaneAnscombe]) {
    t.same(method(compared(0, 40, 0, 30), 0.95), undef('no-events'));
    t.same(method(compared(0, 0, 0, 30), 0.95), undef('no-group-members'));
    t.same(method(compared(3, 2, 0, 30), 0.95), undef('invalid-counts'));
  }
});

t.test('swapping the groups inverts log intervals', async (t) => {
  fc.assert(
    fc.property(twoGroups(), (counts) =>
      [katz, walter, haldaneAnscombe].every((method) => {
        const [there, back] = [method(counts, 0.95), method(swapped(counts), 0.95)];
        if (there.status !== 'ok' || back.status !== 'ok') return there.status === back.status;
        const [[l, u], [l2, u2]] = [limits(there), limits(back)];
        return apart(l * u2, 1) < 1e-11 && apart(u * l2, 1) < 1e-11;
      }),
    ),
  );
  t.pass();
});

t.test('with many events the score and log intervals come together', async (t) => {
  const counts = compared(12_000, 400_000, 9_000, 380_000);
  const [[l, u], [l2, u2]] = [limits(katz(counts, 0.95)), limits(miettinenNurminen(counts, 0.95))];
  t.ok(apart(l, l2) < 1e-4 && apart(u, u2) < 1e-4);
});

t.test('Pearson by hand: 8/20 over 3/15', async (t) => {
  // expected 6.2857 and 4.7143: 1.7143² (1/6.2857 + 1/13.7143 + 1/4.7143 + 1/10.2857) = 1.59091
  const test = pearson(compared(8, 20, 3, 15));
  t.ok(test.status === 'ok' && Math.abs((test.z as number) ** 2 - 1.590909) < 1e-6 && Math.abs(test.p - 0.2072) < 1e-5);
  const back = pearson(compared(3, 15, 8, 20));
  t.ok(back.status === 'ok' && test.status === 'ok' && back.z === -(test.z as number) && back.p === test.p);
});

t.test('several groups: two give Pearson of two, empty groups say nothing', async (t) => {
  const two = pearsonOfGroups([
    { n: 8, base: 20 },
    { n: 3, base: 15 },
    { n: 0, base: 0 },
  ]);
  t.ok(two.status === 'ok' && two.df === 1 && Math.abs(two.statistic - 1.590909) < 1e-6);
  t.same(pearsonOfGroups([{ n: 1, base: 2 }]), undef('no-group-members'));
  t.same(
    pearsonOfGroups([
      { n: 0, base: 2 },
      { n: 0, base: 3 },
    ]),
    undef('no-events'),
  );
  t.same(
    pearsonOfGroups([
      { n: 3, base: 2 },
      { n: 0, base: 3 },
    ]),
    undef('invalid-counts'),
  );
});

t.test('tests of nothing at all are named', async (t) => {
  for (const test of [pearson, scoreTest, testOfTwo]) {
    t.same(test(compared(0, 3, 0, 4)), undef('no-events'));
    t.same(test(compared(0, 0, 1, 4)), undef('no-group-members'));
    t.same(test(compared(9, 3, 1, 4)), undef('invalid-counts'));
  }
});

t.test('21 of 2,226 over 32 of 5,448: two more would show a difference', async (t) => {
  const turns = evidenceTurns(compared(21, 2226, 32, 5448), 0.95);
  t.equal(turns.more, 2);
  t.equal(evidenceTurns(compared(22, 2226, 32, 5448), 0.95).more, 1);
  t.equal(evidenceTurns(compared(23, 2226, 32, 5448), 0.95).fewer, 1);
  const shown = (n: number): boolean => limits(miettinenNurminen(compared(n, 2226, 32, 5448), 0.95))[0] > 1;
  t.notOk(shown(21) || shown(22));
  t.ok(shown(23));
  const below = (n: number): boolean => limits(miettinenNurminen(compared(n, 2226, 32, 5448), 0.95))[1] < 1;
  t.equal(turns.fewer, 16);
  t.ok(below(5) && !below(6));
});

t.test('a difference that no number of events can show is not reached', async (t) => {
  t.same(evidenceTurns(compared(1, 3, 1, 3), 0.95), { fewer: undef('not-reached'), more: undef('not-reached') });
  t.same(evidenceTurns(compared(0, 0, 1, 3), 0.95), {
    fewer: undef('no-group-members'),
    more: undef('no-group-members'),
  });
  t.same(evidenceTurns(compared(0, 3, 0, 3), 0.95), { fewer: undef('no-events'), more: undef('no-events') });
});
