import fc from 'fast-check';
import t from 'tap';
import type { Outcome } from '../../src/core/outcome.js';
import { type ControlChart, gChart, pChart, uChart, xmrChart } from '../../src/formulas/spc-charts.js';
import { assuranceIcon, variationIcon } from '../../src/formulas/spc-icons.js';
import { runEnds, signals, trendEnds, twoOfThreeWindows, wholeRuns } from '../../src/formulas/spc-rules.js';

const undef = (why: string) => ({ status: 'undefined', why });
const made = (chart: Outcome<ControlChart>): ControlChart => {
  if (chart.status !== 'ok') throw new Error(JSON.stringify(chart));
  return chart.value;
};

t.test('XmR by hand: 1, 3, 2, 4 has mean 2.5, ranges 2, 1, 2, limits 2.5 ± 2.66 x 5/3', async (t) => {
  const { points, warnings } = made(xmrChart([1, 3, 2, 4]));
  t.equal(points[0]!.centre, 2.5);
  t.ok(
    Math.abs(points[0]!.upper - (2.5 + (2.66 * 5) / 3)) < 1e-12 &&
      Math.abs(points[3]!.lower - (2.5 - (2.66 * 5) / 3)) < 1e-12,
  );
  t.ok(Math.abs(points[0]!.nearUpper - (2.5 + (2.66 * 10) / 9)) < 1e-12);
  t.same(warnings, ['short-series']);
  t.same(made(xmrChart(Array.from({ length: 15 }, (_, i) => i % 2))).warnings, []);
});

t.test('screening leaves large moving ranges out of the limits, not of the mean', async (t) => {
  const values = [...Array.from({ length: 20 }, (_, i) => i % 2), 50];
  const [screened, plain] = [made(xmrChart(values)), made(xmrChart(values, false))];
  t.equal(screened.points[0]!.centre, plain.points[0]!.centre);
  // All ranges but the last are 1.
  t.ok(Math.abs(screened.points[0]!.upper - screened.points[0]!.centre - 2.66) < 1e-12);
  t.ok(plain.points[0]!.upper > screened.points[0]!.upper);
});

t.test('p and u charts by hand, wider where fewer people are behind a point', async (t) => {
  const p = made(
    pChart([
      { n: 10, base: 100 },
      { n: 30, base: 100 },
      { n: 5, base: 25 },
    ]),
  ).points;
  // centre 45/225 = 0.2; 3 √(0.16 / 100) = 0.12 and 3 √(0.16 / 25) = 0.24
  t.ok(
    Math.abs(p[0]!.upper - 0.32) < 1e-12 &&
      Math.abs(p[0]!.lower - 0.08) < 1e-12 &&
      Math.abs(p[2]!.upper - 0.44) < 1e-12,
  );
  t.equal(p[2]!.lower, 0);
  const u = made(
    uChart([
      { n: 4, base: 100 },
      { n: 12, base: 100 },
    ]),
  ).points;
  t.ok(Math.abs(u[0]!.upper - (0.08 + 3 * Math.sqrt(0.0008))) < 1e-12 && u[0]!.lower === 0);
});

t.test('g chart by hand: gaps 10, 30, 20', async (t) => {
  const { points } = made(gChart([10, 30, 20]));
  t.ok(Math.abs(points[0]!.upper - (20 + 3 * Math.sqrt(420))) < 1e-12 && points[0]!.lower === 0);
});

t.test('absences have names', async (t) => {
  t.same(xmrChart([1]), undef('infeasible'));
  t.same(xmrChart([1, Number.NaN]), undef('invalid-counts'));
  t.same(
    pChart([
      { n: 1, base: 0 },
      { n: 1, base: 2 },
    ]),
    undef('invalid-counts'),
  );
  t.same(
    uChart([
      { n: 1, base: 0 },
      { n: 1, base: 2 },
    ]),
    undef('no-group-members'),
  );
  t.same(uChart([{ n: 1, base: 2 }]), undef('infeasible'));
  t.same(gChart([3, -1]), undef('invalid-counts'));
});

t.test('a run is seven points on one side, and a point on the centre ends it', async (t) => {
  t.same(runEnds([1, 1, 1, 0, 1, 1, 1], 3), [0, 0, 1, 0, 0, 0, 1]);
  t.same(runEnds([1, 1, -1, -1, -1, 1], 3), [0, 0, 0, 0, -1, 0]);
  t.same(wholeRuns([0, 0, 1, 0, 0], 3), [1, 1, 1, 0, 0]);
  t.same(trendEnds([1, 2, 3, 4, 4, 5], 4), [0, 0, 0, 1, 0, 0]);
});

t.test('two near opposite limits are no signal', async (t) => {
  t.same(twoOfThreeWindows([1, 0, -1], [1, 1, -1]), [0, 0, 0]);
  t.same(twoOfThreeWindows([1, 0, 1], [1, 1, 1]), [1, 1, 1]);
  t.same(twoOfThreeWindows([1, 0, 1], [1, -1, 1]), [0, 0, 0]);
  t.same(twoOfThreeWindows([-1, 0, -1], [-1, -1, -1]), [-1, -1, -1]);
});

/** A chart with limits ± 3 and near limits ± 2 about 0. */
const chartOf = (values: readonly number[]): ControlChart => ({
  kind: 'xmr',
  warnings: [],
  points: values.map((value) => ({ value, centre: 0, lower: -3, upper: 3, nearLower: -2, nearUpper: 2 })),
});
const ids = (values: readonly number[]): readonly string[] =>
  signals(chartOf(values)).map((s) => s.map(({ id, side }) => `${id}${side > 0 ? '+' : '-'}`).join(' '));

t.test('signals of a chart', async (t) => {
  t.same(ids([0.5, 4, -0.5, -3.1, 3]), ['', 'astronomical+', '', 'astronomical-', '']);
  t.same(ids([1, 2, 1, 2, 1, 2, 1]), Array(7).fill('shift+'));
  t.same(ids([-1, 1, 2, 1, 2, 1, 2]), Array(7).fill(''));
  t.same(ids([-1.5, -1, -0.5, 0, 0.5, 1, 1.5]), Array(7).fill('trend+'));
  t.same(ids([2.5, 1, 2.2, -1]), ['two-of-three+', '', 'two-of-three+', '']);
  // A point outside is told as such and does not make a pair.
  t.same(ids([4, 1, 2.2, -1]), ['astronomical+', '', '', '']);
});

t.test('turning a series upside down turns its signals', async (t) => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 30 }), (values) => {
      const turned = ids(values.map((v) => -v)).map((s) => s.replace(/[+-]/g, (c) => (c === '+' ? '-' : '+')));
      return JSON.stringify(turned) === JSON.stringify(ids(values));
    }),
  );
  t.pass();
});

t.test('a shift of gaps is judged about their median', async (t) => {
  // Mean 20, median 5: nine of ten gaps lie below the mean, but no seven in a row on one side of the median.
  const chart = made(gChart([4, 6, 4, 6, 4, 6, 4, 6, 4, 156]));
  t.notOk(signals(chart).some((s) => s.some(({ id }) => id === 'shift')));
});

t.test('icons are those of the latest point', async (t) => {
  t.equal(variationIcon(chartOf([0, 1, 4]), 'decrease'), 'concern-high');
  t.equal(variationIcon(chartOf([0, 1, 4]), 'increase'), 'improvement-high');
  t.equal(variationIcon(chartOf([0, 1, -4]), 'decrease'), 'improvement-low');
  t.equal(variationIcon(chartOf([0, 1, -4]), 'increase'), 'concern-low');
  t.equal(variationIcon(chartOf([0, 1, -4]), 'neutral'), 'neutral-low');
  t.equal(variationIcon(chartOf([4, 1, 0]), 'increase'), 'common-cause');
  t.same(
    [4, 5, 6, 7, 8].map((target) => assuranceIcon(5, 7, target, 'increase')),
    ['passing', 'inconsistent', 'inconsistent', 'inconsistent', 'failing'],
  );
  t.same(
    [4, 8].map((target) => assuranceIcon(5, 7, target, 'decrease')),
    ['failing', 'passing'],
  );
});
