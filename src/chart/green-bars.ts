import { isNumber } from '../core/outcome.js';
import type { Result } from '../release/result.js';
import { capital, type Labels } from '../words/labels.js';
import { indicatorName, indicatorText } from '../words/report-indicators.js';
import { specification } from './spec.js';
import { CHART_WIDTH, type ChartOptions, type VegaLiteSpec } from './types.js';

const GREEN = '#1D6F42';
const ROW = 30;

interface Bar {
  readonly name: string;
  readonly share?: number;
  readonly text: string;
}

const numberOf = (result: Result, group: string): { readonly n: number; readonly base: number } | undefined => {
  const part = result.parts.find((p) => p.group === group);
  return part && isNumber(part.n) && isNumber(part.base) ? { n: part.n, base: part.base } : undefined;
};

function barOf(result: Result): Bar {
  const name = capital(result.breakdown.category ?? 'all categories');
  const [green, unrated] = [numberOf(result, 'green'), numberOf(result, 'not-rated')];
  if (!green || !unrated) return { name, text: 'not shown' };
  const counts = `${green.n} green of ${green.base} rated, ${unrated.base} in all`;
  return green.base === 0
    ? { name, text: `none rated, ${unrated.base} in all` }
    : { name, share: (100 * green.n) / green.base, text: counts };
}

/**
 * One bar for each category: statements rated green, as a share of those rated, with the numbers rated and in all printed beside it. A category without a
 * rating has words and no bar.
 */
export function greenBars(results: readonly Result[], _labels: Labels, options: ChartOptions): VegaLiteSpec {
  const first = results[0]!;
  const shown = results.filter((r) => r.unit === 'share' && 'category' in r.breakdown);
  const bars = (shown.length > 0 ? shown : results.filter((r) => r.unit === 'share')).map(barOf);
  const width = CHART_WIDTH[options.width];
  const height = bars.length * ROW * 1.6;
  const rows = bars.map((b, i) => ({ y: i * ROW * 1.6, ...b }));
  const x = {
    type: 'quantitative',
    scale: { domain: [0, 100], range: [0, width - 10] },
    axis: {
      values: [0, 25, 50, 75, 100],
      labelExpr: "datum.value + '%'",
      title: 'Green, share of statements rated',
      grid: true,
    },
  };
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: { domain: [0, height], range: [0, height], nice: false, zero: false },
    axis: null,
  };
  const text = (field: string, at: { readonly x: number; readonly align: string }, data: readonly object[]) => ({
    data: { values: data },
    mark: { type: 'text', align: at.align, fontSize: 13, color: '#212B32', dy: 10 },
    encoding: { y, x: { value: at.x }, text: { field, type: 'nominal' } },
  });
  const title = `${indicatorName(first.indicator)}: ${indicatorText(first.indicator, first.unit, options.indicators?.[first.indicator]).title}`;
  return specification('green-bars', options.width, title, rows.map((r) => `${r.name}: ${r.text}.`).join(' '), {
    width: width - 10,
    height,
    layer: [
      {
        data: {
          values: rows.flatMap((r) => (r.share === undefined ? [] : [{ y: r.y + 22, y2: r.y + 42, v: r.share }])),
        },
        mark: { type: 'rect', color: GREEN },
        encoding: { y, y2: { field: 'y2' }, x: { field: 'v', ...x }, x2: { datum: 0 } },
      },
      text(
        'name',
        { x: 0, align: 'left' },
        rows.map(({ y: at, name }) => ({ y: at, name })),
      ),
      text(
        'text',
        { x: width - 10, align: 'right' },
        rows.map(({ y: at, text: t }) => ({ y: at, text: t })),
      ),
    ],
  });
}
