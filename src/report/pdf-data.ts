import { CHART_WIDTH, inDejaVu, svg } from '../chart/index.js';
import { columnWidths } from './column-widths.js';
import { safeHref } from './escape.js';
import { figureText, howTo } from './figure-text.js';
import { fullTitle, isWide, paperOf, TALLEST_CHART } from './front.js';
import { REPLACEMENT } from './pdf-characters.js';
import { oneLine } from './text.js';
import type { Block, FigureBlock, ReportDocument, Section, Span, TableBlock } from './types.js';

/** Pixels of a 10 px text in a line of the page's text width, at the size that tables have. */
const LINE = { upright: 566, turned: 890 } as const;

interface Letters {
  readonly shown: (text: string) => string;
  readonly slanted: (text: string) => boolean;
}

/** Everything the pages show: report.json and one drawing a figure, by file name. */
export interface PdfData {
  readonly files: ReadonlyMap<string, string>;
}

const isSpan = (value: object): value is Span =>
  'text' in value && typeof value.text === 'string' && !('kind' in value);

/** The same data with letters the fonts have, and only links that are web addresses. */
function lettered(value: unknown, letters: Letters): unknown {
  if (typeof value === 'string') return letters.shown(value);
  if (Array.isArray(value)) return value.map((v) => lettered(v, letters));
  if (typeof value !== 'object' || value === null) return value;
  const own = Object.fromEntries(Object.entries(value).map(([k, v]) => [k, lettered(v, letters)]));
  if (!isSpan(value)) return own;
  const { href, ...span } = own;
  const address = safeHref(href as string | undefined);
  return {
    ...span,
    ...(address === undefined ? {} : { href: address }),
    ...(value.style === 'word' && !letters.slanted(own.text as string) ? { slant: 'normal' } : {}),
  };
}

const tableData = (table: TableBlock) => {
  const wide = isWide(table);
  return {
    ...table,
    widths: columnWidths(table, wide ? LINE.turned : LINE.upright),
    size: wide ? 8 : 8.8,
    gap: table.columns.length > 6 ? 3 : 4.5,
  };
};

async function figureData(figure: FigureBlock, files: Map<string, string>, letters: Letters) {
  const { wide, narrow: _, ...rest } = figure;
  const file = `chart-${files.size + 1}.svg`;
  const drawn = inDejaVu(await svg(wide, { id: figure.id }), 'font-family="Report Sans" font-stretch="condensed"');
  files.set(file, letters.shown(drawn));
  const side = (name: string): number => Number(new RegExp(`^<svg[^>]* ${name}="([\\d.]+)"`).exec(drawn)?.[1]);
  const [across, down] = [side('width'), side('height')];
  const width = (100 * across) / CHART_WIDTH.wide / Math.max(1, down / TALLEST_CHART);
  return { ...rest, file, width, alt: figureText(figure), how: howTo(figure) };
}

/** A section's blocks; a wide table takes the heading above it along to its page. */
async function blocksData(blocks: readonly Block[], files: Map<string, string>, letters: Letters): Promise<unknown[]> {
  const made: unknown[] = [];
  for (const [i, block] of blocks.entries()) {
    if (block.kind === 'heading' && isWide(blocks[i + 1])) continue;
    const before = blocks[i - 1];
    if (block.kind === 'figure') made.push(await figureData(block, files, letters));
    else if (block.kind !== 'table') made.push(block);
    else if (isWide(block))
      made.push({ kind: 'turned', blocks: [...(before?.kind === 'heading' ? [before] : []), tableData(block)] });
    else made.push(tableData(block));
  }
  return made;
}

/** A report document as the files that the template reads. */
export async function pdfData(document: ReportDocument, letters: Letters): Promise<PdfData> {
  const files = new Map<string, string>();
  const sections: unknown[] = [];
  for (const section of document.sections as readonly Section[])
    sections.push({ ...section, blocks: await blocksData(section.blocks, files, letters) });
  const { organisation, title, date } = document;
  const data = lettered(
    {
      ...document,
      sections,
      name: fullTitle(document),
      eyebrow: paperOf(document),
      running: [oneLine(organisation === '' ? title : organisation), date],
      footer: oneLine(document.footer),
    },
    letters,
  );
  const text = JSON.stringify(data);
  files.set('report.json', text.includes(REPLACEMENT) ? JSON.stringify(withRemark(data as ReportDocument)) : text);
  return { files };
}

const withRemark = (data: ReportDocument) => ({
  ...data,
  summary: [
    ...data.summary,
    [
      {
        text: `${REPLACEMENT} stands for characters that the fonts of this PDF do not have; the web page, Word and Excel reports show them.`,
      },
    ],
  ],
});
