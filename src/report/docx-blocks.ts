import type * as Docx from 'docx';
import { CHART_WIDTH, png } from '../chart/index.js';
import { tableBlock, tableOf } from './docx-table.js';
import { caption, factsOf, listOf, paragraph, space, type Writer } from './docx-text.js';
import { printable } from './escape.js';
import { figureText, howTo } from './figure-text.js';
import { TALLEST_CHART } from './front.js';
import { text } from './text.js';
import type { Block, FigureBlock } from './types.js';

type Child = Docx.Paragraph | Docx.Table;

async function figure(w: Writer, block: FigureBlock): Promise<readonly Child[]> {
  const scale = 2;
  const data = Buffer.from(await png(block.wide, { scale }));
  // IHDR: width and height are the first numbers of a PNG file.
  const [across, down] = [data.readUInt32BE(16) / scale, data.readUInt32BE(20) / scale];
  const fit = Math.min(1, CHART_WIDTH.wide / across, TALLEST_CHART / down);
  const words = printable(figureText(block));
  return [
    caption(w, block),
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
        space(w),
      ];
    case 'facts':
      return factsOf(w, block.items);
    case 'table':
      return tableBlock(w, block);
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
