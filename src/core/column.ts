import type { Value } from './rows.js';

/** A dictionary-encoded column: row i holds `values[codes[i]]`, and code 0 is always the missing value. */
export interface Column {
  readonly values: readonly Value[];
  readonly codes: Int32Array;
}

const dictionaries = new WeakMap<readonly Value[], () => Column>();

/** Says how the dictionary of a column is had without looking at every value again, for whoever made the column from one. */
export const rememberDictionary = (column: readonly Value[], make: () => Column): unknown =>
  dictionaries.set(column, make);

/** The dictionary that a column was made from, if somebody said so. */
export const rememberedDictionary = (column: readonly Value[]): Column | undefined => dictionaries.get(column)?.();
