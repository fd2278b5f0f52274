import { excelColumns, excelRows } from '../limits.js';
import { columnName, refuse } from '../say.js';
import type { Limits, MergedRange, RawCell, RawRow } from '../types.js';
import type { CellMaker } from './cell.js';
import { cellReader, wholeNumber } from './cells.js';
import { attribute, isTrue, localName, named, newTag, nextTag, passMarkup } from './tags.js';
import type { ReadText } from './text.js';

/** What is seen in a sheet besides its cells. */
export interface Seen {
  hiddenRows: number;
  firstHiddenRow: number;
  readonly hiddenColumns: string[];
  missingValues: number;
  firstMissing: { readonly row: number; readonly column: string } | undefined;
  readonly merged: MergedRange[];
}

export interface SheetSetting {
  readonly file: string;
  readonly sheet: string;
  readonly limits: Limits;
  readonly strings: readonly string[];
  readonly texts: ReadText;
  readonly maker: CellMaker;
  /** Only what lies after the rows is wanted (merged blocks). */
  readonly withoutRows?: boolean;
}

export interface SheetScanner {
  readonly seen: Seen;
  scan(bytes: Uint8Array, end: number): number;
  /** The rows completed since the last call, if any. */
  take(): readonly RawRow[] | undefined;
  /** To be called after the last byte. Throws when the sheet is cut short. */
  finish(): void;
}

/** How many hidden columns are named, and how many merged blocks kept: more than any honest sheet has. */
const mostNamed = 20;
const mostMerged = 500_000;

type Place = 'before' | 'rows' | 'row' | 'after' | 'end';

/** A scanner of one worksheet part. Throws `FileRefused` for limits and for what it does not understand. */
export function sheetScanner(setting: SheetSetting): SheetScanner {
  const { file, sheet, limits, withoutRows = false } = setting;
  const damaged = (how: string) => refuse('sheet-damaged', { file, sheet, ...(row > 0 ? { row } : {}) }, how);
  const strange = (what: string) => refuse('sheet-not-understood', { file, sheet, ...(row > 0 ? { row } : {}) }, what);
  const cells = cellReader({ ...setting, damaged, strange });
  const { found } = cells;
  const tag = newTag();
  const seen: Seen = {
    hiddenRows: 0,
    firstHiddenRow: 0,
    hiddenColumns: [],
    missingValues: 0,
    firstMissing: undefined,
    merged: [],
  };
  let place: Place = 'before';
  let prefix = '';
  let out: RawRow[] = [];
  let row = 0;
  let hidden = false;
  let column = -1;
  let values: RawCell[] = [];
  let filled = 0;
  let filledRows = 0;
  let filledCells = 0;

  function scan(bytes: Uint8Array, end: number): number {
    let p = 0;
    if (place === 'before') p = before(bytes, p, end);
    if (place === 'rows' || place === 'row') p = withoutRows ? pass(bytes, p, end) : rows(bytes, p, end);
    if (place === 'after' || place === 'end') p = after(bytes, p, end);
    return p;
  }

  function before(bytes: Uint8Array, from: number, end: number): number {
    for (let p = from; ; p = tag.end) {
      if (!nextTag(bytes, p, end, tag)) return tag.start;
      if (row === 0 && prefix === '' && !tag.closing && column === -1) begin(bytes);
      else if (named(bytes, tag, 'col') && !tag.closing) hiddenColumns(bytes);
      else if (isOurs(bytes) && named(bytes, tag, 'sheetData')) {
        place = tag.empty ? 'after' : 'rows';
        return tag.end;
      } else if (tag.closing && named(bytes, tag, 'worksheet')) throw strange('no rows element');
    }
  }

  /** The root element settles the namespace prefix; every element of ours then has the same. */
  function begin(bytes: Uint8Array): void {
    if (!named(bytes, tag, 'worksheet'))
      throw strange(`a part that begins with "${localName(bytes, tag).slice(0, 40)}"`);
    prefix = String.fromCharCode(...bytes.subarray(tag.name, Math.min(tag.local, tag.name + 40)));
    column = 0;
  }

  function isOurs(bytes: Uint8Array): boolean {
    if (tag.local - tag.name !== prefix.length) return false;
    for (let i = 0; i < prefix.length; i++) if (bytes[tag.name + i] !== prefix.charCodeAt(i)) return false;
    return true;
  }

  function hiddenColumns(bytes: Uint8Array): void {
    if (!isTrue(attribute(bytes, tag, 'hidden')) || seen.hiddenColumns.length >= mostNamed) return;
    const [min, max] = [Number(attribute(bytes, tag, 'min')), Number(attribute(bytes, tag, 'max'))];
    if (min >= 1 && min <= limits.columns)
      seen.hiddenColumns.push(min === max ? columnName(min - 1) : `${columnName(min - 1)} to ${columnName(max - 1)}`);
  }

  function rows(bytes: Uint8Array, from: number, end: number): number {
    const width = prefix.length;
    for (let p = from; ; ) {
      while (p < end && bytes[p] !== 0x3c) p++;
      const name = p + 1 + width;
      if (name + 1 >= end) return p;
      if (place === 'row' && bytes[name] === 0x63 && endsName(bytes[name + 1]!) && hasPrefix(bytes, p + 1)) {
        const next = cells.read(bytes, name + 1, end);
        if (next < 0) return p;
        cell();
        p = next;
        continue;
      }
      if (bytes[p + 1] === 0x21 || bytes[p + 1] === 0x3f) {
        const past = passMarkup(bytes, p, end);
        if (past < 0) return p;
        p = past;
        continue;
      }
      if (!nextTag(bytes, p, end, tag)) return tag.start;
      p = tag.end;
      if (!isOurs(bytes)) other(bytes);
      else if (named(bytes, tag, 'row')) {
        if (!tag.closing) beginRow(bytes);
        if (tag.closing || tag.empty) endRow();
      } else if (tag.closing && named(bytes, tag, 'sheetData')) {
        if (place === 'row') throw damaged('a row is not closed');
        place = 'after';
        return p;
      }
    }
  }

  function hasPrefix(bytes: Uint8Array, at: number): boolean {
    for (let i = 0; i < prefix.length; i++) if (bytes[at + i] !== prefix.charCodeAt(i)) return false;
    return true;
  }

  /** An element of another namespace may be passed over, but not one that could be ours under another prefix. */
  function other(bytes: Uint8Array): void {
    if (named(bytes, tag, 'row') || named(bytes, tag, 'c') || named(bytes, tag, 'sheetData'))
      throw strange('rows under two namespace prefixes');
  }

  function beginRow(bytes: Uint8Array): void {
    if (place === 'row') throw damaged('a row is not closed');
    let number = row + 1;
    hidden = false;
    for (let p = tag.nameEnd; p < tag.end; ) {
      while (p < tag.end && bytes[p]! <= 0x20) p++;
      const name = p;
      while (p < tag.end && bytes[p] !== 0x22 && bytes[p] !== 0x27) p++;
      const quote = bytes[p];
      const value = ++p;
      while (p < tag.end && bytes[p] !== quote) p++;
      if (bytes[name] === 0x72 && endsName(bytes[name + 1]!)) number = wholeNumber(bytes, value, p);
      else if (bytes[name] === 0x68 && bytes[name + 1] === 0x69)
        hidden = bytes[value] === 0x31 || bytes[value] === 0x74;
      p++;
    }
    if (number < 1 || number <= row) throw damaged('its rows are not in order');
    if (number > excelRows) throw refuse('beyond-excel', { file, sheet });
    row = number;
    place = 'row';
    column = -1;
    values = [];
    filled = 0;
  }

  function cell(): void {
    if (found.column >= 0) {
      if (found.row !== row) throw damaged('a cell stands in another row than it says');
      if (found.column <= column) throw damaged('the cells of a row are not in order');
      column = found.column;
    } else column++;
    if (column >= excelColumns) throw refuse('beyond-excel', { file, sheet, row });
    const { value } = found;
    if (value === undefined) return;
    if (column >= limits.columns)
      throw refuse(
        'columns-too-many',
        { file, sheet, row, column: columnName(column) },
        columnName(column),
        limits.columns,
      );
    if (typeof value === 'string') {
      if (value.length > limits.cellLength)
        throw refuse('cell-too-long', { file, sheet, row, column: columnName(column) }, limits.cellLength);
    } else if (typeof value === 'object' && value.kind === 'missing-formula-value') {
      seen.missingValues++;
      seen.firstMissing ??= { row, column: columnName(column) };
    }
    while (values.length < column) values.push(undefined);
    values.push(value);
    filled++;
  }

  function endRow(): void {
    if (place !== 'row') throw damaged('a row is closed that was not opened');
    place = 'rows';
    if (filled === 0) return;
    filledCells += filled;
    filledRows++;
    if (filledRows > limits.rows) throw refuse('rows-too-many', { file, sheet }, limits.rows);
    if (filledCells > limits.cells) throw refuse('cells-too-many', { file, sheet }, limits.cells);
    if (hidden) {
      seen.hiddenRows++;
      seen.firstHiddenRow ||= row;
    }
    out.push({ row, hidden, cells: values });
  }

  /** Passes over the rows without reading them. */
  function pass(bytes: Uint8Array, from: number, end: number): number {
    for (let p = from; ; p = tag.end) {
      if (!nextTag(bytes, p, end, tag)) return tag.start;
      if (tag.closing && named(bytes, tag, 'sheetData')) {
        place = 'after';
        return tag.end;
      }
    }
  }

  function after(bytes: Uint8Array, from: number, end: number): number {
    for (let p = from; ; p = tag.end) {
      if (!nextTag(bytes, p, end, tag)) return tag.start;
      if (!isOurs(bytes)) continue;
      if (tag.closing) {
        if (named(bytes, tag, 'worksheet')) place = 'end';
      } else if (named(bytes, tag, 'mergeCell')) {
        const range = rangeOf(attribute(bytes, tag, 'ref') ?? '');
        if (range === undefined) throw damaged('a merged block has a reference that is none');
        if (seen.merged.length >= mostMerged) throw strange(`more than ${mostMerged} merged blocks`);
        seen.merged.push(range);
      } else if (named(bytes, tag, 'oleObject') || named(bytes, tag, 'control'))
        if (attribute(bytes, tag, 'id', true) !== undefined) throw refuse('file-embedded-objects', { file, sheet });
    }
  }

  const take = (): readonly RawRow[] | undefined => {
    if (out.length === 0) return undefined;
    const taken = out;
    out = [];
    return taken;
  };
  const finish = (): void => {
    if (place !== 'end') throw damaged('it is cut short');
  };
  return { seen, scan, take, finish };
}

const endsName = (b: number): boolean => b <= 0x20 || b === 0x3e || b === 0x2f || b === 0x3d;

/** `B3:D3` to a merged block, or undefined. One cell alone is no block but harmless. */
export function rangeOf(reference: string): MergedRange | undefined {
  const m = /^([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?$/.exec(reference);
  if (!m) return undefined;
  const [, left = '', top = '', right = left, bottom = top] = m;
  return { top: Number(top), left: position(left), bottom: Number(bottom), right: position(right) };
}

const position = (letters: string): number => [...letters].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1;
