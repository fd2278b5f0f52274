import fc from 'fast-check';
import t from 'tap';
import { type Outcome, ok } from '../../src/core/outcome.js';
import {
  cumulativeIllustration,
  disparityInterval,
  disparityRatio,
  multiplyThrough,
} from '../../src/formulas/index.js';

const value = (o: Outcome): number => (o.status === 'ok' ? o.value : Number.NaN);
const near = (a: number, b: number): boolean => Math.abs(a - b) < 5e-5;

t.test('1,200, 1,500 and 500 White, 900, 550 and 100 BME', async (t) => {
  // (1500/1200)/(550/900) = 1.25/0.6111; (500/1500)/(100/550) = 0.3333/0.1818; (500/1200)/(100/900) = 0.41667/0.1111
  const tiers = { lower: [1200, 900], middle: [1500, 550], upper: [500, 100] } as const;
  const between = (a: keyof typeof tiers, b: keyof typeof tiers) => ({
    over: { lower: tiers[a][0], higher: tiers[b][0] },
    under: { lower: tiers[a][1], higher: tiers[b][1] },
  });
  const expected = [
    ['lower', 'middle', 2.0455, 1.7953, 2.3305],
    ['middle', 'upper', 1.8333, 1.4481, 2.3211],
    ['lower', 'upper', 3.75, 2.9752, 4.7266],
  ] as const;
  for (const [a, b, ratio, low, high] of expected) {
    t.ok(near(value(disparityRatio(between(a, b))), ratio), `${a} to ${b}`);
    const interval = disparityInterval(between(a, b), 0.95);
    if (interval.status !== 'ok') return t.fail('no interval');
    t.ok(near(interval.value[0] as number, low) && near(interval.value[1] as number, high), `${a} to ${b}: interval`);
    t.equal(interval.method, 'woolf');
  }
});

t.test('why there is no ratio', async (t) => {
  const of = (a: number, b: number, c: number, d: number) =>
    disparityRatio({ over: { lower: a, higher: b }, under: { lower: c, higher: d } });
  t.same(of(0, 5, 5, 5), { status: 'undefined', why: 'no-group-members' });
  t.same(of(5, 5, 0, 5), { status: 'undefined', why: 'no-group-members' });
  t.same(of(5, 5, 5, 0), { status: 'undefined', why: 'zero-comparator' });
  t.same(of(5, 0, 5, 0), { status: 'undefined', why: 'no-events' });
  t.same(of(-1, 5, 5, 5), { status: 'undefined', why: 'invalid-counts' });
  t.same(of(5, 0, 5, 5), ok(0));
  const corrected = disparityInterval({ over: { lower: 5, higher: 5 }, under: { lower: 5, higher: 0 } }, 0.95);
  t.match(corrected, { status: 'ok', method: 'woolf, half added' });
});

const count = fc.integer({ min: 1, max: 5000 });
t.test('the ratios of three tiers multiply through, and groups exchanged invert them', async (t) => {
  fc.assert(
    fc.property(fc.tuple(count, count, count), fc.tuple(count, count, count), (w, e) => {
      const between = (a: number, b: number) => ({
        over: { lower: w[a]!, higher: w[b]! },
        under: { lower: e[a]!, higher: e[b]! },
      });
      const r = [between(0, 1), between(1, 2), between(0, 2)].map((c) => value(disparityRatio(c))) as [
        number,
        number,
        number,
      ];
      const { over, under } = between(0, 1);
      const swapped = value(disparityRatio({ over: under, under: over }));
      return (
        Math.abs(r[0] * r[1] - r[2]) <= 1e-9 * r[2] && Math.abs(swapped * r[0] - 1) < 1e-9 && multiplyThrough(r, 6)
      );
    }),
  );
  t.ok(multiplyThrough([2.05, 1.83, 3.75], 2));
  t.notOk(multiplyThrough([2.05, 1.83, 2.42], 2));
});

t.test('the same ratio at seven steps is an illustration', async (t) => {
  t.ok(Math.abs(value(cumulativeIllustration(ok(1.54), 7)) - 20.54) < 0.005);
  t.throws(() => cumulativeIllustration(ok(1.54), 0), /whole number/);
});
