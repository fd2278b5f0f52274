import type { Result } from '../release/result.js';
import { capital, type Labels } from '../words/labels.js';
import { absentWord } from '../words/report-absence.js';
import { indicatorName, indicatorText } from '../words/report-indicators.js';
import { peopleNumber, peopleText, rangeText, ratioText } from '../words/report-numbers.js';
import { groupOf, ratioInterval } from '../words/report-sentences.js';
import { panelView } from './layers.js';
import {
  type Cell,
  fitLabels,
  HEAD,
  labelWidthOf,
  type Mark,
  type Panel,
  type PanelAxis,
  type PanelColumn,
  type PanelRow,
  plotWidthFor,
} from './panel.js';
import { partOf, ratioBounds, shownRatio } from './shown.js';
import { specification } from './spec.js';
import { fitting, textWidth } from './text-width.js';
import { CHART_WIDTH, type ChartOptions, type VegaLiteSpec } from './types.js';

/** Used when the caller gives no band; the edition's own value is to be handed over. */
export const LIKELIHOOD_BAND: readonly [number, number] = [0.8, 1.25];

/** Two columns of counts leave less room for labels. */
const LABEL_BESIDE_COUNTS = 110;

const STEPS = [0.1, 0.2, 0.25, 0.5, 1, 2, 3, 4, 6, 8, 10] as const;

const tickText = (n: number): string => (Number.isInteger(n) || n < 0.3 || n === 0.5 ? String(n) : n.toFixed(2));

/** An axis wide enough for the ratios and, up to 0.1 and 10, for their intervals. */
function ratioAxis(marks: readonly Mark[], band: readonly [number, number], title: string): PanelAxis {
  const lows = marks.flatMap((m) => [m.lo, m.v]).filter((n): n is number => typeof n === 'number' && n > 0);
  const highs = marks.flatMap((m) => [m.hi, m.v]).filter((n): n is number => typeof n === 'number');
  const least = Math.min(0.5, ...lows);
  const most = Math.max(4, ...highs);
  const domain: readonly [number, number] = [
    [...STEPS].reverse().find((s) => s <= least) ?? STEPS[0],
    STEPS.find((s) => s >= most) ?? STEPS[STEPS.length - 1]!,
  ];
  const within = (n: number): boolean => n >= domain[0] && n <= domain[1];
  return {
    type: 'log',
    domain,
    ticks: [
      { at: 1, text: '1', first: true },
      ...band.map((at) => ({ at, text: tickText(at), first: true as const })),
      ...STEPS.filter((s) => s !== 1 && !band.includes(s) && within(s)).map((at) => ({ at, text: tickText(at) })),
    ],
    title,
  };
}

function ratioMark(result: Result): Mark | undefined {
  const shown = shownRatio(result);
  if (shown.status !== 'ok') return undefined;
  const bounds = ratioBounds(result)?.bounds;
  const end = (bound: number | 'unbounded'): number | false => (bound === 'unbounded' || bound <= 0 ? false : bound);
  return { v: shown.value, ...(bounds ? { lo: end(bounds[0]), hi: end(bounds[1]) } : {}) };
}

function ratioCell(result: Result): Cell {
  const shown = shownRatio(result);
  if (shown.status !== 'ok') return { text: absentWord(shown), word: true };
  const bounds = ratioBounds(result)?.bounds;
  return { text: `${ratioText(shown.value)}${bounds ? ` (${rangeText(bounds[0], bounds[1], ratioText)})` : ''}` };
}

function countCell(result: Result, group: string): Cell {
  const part = partOf(result, group);
  if (part === undefined) return { text: 'not supplied', word: true };
  const base = typeof part.base === 'number' ? ` of ${peopleText(peopleNumber(part.base))}` : '';
  return typeof part.n === 'number'
    ? { text: `${peopleText(peopleNumber(part.n))}${base}` }
    : { text: `${absentWord(part.n)}${base}`, word: true };
}

/** "BME over White". */
const order = (result: Result, labels: Labels): string =>
  `${labels.group(result.compared.dimension, result.compared.over)} over ${labels.group(result.compared.dimension, result.compared.under ?? '')}`;

/** One row's reading in words, for the description. */
export function ratioReading(result: Result, labels: Labels, name: string): string {
  const shown = shownRatio(result);
  if (shown.status !== 'ok') return `${name}: ${absentWord(shown)}.`;
  const bounds = ratioBounds(result);
  const words = 'size' in result.reading ? `, ${result.reading.size}, ${result.reading.evidence}` : '';
  return `${name}: ${order(result, labels)} ${ratioText(shown.value)}${bounds ? `, ${ratioInterval(bounds.level, bounds.bounds)}` : ''}${words}.`;
}

/** Whether a ratio is of people in tiers, not of likelihoods: its counts are of the higher tier, out of all tiers. */
export const ofTiers = (result: Result): boolean =>
  result.parts.some((p) => p.of === 'lower' || p.of === 'middle' || p.of === 'upper');

/** "BME staff", or "Non-disabled" alone where the people would take the plot's room. */
function columnHead(group: string, people: string): string {
  const whole = capital(groupOf(group, people));
  return textWidth(whole, HEAD) > 90 ? capital(group) : whole;
}

/**
 * Relative likelihoods as dots on a log axis, with the band and a line at 1. One indicator shows the counts of both groups beside its
 * rows; several indicators each get a heading and their evidence in words. A ratio that is missing stands as a word in its column.
 */
export function ratioDots(results: readonly Result[], labels: Labels, options: ChartOptions): VegaLiteSpec {
  const first = results[0]!;
  const ids = [...new Set(results.map((r) => r.indicator))];
  const several = ids.length > 1;
  const narrow = options.width === 'narrow';
  const band = options.band ?? LIKELIHOOD_BAND;
  const text = (r: Result) => indicatorText(r.indicator, r.unit, options.indicators?.[r.indicator]);
  const evidence = (r: Result): Cell =>
    'evidence' in r.reading ? { text: r.reading.evidence } : { text: 'not shown', word: true };
  const { dimension, over, under = '' } = first.compared;
  const tiers = ofTiers(first);
  const rates = first.rateRatio !== undefined;
  const same = (g: string): boolean =>
    results.every((r) => (g === over ? r.compared.over === over : r.compared.under === under));
  const counts = !several && !narrow;

  const total = CHART_WIDTH[options.width];
  const all: PanelRow[] = results.flatMap((r, i): PanelRow[] => {
    const alone = results.filter((other) => other.indicator === r.indicator).length === 1;
    const label =
      !several || !alone
        ? labels.breakdown(r.breakdown, text(r).words?.people)
        : narrow
          ? ''
          : capital(order(r, labels));
    const mark = ratioMark(r);
    const row: PanelRow = {
      label,
      ...(mark ? { mark } : {}),
      cells: counts
        ? [countCell(r, r.compared.over), countCell(r, r.compared.under ?? ''), ratioCell(r)]
        : narrow
          ? [ratioCell(r)]
          : [ratioCell(r), evidence(r)],
    };
    if (several && r.indicator !== results[i - 1]?.indicator) {
      const heading = `${indicatorName(r.indicator)}: ${labels.reword(text(r).title)}${alone || narrow ? '' : `, ${order(r, labels)}`}`;
      return [{ label: heading, heading: true, cells: [] }, row];
    }
    if (!several && narrow)
      return [
        { label, heading: true, cells: [] },
        { ...row, label: '' },
      ];
    return [row];
  });

  const rows = fitLabels(all, options.width, total, counts ? LABEL_BESIDE_COUNTS : undefined);
  const people = text(first).words?.people.split(' ').pop() ?? 'people';
  const level = results.map((r) => ratioBounds(r)?.level).find((l) => l !== undefined);
  const ratioHead = level === undefined ? 'Ratio' : `Ratio (${Number((level * 100).toFixed(1))}% interval)`;
  const columns: PanelColumn[] = [
    ...(counts
      ? [over, under].map((g) => ({
          head: columnHead(same(g) ? labels.group(dimension, g) : 'group', people),
          align: 'right' as const,
          side: 'left' as const,
        }))
      : []),
    { head: ratioHead, align: 'left', side: 'right' },
    ...(several && !narrow ? [{ head: 'Evidence', align: 'left' as const, side: 'right' as const }] : []),
  ];
  const labelWidth = labelWidthOf(rows);
  const plotWidth = plotWidthFor(total, labelWidth, columns, rows);
  const worse = text(first).worseFor;
  const side = results.some((r) => text(r).worseFor === undefined) ? '' : '. Above 1 is worse';
  const axis = ratioAxis(
    rows.flatMap((r) => r.mark ?? []),
    band,
    fitting(
      [
        ...(tiers ? ['Disparity ratio, log scale', 'Ratio, log scale', 'Ratio'] : []),
        ...(rates ? ['Ratio of rates, log scale'] : []),
        ...(side === '' || several
          ? []
          : [`Relative likelihood, log scale${side} for ${labels.group(dimension, worse ?? '')} ${people}`]),
        `Relative likelihood, log scale${side}`,
        `Ratio, log scale${side}`,
        'Ratio, log scale',
        'Ratio',
      ],
      plotWidth,
      HEAD,
    ),
  );
  const panel: Panel = {
    rows,
    columns,
    axis,
    band: { from: band[0], to: band[1], text: `band ${tickText(band[0]).padEnd(4, '0')} to ${tickText(band[1])}` },
    line: { at: 1, text: '', dashed: false },
    labelWidth,
    showLabels: true,
    plotWidth,
  };
  const name = (r: Result): string =>
    several
      ? indicatorName(r.indicator)
      : Object.keys(r.breakdown).length === 0
        ? indicatorName(r.indicator)
        : labels.breakdown(r.breakdown);
  const title = several
    ? `Relative likelihoods: ${ids.map(indicatorName).join(', ')}`
    : `${indicatorName(first.indicator)}: ${labels.reword(text(first).title)}${tiers ? '' : rates ? ', ratio of rates' : ', relative likelihood'}${rates ? '' : ` ${order(first, labels)}`}`;
  const reading = results.map((r) => ratioReading(r, labels, name(r))).join(' ');
  return specification(tiers ? 'tier-dots' : 'ratio-dots', options.width, title, reading, panelView(panel));
}
