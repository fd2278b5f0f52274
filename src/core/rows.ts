/** A typed value of an input row. Dates are day numbers (days since 1970-01-01); a missing value is `undefined`. */
export type Value = string | number | boolean | undefined;

/** Where the rows of a table came from, so that every issue can name sheet and row. */
export interface RowSource {
  readonly file: string;
  readonly sheet: string;
  /** Original row number (1-based, as a spreadsheet shows it) of each row taken from this sheet, in order. */
  readonly rows: readonly number[];
}

/** The typed rows of one table, by column. All columns have `length` values; row i came from the sources in order. */
export interface Rows {
  readonly table: string;
  readonly length: number;
  readonly columns: Readonly<Record<string, readonly Value[]>>;
  readonly sources: readonly RowSource[];
  /** Of rows that an engine holds and that never come here: what a run must know of them. `columns` and `sources` are then empty. */
  readonly facts?: Facts;
}

/** What is known of the rows an engine holds without seeing them. Days are day numbers. */
export interface Facts {
  /** The columns there are, and whether any row has a value there. */
  readonly known: Readonly<Record<string, boolean>>;
  /** How many rows each organisation, snapshot and file has; a part that no row says is left out. */
  readonly groups: readonly {
    readonly organisation?: string;
    readonly snapshot?: number;
    readonly file?: string;
    readonly rows: number;
  }[];
  /** By columns, joined by spaces: the days of the first of them that has one, and how many rows have none. */
  readonly days: Readonly<Record<string, { readonly days: readonly number[]; readonly none: number }>>;
  /** The different texts of columns whose groups are as supplied. */
  readonly values?: Readonly<Record<string, readonly string[]>>;
  /** Rows that name a person who is in neither staff nor leavers: all, and those with a day. */
  readonly strangers?: { readonly all: number; readonly dated: number };
}
