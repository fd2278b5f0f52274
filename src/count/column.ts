import { type Column, rememberedDictionary } from '../core/column.js';
import type { Value } from '../core/rows.js';

export type { Column } from '../core/column.js';

/** The column of `length` missing values, which is what a table gives for a column it does not have. */
export const missingColumn = (length: number): Column => ({ values: [undefined], codes: new Int32Array(length) });

/** Encodes values by row: every distinct value gets one code, so that later work is done once per distinct value. */
export function encode(length: number, value: (row: number) => Value): Column {
  const values: Value[] = [undefined];
  const codeOf = new Map<Value, number>([[undefined, 0]]);
  const codes = new Int32Array(length);
  for (let row = 0; row < length; row++) {
    const v = value(row);
    let code = codeOf.get(v);
    if (code === undefined) {
      code = values.push(v) - 1;
      codeOf.set(v, code);
    }
    codes[row] = code;
  }
  return { values, codes };
}

const encodings = new WeakMap<readonly Value[], Column>();

/** A table's column, encoded once however many runs ask for it. */
export const encodeColumn = (column: readonly Value[]): Column =>
  remember(encodings, column, () => rememberedDictionary(column) ?? encode(column.length, (row) => column[row]));

/** The column at the given rows, in that order; row -1 is missing. The dictionary is shared, not copied. */
export function gather(column: Column, rows: Int32Array): Column {
  const codes = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) codes[i] = rows[i]! < 0 ? 0 : column.codes[rows[i]!]!;
  return { values: column.values, codes };
}

const kindOf = (v: Value): number => (typeof v === 'boolean' ? 0 : typeof v === 'number' ? 1 : 2);

/**
 * The order of two values that are both there, the same in every engine: no before yes, smaller numbers first, and of texts the one with
 * fewer characters, then by code point. So assignment "9" comes before "10" and "123-2" before "123-10"; locale plays no part.
 */
export function compareValues(a: Value, b: Value): number {
  const kind = kindOf(a) - kindOf(b);
  if (kind !== 0) return kind;
  if (typeof a !== 'string' || typeof b !== 'string') return Number(a) - Number(b);
  const [x, y] = [Array.from(a, (c) => c.codePointAt(0)!), Array.from(b, (c) => c.codePointAt(0)!)];
  const at = x.findIndex((c, i) => c !== y[i]);
  return x.length - y.length || (at < 0 ? 0 : x[at]! - y[at]!);
}

/** Hundred-thousandths, the unit in which FTE is added: 25/37.5 is 66667. Anything but a number adds nothing. */
export const hundredThousandths = (v: Value): number => (typeof v === 'number' ? Math.round(v * 100_000) : 0);

/** The value under a key of a map, made and kept on first use. */
export function remember<K, V>(
  map: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
