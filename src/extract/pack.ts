import { type Column, rememberDictionary } from '../core/column.js';
import type { Rows, Value } from '../core/rows.js';

/**
 * A column made small for the way between threads: numbers as doubles (a missing one is NaN, which no typed value is), anything else as
 * its distinct values and a position for each row. Copying 750,000 texts one by one would hold up the receiving thread.
 */
export type PackedColumn =
  | { readonly numbers: Float64Array<ArrayBuffer> }
  | { readonly values: readonly Value[]; readonly at: Uint32Array<ArrayBuffer> };

export interface PackedRows extends Omit<Rows, 'columns'> {
  readonly columns: Readonly<Record<string, PackedColumn>>;
}

const isNumeric = (v: Value): boolean => v === undefined || (typeof v === 'number' && !Number.isNaN(v));

export function packColumn(column: readonly Value[]): PackedColumn {
  if (column.every(isNumeric))
    return { numbers: Float64Array.from(column, (v) => (v === undefined ? Number.NaN : Number(v))) };
  const positions = new Map<Value, number>();
  const at = new Uint32Array(column.length);
  column.forEach((value, i) => {
    let position = positions.get(value);
    if (position === undefined) {
      position = positions.size;
      positions.set(value, position);
    }
    at[i] = position;
  });
  return { values: [...positions.keys()], at };
}

/** The packed values as a dictionary whose first value is the missing one. */
function dictionary(values: readonly Value[], at: Uint32Array): Column {
  const missing = values.indexOf(undefined);
  const present = values.filter((v) => v !== undefined);
  const code = (position: number): number =>
    position === missing ? 0 : missing >= 0 && position > missing ? position : position + 1;
  const codes = new Int32Array(at.length);
  for (let row = 0; row < at.length; row++) codes[row] = code(at[row]!);
  return { values: [undefined, ...present], codes };
}

export function unpackColumn(packed: PackedColumn): readonly Value[] {
  if ('numbers' in packed) return Array.from(packed.numbers, (n) => (Number.isNaN(n) ? undefined : n));
  const { values, at } = packed;
  const column = Array.from(at, (position) => values[position]);
  rememberDictionary(column, () => dictionary(values, at));
  return column;
}

const mapColumns = <A, B>(columns: Readonly<Record<string, A>>, f: (column: A) => B): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, f(column)]));

export const packRows = (rows: Rows): PackedRows => ({ ...rows, columns: mapColumns(rows.columns, packColumn) });
export const unpackRows = (packed: PackedRows): Rows => ({
  ...packed,
  columns: mapColumns(packed.columns, unpackColumn),
});

/** The buffers of packed rows, for handing over without a copy. */
export const buffersOf = (packed: PackedRows): readonly ArrayBuffer[] =>
  Object.values(packed.columns).map((c) => ('numbers' in c ? c.numbers.buffer : c.at.buffer));
