import type { Result } from '../release/result.js';
import type { Labels } from '../words/labels.js';
import { absentWord } from '../words/report-absence.js';
import { indicatorName, indicatorText } from '../words/report-indicators.js';
import { percentText, rangeText, ratioText, signedPoints } from '../words/report-numbers.js';
import { dateText } from '../words/report-sentences.js';
import { panelView } from './layers.js';
import { type Cell, fitLabels, labelWidthOf, type Mark, type PanelAxis, type PanelRow, plotWidthFor } from './panel.js';
import { LIKELIHOOD_BAND } from './ratio-dots.js';
import { percentBounds, pointsBounds, ratioBounds, shownDifference, shownRatio, shownShare } from './shown.js';
import { specification } from './spec.js';
import { CHART_WIDTH, type ChartOptions, type VegaLiteSpec } from './types.js';

/** A year's figure as it is drawn and written, each rounded as its unit is. */
interface Shown {
  readonly mark?: Mark;
  readonly cell: Cell;
}

type Bounds = { readonly bounds: readonly [number | 'unbounded', number | 'unbounded'] } | undefined;

function ends(found: Bounds, positive: boolean): Pick<Mark, 'lo' | 'hi'> {
  if (!found) return {};
  const end = (b: number | 'unbounded'): number | false => (b === 'unbounded' || (positive && b <= 0) ? false : b);
  return { lo: end(found.bounds[0]), hi: end(found.bounds[1]) };
}

const missing = (text: string): Shown => ({ cell: { text, word: true } });
const range = (text: string): string => (text === '' ? '' : ` (${text})`);

function shownOf(result: Result): Shown {
  if (result.unit === 'ratio') {
    const shown = shownRatio(result);
    if (shown.status !== 'ok') return missing(absentWord(shown));
    const b = ratioBounds(result);
    const text = `${ratioText(shown.value)}${range(b ? rangeText(b.bounds[0], b.bounds[1], ratioText) : '')}`;
    return { mark: { v: shown.value, ...ends(b, true) }, cell: { text } };
  }
  if (result.unit === 'share') {
    const shown = shownShare(result);
    if (shown.status !== 'ok') return missing(shown.status === 'not-shown' ? 'not shown' : absentWord(shown));
    const b = percentBounds(result);
    const text = `${percentText(shown.value)}${range(b ? rangeText(b.bounds[0], b.bounds[1], percentText) : '')}`;
    return { mark: { v: shown.value, ...ends(b, false) }, cell: { text } };
  }
  const shown = shownDifference(result);
  if (shown.status !== 'ok') return missing(shown.status === 'not-shown' ? 'not shown' : absentWord(shown));
  const b = pointsBounds(result);
  const text = `${signedPoints(shown.value)}${range(b ? rangeText(b.bounds[0], b.bounds[1], signedPoints) : '')}`;
  return { mark: { v: shown.value, ...ends(b, false) }, cell: { text } };
}

const STEPS = [0.1, 0.25, 0.5, 1, 2, 4, 10] as const;

function ratioAxis(values: readonly number[], band: readonly [number, number], title: string): PanelAxis {
  const [least, most] = [Math.min(0.5, ...values), Math.max(2, ...values)];
  const domain: readonly [number, number] = [
    STEPS.findLast((s) => s <= least) ?? STEPS[0],
    STEPS.find((s) => s >= most) ?? STEPS[STEPS.length - 1]!,
  ];
  const ticks = STEPS.filter((s) => s >= domain[0] && s <= domain[1] && !band.includes(s));
  return {
    type: 'log',
    domain,
    ticks: [
      { at: 1, text: '1', first: true },
      ...band.map((at) => ({ at, text: at.toFixed(2), first: true as const })),
      ...ticks.filter((s) => s !== 1).map((at) => ({ at, text: String(at) })),
    ],
    title,
  };
}

/** From zero for a share, about zero for points, in even steps. */
function linearAxis(values: readonly number[], share: boolean, title: string): PanelAxis {
  const most = Math.max(10, ...values.map(Math.abs));
  const step = [5, 10, 20, 25, 50].find((s) => most / s <= 5) ?? 50;
  const end = Math.ceil(most / step) * step;
  const from = share || values.every((v) => v >= 0) ? 0 : -end;
  const ticks = Array.from({ length: Math.round((end - from) / step) + 1 }, (_, i) => from + i * step);
  return {
    type: 'linear',
    domain: [from, end],
    ticks: ticks.map((at) => ({
      at,
      text: share ? `${at}%` : String(at).replace('-', '−'),
      ...(at === 0 ? { first: true as const } : {}),
    })),
    title,
    grid: false,
  };
}

/** "to 31 March 2025": the last day of a year's figure. */
const yearOf = (result: Result): string => dateText(result.period.to);

/**
 * One figure of several years, running downwards in time: this year's dot filled, earlier ones open. Where the series breaks nothing joins the years: a line of
 * words stands between them, and the strip and the line of equality stop there. `results` are the years of one row, in any order.
 */
export function trend(results: readonly Result[], labels: Labels, options: ChartOptions): VegaLiteSpec {
  const years = [...results].sort((a, b) => (b.yearsBefore ?? 0) - (a.yearsBefore ?? 0));
  const newest = years[years.length - 1]!;
  const { dimension, over, under } = newest.compared;
  const title = `${indicatorName(newest.indicator)}: ${labels.reword(indicatorText(newest.indicator, newest.unit, options.indicators?.[newest.indicator]).title)}`;
  const total = CHART_WIDTH[options.width];
  const rows = fitLabels(
    years.flatMap((r, i): readonly PanelRow[] => {
      const { mark, cell } = shownOf(r);
      const broken = i > 0 && r.change?.comparable === false;
      return [
        ...(broken
          ? [
              {
                label: `Not comparable: ${r.change?.break ?? 'the series breaks'}`,
                heading: true as const,
                light: true as const,
                cells: [],
              },
            ]
          : []),
        {
          label: yearOf(r),
          ...(mark ? { mark: { ...mark, ...(r.yearsBefore === undefined ? {} : { open: true as const }) } } : {}),
          cells: [cell],
        },
      ];
    }),
    options.width,
    total,
    options.width === 'wide' ? 240 : 130,
  );
  const drawn = rows.flatMap((r) => (r.mark ? [r.mark] : []));
  const values = drawn.flatMap((m) => [m.v, m.lo, m.hi]).filter((n): n is number => typeof n === 'number');
  const ratio = newest.unit === 'ratio';
  const band = options.band ?? LIKELIHOOD_BAND;
  const group = (id: string): string => labels.group(dimension, id);
  const axisTitle = ratio
    ? `${group(over)} over ${group(under ?? '')}`
    : newest.unit === 'share'
      ? `${group(over)} share`
      : 'Percentage points';
  const level = newest.interval.status === 'ok' ? newest.interval.level : undefined;
  const head = `${ratio ? 'Ratio' : newest.unit === 'share' ? 'Share' : 'Points'}${level === undefined ? '' : ` (${Number((level * 100).toFixed(1))}%)`}`;
  const columns = [{ head, align: 'left' as const, side: 'right' as const }];
  const labelWidth = labelWidthOf(rows);
  const reading = years
    .map((r, i) => {
      const broken =
        i > 0 && r.change?.comparable === false ? `Not comparable with the years before: ${r.change.break} ` : '';
      return `${broken}${yearOf(r)}: ${shownOf(r).cell.text}.`;
    })
    .join(' ');
  return specification(
    'trend-with-break',
    options.width,
    `${title}, by year`,
    reading,
    panelView({
      rows,
      columns,
      axis: ratio ? ratioAxis(values, band, axisTitle) : linearAxis(values, newest.unit === 'share', axisTitle),
      ...(ratio ? { band: { from: band[0], to: band[1], text: '' } } : {}),
      line: { at: ratio ? 1 : 0, text: '', dashed: false },
      labelWidth,
      showLabels: true,
      plotWidth: plotWidthFor(total, labelWidth, columns, rows),
    }),
  );
}
