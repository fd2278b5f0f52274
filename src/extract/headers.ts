import type { TableContract } from '../../schemas/table.js';
import { listKey } from '../core/recode.js';
import type { RawCell, RawRow } from './types.js';

/** One column of a sheet: the header as printed and the column of the table it is read as, if any. */
export interface FoundColumn {
  readonly position: number;
  readonly header: string;
  readonly column?: string;
  /** The header means a column that another header already fills. */
  readonly repeats?: string;
  /** A profile says to leave this column out. */
  readonly ignored?: true;
}

/** A header row as found: how many rows it takes (1 or 2), its columns, and how many of the table's columns it names. */
export interface FoundHeader {
  readonly index: number;
  readonly height: 1 | 2;
  readonly columns: readonly FoundColumn[];
  readonly hits: number;
}

/** Header text to column, with the rank of the alias (0 is the one the template prints). `ignore` drops a header on purpose. */
export type Aliases = ReadonlyMap<string, { readonly column: string; readonly rank: number }>;

const squeeze = (key: string): string => key.replace(/ /g, '');

/** A process that reads many files asks for the same ones each time. */
const plain = new WeakMap<TableContract, Aliases>();

/** Every way to write the headers of a table; `extra` are the decisions of a profile and win. `EmployeeNumber` means `Employee Number`. */
export function aliasesOf(contract: TableContract, extra: Readonly<Record<string, string>> = {}): Aliases {
  const known = plain.get(contract);
  const own = Object.keys(extra).length > 0;
  if (known && !own) return known;
  const aliases = new Map<string, { column: string; rank: number }>();
  const add = (key: string, column: string, rank: number) => {
    if (key !== '' && !aliases.has(key)) aliases.set(key, { column, rank });
  };
  for (const [header, column] of Object.entries(extra)) add(listKey(header), column, -1);
  const all = Object.entries(contract.columns);
  for (const [column, spec] of all) spec.headers.forEach((header, rank) => void add(listKey(header), column, rank));
  for (const [column, spec] of all)
    spec.headers.forEach((header, rank) => void add(squeeze(listKey(header)), column, rank));
  if (!own) plain.set(contract, aliases);
  return aliases;
}

/** The text of a header cell on one line, 60 characters at most; numbers and dates are no headers. */
export const headerText = (cell: RawCell): string =>
  typeof cell === 'string' ? cell.replace(/\s+/g, ' ').trim().slice(0, 60) : '';

const keys = new Map<string, string>();
/** `listKey`, remembered: the same first rows are looked up for every table. */
export function keyOf(text: string): string {
  const known = keys.get(text);
  if (known !== undefined) return known;
  if (keys.size > 5_000) keys.clear();
  const key = listKey(text);
  keys.set(text, key);
  return key;
}

const readings = new Map<string, readonly string[]>();
/**
 * The keys a header may be known by, remembered since every table asks: as printed, without blanks, and the part that is the column's name in
 * "Ethnic Origin (description)", "Staff[Ethnic Origin]" or "Employee.Ethnic Origin".
 */
function readingsOf(text: string): readonly string[] {
  const known = readings.get(text);
  if (known !== undefined) return known;
  if (readings.size > 5_000) readings.clear();
  const key = keyOf(text);
  const bare = /^(.{2,}?)\s*\([^()]*\)$/.exec(text)?.[1] ?? /^[^.[\]]+[.[]\s*([^.[\]]{2,}?)\]?$/.exec(text)?.[1];
  const all = key === '' ? [] : [key, squeeze(key), ...(bare === undefined ? [] : [keyOf(bare)])];
  readings.set(text, all);
  return all;
}

/** A text that may be a header, with the keys it may be known by. */
interface Read {
  readonly text: string;
  readonly keys: readonly string[];
}
const read = (text: string): Read => ({ text, keys: readingsOf(text) });

/** What stands over each column: in one row, or in two of which the upper one's texts reach to the right until the next. */
interface Over {
  readonly upper: Read;
  readonly lower: Read;
  readonly joined: Read;
}
const nothing: Read = { text: '', keys: [] };
const inRow = new WeakMap<RawRow, readonly Read[]>();
const inRows = new WeakMap<RawRow, { readonly below: RawRow; readonly over: readonly Over[] }>();

/** The texts of a row, read once for all tables. */
function textsOf(row: RawRow): readonly Read[] {
  const known = inRow.get(row);
  if (known) return known;
  const all = Array.from(row.cells, (cell) => read(headerText(cell)));
  inRow.set(row, all);
  return all;
}

/** The texts of two rows, one above the other, read once for all tables. */
function overEach(above: RawRow, below: RawRow): readonly Over[] {
  const known = inRows.get(above);
  if (known?.below === below) return known.over;
  const [uppers, lowers] = [textsOf(above), textsOf(below)];
  let filled = '';
  const over = Array.from({ length: Math.max(uppers.length, lowers.length) }, (_, i): Over => {
    const [upper, lower] = [uppers[i] ?? nothing, lowers[i] ?? nothing];
    if (upper.text !== '') filled = upper.text;
    const joined = lower.text === '' || filled === '' ? lower : read(`${filled} ${lower.text}`);
    return { upper, lower, joined };
  });
  inRows.set(above, { below, over });
  return over;
}

function lookUp(aliases: Aliases, { keys }: Read) {
  for (const key of keys) {
    const found = aliases.get(key);
    if (found) return found;
  }
  return undefined;
}

interface Choice {
  readonly header: string;
  readonly found?: { readonly column: string; readonly rank: number };
}

/** The header over one column: both rows joined when that is a known header, else the lower one, else the upper one. */
function chosen(aliases: Aliases, { upper, lower, joined }: Over): Choice {
  if (lower.text === '') {
    const found = lookUp(aliases, upper);
    return found ? { header: upper.text, found } : { header: upper.text };
  }
  for (const one of [joined, lower, upper]) {
    const found = lookUp(aliases, one);
    if (found) return { header: one.text === upper.text ? joined.text : one.text, found };
  }
  return { header: joined.text };
}

function resolve(choices: readonly (Choice | undefined)[]): { columns: FoundColumn[]; hits: number } {
  const best = new Map<string, number>();
  choices.forEach((choice, position) => {
    if (!choice?.found || choice.found.column === 'ignore') return;
    const before = best.get(choice.found.column);
    if (before === undefined || choice.found.rank < choices[before]!.found!.rank)
      best.set(choice.found.column, position);
  });
  const columns: FoundColumn[] = [];
  choices.forEach((choice, position) => {
    if (!choice || choice.header === '') return;
    const column = choice.found?.column;
    if (column === undefined) columns.push({ position, header: choice.header });
    else if (column === 'ignore') columns.push({ position, header: choice.header, ignored: true });
    else if (best.get(column) === position) columns.push({ position, header: choice.header, column });
    else columns.push({ position, header: choice.header, repeats: column });
  });
  return { columns, hits: best.size };
}

const single = (aliases: Aliases, row: RawRow): readonly Choice[] =>
  textsOf(row).map((upper) => chosen(aliases, { upper, lower: nothing, joined: nothing }));

const double = (aliases: Aliases, above: RawRow, below: RawRow): readonly Choice[] =>
  overEach(above, below).map((over) => chosen(aliases, over));

/** A header is believed with four known columns, or with fewer when they are at least half of what the row holds (narrow tables). */
const believed = (hits: number, texts: number): boolean => hits >= 4 || (hits >= 2 && hits * 2 >= texts);

/**
 * The header row among the first rows of a sheet: the row, or pair of rows, that names most columns of the table; undefined when none
 * names enough. A pair counts only when it names more than either row alone (merged group headings above the column names).
 */
export function findHeader(aliases: Aliases, rows: readonly RawRow[]): FoundHeader | undefined {
  let best: FoundHeader | undefined;
  /** The columns, when they are a header and name more than the best one so far. */
  const better = (choices: readonly Choice[]): ReturnType<typeof resolve> | undefined => {
    const least = best?.hits ?? 0;
    // Most rows are no header, which the number of known texts says before anything is resolved.
    if (choices.reduce((n, c) => n + (c.found ? 1 : 0), 0) <= Math.max(1, least)) return undefined;
    const made = resolve(choices);
    return believed(made.hits, made.columns.length) && made.hits > least ? made : undefined;
  };
  rows.forEach((row, index) => {
    const one = better(single(aliases, row));
    if (one) best = { index, height: 1, ...one };
    const next = rows[index + 1];
    if (!next || next.row !== row.row + 1) return;
    const two = better(double(aliases, row, next));
    if (two && two.hits > resolve(single(aliases, next)).hits) best = { index, height: 2, ...two };
  });
  return best;
}

/** Letters to change to get from one key to another (insert, delete, replace, swap neighbours), or undefined when more than `most`. */
export function editDistance(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  let two: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let d = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, two[j - 2]! + 1);
      row.push(d);
    }
    two = last;
    last = row;
  }
  const d = last[b.length]!;
  return d <= most ? d : undefined;
}

/** The known texts nearest to one that is not known, nearest first, at most `limit`; a fifth of the letters (at least 1, at most 4) may differ. */
export function nearest(text: string, known: Iterable<string>, limit = 2): readonly string[] {
  const key = listKey(text);
  const most = Math.min(4, Math.max(1, Math.floor(key.length / 5)));
  const found: { text: string; d: number }[] = [];
  for (const candidate of known) {
    const other = listKey(candidate);
    const d = other.length < 3 || key.length < 3 ? undefined : editDistance(key, other, most);
    if (d !== undefined && d > 0) found.push({ text: candidate, d });
  }
  const texts = found.sort((x, y) => x.d - y.d).map((f) => f.text);
  return [...new Set(texts)].slice(0, limit);
}
