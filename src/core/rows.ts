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
}
