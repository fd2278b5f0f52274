import type { Result } from '../release/result.js';
import { capital, type Labels } from '../words/labels.js';
import { absentWord } from '../words/report-absence.js';
import { indicatorName, indicatorText } from '../words/report-indicators.js';
import { percentText, pointsNumber, rangeText, signedPoints } from '../words/report-numbers.js';
import { pointsInterval } from '../words/report-sentences.js';
import { panelView } from './layers.js';
import {
  type Cell,
  type Mark,
  type Panel,
  type PanelAxis,
  type PanelColumn,
  type PanelRow,
  plotWidthFor,
} from './panel.js';
import { partOf, pointsBounds, shownRate } from './shown.js';
import { specification } from './spec.js';
import { CHART_WIDTH, type ChartOptions, type VegaLiteSpec } from './types.js';

/** A group's percentage as a cell: "26.4%", or the word for why there is none. */
function rateCell(result: Result, group: string | undefined): Cell {
  const shown = shownRate(partOf(result, group ?? ''));
  if (shown.status === 'ok') return { text: percentText(shown.value) };
  return { text: shown.status === 'not-shown' ? 'not shown' : absentWord(shown), word: true };
}

/** "+1.5 (−1.9 to +5.0)", "+1.5" without an interval, or the word for its absence. */
export function gapText(result: Result): Cell {
  const { value } = result;
  if (value.status !== 'ok') return { text: absentWord(value), word: true };
  const gap = signedPoints(pointsNumber(value.value));
  const bounds = pointsBounds(result)?.bounds;
  return { text: bounds ? `${gap} (${rangeText(bounds[0], bounds[1], signedPoints)})` : gap };
}

const evidenceCell = (result: Result): Cell =>
  'evidence' in result.reading ? { text: result.reading.evidence } : { text: 'not shown', word: true };

/** Both percentages, with the line between them. Nothing is drawn when one of them may not be seen. */
function markOf(result: Result): Mark | undefined {
  const [a, b] = [result.compared.over, result.compared.under].map((g) => shownRate(partOf(result, g ?? '')));
  if (a?.status !== 'ok' || b?.status !== 'ok') return undefined;
  const [over, under] = [Number(a.value), Number(b.value)];
  return {
    v: over,
    other: under,
    lo: Math.min(over, under),
    hi: Math.max(over, under),
    ...(a.small || b.small ? { open: true as const } : {}),
  };
}

function percentAxis(marks: readonly Mark[], title: string): PanelAxis {
  const most = Math.max(20, ...marks.flatMap((m) => [m.v ?? 0, m.other ?? 0]));
  const step = most > 50 ? 20 : 10;
  const end = Math.min(100, Math.ceil((most + 1) / step) * step);
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
  return { type: 'linear', domain: [0, end], ticks: ticks.map((at) => ({ at, text: `${at}%` })), title, grid: false };
}

/** One question in words: both percentages, the gap and its interval, the evidence. */
export function surveyReading(result: Result, labels: Labels, name: string): string {
  const group = (id: string | undefined): string => labels.group(result.compared.dimension, id ?? '');
  const { value, compared } = result;
  if (value.status !== 'ok') return `${name}: ${absentWord(value)}.`;
  const bounds = pointsBounds(result);
  const evidence = 'evidence' in result.reading ? `, ${result.reading.evidence}` : '';
  return `${name}: ${group(compared.over)} ${rateCell(result, compared.over).text}, ${group(compared.under)} ${rateCell(result, compared.under).text}, gap ${signedPoints(pointsNumber(value.value))} points${bounds ? `, ${pointsInterval(bounds.level, bounds.bounds)}` : ''}${evidence}.`;
}

/**
 * Survey questions as pairs: a filled dot for the compared group, an open diamond for the other, the line between them the gap. Each question has its
 * name above its row. A figure that is missing stands as a word in its column.
 */
export function surveyPairs(results: readonly Result[], labels: Labels, options: ChartOptions): VegaLiteSpec {
  const first = results[0]!;
  const narrow = options.width === 'narrow';
  const { dimension, over, under = '' } = first.compared;
  const titleOf = (r: Result): string =>
    labels.reword(indicatorText(r.indicator, r.unit, options.indicators?.[r.indicator]).title);
  const several = new Set(results.map((r) => r.indicator)).size > 1;
  const rows: PanelRow[] = results.flatMap((r): PanelRow[] => {
    const mark = markOf(r);
    const cells = narrow
      ? [gapText(r)]
      : [rateCell(r, r.compared.over), rateCell(r, r.compared.under), gapText(r), evidenceCell(r)];
    const heading = several ? `${indicatorName(r.indicator)}: ${titleOf(r)}` : labels.breakdown(r.breakdown);
    return [
      { label: heading, heading: true, light: true, cells: [] },
      { label: '', ...(mark ? { mark } : {}), cells },
    ];
  });
  const level = results.map((r) => pointsBounds(r)?.level).find((l) => l !== undefined);
  const gapHead = level === undefined ? 'Gap, points' : `Gap, points (${Number((level * 100).toFixed(1))}%)`;
  const [overName, underName] = [over, under].map((g) => capital(labels.group(dimension, g))) as [string, string];
  const columns: readonly PanelColumn[] = [
    ...(narrow ? [] : [overName, underName].map((head) => ({ head, align: 'right' as const, side: 'left' as const }))),
    { head: gapHead, align: 'left', side: 'right' },
    ...(narrow ? [] : [{ head: 'Evidence', align: 'left' as const, side: 'right' as const }]),
  ];
  const panel: Panel = {
    rows,
    columns,
    axis: percentAxis(
      rows.flatMap((r) => r.mark ?? []),
      narrow ? `Respondents; dot ${overName}, diamond ${underName}` : 'Share of respondents',
    ),
    line: { at: 0, text: '', dashed: false },
    labelWidth: 0,
    showLabels: true,
    plotWidth: plotWidthFor(CHART_WIDTH[options.width], 0, columns, rows),
  };
  const title = several
    ? `Staff survey: ${[...new Set(results.map((r) => indicatorName(r.indicator)))].join(', ')}`
    : `${indicatorName(first.indicator)}: ${titleOf(first)}, ${overName} and ${underName} percent`;
  const reading = results
    .map((r) =>
      surveyReading(r, labels, several ? `${indicatorName(r.indicator)}, ${titleOf(r)}` : indicatorName(r.indicator)),
    )
    .join(' ');
  return specification('survey-pairs', options.width, title, reading, panelView(panel));
}
