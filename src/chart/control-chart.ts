import { isNumber } from '../core/outcome.js';
import type { Result, Series } from '../release/result.js';
import type { Labels } from '../words/labels.js';
import { indicatorText } from '../words/report-indicators.js';
import { specification } from './spec.js';
import { CHART_WIDTH, type ChartOptions, type VegaLiteSpec } from './types.js';

const LINE = '#12436D';
const SIGNAL = '#F46A25';
const LIMIT = '#8A949A';

/** The monthly series of a result, where it has one that may be drawn. */
export const seriesOf = (result: Result): Series | undefined =>
  result.series && !('status' in result.series) ? result.series : undefined;

const percent = (value: number): number => Math.round(1000 * value) / 10;

/** What the last month of a series says. Example: `concern-high` is "the last month signals a worsening, upwards". */
export const variationText = ({ variation }: Series): string => VARIATION[variation] ?? variation.replaceAll('-', ' ');

const VARIATION: Readonly<Record<string, string>> = {
  'common-cause': 'no signal of change in the last month',
  'concern-high': 'the last month signals a worsening, upwards',
  'concern-low': 'the last month signals a worsening, downwards',
  'improvement-high': 'the last month signals an improvement, upwards',
  'improvement-low': 'the last month signals an improvement, downwards',
};

/**
 * A monthly figure as a control chart: its line, the centre, both limits, and a larger dot in each month with a signal. Limits on fewer than fifteen months are
 * said not to be firm.
 */
export function controlChart(results: readonly Result[], labels: Labels, options: ChartOptions): VegaLiteSpec {
  const result = results.find(seriesOf) ?? results[0]!;
  const series = seriesOf(result);
  if (!series) throw new RangeError(`${result.indicator} has no monthly series`);
  const points = series.points.flatMap((p, i) =>
    isNumber(p.value) ? [{ i, month: p.month, v: percent(p.value), signal: p.signals.length > 0 }] : [],
  );
  const line = (value: Series['centre'], dash: readonly number[]) =>
    isNumber(value)
      ? [
          {
            data: { values: [{ v: percent(value) }] },
            mark: { type: 'rule', color: LIMIT, strokeDash: dash, strokeWidth: 1.5 },
            encoding: { y: { field: 'v', type: 'quantitative' } },
          },
        ]
      : [];
  const shown = [
    ...points.map((p) => p.v),
    ...[series.lower, series.upper].flatMap((l) => (isNumber(l) ? [percent(l)] : [])),
  ];
  const [low, high] = [Math.max(0, Math.min(...shown)), Math.max(...shown)];
  const room = Math.max(0.2, (high - low) * 0.1);
  const y = {
    field: 'v',
    type: 'quantitative',
    scale: { domain: [Math.max(0, low - room), high + room], zero: false, nice: false },
    axis: { title: null, labelExpr: "datum.value + '%'", tickCount: 5 },
  };
  const every = options.width === 'narrow' ? 6 : 3;
  const ticks = points.filter((_, k) => k % every === 0);
  const x = {
    field: 'i',
    type: 'quantitative',
    scale: { domain: [-0.5, series.points.length - 0.5], nice: false, zero: false },
    axis: {
      values: ticks.map((p) => p.i),
      labelExpr: [...ticks.map((p) => `datum.value === ${p.i} ? '${p.month}'`), "''"].join(' : '),
      title: null,
      grid: false,
    },
  };
  const name = labels.reword(
    indicatorText(result.indicator, result.unit, options.indicators?.[result.indicator]).title,
  );
  const last = points.at(-1);
  const number = (value: Series['centre']): string => (isNumber(value) ? `${percent(value)}%` : 'not shown');
  const reading = `${name}, ${points.length} months to ${last?.month ?? ''}: ${last?.v ?? ''}% in the last, centre ${number(series.centre)}, limits ${number(series.lower)} to ${number(series.upper)}${series.firm ? '' : ', not firm on so few months'}; ${variationText(series)}.`;
  return specification('control-chart', options.width, `${name} by month: ${variationText(series)}`, reading, {
    width: CHART_WIDTH[options.width] - 60,
    height: 220,
    layer: [
      ...line(series.centre, [1, 0]),
      ...line(series.lower, [5, 4]),
      ...line(series.upper, [5, 4]),
      { data: { values: points }, mark: { type: 'line', color: LINE, strokeWidth: 2 }, encoding: { x, y } },
      {
        data: { values: points.filter((p) => !p.signal) },
        mark: { type: 'circle', color: LINE, size: 45, opacity: 1 },
        encoding: { x, y },
      },
      {
        data: { values: points.filter((p) => p.signal) },
        mark: { type: 'square', color: SIGNAL, size: 110, opacity: 1 },
        encoding: { x, y },
      },
    ],
  });
}
