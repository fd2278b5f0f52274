import fc from 'fast-check';
import t from 'tap';
import {
  baseSize,
  changeInPeople,
  numberText,
  peopleNumber,
  peopleText,
  percentFromCounts,
  percentNumber,
  percentText,
  pointsFromCounts,
  pointsNumber,
  pointsText,
  rangeText,
  ratioFromCounts,
  ratioNumber,
  ratioText,
  signedPoints,
  timesAsLikely,
} from '../../src/words/report-numbers.js';

t.test('a ratio is rounded once, half up, from the integers', async (t) => {
  t.equal(ratioText(ratioFromCounts(9, 725, 17, 2505)), '1.83', '9 x 2505 / (725 x 17) = 22545/12325 = 1.8292');
  t.equal(ratioText(ratioFromCounts(201, 200, 1, 1)), '1.01', '201/200 = 1.005, where toFixed gives 1.00');
  t.equal(ratioText(ratioFromCounts(1.5, 10, 1, 10)), '1.50', 'a mean of two years keeps its half');
  t.equal(ratioText(ratioNumber(1.005)), '1.01');
  t.equal(timesAsLikely(ratioNumber(1)), '1.00 times as likely');
});

t.test('a percentage is rounded half up from the counts', async (t) => {
  t.equal(percentText(percentFromCounts(2226, 7966)), '27.9%', '222600/7966 = 27.944');
  t.equal(percentText(percentFromCounts(1, 16)), '6.3%', '6.25 goes up');
  t.equal(percentText(percentFromCounts(1, 2000)), '0.1%', '0.05 goes up');
  t.equal(percentText(percentNumber(0.2865)), '28.7%', 'on the decimal form, not on 28.650000000000002 or 28.649999');
  t.equal(percentText(percentNumber(0)), '0.0%');
});

t.test('points are never per cent, and carry a sign only in columns', async (t) => {
  const gap = pointsFromCounts(3, 15, 2226, 7966);
  t.equal(signedPoints(gap), '−7.9', '20 - 27.944 = -7.944');
  t.equal(pointsText(gap), '7.9 points');
  t.equal(signedPoints(pointsNumber(0.04)), '0.0', 'no sign on a zero');
  t.equal(signedPoints(pointsNumber(-0.04)), '0.0');
  t.equal(signedPoints(pointsNumber(8.35)), '+8.4');
});

t.test('people are whole, with commas; a mean headcount may end in a half', async (t) => {
  t.equal(peopleText(peopleNumber(2226)), '2,226');
  t.equal(peopleText(peopleNumber(1514.5)), '1,514.5');
  t.equal(numberText(1234567, 0), '1,234,567');
  t.equal(changeInPeople(peopleNumber(-8)), '8 fewer');
  t.equal(changeInPeople(peopleNumber(112)), '112 more');
  t.equal(changeInPeople(peopleNumber(0)), 'the same number');
});

t.test('an interval says "to", and says when a side has no limit', async (t) => {
  t.equal(rangeText(ratioNumber(0.934), ratioNumber(2.759), ratioText), '0.93 to 2.76');
  t.equal(rangeText(ratioNumber(0.9), 'unbounded', ratioText), '0.90 or more, no upper limit');
});

t.test('bases: none, too small, small, enough', async (t) => {
  t.same([0, 1, 19, 20, 29, 30].map(baseSize), ['none', 'too-small', 'too-small', 'small', 'small', 'enough']);
});

t.test('a unit accepts only its own numbers', async (t) => {
  const ratio = ratioNumber(1.61);
  // @ts-expect-error a ratio has no percentage form
  percentText(ratio);
  // @ts-expect-error nor is it a number of points
  pointsText(ratio);
  // @ts-expect-error a percentage is no ratio
  timesAsLikely(percentNumber(0.5));
  // @ts-expect-error a percentage is no number of points
  signedPoints(percentNumber(0.5));
  // @ts-expect-error a change in people is not one in points
  changeInPeople(pointsNumber(3));
  // @ts-expect-error a plain number has no unit
  percentText(27.9);
  t.pass('checked by the compiler');
});

t.test('rounding from counts agrees with long division', async () => {
  const count = fc.integer({ min: 0, max: 2_000_000 });
  const base = fc.integer({ min: 1, max: 2_000_000 });
  fc.assert(
    fc.property(count, base, (n, b) => {
      const scaled = (BigInt(n) * 2000n + BigInt(b)) / (2n * BigInt(b));
      return percentFromCounts(n, b) === Number(scaled) / 10;
    }),
  );
  fc.assert(
    fc.property(count, base, base, base, (n, b, m, c) => {
      const scaled = (BigInt(n) * BigInt(c) * 200n + BigInt(b) * BigInt(m)) / (2n * BigInt(b) * BigInt(m));
      return Math.abs(ratioFromCounts(n, b, m, c) - Number(scaled) / 100) < 1e-6;
    }),
  );
});
