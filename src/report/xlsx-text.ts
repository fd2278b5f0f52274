import { figureText, howTo } from './figure-text.js';
import { plain } from './text.js';
import type { Block, ReportDocument, Section, Text } from './types.js';

/** Where a text stands, what it is, and the text: the report's sentences as rows, in reading order. */
export type TextRow = readonly [string, string, string];

const linked = (said: Text): string =>
  plain(said.map((s) => (s.href === undefined ? s : { text: `${s.text} (${s.href})` })));

function blockRows(block: Block): readonly (readonly [string, string])[] {
  switch (block.kind) {
    case 'heading':
      return [['Heading', block.text]];
    case 'list':
      return block.items.map((i) => ['List item', linked(i)]);
    case 'stats':
      return block.items.map((i) => [i.label, `${linked(i.value)} (${i.detail})`]);
    case 'facts':
      return block.items.map((i) => [i.label, linked(i.text)]);
    case 'table':
      return [['Table', `${block.name} ${block.caption}`]];
    case 'figure':
      return [
        ['Chart', `${block.name} ${block.caption}`],
        ['What the chart shows', figureText(block)],
        [howTo(block), linked(block.howToRead)],
      ];
    case 'lead':
      return [['Main statement', linked(block.text)]];
    case 'note':
      return [['Note', linked(block.text)]];
    case 'paragraph':
      return [['Text', linked(block.text)]];
  }
}

const sectionRows = ({ eyebrow, heading, blocks }: Section): readonly TextRow[] => [
  [eyebrow, 'Finding', heading],
  ...blocks.flatMap(blockRows).map(([what, said]): TextRow => [eyebrow, what, said]),
];

/** Every sentence of the report outside its tables. */
export const textRows = (document: ReportDocument): readonly TextRow[] => [
  ...document.summary.map((s): TextRow => ['Summary', 'List item', linked(s)]),
  ...document.sections.flatMap(sectionRows),
];

/** The cover's fields, with the recommendation numbered. */
export const coverRows = (document: ReportDocument): readonly (readonly [string, string])[] => [
  ...(document.organisation === '' ? [] : [['Organisation', document.organisation] as const]),
  ['About', document.standfirst],
  ...document.cover.map((f) => [f.label, linked(f.text)] as const),
  ...document.recommendation.map((r, i) => [`Recommendation ${i + 1}: the board is asked to`, linked(r)] as const),
  ['Footer of the report', document.footer],
];
