import t from 'tap';
import { likelihoodFromShares, relativeLikelihood } from '../../src/formulas/index.js';

t.test('shares give the ratio of the counts, since the totals cancel', async (t) => {
  // shortlisted 400 of 6300 and 5000 of 6300; appointed 64 of 1364 and 1000 of 1364: (1000/5000)/(64/400) = 1.25
  const found = likelihoodFromShares({
    over: { events: 1000 / 1364, base: 5000 / 6300 },
    under: { events: 64 / 1364, base: 400 / 6300 },
  });
  t.equal(found.status, 'ok');
  t.ok(found.status === 'ok' && Math.abs(found.value - 1.25) < 1e-12);
  t.match(relativeLikelihood({ over: { n: 1000, base: 5000 }, under: { n: 64, base: 400 } }), { value: 1.25 });
});

t.test('a group may be a larger part of the events than of the base', async (t) => {
  // 50.0/90.8 = 0.550661, 5.5/2.9 = 1.896552; 0.550661/1.896552 = 0.290348
  const found = likelihoodFromShares({ over: { events: 50, base: 90.8 }, under: { events: 5.5, base: 2.9 } });
  t.ok(found.status === 'ok' && Math.abs(found.value - 0.290348) < 5e-7);
});

t.test('what cannot be has its name', async (t) => {
  const of = (a: number, b: number, c: number, d: number) =>
    likelihoodFromShares({ over: { events: a, base: b }, under: { events: c, base: d } });
  t.match(of(10, 0, 5, 5), { status: 'undefined', why: 'no-group-members' });
  t.match(of(10, 50, 5, 0), { status: 'undefined', why: 'no-group-members' });
  t.match(of(10, 50, 0, 5), { status: 'undefined', why: 'zero-comparator' });
  t.match(of(0, 50, 0, 5), { status: 'undefined', why: 'no-events' });
  t.match(of(0, 50, 3, 5), { status: 'ok', value: 0 });
  t.match(of(-1, 50, 3, 5), { status: 'undefined', why: 'invalid-counts' });
  t.match(of(1, Number.NaN, 3, 5), { status: 'undefined', why: 'invalid-counts' });
});
