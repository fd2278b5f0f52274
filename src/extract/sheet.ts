import type { TableContract } from '../../schemas/table.js';
import { labelOf } from '../core/labels.js';
import { type CodeList, listKey, lookUp } from '../core/recode.js';
import type { Value } from '../core/rows.js';
import { type Column, column, type Entry, type Fault } from './column.js';
import { type Aliases, type FoundHeader, findHeader, headerText } from './headers.js';
import { needs } from './needs.js';
import type { RawCell, RawRow } from './types.js';

/** Why rows were set aside: one line per column and reason. */
export interface Unused {
  readonly column: string;
  readonly why: Fault | 'blank' | 'no-such-column' | 'not-a-count' | 'not-a-key';
  readonly header?: string;
  rows: number;
  readonly first: number;
}

/** Rows under one header: the kept values by column, and where every row went. */
export interface Section {
  readonly columns: readonly Column[];
  readonly rows: number[];
}

export interface ReadSheet {
  readonly sections: readonly Section[];
  readonly unused: readonly Unused[];
  /** The other columns of count rows that were set aside: what is not known, so that it is not taken for 0. */
  readonly lost: readonly Readonly<Record<string, Value>>[];
  readonly read: number;
  readonly kept: number;
  readonly setAside: number;
  readonly notData: number;
}

export interface SheetContext {
  readonly contract: TableContract;
  readonly aliases: Aliases;
  readonly listNamed: (list: string | undefined) => CodeList | undefined;
  readonly tokens: (column: string) => Map<string, string>;
  /** Whether a row is the header of another table, which then begins in the same sheet. */
  readonly begins: (row: RawRow) => boolean;
}

const numberLike = /^[\d.,%£ ()-]+$/;

/** A sum as it may stand in a cell: a number, a share, or a formula that has no result or a faulty one. */
const isSum = (cell: RawCell): boolean =>
  typeof cell === 'number' || (typeof cell === 'object' && cell.kind !== 'date');

/** A line with one text, a total's label, and otherwise only sums, wherever these stand. */
function isTotalLine(row: RawRow): boolean {
  let label: string | undefined;
  for (const cell of row.cells) {
    if (isBlank(cell) || isSum(cell)) continue;
    if (typeof cell !== 'string') return false;
    if (numberLike.test(cell)) continue;
    if (label !== undefined) return false;
    label = cell;
  }
  return label !== undefined && labelOf(label.trim()) === 'total';
}

const isBlank = (cell: RawCell): boolean => cell === undefined || (typeof cell === 'string' && cell.trim() === '');

/**
 * Types the rows of one sheet, in batches. `push` takes rows below the header in order; `end` gives what became of them:
 * read = kept + setAside + notData, where read is every row after `from` to the last one with a value in it.
 */
export function sheetReader(context: SheetContext, header: FoundHeader, above: readonly RawRow[], from = 0) {
  const { contract } = context;
  const need = needs[contract.table];
  const required = Object.entries(contract.columns)
    .filter(([, spec]) => spec.required)
    .map(([name]) => name);
  // A mean of two years keeps its half (decisions on WRES 3 and WDES 3); people at a stage are whole.
  const perWhole = contract.table === 'counts' ? 2 : 1;
  const sections: Section[] = [];
  const unused = new Map<string, Unused>();
  const lost: Record<string, Value>[] = [];
  let columns: Column[] = [];
  let rows: number[] = [];
  let entries: Entry[] = [];
  let mapped = new Set<number>();
  let identity: number[] = [];
  let oneOf: number[] | undefined;
  let must: { name: string; index: number | undefined }[] = [];
  let countAt = -1;
  let leftmost = 0;
  let kept = 0;
  let setAside = 0;
  let last = from;

  const start = (found: FoundHeader, headerRows: readonly RawRow[]) => {
    const taken = found.columns.filter(
      (c) => c.column !== undefined && contract.columns[c.column]!.type !== 'personal',
    );
    columns = taken.map((c) => {
      const spec = contract.columns[c.column!]!;
      const keys = new Set([listKey(c.header), ...headerRows.map((row) => listKey(headerText(row.cells[c.position])))]);
      keys.delete('');
      if (spec.type === 'key' || spec.type === 'token') for (const key of context.aliases.keys()) keys.add(key);
      return column(c.column!, spec, c.position, c.header, {
        yesNo: context.listNamed(spec.list),
        headerKeys: keys,
        tokens: context.tokens(c.column!),
      });
    });
    rows = [];
    sections.push({ columns, rows });
    entries = new Array(columns.length);
    leftmost = Math.min(...found.columns.map((c) => c.position));
    mapped = new Set(taken.map((c) => c.position));
    const at = (name: string) => columns.findIndex((c) => c.name === name);
    const present = (names: readonly string[]) => names.map(at).filter((i) => i >= 0);
    identity = present(need?.identity ?? required);
    if (need?.otherwise && identity.length === 0) identity = present(need.otherwise);
    oneOf = need?.oneOf && present(need.oneOf);
    must = required
      .map((name) => ({ name, index: at(name) < 0 ? undefined : at(name) }))
      .filter(({ name, index }) => index !== undefined || !need?.lenient?.includes(name));
    countAt = contract.columns.count?.required ? at('count') : -1;
  };

  const put = (name: string, why: Unused['why'], row: number, header?: string): true => {
    setAside++;
    if (countAt >= 0) lost.push(Object.fromEntries(columns.map((c, i) => [c.name, entries[i]!.value])));
    const id = `${name}/${why}`;
    const before = unused.get(id);
    if (before) before.rows++;
    else {
      const printed = header ?? columns.find((c) => c.name === name)?.header;
      unused.set(id, { column: name, why, rows: 1, first: row, ...(printed === undefined ? {} : { header: printed }) });
    }
    return true;
  };

  /** Whether a row without anything that identifies it is a label, a total or a header printed again. */
  const noData = (row: RawRow): boolean => {
    let filled = 0;
    let firstFilled = -1;
    let headers = 0;
    let texts = 0;
    for (let i = 0; i < columns.length; i++) {
      const e = entries[i]!;
      if (e.label === 'header') headers++;
      else if (e.label !== undefined) return true;
    }
    for (let p = 0; p < row.cells.length; p++) {
      const cell = row.cells[p];
      if (isBlank(cell)) continue;
      filled++;
      if (firstFilled < 0) firstFilled = p;
      if (typeof cell !== 'string') continue;
      if (!numberLike.test(cell)) texts++;
      // A first cell may be a total's label and a header's name at once: "Count".
      if ((!mapped.has(p) || p === firstFilled) && labelOf(cell.trim()) !== undefined) return true;
    }
    return (
      filled === 0 ||
      texts === 0 ||
      (filled === 1 && columns.length > 2 && firstFilled <= leftmost) ||
      (headers >= 2 && headers * 2 >= filled)
    );
  };

  const notIdentified = (row: RawRow, why: 'blank' | 'not-a-key'): true => {
    const by = oneOf ?? identity;
    const faulty = by.find((i) => entries[i]!.fault !== undefined);
    if (faulty !== undefined) return put(columns[faulty]!.name, entries[faulty]!.fault!, row.row);
    if (by.length === 0) return put((need?.oneOf ?? need?.identity ?? required)[0]!, 'no-such-column', row.row);
    return put(columns[by[0]!]!.name, why, row.row, by.map((i) => columns[i]!.header).join(' / '));
  };

  /** Whether the first thing that identifies the row looks like a key: no spaces and a digit in it, or a column that is no key at all. */
  const keyed = (): boolean => {
    for (const i of identity) {
      const { value } = entries[i]!;
      if (value === undefined) continue;
      const { type } = columns[i]!.spec;
      return type === 'key' ? /^\S*\d\S*$/.test(value as string) : type !== 'token';
    }
    return true;
  };

  /** Whether the row says anything known in a coded, dated or yes-or-no column, as a note under the data does not. */
  const evidence = (): boolean => {
    for (let i = 0; i < columns.length; i++) {
      const { type, list } = columns[i]!.spec;
      const { value } = entries[i]!;
      if (value === undefined) continue;
      if (type === 'date' || type === 'yes-no') return true;
      const known = type === 'code' ? context.listNamed(list) : undefined;
      if (known && lookUp(known, listKey(value)) !== undefined) return true;
    }
    return false;
  };

  /** Takes one row; false when another table begins with it. */
  const take = (row: RawRow): boolean => {
    const { cells } = row;
    for (let i = 0; i < columns.length; i++) entries[i] = columns[i]!.look(cells[columns[i]!.position]);
    let identified = false;
    let label = false;
    for (const i of identity) {
      const e = entries[i]!;
      if (e.label !== undefined) label = true;
      else if (e.value !== undefined || e.fault !== undefined) identified = true;
    }
    // "Total" as the part of a board says which members are counted.
    if (need?.totals)
      for (const [i, e] of entries.entries()) if (e.label === 'total' && columns[i]?.name !== 'part') label = true;
    if (label || (identified && isTotalLine(row))) identified = false;
    if (!identified) {
      const again = findHeader(context.aliases, [row]);
      if (again && again.hits >= 4) {
        if (sameHeader(again)) return true;
        if (context.begins(row)) return false;
        start(again, [row]);
        return true;
      }
      if (context.begins(row)) return false;
      // Fewer known headers are those of another, smaller table.
      if (again || noData(row)) return true;
      return notIdentified(row, 'blank');
    }
    if (columns.length > 2 && !keyed() && !evidence()) {
      if (context.begins(row)) return false;
      if (row.cells.filter((cell) => !isBlank(cell)).length > 1) notIdentified(row, 'not-a-key');
      return true;
    }
    for (const { name, index } of must) {
      const e = index === undefined ? undefined : entries[index]!;
      if (e?.value === undefined) return put(name, e === undefined ? 'no-such-column' : (e.fault ?? 'blank'), row.row);
    }
    if (oneOf && !oneOf.some((i) => entries[i]!.value !== undefined)) return notIdentified(row, 'blank');
    if (countAt >= 0) {
      const n = entries[countAt]!.value as number;
      if (n < 0 || !Number.isInteger(n * perWhole)) return put('count', 'not-a-count', row.row);
    }
    for (let i = 0; i < columns.length; i++) {
      const e = entries[i]!;
      if (e.n++ === 0) e.first = row.row;
      columns[i]!.picked.push(e);
    }
    rows.push(row.row);
    kept++;
    return true;
  };

  const sameHeader = (again: FoundHeader): boolean =>
    again.columns.every(
      (c) => c.column === undefined || columns.some((d) => d.name === c.column && d.position === c.position),
    );

  const seen = (row: RawRow): boolean => {
    if (row.cells.every(isBlank)) return false;
    last = Math.max(row.row, last + 1);
    return true;
  };
  for (const row of above) if (row.row > 0) seen(row);
  start(header, above.slice(header.index, header.index + header.height));

  return {
    /** Takes rows in order; gives how many it took: fewer than there are when another table begins. */
    push(batch: readonly RawRow[]): number {
      for (let i = 0; i < batch.length; i++) {
        const row = batch[i]!;
        const before = last;
        if (!seen(row) || take(row)) continue;
        last = before;
        return i;
      }
      return batch.length;
    },
    /** `to` is the last row before another table. */
    end(to = 0): ReadSheet {
      const read = Math.max(last, to) - from;
      return { sections, unused: [...unused.values()], lost, read, kept, setAside, notData: read - kept - setAside };
    },
  };
}
