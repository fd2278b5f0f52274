import type { RawCell } from '../types.js';
import { type CellMaker, missingFormulaValue } from './cell.js';
import { numberIn } from './number.js';
import { type Item, readItem, textBetween } from './strings.js';
import { named, newTag, nextTag } from './tags.js';
import { plainText, type ReadText } from './text.js';

const gt = 0x3e;
const slash = 0x2f;

const lt = 0x3c;
const equals = 0x3d;
const letterC = 0x63;
const letterV = 0x76;

/** The type of a cell: the byte of its one-letter name, or a number of ours for the two longer ones. */
const sharedText = 0x73;
const plainNumber = 0x6e;
const yesNo = 0x62;
const errorCode = 0x65;
const isoDay = 0x64;
const ownText = 1;
const inlineText = 2;
const longer: ReadonlyMap<string, number> = new Map([
  ['str', ownText],
  ['inlineStr', inlineText],
]);
const isKind = (b: number): boolean =>
  b === sharedText || b === plainNumber || b === yesNo || b === errorCode || b === isoDay;

/** A cell as read; the one record is used again for every cell. `column` and `row` are as its reference says, -1 without one. */
export interface Found {
  column: number;
  row: number;
  value: RawCell;
}

export interface CellReader {
  readonly found: Found;
  /**
   * Reads the cell whose name `c` ends at `from` into `found` and gives the position after it, or -1 when it is not all there.
   * Throws what `damaged` and `strange` make.
   */
  read(bytes: Uint8Array, from: number, end: number): number;
}

export interface CellSetting {
  readonly maker: CellMaker;
  readonly strings: readonly string[];
  readonly texts: ReadText;
  readonly damaged: (how: string) => Error;
  readonly strange: (what: string) => Error;
}

/** A reader of the cells of one sheet. It is the innermost loop: 25 times for every person. */
export function cellReader({ maker, strings, texts, damaged, strange }: CellSetting): CellReader {
  const found: Found = { column: -1, row: -1, value: undefined };
  const tag = newTag();
  const item: Item = { text: '', end: 0 };

  function read(bytes: Uint8Array, from: number, end: number): number {
    let kind = plainNumber;
    let style = 0;
    found.column = -1;
    found.row = -1;
    found.value = undefined;
    let p = from;
    for (;;) {
      if (p >= end) return -1;
      const b = bytes[p]!;
      if (b <= 0x20) {
        p++;
        continue;
      }
      if (b === gt) break;
      if (b === slash) return p + 1 < end ? p + 2 : -1;
      const name = p;
      while (p < end && bytes[p] !== equals) p++;
      const single = bytes[name + 1] === equals || bytes[name + 1]! <= 0x20;
      p++;
      while (p < end && bytes[p]! <= 0x20) p++;
      const quote = bytes[p++];
      const value = p;
      while (p < end && bytes[p] !== quote) p++;
      if (p >= end) return -1;
      if (single) {
        if (b === 0x72) reference(bytes, value, p);
        else if (b === 0x73) style = wholeNumber(bytes, value, p);
        else if (b === 0x74) kind = kindOf(bytes, value, p);
      }
      p++;
    }
    return quick(bytes, p + 1, end, kind, style);
  }

  /** The everyday `<v>...</v></c>` without prefix, attributes or formula; anything else is read tag by tag. */
  function quick(bytes: Uint8Array, from: number, end: number, kind: number, style: number): number {
    if (bytes[from] !== lt || bytes[from + 1] !== letterV || bytes[from + 2] !== gt)
      return content(bytes, from, end, kind, style);
    let p = from + 3;
    while (p < end && bytes[p] !== lt) p++;
    if (
      p === from + 3 ||
      p + 8 > end ||
      bytes[p + 1] !== slash ||
      bytes[p + 2] !== letterV ||
      bytes[p + 3] !== gt ||
      bytes[p + 4] !== lt ||
      bytes[p + 5] !== slash ||
      bytes[p + 6] !== letterC ||
      bytes[p + 7] !== gt
    )
      return content(bytes, from, end, kind, style);
    found.value = stored(bytes, from + 3, p, kind, style);
    return p + 8;
  }

  function content(bytes: Uint8Array, from: number, end: number, kind: number, style: number): number {
    let formula = false;
    let valueStart = -1;
    let valueEnd = -1;
    let inline = false;
    for (let p = from; ; ) {
      if (!nextTag(bytes, p, end, tag)) return -1;
      p = tag.end;
      const letter = tag.nameEnd - tag.local === 1 ? bytes[tag.local] : 0;
      if (letter === letterV) {
        if (tag.closing) continue;
        valueStart = p;
        valueEnd = p;
        if (tag.empty) continue;
        if (!nextTag(bytes, p, end, tag)) return -1;
        if (!tag.closing) throw damaged('a value holds another element');
        valueEnd = tag.start;
        p = tag.end;
      } else if (letter === 0x66) formula = true;
      else if (letter === letterC && tag.closing) {
        found.value = inline
          ? blankIsNone(item.text)
          : valueStart < 0 || (valueStart === valueEnd && kind !== ownText)
            ? formula
              ? missingFormulaValue
              : undefined
            : stored(bytes, valueStart, valueEnd, kind, style);
        return p;
      } else if (named(bytes, tag, 'is') && !tag.closing && !tag.empty) {
        if (!readItem(bytes, p, end, 'is', texts, tag, item)) return -1;
        inline = true;
        p = item.end;
      } else if (tag.closing && (named(bytes, tag, 'row') || named(bytes, tag, 'sheetData')))
        throw damaged('a cell is not closed');
    }
  }

  function stored(bytes: Uint8Array, start: number, end: number, kind: number, style: number): RawCell {
    if (kind === sharedText) {
      const text = strings[wholeNumber(bytes, start, end)];
      if (text === undefined) throw damaged('a cell points to a text that is not in the workbook');
      return blankIsNone(text);
    }
    if (kind === plainNumber) {
      const value = numberIn(bytes, start, end);
      const cell = value === undefined ? odd(bytes, start, end, style) : maker.number(value, style);
      if (cell === 'no-style') throw damaged('a cell has a style that is not in the workbook');
      return cell;
    }
    const text = textBetween(bytes, start, end, texts);
    if (kind === ownText || kind === inlineText) return blankIsNone(text);
    if (kind === errorCode) return maker.error(text.slice(0, 40));
    if (kind === isoDay) return maker.isoDate(text.trim());
    const flag = text.trim();
    if (flag === '1' || flag === 'true') return true;
    if (flag === '0' || flag === 'false') return false;
    throw damaged('a yes-or-no cell holds something else');
  }

  /** A number written with CDATA or entities, or none at all. */
  function odd(bytes: Uint8Array, start: number, end: number, style: number): RawCell | 'no-style' {
    const text = textBetween(bytes, start, end, texts);
    const spelt = new TextEncoder().encode(text);
    const value = numberIn(spelt, 0, spelt.length);
    if (value === undefined) throw damaged('a number cell holds something else');
    return maker.number(value, style);
  }

  function kindOf(bytes: Uint8Array, start: number, end: number): number {
    if (end - start === 1 && isKind(bytes[start]!)) return bytes[start]!;
    const name = plainText(bytes, start, end);
    const kind = longer.get(name);
    if (kind === undefined) throw strange(`a cell of the type "${name.slice(0, 40)}"`);
    return kind;
  }

  /** A1 to column 0 and row 1. */
  function reference(bytes: Uint8Array, start: number, end: number): void {
    let column = 0;
    let p = start;
    for (; p < end; p++) {
      const letter = bytes[p]! - 64;
      if (letter < 1 || letter > 26) break;
      column = column * 26 + letter;
    }
    const row = wholeNumber(bytes, p, end);
    if (p === start || p - start > 6 || row < 0) throw damaged('a cell has a reference that is none');
    found.column = column - 1;
    found.row = row;
  }
  return { found, read };
}

const blankIsNone = (text: string): RawCell => (text === '' ? undefined : text);

/** Digits to a whole number, or -1 for anything else. White space around them is allowed. */
export function wholeNumber(bytes: Uint8Array, start: number, end: number): number {
  let p = start;
  while (p < end && bytes[p]! <= 0x20) p++;
  const from = p;
  let n = 0;
  for (; p < end; p++) {
    const d = bytes[p]! - 48;
    if (d < 0 || d > 9) break;
    n = n * 10 + d;
  }
  const digits = p - from;
  while (p < end && bytes[p]! <= 0x20) p++;
  return digits > 0 && digits <= 9 && p === end ? n : -1;
}
