import {
  columnPositions,
  columnWidths,
  GAP,
  HEAD,
  type Panel,
  type PanelRow,
  position,
  ROW,
  roomyTicks,
  SIZE,
} from './panel.js';
import { textWidth } from './text-width.js';

const INK = '#212B32';
const SOFT = '#3D3D3D';
const OVER = '#12436D';
const STRIP = '#EEF1F3';
const EDGE = '#8A949A';

type Json = Readonly<Record<string, unknown>>;

/** Runs of rows between headings: the strip and the reference line stop at a heading. */
function runs(rows: readonly PanelRow[]): readonly { readonly y: number; readonly y2: number }[] {
  const found: { y: number; y2: number }[] = [];
  rows.forEach((row, i) => {
    if (row.heading) return;
    const last = found[found.length - 1];
    if (last && last.y2 === i * ROW) last.y2 = (i + 1) * ROW;
    else found.push({ y: i * ROW, y2: (i + 1) * ROW });
  });
  return found;
}

const isBold = (row: PanelRow): boolean => row.total === true || (row.heading === true && row.light !== true);

const quoted = (text: string): string => `'${text.replace(/['\\]/g, '')}'`;

/** One panel as a layered Vega-Lite view. Data holds only rounded figures and finished texts; a row without a figure has words alone. */
export function panelView(panel: Panel): Json {
  const { axis, plotWidth, rows, inset = 0 } = panel;
  const height = rows.length * ROW;
  const at = (i: number): number => i * ROW + ROW / 2;
  const ticks = roomyTicks(axis, plotWidth);
  const x = {
    type: 'quantitative',
    scale: {
      type: axis.type,
      domain: axis.domain,
      range: [inset, inset + plotWidth],
      nice: false,
      clamp: true,
      ...(axis.type === 'linear' ? { zero: false } : {}),
    },
    axis: {
      values: ticks.map((t) => t.at),
      labelExpr: [...ticks.map((t) => `datum.value === ${t.at} ? ${quoted(t.text)}`), "''"].join(' : '),
      title: axis.title,
      grid: axis.type === 'linear' && axis.grid !== false,
      labelOverlap: false,
      labelFlush: true,
    },
  };
  const y = {
    field: 'y',
    type: 'quantitative',
    scale: { domain: [0, height], range: [0, height], nice: false, zero: false },
    axis: null,
  };
  const xOf = (field: string): Json => ({ field, ...x });

  const layer = (values: readonly Json[], mark: Json, encoding: Json): readonly Json[] =>
    values.length === 0 ? [] : [{ data: { values }, mark, encoding: { y, ...encoding } }];
  const texts = (
    values: readonly { readonly y: number; readonly x: number; readonly t: string }[],
    mark: Json,
  ): readonly Json[] => {
    const xs = [...new Set(values.map((v) => v.x))];
    return xs.flatMap((px) =>
      layer(
        values.filter((v) => v.x === px && v.t !== '').map((v) => ({ y: v.y, t: v.t })),
        { type: 'text', ...mark },
        { x: { value: px + inset }, text: { field: 't', type: 'nominal' } },
      ),
    );
  };

  const marks = rows.flatMap((row, i) => (row.mark ? [{ y: at(i), ...row.mark }] : []));
  const intervals = marks.flatMap((m) =>
    m.lo === undefined || m.hi === undefined
      ? []
      : [{ y: m.y, lo: m.lo === false ? axis.domain[0] : m.lo, hi: m.hi === false ? axis.domain[1] : m.hi }],
  );
  const off = (end: number | false | undefined, beyond: (n: number) => boolean): boolean =>
    end === false || (typeof end === 'number' && beyond(end));
  const offLeft = marks.filter((m) => m.lo !== undefined && off(m.lo, (n) => n < axis.domain[0]));
  const offRight = marks.filter((m) => m.hi !== undefined && off(m.hi, (n) => n > axis.domain[1]));
  const dots = marks.flatMap((m) =>
    m.v === undefined || m.v < axis.domain[0] || m.v > axis.domain[1]
      ? []
      : [{ y: m.y, v: m.v, open: m.open === true }],
  );
  const others = marks.flatMap((m) => (m.other === undefined ? [] : [{ y: m.y, v: m.other }]));
  const spans = runs(rows);
  const xs = columnPositions(panel);
  const dot = (open: boolean): Json => ({
    type: 'point',
    shape: 'circle',
    filled: true,
    fill: open ? '#FFFFFF' : OVER,
    stroke: OVER,
    strokeWidth: 2,
    size: open ? 62 : 80,
    opacity: 1,
  });
  const arrow = (angle: number): Json => ({
    type: 'point',
    shape: 'triangle-up',
    angle,
    filled: true,
    color: OVER,
    size: 44,
    opacity: 1,
  });
  const held = (centre: number, text: string): number => {
    const half = textWidth(text, HEAD) / 2;
    return plotWidth < 2 * half ? plotWidth / 2 : Math.min(Math.max(half, centre), plotWidth - half);
  };
  const head = -ROW / 2 + 1;
  const lineHead = { y: head, x: held(position(axis, plotWidth, panel.line.at), panel.line.text), t: panel.line.text };
  const bandHead = panel.band && {
    y: head,
    x: held(position(axis, plotWidth, Math.sqrt(panel.band.from * panel.band.to)), panel.band.text),
    t: panel.band.text,
  };

  return {
    width: inset + plotWidth,
    height,
    view: { stroke: null },
    layer: [
      ...(panel.band
        ? [
            ...layer(
              spans.map((s) => ({ ...s, a: panel.band!.from, b: panel.band!.to })),
              { type: 'rect', color: STRIP },
              { x: xOf('a'), x2: { field: 'b' }, y2: { field: 'y2' } },
            ),
            ...layer(
              spans.flatMap((s) => [panel.band!.from, panel.band!.to].map((v) => ({ ...s, v }))),
              { type: 'rule', color: EDGE, strokeDash: [2, 2] },
              { x: xOf('v'), y2: { field: 'y2' } },
            ),
          ]
        : []),
      ...layer(
        spans.map((s) => ({ ...s, v: panel.line.at })),
        { type: 'rule', color: SOFT, strokeWidth: 1.3, ...(panel.line.dashed ? { strokeDash: [5, 3] } : {}) },
        { x: xOf('v'), y2: { field: 'y2' } },
      ),
      ...layer(intervals, { type: 'rule', color: OVER, strokeWidth: 2 }, { x: xOf('lo'), x2: { field: 'hi' } }),
      ...layer(
        offLeft.map((m) => ({ y: m.y })),
        arrow(-90),
        { x: { value: inset } },
      ),
      ...layer(
        offRight.map((m) => ({ y: m.y })),
        arrow(90),
        { x: { value: inset + plotWidth } },
      ),
      ...layer(
        others,
        {
          type: 'point',
          shape: 'diamond',
          filled: true,
          fill: '#FFFFFF',
          stroke: SOFT,
          strokeWidth: 1.5,
          size: 46,
          opacity: 1,
        },
        { x: xOf('v') },
      ),
      ...layer(
        dots.filter((d) => !d.open).map(({ y: dy, v }) => ({ y: dy, v })),
        dot(false),
        { x: xOf('v') },
      ),
      ...layer(
        dots.filter((d) => d.open).map(({ y: dy, v }) => ({ y: dy, v })),
        dot(true),
        { x: xOf('v') },
      ),
      ...texts(otherLabel(panel), { align: 'left', fontSize: HEAD, color: SOFT }),
      ...(panel.showLabels
        ? [
            ...texts(
              rows.flatMap((r, i) => (isBold(r) ? [{ y: at(i), x: labelX(panel), t: r.label }] : [])),
              { align: 'left', fontWeight: 'bold', fontSize: SIZE, color: INK },
            ),
            ...texts(
              rows.flatMap((r, i) => (isBold(r) ? [] : [{ y: at(i), x: labelX(panel), t: r.label }])),
              { align: 'left', fontSize: SIZE, color: INK },
            ),
          ]
        : []),
      ...panel.columns.flatMap((column, c) => [
        ...texts(
          rows.flatMap((r, i) => (r.cells[c] && !r.cells[c].word ? [{ y: at(i), x: xs[c]!, t: r.cells[c].text }] : [])),
          { align: column.align, fontSize: SIZE, color: INK },
        ),
        ...texts(
          rows.flatMap((r, i) => (r.cells[c]?.word ? [{ y: at(i), x: xs[c]!, t: r.cells[c].text }] : [])),
          { align: column.align, fontSize: SIZE, fontStyle: 'italic', color: SOFT },
        ),
        ...texts([{ y: head, x: xs[c]!, t: column.head }], { align: column.align, fontSize: HEAD, color: SOFT }),
      ]),
      ...texts([bandHead ?? lineHead], { align: 'center', fontSize: HEAD, color: SOFT }),
      ...(panel.title === undefined
        ? []
        : texts([{ y: -1.6 * ROW, x: labelX(panel), t: panel.title }], {
            align: 'left',
            fontWeight: 'bold',
            fontSize: SIZE + 1,
            color: INK,
          })),
    ],
  };
}

/** Labels begin at the left edge of everything else on that side; without labels a title begins at the plot. */
function labelX(panel: Panel): number {
  if (!panel.showLabels) return 0;
  const widths = columnWidths(panel.columns, panel.rows);
  const left = panel.columns.reduce((sum, c, i) => (c.side === 'left' ? sum + widths[i]! + GAP : sum), 0);
  return -(panel.labelWidth > 0 ? panel.labelWidth + GAP : 0) - left;
}

/** The name of the diamonds, beside the first one with room before the next mark. */
function otherLabel(panel: Panel): readonly { readonly y: number; readonly x: number; readonly t: string }[] {
  if (panel.otherName === undefined) return [];
  const need = textWidth(panel.otherName, HEAD) + 18;
  for (const [i, row] of panel.rows.entries()) {
    const m = row.mark;
    if (m?.other === undefined || m.v === undefined) continue;
    const from = position(panel.axis, panel.plotWidth, m.other);
    const to = position(panel.axis, panel.plotWidth, typeof m.lo === 'number' ? Math.min(m.lo, m.v) : m.v);
    const line = position(panel.axis, panel.plotWidth, panel.line.at);
    if (to - from >= need && !(line > from && line < from + need))
      return [{ y: i * ROW + ROW / 2, x: from + 9, t: panel.otherName }];
  }
  return [];
}
