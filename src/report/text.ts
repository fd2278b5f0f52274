import type { Block, Section, Span, TableBlock, Text } from './types.js';

/** Text of plain strings and spans. */
export const text = (...parts: readonly (string | Span)[]): Text =>
  parts.filter((p) => p !== '').map((p) => (typeof p === 'string' ? { text: p } : p));

export const strong = (value: string): Span => ({ text: value, style: 'strong' });
export const word = (value: string): Span => ({ text: value, style: 'word' });
export const soft = (value: string): Span => ({ text: value, style: 'soft' });
export const keep = (value: string): Span => ({ text: value, style: 'keep' });
export const symbol = (value: string): Span => ({ text: value, style: 'symbol' });

/** A text that fits one line at the edge of a page. Example: 120 letters are 89 and an ellipsis. */
export const oneLine = (value: string): string => (value.length <= 90 ? value : `${value.slice(0, 89)}…`);

/** A text as a plain string; symbols, which no reader needs, are left out. */
export const plain = (value: Text): string =>
  value
    .filter((s) => s.style !== 'symbol')
    .map((s) => s.text)
    .join('');

const tableText = (table: TableBlock): readonly string[] => [
  `${table.name} ${table.caption}`,
  ...table.columns.map((c) => c.label),
  ...table.rows.flatMap((r) => [plain(r.head), ...r.cells.map((lines) => lines.map(plain).join(' '))]),
];

/** Every text of a block, in reading order. */
export function blockText(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [block.text];
    case 'list':
      return block.items.map(plain);
    case 'stats':
      return block.items.flatMap((i) => [i.label, plain(i.value), i.detail]);
    case 'facts':
      return block.items.flatMap((i) => [i.label, plain(i.text)]);
    case 'table':
      return tableText(block);
    case 'figure':
      return [`${block.name} ${block.caption}`, block.wide.description, plain(block.howToRead)];
    default:
      return [plain(block.text)];
  }
}

export const sectionText = (section: Section): readonly string[] => [
  section.eyebrow,
  section.heading,
  ...section.blocks.flatMap(blockText),
];
