import type * as Docx from 'docx';
import { CHART_WIDTH, png } from '../chart/index.js';
import { columnWidths } from './column-widths.js';
import { INK } from './docx-styles.js';
import { printable, safeHref } from './escape.js';
import { figureText, howTo } from './figure-text.js';
import { text } from './text.js';
import type { Block, FigureBlock, Span, TableBlock, Text } from './types.js';

/** Above this many columns a table has a page on its side. */
export const MOST_UPRIGHT = 9;
/** Twentieths of a point between the margins of a page, upright and on its side. */
export const TWIPS = { upright: 10_206, turned: 15_136 } as const;
/** Pixels of a chart from top to bottom that still fit a page with their caption. */
const TALLEST = 880;

/** What turns blocks into Word's paragraphs and tables; `links` gathers web addresses with the ids they are written under. */
export interface Writer {
  readonly docx: typeof Docx;
  readonly links: Map<string, string>;
  /** Lists so far: each numbered list begins at 1. */
  lists: number;
  /** Pictures so far; numbered here, since the library counts on from document to document. */
  pictures: number;
}

type Child = Docx.Paragraph | Docx.Table;

function run({ docx, links }: Writer, span: Span, heavy: boolean): Docx.ParagraphChild {
  const content = printable(span.text);
  // Only said where it is so: a run that says it is not bold is not bold in a heading either.
  const bold = heavy ? { bold: true } : {};
  const href = safeHref(span.href);
  if (href !== undefined) {
    const id = links.get(href) ?? `link${links.size + 1}`;
    links.set(href, id);
    return new docx.ConcreteHyperlink([new docx.TextRun({ text: content, style: 'Hyperlink' })], id);
  }
  switch (span.style) {
    case 'strong':
      return new docx.TextRun({ text: content, bold: true });
    case 'word':
      return new docx.TextRun({ text: content, italics: true, ...bold });
    case 'soft':
      return new docx.TextRun({ text: content.replaceAll(' ', '\u00a0'), color: INK.soft, size: 18 });
    case 'keep':
      return new docx.TextRun({ text: content.replaceAll(' ', '\u00a0'), ...bold });
    default:
      return new docx.TextRun({ text: content, ...bold });
  }
}

export const paragraph = (w: Writer, said: Text, options: Docx.IParagraphOptions = {}, bold = false): Docx.Paragraph =>
  new w.docx.Paragraph({ ...options, children: said.map((s) => run(w, s, bold)) });

const named = (block: { readonly name: string; readonly caption: string }): Text =>
  text({ text: block.name, style: 'strong' }, ` ${block.caption}`);

function tableOf(
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

const table = (w: Writer, block: TableBlock): readonly Child[] => {
  const wide = block.columns.length > MOST_UPRIGHT;
  const widths = columnWidths(block, wide ? 900 : 560);
  return [
    paragraph(w, named(block), { style: 'Caption' }),
    tableOf(
      w,
      block.columns.map((c, i) => ({ ...c, width: widths[i]! })),
      block.rows.map((r) => ({ cells: [[r.head], ...r.cells], total: r.total === true })),
      wide,
    ),
    new w.docx.Paragraph({ spacing: { after: 60 }, children: [] }),
  ];
};

async function figure(w: Writer, block: FigureBlock): Promise<readonly Child[]> {
  const scale = 2;
  const data = Buffer.from(await png(block.wide, { scale }));
  // IHDR: width and height are the first numbers of a PNG file.
  const [across, down] = [data.readUInt32BE(16) / scale, data.readUInt32BE(20) / scale];
  const fit = Math.min(1, CHART_WIDTH.wide / across, TALLEST / down);
  const words = printable(figureText(block));
  return [
    paragraph(w, named(block), { style: 'Caption' }),
    new w.docx.Paragraph({
      keepNext: true,
      children: [
        new w.docx.ImageRun({
          type: 'png',
          data,
          transformation: { width: Math.round(across * fit), height: Math.round(down * fit) },
          altText: {
            id: String(++w.pictures),
            name: printable(block.name),
            title: printable(block.wide.usermeta.title),
            description: words,
          },
        }),
      ],
    }),
    paragraph(w, text({ text: `${howTo(block)}. `, style: 'strong' }, ...block.howToRead), { style: 'HowToRead' }),
  ];
}

export const listOf = (w: Writer, items: readonly Text[], ordered: boolean): readonly Child[] => {
  const instance = ordered ? ++w.lists : 0;
  return items.map((item) =>
    paragraph(
      w,
      item,
      ordered ? { numbering: { reference: 'numbers', level: 0, instance } } : { bullet: { level: 0 } },
    ),
  );
};

export const factsOf = (w: Writer, items: readonly { readonly label: string; readonly text: Text }[]) =>
  items.map((i) => paragraph(w, text({ text: `${i.label}: `, style: 'strong' }, ...i.text), { style: 'Fact' }));

/** One block as Word's paragraphs and tables, in reading order; every table has a header row, every picture an alternative text. */
export async function blockDocx(w: Writer, block: Block): Promise<readonly Child[]> {
  switch (block.kind) {
    case 'heading':
      return [paragraph(w, text(block.text), { heading: w.docx.HeadingLevel.HEADING_2 })];
    case 'list':
      return listOf(w, block.items, block.ordered);
    case 'stats':
      return [
        tableOf(
          w,
          [
            { label: 'What', width: 34 },
            { label: 'Figure', width: 28 },
            { label: 'Detail', width: 38 },
          ],
          block.items.map((i) => ({
            cells: [[text(i.label)], [i.value.map((s) => ({ ...s, style: 'strong' as const }))], [text(i.detail)]],
            total: false,
          })),
          false,
        ),
        new w.docx.Paragraph({ spacing: { after: 60 }, children: [] }),
      ];
    case 'facts':
      return factsOf(w, block.items);
    case 'table':
      return table(w, block);
    case 'figure':
      return figure(w, block);
    case 'lead':
      return [paragraph(w, block.text, { style: 'Lead' })];
    case 'note':
      return [paragraph(w, block.text, { style: 'Note' })];
    case 'paragraph':
      return [paragraph(w, block.text)];
  }
}
