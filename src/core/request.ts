import type { Cube, Measure } from './cube.js';
import type { CubeColumns } from './cube-columns.js';
import type { Rule } from './predicate.js';
import type { Recode } from './recode.js';

/**
 * Order for choosing among the rows of one person; blanks always come last, no before yes, and of texts the one with fewer characters, then by
 * code point, so that assignment "9" comes before "10" in every engine.
 */
export interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/**
 * A table to count, as plain data: a table as read, or one made from others, in this order, in every engine.
 * - `one`: one row per key, chosen after the rules. A missing key column makes the row its own key. `sum` columns hold the total over the key's kept rows,
 *   `least` columns the smallest number or day among them.
 * - `lookup`: blanks of the `take` columns filled from the first source that has the key (a source with several rows per key is an error: use `one`).
 *   With `as`, nothing is filled: the source's columns are there besides, as `<as>.x`. With `latest`, a source may have several rows per key, and its
 *   greatest `column` that is not after the row's own `upTo` is taken; no other column is.
 * - `pair`: a full join on the key; columns of both sides as `opening.x` and `closing.x`, and `pair` = `stayed`, `left` or `joined`.
 * - `join`: a full join of several tables, each on its own key columns; columns as `<as>.x`. A row without a key is a row of its own.
 */
export type Table =
  | string
  | {
      readonly one: Table;
      readonly per: readonly string[];
      readonly where: readonly Rule[];
      readonly first: readonly Order[];
      readonly sum?: readonly string[];
      readonly least?: readonly string[];
    }
  | {
      readonly lookup: Table;
      readonly on: readonly string[];
      readonly take: readonly string[];
      readonly from: readonly Table[];
      readonly as?: string;
      readonly latest?: { readonly column: string; readonly upTo: string };
    }
  | { readonly pair: readonly [Table, Table]; readonly on: readonly string[] }
  | { readonly join: readonly JoinSide[] };

/** One table of a `join`: the name its columns take, and the columns that are its key. A key is in a table once at most. */
export interface JoinSide {
  readonly as: string;
  readonly table: Table;
  readonly on: readonly string[];
}

/**
 * What a cube is kept by: a recode, or every whole number of a column by itself (a day, or a count of months), as its digits; a fraction is rounded half up.
 * A time histogram. Example: { exact: 'hireDate', otherwise: 'unknown' } has a cell 20178 for those hired on 31 March 2025.
 */
export type Dimension = Recode | { readonly exact: string; readonly otherwise: string };

/** What an engine is asked to count: resolved by an edition, plain JSON. `id` is `<indicator>/<count name>` and says what it is for. */
export interface CountRequest<D extends string = string> {
  readonly id: string;
  readonly from: Table;
  readonly where: readonly Rule[];
  readonly by: Readonly<Record<D, Dimension>>;
  readonly measure: Measure;
  /** The column the measure adds up when it is not the measure's own: `opening.fte` of a join. */
  readonly column?: string;
}

/** An engine. It only counts; it knows no formula, year or policy. */
export interface Counter {
  readonly engine: string;
  /** The engine a request is counted by, where several stand behind one. */
  readonly engineOf?: (request: CountRequest) => string;
  count<D extends string>(request: CountRequest<D>): Promise<Cube<D>>;
  /** The answers to requests one after another, by columns: for counts by day, too many to be held together or to be an object each. */
  readonly inTurn?: (requests: readonly CountRequest[]) => AsyncIterable<CubeColumns>;
}

/** Where the rows of a base table went for one request: every row is in exactly one place. */
export interface Tally {
  readonly table: string;
  readonly rows: number;
  readonly counted: number;
  readonly merged: number;
  readonly excluded: Readonly<Record<string, number>>;
}
