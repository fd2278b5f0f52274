/**
 * Advance widths of Arial (Liberation Sans has the same), in thousandths of the font size, for the characters from space to tilde.
 * Source: the horizontal metrics of the font files. They let the layout be the same on every machine, without a font.
 */
const REGULAR =
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584';
const BOLD =
  '278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584';
const OTHERS: Readonly<Record<string, number>> = {
  '−': 584,
  '×': 584,
  '–': 556,
  '—': 1000,
  '’': 278,
  '‘': 278,
  '“': 500,
  '”': 500,
  '·': 278,
  '…': 1000,
  '●': 604,
  '○': 604,
  '△': 604,
};
/** A character of neither table is taken as wide as a capital, so that an unusual name never overlaps its neighbour. */
const UNKNOWN = 722;

const tables = {
  normal: REGULAR.split(' ').map(Number),
  bold: BOLD.split(' ').map(Number),
} as const;

/** The width of a text in pixels, in Arial. Example: "27.9%" at 13 px is 36.9. */
export function textWidth(text: string, size: number, weight: 'normal' | 'bold' = 'normal'): number {
  let thousandths = 0;
  for (const c of text) thousandths += tables[weight][c.charCodeAt(0) - 32] ?? OTHERS[c] ?? UNKNOWN;
  return (thousandths * size) / 1000;
}

/** The first text that is no wider than `width`, else the last one, cut at a word with an ellipsis when even that is wider. */
export function fitting(
  texts: readonly string[],
  width: number,
  size: number,
  weight: 'normal' | 'bold' = 'normal',
): string {
  const fits = texts.find((text) => textWidth(text, size, weight) <= width);
  if (fits !== undefined) return fits;
  const words = (texts[texts.length - 1] ?? '').split(' ');
  while (words.length > 1 && textWidth(`${words.join(' ')} …`, size, weight) > width) words.pop();
  return `${words.join(' ')} …`;
}

/** The widest of some texts, 0 for none, rounded up. */
export const widest = (texts: readonly string[], size: number, weight: 'normal' | 'bold' = 'normal'): number =>
  Math.ceil(texts.reduce((most, text) => Math.max(most, textWidth(text, size, weight)), 0));
