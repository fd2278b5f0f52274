import t from 'tap';
import type { Result } from '../../src/release/result.js';
import { withMonths } from '../../src/release/series.js';

/** The year's rate and so many months of it; a month without a rate is hidden. */
const results = (months: readonly (number | undefined)[]): readonly Result[] => {
  const row = (definition: string, to: string, value: unknown) => ({
    indicator: 'turnover.leaver-rate',
    organisation: 'RXX',
    breakdown: {},
    definition,
    period: { from: '2024-01-01', to },
    value,
    parts: [{ group: 'all', n: 1, base: 1, rate: 1 }],
  });
  const hidden = { status: 'suppressed', why: 'disclosure' };
  const own = months.map((m, i) =>
    row('D5', `2024-${String(i + 1).padStart(2, '0')}-28`, m === undefined ? hidden : { status: 'ok', value: m }),
  );
  return [row('D1', '2024-12-31', { status: 'ok', value: 0.1 }), ...own] as unknown as readonly Result[];
};
const series = (months: readonly (number | undefined)[]) => withMonths(results(months))[0]?.series;

t.test('the months of a leaver rate are its control chart, since the last one that is hidden', async (t) => {
  const steady = [0.01, 0.02, 0.01, 0.02, 0.01, 0.02, 0.01, 0.02];
  // Mean 0.015; mean moving range 0.01, limits 0.015 ± 2.66 x 0.01
  const near = (a: unknown, b: number) => t.ok(Math.abs((a as number) - b) < 1e-12, `${a} and ${b}`);
  const whole = series(steady);
  if (!whole || 'status' in whole) return void t.fail('no series');
  near(whole.centre, 0.015);
  near(whole.upper, 0.015 + 2.66 * 0.01);
  t.equal(whole.variation, 'common-cause');
  const after = series([0.01, undefined, ...steady.slice(2)]);
  t.match(after, { points: [{ month: '2024-03' }, {}, {}, {}, {}, {}] });
  t.match(series([...steady.slice(0, 5), undefined, 0.02]), { status: 'suppressed' }, 'one month is no series');
  t.match(series([0.01, 0.02]), { status: 'not-supplied', what: 'six months or more (2 given)' });
  t.equal(
    withMonths(results(steady))
      .slice(1)
      .some((r) => r.series),
    false,
    'on the year alone',
  );
});
