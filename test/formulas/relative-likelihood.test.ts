import fc from 'fast-check';
import t from 'tap';
import { fragility, relativeLikelihood, shortfall } from '../../src/formulas/relative-likelihood.js';
import { apart, compared, swapped, twoGroups } from './support.js';

const undef = (why: string) => ({ status: 'undefined', why });

t.test('9 of 725 over 17 of 2505 is (9 x 2505) / (725 x 17) = 22545 / 12325', async (t) => {
  t.same(relativeLikelihood(compared(9, 725, 17, 2505)), { status: 'ok', value: 22545 / 12325 });
});

t.test('nobody over somebody is a ratio of 0', async (t) => {
  t.same(relativeLikelihood(compared(0, 30, 5, 40)), { status: 'ok', value: 0 });
});

t.test('absences have names', async (t) => {
  t.same(relativeLikelihood(compared(5, 40, 0, 30)), undef('zero-comparator'));
  t.same(relativeLikelihood(compared(0, 40, 0, 30)), undef('no-events'));
  t.same(relativeLikelihood(compared(0, 0, 3, 30)), undef('no-group-members'));
  t.same(relativeLikelihood(compared(3, 30, 0, 0)), undef('no-group-members'));
  t.same(relativeLikelihood(compared(31, 30, 0, 0)), undef('invalid-counts'));
  t.same(relativeLikelihood(compared(0, 0, 5, 4)), undef('invalid-counts'));
  t.same(relativeLikelihood(compared(-1, 30, 3, 30)), undef('invalid-counts'));
  t.same(relativeLikelihood(compared(Number.NaN, 30, 3, 30)), undef('invalid-counts'));
});

t.test('swapping the groups gives the reciprocal', async (t) => {
  fc.assert(
    fc.property(twoGroups(), (counts) => {
      const [there, back] = [relativeLikelihood(counts), relativeLikelihood(swapped(counts))];
      if (there.status === 'ok' && back.status === 'ok') return Math.abs(there.value * back.value - 1) < 1e-15 * 4;
      return there.status !== 'ok' || there.value === 0;
    }),
  );
  t.pass();
});

t.test('multiplying both rows of a table leaves the ratio as it is', async (t) => {
  fc.assert(
    fc.property(twoGroups(), fc.integer({ min: 1, max: 1000 }), (counts, k) => {
      const { over, under } = counts;
      const [one, many] = [
        relativeLikelihood(counts),
        relativeLikelihood(compared(over.n * k, over.base * k, under.n * k, under.base * k)),
      ];
      return one.status === 'ok' && many.status === 'ok'
        ? apart(one.value, many.value) < 1e-14
        : one.status === many.status;
    }),
  );
  t.pass();
});

t.test('one more event in the group over raises the ratio, one more under lowers it', async (t) => {
  fc.assert(
    fc.property(twoGroups(), ({ over, under }) => {
      const [at, more, less] = [
        relativeLikelihood({ over, under }),
        relativeLikelihood({ over: { ...over, n: over.n + 1 }, under }),
        relativeLikelihood({ over, under: { ...under, n: under.n + 1 } }),
      ];
      if (at.status !== 'ok') return true;
      const rises = more.status !== 'ok' || more.value > at.value;
      return rises && (less.status !== 'ok' || less.value < at.value || at.value === 0);
    }),
  );
  t.pass();
});

t.test('shortfall: 9 - 725 x 17 / 2505 = 4.0798', async (t) => {
  const s = shortfall(compared(9, 725, 17, 2505));
  t.ok(s.status === 'ok' && Math.abs(s.value - (9 - 12325 / 2505)) < 1e-12);
  t.same(shortfall(compared(5, 40, 0, 30)), { status: 'ok', value: 5 });
  t.same(shortfall(compared(5, 0, 0, 30)), undef('invalid-counts'));
  t.same(shortfall(compared(0, 0, 0, 30)), undef('no-group-members'));
});

t.test('without the shortfall the ratio is 1', async (t) => {
  fc.assert(
    fc.property(twoGroups(), (counts) => {
      const s = shortfall(counts);
      const { over, under } = counts;
      if (s.status !== 'ok' || under.n === 0) return true;
      const r = relativeLikelihood({ over: { ...over, n: over.n - s.value }, under });
      // Rounding may put the count a hair above its base when every comparator had the event.
      return r.status !== 'ok' || Math.abs(r.value - 1) < 1e-12;
    }),
  );
  t.pass();
});

t.test('fragility is the ratio with 8 and with 10 events in place of 9', async (t) => {
  const { oneFewer, oneMore } = fragility(compared(9, 725, 17, 2505));
  t.ok(Math.abs((oneFewer as number) - (8 * 2505) / (725 * 17)) < 1e-14);
  t.ok(Math.abs((oneMore as number) - (10 * 2505) / (725 * 17)) < 1e-14);
});

t.test('one event of a two-year mean is half a unit: 8.5 goes to 8 and to 9', async (t) => {
  const { oneFewer, oneMore } = fragility(compared(8.5, 725, 17, 2505, 2));
  t.ok(Math.abs((oneFewer as number) - (8 * 2505) / (725 * 17)) < 1e-14);
  t.ok(Math.abs((oneMore as number) - (9 * 2505) / (725 * 17)) < 1e-14);
});

t.test('fragility keeps the names of absences', async (t) => {
  t.same(fragility(compared(0, 30, 5, 40)), { oneFewer: undef('infeasible'), oneMore: 8 / 30 });
  t.same(fragility(compared(10, 10, 1, 10)), { oneFewer: 9, oneMore: undef('infeasible') });
  t.same(fragility(compared(1, 40, 0, 30)), { oneFewer: undef('no-events'), oneMore: undef('zero-comparator') });
  t.same(fragility(compared(0, 0, 1, 30)), { oneFewer: undef('no-group-members'), oneMore: undef('no-group-members') });
});
