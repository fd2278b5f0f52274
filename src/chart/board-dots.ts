import type { Result } from '../release/result.js';
import { capital, type Labels } from '../words/labels.js';
import { absentWord } from '../words/report-absence.js';
import { indicatorName, indicatorText } from '../words/report-indicators.js';
import { peopleNumber, peopleText, pointsNumber, signedPoints } from '../words/report-numbers.js';
import { fromWorkforce } from '../words/report-sentences.js';
import { panelView } from './layers.js';
import {
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
import { partOf, pointsBounds, shownDifference } from './shown.js';
import { specification } from './spec.js';
import { fitting } from './text-width.js';
import { CHART_WIDTH, type ChartOptions, type VegaLiteSpec } from './types.js';

/** How far the share moves, in points, when one member more or fewer is of the group: 100 over the members. 15 members: 6.7. */
export const oneMember = (members: number): number => pointsNumber(100 / members);

function boardRow(result: Result, labels: Labels): PanelRow {
  const shown = shownDifference(result);
  const board = partOf(result, result.compared.over, 'board');
  const members =
    board && typeof board.n === 'number' && typeof board.base === 'number'
      ? { text: `${peopleText(peopleNumber(board.n))} of ${peopleText(peopleNumber(board.base))}` }
      : { text: board && typeof board.n !== 'number' ? absentWord(board.n) : 'not shown', word: true as const };
  const label = labels.breakdown(result.breakdown);
  if (shown.status !== 'ok')
    return {
      label,
      cells: [members, { text: shown.status === 'not-shown' ? 'not shown' : absentWord(shown, 'members'), word: true }],
    };
  const bounds = pointsBounds(result)?.bounds;
  const step = board && typeof board.base === 'number' && board.base > 0 ? oneMember(board.base) : undefined;
  const mark: Mark = {
    v: shown.value,
    ...(bounds
      ? { lo: bounds[0] === 'unbounded' ? false : bounds[0], hi: bounds[1] === 'unbounded' ? false : bounds[1] }
      : step === undefined
        ? {}
        : { lo: pointsNumber(shown.value - step), hi: pointsNumber(shown.value + step) }),
  };
  return { label, mark, cells: [members, { text: signedPoints(shown.value) }] };
}

function pointsAxis(marks: readonly Mark[], title: string): PanelAxis {
  const all = marks.flatMap((m) => [m.lo, m.hi, m.v]).filter((n): n is number => typeof n === 'number');
  const most = Math.max(10, ...all.map(Math.abs));
  const step = most > 60 ? 50 : most > 30 ? 20 : 10;
  const end = Math.ceil(most / step) * step;
  const ticks = Array.from({ length: (2 * end) / step + 1 }, (_, i) => i * step - end);
  return {
    type: 'linear',
    domain: [-end, end],
    ticks: ticks.map((at) => ({
      at,
      text: signedPoints(pointsNumber(at)).replace('.0', ''),
      ...(at === 0 ? { first: true as const } : {}),
    })),
    title,
  };
}

/** Each row in words: members, and the difference. */
export const boardReading = (results: readonly Result[], labels: Labels): string =>
  results
    .map((r) => {
      const row = boardRow(r, labels);
      const shown = shownDifference(r);
      return `${row.label}: ${row.cells[0]!.text}, ${shown.status === 'ok' ? fromWorkforce(shown.value) : row.cells[1]!.text}.`;
    })
    .join(' ');

/** Board share less workforce share in points, with the members as counts. Without an interval the line is one member more or fewer. */
export function boardDots(results: readonly Result[], labels: Labels, options: ChartOptions): VegaLiteSpec {
  const first = results[0]!;
  const group = labels.group(first.compared.dimension, first.compared.over);
  const narrow = options.width === 'narrow';
  const each = results.map((r) => boardRow(r, labels));
  const rows = narrow
    ? each.flatMap((r): PanelRow[] => [
        { label: r.label, heading: true, cells: [] },
        { ...r, label: '' },
      ])
    : each;
  const columns: readonly PanelColumn[] = [
    { head: `${capital(group)} members`, align: 'right', side: 'right' },
    { head: 'points', align: 'right', side: 'right' },
  ];
  const total = CHART_WIDTH[options.width];
  const fitted = fitLabels(rows, options.width, total);
  const labelWidth = labelWidthOf(fitted);
  const plotWidth = plotWidthFor(total, labelWidth, columns, fitted);
  const panel: Panel = {
    rows: fitted,
    columns,
    axis: pointsAxis(
      rows.flatMap((r) => r.mark ?? []),
      fitting(
        [
          'Percentage points from the workforce share',
          'Points from the workforce share',
          'Points from the workforce',
          'Points',
        ],
        plotWidth,
        HEAD,
      ),
    ),
    line: { at: 0, text: 'workforce share', dashed: true },
    labelWidth,
    showLabels: true,
    plotWidth,
  };
  const title = labels.reword(
    `${indicatorName(first.indicator)}: ${indicatorText(first.indicator, first.unit, options.indicators?.[first.indicator]).title}`,
  );
  return specification('board-dots', options.width, title, boardReading(results, labels), panelView(panel));
}
