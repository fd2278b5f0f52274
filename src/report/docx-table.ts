import type * as Docx from 'docx';
import { columnWidths } from './column-widths.js';
import { INK } from './docx-styles.js';
import { caption, paragraph, space, type Writer } from './docx-text.js';
import { isWide } from './front.js';
import { text } from './text.js';
import type { TableBlock, Text } from './types.js';

/** Twentieths of a point between the margins of a page, upright and on its side. */
export const TWIPS = { upright: 10_206, turned: 15_136 } as const;
/** A table of Word with a header row that repeats; widths are per cent, `wide` is a page on its side. */
export function tableOf(
  w: Writer,
  columns: readonly { readonly label: string; readonly numbers?: true; readonly width: number }[],
  rows: readonly { readonly cells: readonly (readonly Text[])[]; readonly total: boolean }[],
  wide: boolean,
): Docx.Table {
  const { Table, TableCell, TableRow, WidthType, AlignmentType, BorderStyle, TableLayoutType } = w.docx;
  const all = wide ? TWIPS.turned : TWIPS.upright;
  const style = wide ? 'SmallCell' : 'Cell';
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
  const line = (color: string, size: number) => ({ style: BorderStyle.SINGLE, color, size });
  const cell = (i: number, lines: readonly Text[], bold: boolean, header = false): Docx.TableCell =>
    new TableCell({
      width: { size: Math.round((all * columns[i]!.width) / 100), type: WidthType.DXA },
      ...(header ? { verticalAlign: 'bottom' as const } : {}),
      children: lines.map((said) =>
        paragraph(
          w,
          said,
          { style, ...(columns[i]!.numbers ? { alignment: AlignmentType.RIGHT } : {}), keepNext: header },
          bold,
        ),
      ),
    });
  return new Table({
    width: { size: all, type: WidthType.DXA },
    columnWidths: columns.map((c) => Math.round((all * c.width) / 100)),
    layout: TableLayoutType.FIXED,
    margins: { left: 60, right: 60 },
    tableLook: { firstRow: true, firstColumn: true, noHBand: false, noVBand: true },
    borders: {
      left: none,
      right: none,
      insideVertical: none,
      insideHorizontal: line(INK.hair, 4),
      top: line(INK.soft, 6),
      bottom: line(INK.hair, 4),
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map((c, i) => cell(i, [text(c.label)], true, true)),
      }),
      ...rows.map(
        (r) => new TableRow({ cantSplit: true, children: r.cells.map((lines, i) => cell(i, lines, r.total)) }),
      ),
    ],
  });
}

export const tableBlock = (w: Writer, block: TableBlock): readonly (Docx.Paragraph | Docx.Table)[] => {
  const wide = isWide(block);
  const widths = columnWidths(block, wide ? 900 : 560);
  return [
    caption(w, block),
    tableOf(
      w,
      block.columns.map((c, i) => ({ ...c, width: widths[i]! })),
      block.rows.map((r) => ({ cells: [[r.head], ...r.cells], total: r.total === true })),
      wide,
    ),
    space(w),
  ];
};
