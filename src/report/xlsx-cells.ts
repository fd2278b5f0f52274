import { plain, text } from './text.js';
import type { TableBlock, Text } from './types.js';

/** A number with how Excel is to show it, or words. */
export type SheetCell = string | { readonly number: number; readonly format: string };
export interface SheetTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SheetCell[])[];
}

/** Why there is no figure, in the letters that spreadsheets of official statistics use, beside the word itself. */
export const shorthand = {
  '[c]': 'Confidential: a small count, or a figure that would reveal one, is hidden. It is not zero.',
  '[x]': 'Not available: it was not supplied, not collected, not asked or is not in force.',
  '[z]':
    'Not applicable: there is nobody in the group, nothing to compare, no figure can be worked out, or none is given.',
} as const;

const letterOf = (words: string): keyof typeof shorthand =>
  words === 'suppressed'
    ? '[c]'
    : /^(not (supplied|collected|asked|by month|yet in force)|withdrawn)$/.test(words)
      ? '[x]'
      : '[z]';

/** What a cell that shows a figure can hold, in the order of the columns it becomes. */
const PARTS = ['who', 'value', 'of', 'rate', 'lower limit', 'upper limit', 'remark'] as const;
type Part = (typeof PARTS)[number];
type Parsed = Partial<Record<Part, SheetCell>>;

const NUMBER = String.raw`[+−-]?\d[\d,]*(?:\.\d+)?%?`;
const UNIT = '(?<unit> (?:points|pounds|days|requests))?';
const FORMS = [
  `(?<value>${NUMBER})${UNIT}`,
  String.raw`(?<value>${NUMBER}) of (?<of>${NUMBER})(?: \((?<rate>${NUMBER})\))?${UNIT}`,
  String.raw`(?<value>${NUMBER})${UNIT} \((?<low>${NUMBER}) to (?<high>${NUMBER})\)`,
  `(?<low>${NUMBER}) to (?<high>${NUMBER})`,
  `(?<word>suppressed|not supplied) of (?<of>${NUMBER})`,
  String.raw`(?<who>[^\d]{1,60}) (?<value>${NUMBER}) of (?<of>${NUMBER})`,
].map((form) => new RegExp(String.raw`^(?:${form})(?: \(?(?<remark>small base|■)\)?)?$`, 'u'));

/** Example: "27.9%" is 0.279 shown as 0.0%, "+5.2" is 5.2 shown with its sign, "2,226" is shown with its comma. */
function numeric(said: string, unit = ''): SheetCell {
  const digits = said.replace(/[+,%−-]/g, '');
  const places = digits.split('.')[1]?.length ?? 0;
  const sign = /^[−-]/.test(said) ? -1 : 1;
  const shape = `${places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}`}${said.endsWith('%') ? '%' : ''}`;
  const words = unit === '' ? '' : `"${unit}"`;
  const format = /^[+−]/.test(said) ? `+${shape}${words};"−"${shape}${words};${shape}${words}` : `${shape}${words}`;
  const value = sign * Number(digits);
  return { number: said.endsWith('%') ? Number((value / 100).toFixed(places + 2)) : value, format };
}

function parse(said: string): Parsed | undefined {
  for (const form of FORMS) {
    const found = form.exec(said)?.groups;
    if (!found) continue;
    const { who, value, of, rate, low, high, word, remark, unit } = found;
    return {
      ...(who === undefined ? {} : { who: who.trim() }),
      ...(value === undefined ? {} : { value: numeric(value, unit) }),
      ...(word === undefined ? {} : { value: absent(word) }),
      ...(of === undefined ? {} : { of: numeric(of) }),
      ...(rate === undefined ? {} : { rate: numeric(rate) }),
      ...(low === undefined ? {} : { 'lower limit': numeric(low) }),
      ...(high === undefined ? {} : { 'upper limit': numeric(high) }),
      ...(remark === undefined ? {} : { remark: remark === '■' ? 'signal' : remark }),
    };
  }
  return undefined;
}

const absent = (words: string): string => `${words} ${letterOf(words)}`;

/** Words that stand in the place of a number, with nothing beside them. */
const isAbsent = (lines: readonly Text[]): boolean =>
  lines.length > 0 && lines.every((line) => line.length > 0 && line.every((s) => s.style === 'word'));

const wordsOf = (lines: readonly Text[]): string =>
  lines
    .map((line) => plain(line.map((s) => (s.href === undefined ? s : { text: `${s.text} (${s.href})` }))))
    .join(' ')
    .replaceAll('\u00a0', ' ')
    .trim();

/** One column of the report as one or more of the sheet: words stay one, figures get a column for each number in them. */
function columnOf(label: string, cells: readonly (readonly Text[])[]): SheetTable {
  const words = cells.map(wordsOf);
  const parsed = words.map((said, i) => (isAbsent(cells[i]!) ? undefined : parse(said)));
  const all = cells.every((cell, i) => isAbsent(cell) || parsed[i] !== undefined);
  const there = PARTS.filter((part) => parsed.some((p) => p?.[part] !== undefined));
  if (!all || there.length === 0)
    return {
      columns: [label],
      rows: words.map((said, i) => [isAbsent(cells[i]!) ? absent(said) : said === '' ? '[z]' : said]),
    };
  // "Ratio (95% interval)" has its limits in columns of their own.
  const name = there.includes('lower limit') ? label.replace(/ \([^)]*interval\)$/, '') : label;
  return {
    columns: there.map((part) => (part === 'value' ? name : `${name}: ${part}`)),
    rows: words.map((said, i) =>
      there.map((part) => {
        const own = parsed[i];
        return own ? (own[part] ?? (part === 'remark' ? 'none' : '[z]')) : absent(said);
      }),
    ),
  };
}

/** Names once each, as a table of Excel must have them. */
function distinct(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const key = name.toLowerCase();
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}

/**
 * A table of the report for a sheet: numbers are numbers with the precision that is shown, "21 of 2,226 (0.9%)" is three columns, and where there is no
 * figure stands the word with its shorthand in every one of them. No cell is empty.
 */
export function sheetTable({ columns, rows }: TableBlock): SheetTable {
  const own = columns.map((column, i) =>
    columnOf(
      column.label,
      rows.map((r) => (i === 0 ? [r.head.length === 0 ? text('[z]') : r.head] : r.cells[i - 1]!)),
    ),
  );
  return {
    columns: distinct(own.flatMap((c) => c.columns)),
    rows: rows.map((_, i) => own.flatMap((c) => c.rows[i]!)),
  };
}
