import { fitting, textWidth, widest } from './text-width.js';

/** A chart is a table with marks: rows, number columns beside a plot, and words where a number is missing. All sizes are pixels. */
export interface Panel {
  readonly title?: string;
  readonly rows: readonly PanelRow[];
  readonly columns: readonly PanelColumn[];
  readonly axis: PanelAxis;
  /** A pale strip between two values, with its own words above. */
  readonly band?: { readonly from: number; readonly to: number; readonly text: string };
  readonly line: { readonly at: number; readonly text: string; readonly dashed: boolean };
  /** What the diamonds are, written beside one of them where there is room. */
  readonly otherName?: string;
  readonly labelWidth: number;
  readonly showLabels: boolean;
  readonly plotWidth: number;
  /** Moves everything to the right, so that panels with labels of other widths begin at the same left edge. */
  readonly inset?: number;
}

export interface PanelRow {
  readonly label: string;
  /** A line of words above the rows it names; the marks and columns stay empty. */
  readonly heading?: true;
  /** A heading in ordinary weight: a long label on its own line. */
  readonly light?: true;
  readonly total?: true;
  readonly mark?: Mark;
  readonly cells: readonly Cell[];
}

/** Every number is rounded to what the row shows. `open` marks a small base. An interval end that is `false` runs off the axis. */
export interface Mark {
  readonly v?: number;
  readonly lo?: number | false;
  readonly hi?: number | false;
  readonly other?: number;
  readonly open?: true;
}

export interface Cell {
  readonly text: string;
  /** The text is a word in the place of a number. */
  readonly word?: true;
}

export interface PanelColumn {
  readonly head: string;
  readonly align: 'left' | 'right';
  readonly side: 'left' | 'right';
}

export interface PanelAxis {
  readonly type: 'linear' | 'log';
  readonly domain: readonly [number, number];
  readonly ticks: readonly { readonly at: number; readonly text: string; readonly first?: true }[];
  readonly title: string;
  /** Lines at the ticks of a linear axis; left out where they would cross headings. */
  readonly grid?: false;
}

const LEAST_PLOT = 72;
export const ROW = 24;
export const GAP = 14;
export const SIZE = 13;
export const HEAD = 12;

/** Where a value falls on the plot, in pixels from its left edge, held inside it. */
export function position(axis: PanelAxis, plotWidth: number, value: number): number {
  const [a, b] = axis.domain;
  const at = axis.type === 'log' ? Math.log(value / a) / Math.log(b / a) : (value - a) / (b - a);
  return Math.min(1, Math.max(0, at)) * plotWidth;
}

/** The width each column needs for its head and its cells. */
export const columnWidths = (columns: readonly PanelColumn[], rows: readonly PanelRow[]): readonly number[] =>
  columns.map((column, i) =>
    Math.max(
      widest([column.head], HEAD),
      widest(
        rows.map((r) => r.cells[i]?.text ?? ''),
        SIZE,
      ),
    ),
  );

/** The x of each column's text: left columns end before the plot, right columns begin after it, each as wide as its longest text. */
export function columnPositions(panel: Panel): readonly number[] {
  const widths = columnWidths(panel.columns, panel.rows);
  const xs: number[] = [];
  let right = panel.plotWidth + GAP;
  let left = -GAP;
  for (let i = panel.columns.length - 1; i >= 0; i--)
    if (panel.columns[i]!.side === 'left') {
      xs[i] = panel.columns[i]!.align === 'right' ? left : left - widths[i]!;
      left -= widths[i]! + GAP;
    }
  panel.columns.forEach((column, i) => {
    if (column.side !== 'right') return;
    xs[i] = column.align === 'left' ? right : right + widths[i]!;
    right += widths[i]! + GAP;
  });
  return xs;
}

/** Labels longer than this stand on a line of their own, so that the plot keeps its room. */
const LONGEST_LABEL = { wide: 240, narrow: 96 } as const;

/** The width of the longest label that shares its line with marks; labels may be bold. */
export const labelWidthOf = (rows: readonly PanelRow[]): number =>
  widest(
    rows.filter((r) => !r.heading).map((r) => r.label),
    SIZE,
    'bold',
  );

/** Rows with their labels on lines of their own where one is too long, and no heading wider than the whole chart. */
export function fitLabels(
  rows: readonly PanelRow[],
  width: 'wide' | 'narrow',
  total: number,
  longest: number = LONGEST_LABEL[width],
): readonly PanelRow[] {
  const long = labelWidthOf(rows) > longest;
  const cut = (label: string): string => fitting([label], total - 8, SIZE, 'bold');
  return rows.flatMap((row): readonly PanelRow[] =>
    row.heading
      ? [{ ...row, label: cut(row.label) }]
      : long
        ? [
            { label: cut(row.label), heading: true, ...(row.total ? {} : { light: true as const }), cells: [] },
            { ...row, label: '' },
          ]
        : [row],
  );
}

/** What is left for the plot when labels and columns have taken their widths. */
export function plotWidthFor(
  total: number,
  labelWidth: number,
  columns: readonly PanelColumn[],
  rows: readonly PanelRow[],
): number {
  const taken = columnWidths(columns, rows).reduce((sum, w) => sum + w + GAP, 0);
  return Math.max(LEAST_PLOT, Math.floor(total - 8 - taken - (labelWidth > 0 ? labelWidth + GAP : 0)));
}

/** Ticks whose labels have room: those marked `first` before the others, then from left to right; on a linear axis evenly or not at all. */
export function roomyTicks(axis: PanelAxis, plotWidth: number): PanelAxis['ticks'] {
  const kept: { readonly at: number; readonly text: string; readonly x0: number; readonly x1: number }[] = [];
  const ordered = [...axis.ticks.filter((t) => t.first), ...axis.ticks.filter((t) => !t.first)];
  for (const tick of ordered) {
    const w = textWidth(tick.text, HEAD);
    const x0 = Math.min(Math.max(0, position(axis, plotWidth, tick.at) - w / 2), plotWidth - w);
    if (kept.every((k) => x0 > k.x1 + 3 || x0 + w < k.x0 - 3))
      kept.push({ at: tick.at, text: tick.text, x0, x1: x0 + w });
  }
  if (axis.type === 'linear' && kept.length < axis.ticks.length && axis.ticks.length > 3) {
    const anchor = Math.max(
      0,
      axis.ticks.findIndex((t) => t.first),
    );
    const halved = axis.ticks.filter((_, i) => (i - anchor) % 2 === 0);
    return roomyTicks({ ...axis, ticks: halved }, plotWidth);
  }
  return kept.sort((a, b) => a.at - b.at).map(({ at, text }) => ({ at, text }));
}
