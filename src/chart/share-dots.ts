import type { Result } from '../release/result.js';
import { capital, type Labels } from '../words/labels.js';
import { absentWord } from '../words/report-absence.js';
import { indicatorName, indicatorText } from '../words/report-indicators.js';
import { PERCENT_FROM, peopleNumber, peopleText, percentText } from '../words/report-numbers.js';
import { listText } from '../words/report-sentences.js';
import { panelView } from './layers.js';
import {
  columnWidths,
  fitLabels,
  GAP,
  HEAD,
  labelWidthOf,
  type Mark,
  type Panel,
  type PanelAxis,
  type PanelColumn,
  type PanelRow,
  plotWidthFor,
} from './panel.js';
import { partOf, percentBounds, shownRate, shownShare } from './shown.js';
import { specification } from './spec.js';
import { textWidth } from './text-width.js';
import { CHART_WIDTH, type ChartOptions, type VegaLiteSpec } from './types.js';

/** The rows of one block, in the order of the results, with the block's total last. */
export interface ShareBlock {
  readonly block: string;
  readonly rows: readonly {
    readonly label: string;
    readonly result: Result;
    readonly total: boolean;
    /** A band or grade inside a cluster that is also a row: in the tables, not in the chart and not counted as a row. */
    readonly detail: boolean;
  }[];
}

/** Results of shares by block: `{}` is the whole, a block alone its total. Without blocks there is one block, named ''. */
export function shareBlocks(
  results: readonly Result[],
  labels: Labels,
): { readonly whole?: Result; readonly blocks: readonly ShareBlock[] } {
  const whole = results.find((r) => Object.keys(r.breakdown).length === 0);
  const named = [...new Set(results.filter((r) => r !== whole).map((r) => r.breakdown.block ?? ''))];
  const clusters = results.some((r) => 'cluster' in r.breakdown);
  const blocks = named.map((block): ShareBlock => {
    const own = results.filter((r) => r !== whole && (r.breakdown.block ?? '') === block);
    const label = (r: Result): string => {
      const rest = Object.fromEntries(Object.entries(r.breakdown).filter(([key]) => key !== 'block'));
      return Object.keys(rest).length === 0 ? 'All' : labels.breakdown(rest);
    };
    const isTotal = (r: Result): boolean => block !== '' && Object.keys(r.breakdown).length === 1;
    return {
      block,
      rows: [...own.filter((r) => !isTotal(r)), ...own.filter(isTotal)].map((result) => ({
        label: label(result),
        result,
        total: isTotal(result),
        detail: clusters && !('cluster' in result.breakdown) && !isTotal(result),
      })),
    };
  });
  return whole ? { whole, blocks } : { blocks };
}

/** The word in place of a share: no staff, suppressed, not shown (fewer than 20 people), ... */
export function shareWord(result: Result): string {
  const shown = shownShare(result);
  if (shown.status === 'ok') return '';
  return shown.status === 'not-shown' ? 'not shown' : absentWord(shown, 'staff');
}

function shareRow(label: string, result: Result, total: boolean): PanelRow {
  const shown = shownShare(result);
  const base = partOf(result, result.compared.over)?.base;
  const count =
    typeof base === 'number'
      ? { text: peopleText(peopleNumber(base)) }
      : { text: base ? absentWord(base) : 'not supplied', word: true as const };
  const share =
    shown.status === 'ok' ? { text: percentText(shown.value) } : { text: shareWord(result), word: true as const };
  if (shown.status !== 'ok') return { label, ...(total ? { total } : {}), cells: [share, count] };
  const bounds = percentBounds(result)?.bounds;
  const unknown = shownRate(partOf(result, 'unknown'));
  const mark: Mark = {
    v: shown.value,
    ...(bounds
      ? { lo: bounds[0] === 'unbounded' ? 0 : bounds[0], hi: bounds[1] === 'unbounded' ? 100 : bounds[1] }
      : {}),
    ...(unknown.status === 'ok' ? { other: unknown.value } : {}),
    ...(shown.small ? { open: true } : {}),
  };
  return { label, ...(total ? { total } : {}), mark, cells: [share, count] };
}

/** From zero to the next ten above the widest interval, with ticks as far apart as the plot's width asks for. */
function shareAxis(marks: readonly Mark[], plotWidth: number): PanelAxis {
  const most = Math.max(
    10,
    ...marks.flatMap((m) => [m.hi, m.v, m.other]).filter((n): n is number => typeof n === 'number'),
  );
  const top = Math.min(100, Math.ceil(most / 10) * 10);
  const step = plotWidth < 130 && top > 50 ? 30 : top > 40 ? 20 : 10;
  const ticks = Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step);
  return { type: 'linear', domain: [0, top], ticks: ticks.map((at) => ({ at, text: `${at}%` })), title: '' };
}

/** The reading of a table of shares: highest and lowest of the rows that give a share, then the rows that give none. */
export function shareReading(results: readonly Result[], labels: Labels): string {
  const { whole, blocks } = shareBlocks(results, labels);
  const group = capital(labels.group(results[0]!.compared.dimension, results[0]!.compared.over));
  const rows = blocks.flatMap((b) =>
    b.rows
      .filter((r) => !r.total && !r.detail)
      .map((r) => ({
        name:
          (b.block === '' ? '' : `${labels.group('block', b.block)} `) +
          r.label.replace(/^[A-Z](?=[a-z])/, (c) => c.toLowerCase()),
        shown: shownShare(r.result),
        word: shareWord(r.result),
      })),
  );
  const known = rows.flatMap((r) =>
    r.shown.status === 'ok' ? [{ name: r.name, value: r.shown.value as number, text: percentText(r.shown.value) }] : [],
  );
  const sorted = [...known].sort((a, b) => b.value - a.value);
  const at = (value: number): string => listText(known.filter((k) => k.value === value).map((k) => k.name));
  const top = sorted[0];
  const bottom = sorted[sorted.length - 1];
  const wholeShare = whole && shownShare(whole);
  const sentences = [
    wholeShare?.status === 'ok' ? `${group} share of the whole workforce ${percentText(wholeShare.value)}.` : '',
    top && bottom && top.value !== bottom.value
      ? `Of the rows shown it is highest in ${at(top.value)} (${top.text}) and lowest in ${at(bottom.value)} (${bottom.text}).`
      : '',
    ...['suppressed', 'not supplied', 'not shown', 'no staff'].map((word) => {
      const those = rows.filter((r) => r.word === word).map((r) => r.name);
      const say = word === 'not shown' ? `Not shown, fewer than ${PERCENT_FROM} people` : capital(word);
      return those.length === 0 ? '' : `${say}: ${listText(those)}.`;
    }),
  ];
  return sentences.filter((s) => s !== '').join(' ');
}

/** "Cluster 1" for "Cluster 1 (bands 4 and under)" where the labels would take the plot's room; the table has them whole. */
const withoutRemarks = (rows: readonly PanelRow[]): readonly PanelRow[] =>
  labelWidthOf(rows) <= 130 ? rows : rows.map((r) => ({ ...r, label: r.label.replace(/ \([^)]*\)$/, '') }));

const sameLabels = (a: readonly PanelRow[], b: readonly PanelRow[]): boolean =>
  a.length === b.length && a.every((r, i) => r.label === b[i]!.label);

/**
 * Shares by row, one panel for each block, on one scale from zero: a dot with its interval, the unknown share as a diamond, the whole
 * workforce as a dashed line, and the share and number of staff in columns. A share that is hidden or missing is a word in its column.
 */
export function shareDots(results: readonly Result[], labels: Labels, options: ChartOptions): VegaLiteSpec {
  const first = results[0]!;
  const { whole, blocks } = shareBlocks(results, labels);
  const group = labels.group(first.compared.dimension, first.compared.over);
  const total = CHART_WIDTH[options.width];
  const panels = blocks
    .filter((b) => b.rows.some((r) => !r.total) || blocks.length === 1)
    .map((b) => ({
      block: b.block,
      rows: withoutRemarks(b.rows.filter((r) => !r.detail).map((r) => shareRow(r.label, r.result, r.total))),
    }))
    .map((p) => ({ ...p, rows: fitLabels(p.rows, options.width, total) }));
  const all = panels.flatMap((p) => p.rows);
  const columns: readonly PanelColumn[] = [
    {
      head: textWidth(`${capital(group)} share`, HEAD) > 70 ? 'share' : `${capital(group)} share`,
      align: 'right',
      side: 'right',
    },
    { head: 'staff', align: 'right', side: 'right' },
  ];
  const reference = whole && shownShare(whole);
  const line = {
    at: reference?.status === 'ok' ? reference.value : -1,
    text: reference?.status === 'ok' ? `workforce ${percentText(reference.value)}` : '',
    dashed: true,
  };
  const [one, two] = panels;
  const pair =
    options.width === 'wide' && one && two && sameLabels(one.rows, two.rows) ? ([one, two] as const) : undefined;
  const taken = columnWidths(columns, all).reduce((sum, w) => sum + w + GAP, 0);
  const plotWidth = pair
    ? Math.floor((total - 10 - labelWidthOf(pair[0].rows) - GAP - 2 * taken - GAP) / 2)
    : Math.min(plotWidthFor(total, Math.max(...panels.map((p) => labelWidthOf(p.rows))), columns, all), 420);
  const axis = shareAxis(
    all.flatMap((r) => r.mark ?? []),
    plotWidth,
  );
  const view = (p: (typeof panels)[number], showLabels: boolean) => {
    const panel: Panel = {
      ...(p.block === '' ? {} : { title: labels.heading('block', p.block) }),
      rows: p.rows,
      columns,
      axis,
      line,
      otherName: 'unknown',
      labelWidth: pair
        ? Math.max(labelWidthOf(p.rows), labelWidthOf(pair[0].rows))
        : Math.max(...panels.map((q) => labelWidthOf(q.rows))),
      showLabels,
      plotWidth,
      ...(pair && labelWidthOf(p.rows) > labelWidthOf(pair[0].rows)
        ? { inset: labelWidthOf(p.rows) - labelWidthOf(pair[0].rows) }
        : {}),
    };
    return panelView(panel);
  };
  const views = [
    ...(pair ? [{ hconcat: [view(pair[0], true), view(pair[1], false)], spacing: GAP }] : []),
    ...(pair ? panels.slice(2) : panels).map((p) => view(p, true)),
  ];
  const body = views.length === 1 ? views[0]! : { vconcat: views, spacing: 18 };
  const title = labels.reword(
    `${indicatorName(first.indicator)}: ${indicatorText(first.indicator, first.unit, options.indicators?.[first.indicator]).title}`,
  );
  return specification('share-dots', options.width, title, shareReading(results, labels), body);
}
