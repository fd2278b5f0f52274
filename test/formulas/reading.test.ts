import t from 'tap';
import { type Outcome, suppressed } from '../../src/core/outcome.js';
import { readGap, readRatio, readShare } from '../../src/formulas/reading.js';
import { relativeLikelihood } from '../../src/formulas/relative-likelihood.js';
import { miettinenNurminen } from '../../src/formulas/score-ratio.js';
import { share } from '../../src/formulas/share.js';
import type { Compared, IntervalOutcome } from '../../src/formulas/types.js';
import { wilson } from '../../src/formulas/wilson.js';
import { compared } from './support.js';

const rules = { band: [0.8, 1.25] as const, fewPeople: 10, fewEvents: 5 };
const read = (counts: Compared) =>
  readRatio({ ratio: relativeLikelihood(counts), interval: miettinenNurminen(counts, 0.95), counts, ...rules });
const ratioOf = (value: number, interval: readonly [number, number | 'unbounded'] = [0.5, 2]) =>
  readRatio({
    ratio: { status: 'ok', value },
    interval: { status: 'ok', value: interval, level: 0.95, method: 'miettinen-nurminen' },
    counts: compared(50, 100, 50, 100),
    ...rules,
  });

t.test('1.83 from 0.83 to 4.00 is above the band without a clear difference', async (t) => {
  t.same(read(compared(9, 725, 17, 2505)), { size: 'above the band', evidence: 'no clear difference' });
});

t.test('120 of 400 over 60 of 300 shows a difference', async (t) => {
  t.same(read(compared(120, 400, 60, 300)), { size: 'above the band', evidence: 'difference shown' });
  t.same(read(compared(60, 300, 120, 400)), { size: 'below the band', evidence: 'difference shown' });
});

t.test('the band holds both its limits, on the unrounded ratio', async (t) => {
  for (const [ratio, size] of [
    [0.7999, 'below the band'],
    [0.8, 'within 0.80 to 1.25'],
    [1.25, 'within 0.80 to 1.25'],
    [1.2501, 'above the band'],
  ] as const)
    t.match(ratioOf(ratio), { size });
});

t.test('an interval that ends at 1 holds it', async (t) => {
  t.match(ratioOf(1.5, [1, 2]), { evidence: 'no clear difference' });
  t.match(ratioOf(1.5, [1.0001, 'unbounded']), { evidence: 'difference shown' });
  t.match(ratioOf(0.5, [0.2, 0.9999]), { evidence: 'difference shown' });
});

t.test('9 people or 4 events are too few to judge, 10 and 5 are enough', async (t) => {
  t.match(read(compared(3, 9, 3, 100)), { evidence: 'too few to judge' });
  t.match(read(compared(3, 100, 3, 9)), { evidence: 'too few to judge' });
  t.match(read(compared(1, 100, 3, 100)), { evidence: 'too few to judge' });
  t.match(read(compared(2, 10, 3, 10)), { evidence: 'no clear difference' });
});

t.test(
  'people are people and events are events: a two-year mean of 2.5 is five events among the same nine people',
  async (t) => {
    t.match(read(compared(1, 100, 1.5, 100, 2)), { evidence: 'no clear difference' });
    t.match(read(compared(1, 9, 1.5, 100, 2)), { evidence: 'too few to judge' });
  },
);

t.test('an undefined ratio is not calculable, even where an interval exists', async (t) => {
  for (const counts of [compared(5, 40, 0, 30), compared(0, 40, 0, 30), compared(0, 0, 1, 30), compared(5, 4, 1, 30)])
    t.same(read(counts), { size: 'not calculable', evidence: 'not calculable' });
});

t.test('a hidden ratio hides its reading', async (t) => {
  t.same(readRatio({ ratio: suppressed, interval: suppressed, counts: compared(1, 20, 1, 20), ...rules }), {
    status: 'suppressed',
    why: 'disclosure',
  });
});

t.test('a share is read against the reference by its Wilson interval', async (t) => {
  const of = (n: number, base: number, reference: Outcome, few?: { members: number; ofGroup: number }) =>
    readShare({
      share: share(n, base),
      interval: wilson(n, base, 0.95),
      reference,
      count: { n, base },
      ...(few ? { few } : {}),
    });
  const reference: Outcome = { status: 'ok', value: 0.2794 };
  t.same(of(50, 400, reference), { size: 'below the reference', evidence: 'difference shown' });
  t.same(of(3, 15, reference), { size: 'below the reference', evidence: 'no clear difference' });
  t.same(of(3, 15, reference, { members: 10, ofGroup: 5 }), {
    size: 'below the reference',
    evidence: 'too few to judge',
  });
  t.same(of(9, 9, reference, { members: 10, ofGroup: 5 }), {
    size: 'above the reference',
    evidence: 'too few to judge',
  });
  t.same(of(5, 10, { status: 'ok', value: 0.5 }, { members: 10, ofGroup: 5 }), {
    size: 'equal to the reference',
    evidence: 'no clear difference',
  });
  t.same(of(0, 0, reference), { size: 'not calculable', evidence: 'not calculable' });
  t.same(of(3, 15, suppressed), suppressed);
});

t.test('a gap is read against 0', async (t) => {
  const interval = (lower: number, upper: number): IntervalOutcome => ({
    status: 'ok',
    value: [lower, upper],
    level: 0.95,
    method: 'newcombe',
  });
  const gap: Outcome = { status: 'ok', value: 8.4 };
  t.same(readGap({ gap, interval: interval(5.9, 11.2), bases: [805, 2590], fewPeople: 10 }), {
    size: 'higher',
    evidence: 'difference shown',
  });
  t.same(readGap({ gap, interval: interval(-1, 11.2), bases: [805, 2590], fewPeople: 10 }), {
    size: 'higher',
    evidence: 'no clear difference',
  });
  t.same(readGap({ gap, interval: interval(1, 11.2), bases: [9, 2590], fewPeople: 10 }), {
    size: 'higher',
    evidence: 'too few to judge',
  });
  t.same(readGap({ gap: suppressed, interval: suppressed, bases: [9, 2590], fewPeople: 10 }), suppressed);
});
