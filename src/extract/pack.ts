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

export const unpackColumn = (packed: PackedColumn): readonly Value[] =>
  'numbers' in packed
    ? Array.from(packed.numbers, (n) => (Number.isNaN(n) ? undefined : n))
    : Array.from(packed.at, (position) => packed.values[position]);

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
