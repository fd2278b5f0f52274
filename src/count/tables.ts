import type { CodeLists } from '../core/recode.js';
import type { JoinSide, Order, Table } from '../core/request.js';
import type { Rows, Value } from '../core/rows.js';
import {
  type Column,
  compareValues,
  encode,
  encodeColumn,
  gather,
  hundredThousandths,
  missingColumn,
  remember,
} from './column.js';
import { type Frame, failures } from './frame.js';
import { identity, meaningOf } from './meaning.js';

/** The tables of one run, each encoded once, and every table made from them, each made once. */
export interface Store {
  readonly lists: CodeLists;
  frame(table: Table): Frame;
}

type Tables = Readonly<Record<string, Rows>>;

/** What has been made of the rows at the bottom of it; gone when they are. */
const made = new WeakMap<Rows, Map<string, Frame>>();

/** The base tables a table is made from, lookup sources included. */
function basesOf(table: Table): readonly string[] {
  if (typeof table === 'string') return [table];
  if ('one' in table) return basesOf(table.one);
  if ('pair' in table) return table.pair.flatMap(basesOf);
  if ('join' in table) return table.join.flatMap((side) => basesOf(side.table));
  return [table.lookup, ...table.from].flatMap(basesOf);
}

/** The store of these tables and lists. Tables of the same rows that mean the same are made once, whichever standard or year asks for them. */
export function storeOf(tables: Tables, lists: CodeLists): Store {
  const store: Store = {
    lists,
    frame: (table) => {
      const base = tables[baseOf(table)];
      if (!base) return make(table, tables, store);
      const rows = basesOf(table).map((name) => identity(tables[name]));
      return remember(
        remember(made, base, () => new Map<string, Frame>()),
        `${meaningOf(table, lists)} ${rows.join(' ')}`,
        () => make(table, tables, store),
      );
    },
  };
  return store;
}

/** The base table at the bottom of a table: the one whose rows are counted (of a pair, the opening one). */
export function baseOf(table: Table): string {
  if (typeof table === 'string') return table;
  if ('join' in table) return baseOf(table.join[0]!.table);
  return baseOf('one' in table ? table.one : 'lookup' in table ? table.lookup : table.pair[0]);
}

/** Every base table that a table is made of. */
export function tablesOf(table: Table): readonly string[] {
  if (typeof table === 'string') return [table];
  if ('one' in table) return tablesOf(table.one);
  if ('pair' in table) return table.pair.flatMap(tablesOf);
  if ('join' in table) return table.join.flatMap((side) => tablesOf(side.table));
  return [...tablesOf(table.lookup), ...table.from.flatMap(tablesOf)];
}

const lazily = (make: (name: string) => Column): ((name: string) => Column) => {
  const columns = new Map<string, Column>();
  return (name) => remember(columns, name, () => make(name));
};

function make(table: Table, tables: Tables, store: Store): Frame {
  if (typeof table === 'string') {
    const rows = tables[table];
    if (!rows)
      throw new RangeError(`no table "${table}": tables given are ${Object.keys(tables).join(', ') || 'none'}`);
    return {
      length: rows.length,
      table,
      steps: [],
      column: lazily((name) => {
        const values = rows.columns[name];
        return values ? encodeColumn(values) : missingColumn(rows.length);
      }),
    };
  }
  if ('one' in table) return one(table, store.frame(table.one), store.lists);
  if ('join' in table)
    return join(
      table.join,
      table.join.map((side) => store.frame(side.table)),
    );
  if ('pair' in table) return pair(store.frame(table.pair[0]), store.frame(table.pair[1]), table.on);
  const sources = table.from.filter((t) => tables[baseOf(t)]).map((t) => store.frame(t));
  return lookup(table, store.frame(table.lookup), sources);
}

/** The key of a row, or undefined when a key column is missing. Keys of different tables are equal when their values are. */
function keys(frame: Frame, columns: readonly string[]): (row: number) => Value {
  const parts = columns.map((c) => frame.column(c));
  const [only] = parts;
  if (only && parts.length === 1) return (row) => only.values[only.codes[row]!];
  return (row) => {
    if (parts.some((c) => c.codes[row] === 0)) return undefined;
    return JSON.stringify(parts.map((c) => c.values[c.codes[row]!]));
  };
}

/** Whether row a is to be taken before row b; equal rows keep their order, and a blank comes last whatever the direction. */
function before(frame: Frame, orders: readonly Order[]): (a: number, b: number) => boolean {
  const by = orders.map(({ column, descending }) => ({ ...frame.column(column), sign: descending ? -1 : 1 }));
  return (a, b) => {
    for (const { values, codes, sign } of by) {
      const [x, y] = [codes[a]!, codes[b]!];
      if (x === y) continue;
      if (x === 0 || y === 0) return y === 0;
      return sign * compareValues(values[x], values[y]) < 0;
    }
    return a < b;
  };
}

function one(table: Extract<Table, { one: Table }>, inner: Frame, lists: CodeLists): Frame {
  const to = failures(table.where, inner, lists);
  const keyOf = keys(inner, table.per);
  const first = before(inner, table.first);
  const groups = new Map<Value, number>();
  const best: number[] = [];
  for (let row = 0; row < inner.length; row++) {
    if (to[row]! < 0) continue;
    const key = keyOf(row);
    let group = key === undefined ? undefined : groups.get(key);
    if (group === undefined) {
      group = best.push(row) - 1;
      if (key !== undefined) groups.set(key, group);
    } else if (first(row, best[group]!)) best[group] = row;
    to[row] = group;
  }
  // Rows keep the order of the rows they were taken from, so that a later tie is broken as every other engine breaks it.
  const order = best.map((_, group) => group).sort((a, b) => best[a]! - best[b]!);
  const place = new Int32Array(best.length);
  for (const [i, group] of order.entries()) place[group] = i;
  for (let row = 0; row < inner.length; row++) if (to[row]! >= 0) to[row] = place[to[row]!]!;
  const chosen = Int32Array.from(order, (group) => best[group]!);
  const step = { inner, to, rules: table.where.map((r) => r.rule), chosen };
  return {
    length: chosen.length,
    steps: [step],
    column: lazily((name) => {
      const column = inner.column(name);
      if (table.sum?.includes(name)) return summed(column, to, chosen.length);
      return table.least?.includes(name) ? least(column, to, chosen.length) : gather(column, chosen);
    }),
  };
}

/** The smallest number of a column over the rows of each key; a key with no number at all stays missing. */
function least(column: Column, to: Int32Array, length: number): Column {
  const found = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  for (let row = 0; row < to.length; row++) {
    const value = column.values[column.codes[row]!];
    if (to[row]! >= 0 && typeof value === 'number' && value < found[to[row]!]!) found[to[row]!] = value;
  }
  return encode(length, (row) => (found[row] === Number.POSITIVE_INFINITY ? undefined : found[row]));
}

/** Adds a column over the rows of each key, exactly, in hundred-thousandths; a key with no number at all stays missing. */
function summed(column: Column, to: Int32Array, length: number): Column {
  const sums = new Float64Array(length);
  const known = new Uint8Array(length);
  for (let row = 0; row < to.length; row++) {
    const value = column.values[column.codes[row]!];
    if (to[row]! < 0 || typeof value !== 'number') continue;
    sums[to[row]!]! += hundredThousandths(value);
    known[to[row]!] = 1;
  }
  return encode(length, (row) => (known[row] ? sums[row]! / 100_000 : undefined));
}

/** Row of each key; throws when a key has several rows, since none of them may be preferred silently. */
function rowOfKey(frame: Frame, on: readonly string[], what: string): ReadonlyMap<Value, number> {
  const rows = new Map<Value, number>();
  const keyOf = keys(frame, on);
  for (let row = 0; row < frame.length; row++) {
    const key = keyOf(row);
    if (key === undefined) continue;
    if (rows.has(key))
      throw new RangeError(`${what} has several rows with the same ${on.join(' and ')}: wrap it in "one"`);
    rows.set(key, row);
  }
  return rows;
}

function lookup(table: Extract<Table, { lookup: Table }>, inner: Frame, sources: readonly Frame[]): Frame {
  const identity = Int32Array.from({ length: inner.length }, (_, row) => row);
  const keyOf = keys(inner, table.on);
  const steps = [{ inner, to: identity, rules: [], chosen: identity }];
  if (table.latest) return { length: inner.length, steps, column: latest(table.latest, inner, sources, table.on) };
  const maps = sources.map((s) => rowOfKey(s, table.on, 'a lookup source'));
  const source = new Int32Array(inner.length).fill(-1);
  const at = new Int32Array(inner.length).fill(-1);
  for (let row = 0; row < inner.length; row++) {
    const key = keyOf(row);
    if (key === undefined) continue;
    source[row] = maps.findIndex((m) => m.has(key));
    if (source[row]! >= 0) at[row] = maps[source[row]!]!.get(key)!;
  }
  return {
    length: inner.length,
    steps,
    column: lazily((name) => {
      const taken = table.as === undefined ? name : name.slice(table.as.length + 1);
      if (table.as !== undefined && name !== `${table.as}.${taken}`) return inner.column(name);
      const own = table.as === undefined ? inner.column(name) : missingColumn(inner.length);
      if (!table.take.includes(taken)) return own;
      const theirs = sources.map((s) => s.column(taken));
      return encode(inner.length, (row) => {
        const found = own.codes[row] === 0 ? theirs[source[row]!] : own;
        return found?.values[found.codes[found === own ? row : at[row]!]!];
      });
    }),
  };
}

/** A column whose blanks are filled with the greatest of the sources' numbers under the row's key that is not after its own `upTo`. */
function latest(
  { column, upTo }: NonNullable<Extract<Table, { lookup: Table }>['latest']>,
  inner: Frame,
  sources: readonly Frame[],
  on: readonly string[],
): Frame['column'] {
  return lazily((name) => {
    const own = inner.column(name);
    if (name !== column) return own;
    const known = new Map<Value, number[]>();
    for (const source of sources) {
      const keyOf = keys(source, on);
      const { values, codes } = source.column(column);
      for (let row = 0; row < source.length; row++) {
        const [key, value] = [keyOf(row), values[codes[row]!]];
        if (key !== undefined && typeof value === 'number') remember(known, key, (): number[] => []).push(value);
      }
    }
    const [keyOf, ends] = [keys(inner, on), inner.column(upTo)];
    return encode(inner.length, (row) => {
      if (own.codes[row] !== 0) return own.values[own.codes[row]!];
      const [key, end] = [keyOf(row), ends.values[ends.codes[row]!]];
      const before = typeof end === 'number' ? (known.get(key)?.filter((v) => v <= end) ?? []) : [];
      return before.reduce<Value>((most, v) => (typeof most === 'number' && most >= v ? most : v), undefined);
    });
  });
}

function pair(opening: Frame, closing: Frame, on: readonly string[]): Frame {
  rowOfKey(opening, on, 'the opening side of a pair');
  const closingRows = rowOfKey(closing, on, 'the closing side of a pair');
  const keyOf = keys(opening, on);
  const left: number[] = [];
  const right: number[] = [];
  const back = new Int32Array(closing.length).fill(-1);
  for (let row = 0; row < opening.length; row++) {
    const key = keyOf(row);
    const match = key === undefined ? undefined : closingRows.get(key);
    left.push(row);
    right.push(match ?? -1);
    if (match !== undefined) back[match] = row;
  }
  for (let row = 0; row < closing.length; row++)
    if (back[row]! < 0) {
      back[row] = left.push(-1) - 1;
      right.push(row);
    }
  const [o, c] = [Int32Array.from(left), Int32Array.from(right)];
  const length = o.length;
  return {
    length,
    steps: [
      { inner: opening, to: Int32Array.from({ length: opening.length }, (_, row) => row), rules: [], chosen: o },
      { inner: closing, to: back, rules: [], chosen: c },
    ],
    column: lazily((name) => {
      if (name === 'pair') return encode(length, (row) => (c[row]! < 0 ? 'left' : o[row]! < 0 ? 'joined' : 'stayed'));
      if (name.startsWith('opening.')) return gather(opening.column(name.slice(8)), o);
      if (name.startsWith('closing.')) return gather(closing.column(name.slice(8)), c);
      return missingColumn(length);
    }),
  };
}

function join(sides: readonly JoinSide[], frames: readonly Frame[]): Frame {
  const rowOf = new Map<Value, number>();
  let length = 0;
  const to = frames.map((frame, i) => {
    const { as, on } = sides[i]!;
    rowOfKey(frame, on, `the ${as} side of a join`);
    const keyOf = keys(frame, on);
    return Int32Array.from({ length: frame.length }, (_, row) => {
      const key = keyOf(row);
      const known = key === undefined ? undefined : rowOf.get(key);
      if (known !== undefined) return known;
      if (key !== undefined) rowOf.set(key, length);
      return length++;
    });
  });
  const chosen = to.map((rows) => {
    const from = new Int32Array(length).fill(-1);
    rows.forEach((out, row) => {
      from[out] = row;
    });
    return from;
  });
  const sideOf = (name: string): number => sides.findIndex(({ as }) => name.startsWith(`${as}.`));
  return {
    length,
    steps: frames.map((inner, i) => ({ inner, to: to[i]!, rules: [], chosen: chosen[i]! })),
    column: lazily((name) => {
      const i = sideOf(name);
      return i < 0 ? missingColumn(length) : gather(frames[i]!.column(name.slice(sides[i]!.as.length + 1)), chosen[i]!);
    }),
  };
}
