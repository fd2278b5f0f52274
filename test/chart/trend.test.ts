import t from 'tap';
import { chartSpec, svg } from '../../src/chart/index.js';
import { CHART_WIDTH } from '../../src/chart/types.js';
import { ok, suppressed, undefinedBecause } from '../../src/core/outcome.js';
import type { Change, Result, Run } from '../../src/release/result.js';
import { reportDocument } from '../../src/report/index.js';
import { sectionText } from '../../src/report/text.js';
import { exampleRun, released } from '../report/example-run.js';
import { drawnTexts, overlaps } from './drawing.js';

const why = undefinedBecause('not-comparable');
const change: Change = {
  from: '2024',
  since: '2024-03-31',
  value: ok(0.85),
  interval: { status: 'ok', value: [0.4, 1.81], level: 0.95, method: 'difference-of-log-ratios' },
  reading: 'change not clear',
  comparable: true,
};
const broken: Change = {
  ...change,
  value: why,
  interval: why,
  reading: why,
  comparable: false,
  break: 'One year of cases from here, the mean of two years before.',
};
const isMain = (r: Result) =>
  Object.keys(r.breakdown).length === 0 || (r.breakdown.part === 'total' && Object.keys(r.breakdown).length === 1);

/** The example run over four years, with a break between the first two and a hidden figure in the third. */
function fourYears(indicator: string): Run {
  const newest = exampleRun.results.find((r) => r.indicator === indicator && isMain(r))!;
  const year = (n: number, more: Partial<Result>): Result => ({
    ...newest,
    edition: String(2025 - n),
    period: { from: `${2024 - n}-04-01`, to: `${2025 - n}-03-31` },
    yearsBefore: n,
    ...more,
  });
  const { change: _, ...first } = year(3, {});
  return {
    ...exampleRun,
    results: [
      ...exampleRun.results.map((r) => (r === newest ? { ...r, change } : r)),
      year(1, { value: suppressed, interval: suppressed, change }),
      year(2, { change: broken }),
      first,
    ],
  };
}

t.test('years run downwards, a break and its reason stand between them, a hidden year is a word', async (t) => {
  for (const indicator of ['wres.1', 'wres.3', 'wres.9'])
    for (const width of ['wide', 'narrow'] as const) {
      const spec = chartSpec(released(fourYears(indicator)), { indicator, width, trend: true });
      const image = await svg(spec);
      const texts = drawnTexts(image);
      const name = `${indicator} ${width}`;
      t.same(overlaps(texts), [], name);
      t.ok(Number(/width="([\d.]+)"/.exec(image)?.[1]) <= CHART_WIDTH[width], `${name}: fits`);
      const years = ['31 March 2022', '31 March 2023', '31 March 2024', '31 March 2025'];
      const drawn = texts.map((d) => d.text);
      t.same(
        drawn.filter((d) => years.includes(d)),
        years,
        `${name}: oldest first`,
      );
      t.ok(
        drawn.some((d) => d.startsWith('Not comparable: One year')),
        `${name}: the break is drawn`,
      );
      t.ok(drawn.includes('suppressed'));
      t.match(spec.description, 'Not comparable with the years before: One year of cases from here');
      t.match(spec.description, '31 March 2024: suppressed.');
      t.notMatch(JSON.stringify(spec), /"type":"line"/, 'no line joins years');
    }
});

t.test('without the trend a chart is of the newest year alone', async (t) => {
  const spec = chartSpec(released(fourYears('wres.3')), { indicator: 'wres.3', width: 'wide' });
  t.same(spec, chartSpec(released(exampleRun), { indicator: 'wres.3', width: 'wide' }));
});

t.test('three years and more have their chart and a table with the newest first', async (t) => {
  const document = reportDocument(released(fourYears('wres.3')));
  const section = document.sections.find((s) => s.id === 'wres-3')!;
  t.equal(section.blocks.filter((b) => b.kind === 'figure').length, 2);
  const said = sectionText(section).join('\n');
  t.ok(said.indexOf('\n31 March 2025\n') < said.indexOf('\n31 March 2024\n'), 'newest first');
  t.match(said, 'not comparable: One year of cases from here, the mean of two years before.');
  t.match(said, 'no year before');
  const two = fourYears('wres.3');
  const fewer = { ...two, results: two.results.filter((r) => (r.yearsBefore ?? 0) < 2) };
  const short = reportDocument(released(fewer)).sections.find((s) => s.id === 'wres-3')!;
  t.equal(short.blocks.filter((b) => b.kind === 'figure').length, 1, 'two years are no trend');
});
