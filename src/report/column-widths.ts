import { textWidth } from '../chart/index.js';
import type { TableBlock, Text } from './types.js';

/** Words longer than this are broken, so that one unusual name does not take the whole table. */
const LONGEST_WORD = 24;
/** "not calculable" stays on one line; longer words in the place of a number may break. */
const LONGEST_ABSENCE = 14;
const SIZE = 10;
/** What a cell has on its two sides together. */
const SIDES = 10;
/** What the first column has at least, of the whole, if it can use it. */
const NAMES = 0.17;

const spanWidth = (text: string, style: string | undefined): number =>
  textWidth(text, SIZE, style === 'strong' ? 'bold' : 'normal');
const lineWidth = (line: Text): number => line.reduce((sum, s) => sum + spanWidth(s.text, s.style), 0);

/** The widths of what stays together in a line: words, with the spans that are never broken and whatever touches them. */
function together(line: Text): readonly number[] {
  const widths = [0];
  for (const { text, style } of line) {
    const whole = style === 'keep' || style === 'soft' || (style === 'word' && text.length <= LONGEST_ABSENCE);
    for (const [i, word] of (whole ? [text] : text.split(/[ \n]/)).entries()) {
      if (i > 0) widths.push(0);
      widths[widths.length - 1]! += spanWidth(word.slice(0, LONGEST_WORD), style);
    }
  }
  return widths;
}

/**
 * The width of each column in per cent of the table, for formats that do not lay tables out themselves: what the table asks for, where its words fit in
 * it; otherwise every column has its longest word, and what is left goes to those with more to say. `width` is the table's own, in pixels of a 10 px text.
 * Example: columns of a short word and of a long sentence in 500 are about 10 and 90.
 */
export function columnWidths(table: TableBlock, width: number): readonly number[] {
  const lines = table.columns.map((column, i): readonly Text[] => [
    [{ text: column.label }],
    ...table.rows.flatMap((row) => {
      const own = i === 0 ? [row.head] : (row.cells[i - 1] ?? []);
      return row.total ? own.map((line) => line.map((s) => ({ ...s, style: 'strong' as const }))) : own;
    }),
  ]);
  const words = lines.map((own) => Math.max(...own.flatMap(together)) + SIDES);
  const most = lines.map((own, i) => Math.max(words[i]!, Math.max(...own.map(lineWidth)) + SIDES));
  const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
  // The column that names the rows is not squeezed to a word a line, where the others leave room.
  const names = Math.min(most[0]!, NAMES * width, words[0]! + Math.max(0, width - sum(words)));
  const least = words.map((w, i) => (i === 0 ? Math.max(w, names) : w));
  const given = table.columns.map((c) => c.width);
  if (given.every((w, i): w is number => w !== undefined && (w * width) / 100 >= words[i]!)) return given;
  const [low, high] = [sum(least), sum(most)];
  const share = high <= low ? 0 : Math.min(1, Math.max(0, (width - low) / (high - low)));
  const wide = least.map((w, i) => w + share * (most[i]! - w));
  // A table that needs less than the page still takes all of it: the first column, which names the rows, has the rest.
  const rest = Math.max(0, width - sum(wide));
  const all = wide.map((w, i) => (i === 0 ? w + rest * 0.4 : w + (rest * 0.6) / (wide.length - 1 || 1)));
  return all.map((w) => Math.round((1000 * w) / sum(all)) / 10);
}
