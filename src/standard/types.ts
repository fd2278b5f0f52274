import type { Rule } from '../core/predicate.js';
import type { Order } from '../core/request.js';

export interface Source {
  readonly title: string;
  readonly href?: string;
  readonly clause?: string;
}

/** A value with its source. `introduced` is the edition that brought it, stamped by the loader. */
export interface Dated<V = unknown> {
  readonly value: V;
  readonly source: Source;
  readonly verified: boolean;
  readonly introduced: string;
}

/** Groups of codes of one or more code lists. A code in no group falls to `otherwise`. */
export interface Grouping {
  readonly columns: readonly string[];
  /** Code list ids (schemas/lists/<id>.csv), tried in order for each column, with the groups of their codes. */
  readonly lists: readonly {
    readonly list: string;
    readonly groups: Readonly<Record<string, readonly string[] | '*'>>;
  }[];
  readonly otherwise: string;
  /** Group ids in the order in which they are shown. */
  readonly order: readonly string[];
}

/** How rows of a table become people: one row per key, chosen by these orders; the columns that date a row. */
export interface PeopleRule {
  readonly per: readonly string[];
  readonly first: readonly Order[];
  readonly dates: readonly string[];
}

/** An edition of a standard, resolved: every value of the years it extends, checked and frozen. Plain JSON. */
export interface Edition {
  readonly standard: string;
  readonly edition: string;
  /** Day and month of the snapshot, `03-31`. */
  readonly snapshot: Dated<string>;
  /** Named exclusion rules, in order. In YAML a `group` leaf names a dimension; the loader resolves it through `groupings`. */
  readonly populations: Readonly<Record<string, Dated<readonly Rule[]>>>;
  readonly groupings: Readonly<Record<string, Dated<Grouping>>>;
  readonly people: Readonly<Record<string, Dated<PeopleRule>>>;
  /** Values several indicators share: `likelihood-band`, `few-people`, `few-events`, `unknown-warning`, ... */
  readonly parameters: Readonly<Record<string, Dated>>;
  /** Values of one indicator, by its id: `years` (1 or 2), `method`, `title`, `likelihood-band`, `in-force`, `series-break`, ... */
  readonly indicators: Readonly<Record<string, Readonly<Record<string, Dated>>>>;
}

/** Cells of a cube that belong elsewhere: those in all the groups of `when` take the groups of `set`. Parameter `cells-moved`. */
export interface CellMove {
  readonly when: Readonly<Record<string, readonly string[]>>;
  readonly set: Readonly<Record<string, string>>;
}

/** An entry of the row lists `bands` and `grades`: its id, and the groups it adds when they are more than itself. */
export type ListEntry = string | { readonly id: string; readonly groups: readonly string[] };
