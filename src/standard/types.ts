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

/** A choice a user may make inside a grouping: which group some codes go to. The first list of the grouping holds the codes. */
export interface GroupingSetting {
  readonly default: string;
  /** For each choice, the groups its codes go to; every choice places the same codes. */
  readonly choices: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Groups of codes of one or more code lists. A code in no group falls to `otherwise`. */
export interface Grouping {
  readonly columns: readonly string[];
  /**
   * Code list ids (schemas/lists/<id>.csv), tried in order for each column, with the groups of their codes; `*` is every other code.
   * With `column` (all of them or none) a list is for that column only, in this order.
   */
  readonly lists: readonly {
    readonly list: string;
    readonly column?: string;
    readonly groups: Readonly<Record<string, readonly string[] | '*'>>;
  }[];
  /** Instead of lists: the days from one column to another, cut at these limits; the groups are the order's, from the shortest. */
  readonly days?: { readonly from: string; readonly to: string; readonly limits: readonly number[] };
  /** Instead of lists: the groups are the values of the column as the rows have them. */
  readonly supplied?: true;
  readonly otherwise: string;
  /** Group ids in the order in which they are shown. */
  readonly order: readonly string[];
  /** Choices by name, `chinese` for example; the groups above are those of the defaults. */
  readonly settings?: Readonly<Record<string, GroupingSetting>>;
}

/**
 * How rows of a table become people: one row per key, chosen by these orders; the columns that date a row, the first with a value.
 * An empty `per` means that every row is counted as it is.
 */
export interface PeopleRule {
  readonly per: readonly string[];
  readonly first: readonly Order[];
  readonly dates: readonly string[];
}

/** An edition of a standard, resolved: every value of the years it extends, checked and frozen. Plain JSON. */
export interface Edition {
  readonly standard: string;
  readonly edition: string;
  /** The first snapshot day the edition is for, `2025-03-31`. */
  readonly from: string;
  /** Day and month of the snapshot, `03-31`. */
  readonly snapshot: Dated<string>;
  /** Named exclusion rules, in order. In YAML a leaf names a dimension and groups; here it is resolved through `groupings`. */
  readonly populations: Readonly<Record<string, Dated<readonly Rule[]>>>;
  readonly groupings: Readonly<Record<string, Dated<Grouping>>>;
  readonly people: Readonly<Record<string, Dated<PeopleRule>>>;
  /** Values several indicators share: `likelihood-band`, `few-people`, `few-events`, `unknown-warning`, ... */
  readonly parameters: Readonly<Record<string, Dated>>;
  /** What is true of this edition's year alone (dates, documents, events); never handed on to the next year. */
  readonly facts: Readonly<Record<string, Dated>>;
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

/** Every edition of every standard, by standard and edition. Plain JSON, frozen. */
export type Editions = Readonly<Record<string, Readonly<Record<string, Edition>>>>;

/** One thing wrong with an edition, grouping or policy file. */
export interface Problem {
  readonly file: string;
  /** Where in the file, `parameters.few-people.source`; empty for the file as a whole. */
  readonly path: string;
  readonly what: string;
}
