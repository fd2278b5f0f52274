export type TableName =
  | 'staff'
  | 'leavers'
  | 'starters'
  | 'recruitment'
  | 'recruitment-counts'
  | 'cases'
  | 'training'
  | 'board'
  | 'survey'
  | 'survey-responses'
  | 'statements'
  | 'counts'
  | 'absence'
  | 'agency'
  | 'exit-interviews'
  | 'stay-interviews'
  | 'flexible-working'
  | 'retention-survey'
  | 'trusts'
  | 'framework'
  | 'scale';

/**
 * How the raw text of a column becomes a value of a typed row.
 * - `text`: trimmed text. `key`: text with leading zeros kept and a spreadsheet's `.0` dropped (employee and assignment numbers).
 * - `code`: trimmed text looked up later in `list`; never changed here, an unknown value is an issue and stays.
 * - `date`: day number; a month (`2025-03`, `2023-MAR`) is its last day. `number`: number. `yes-no`: boolean; a date or any other non-blank
 *   stage mark in a `yes-no` column is yes unless `list` maps it to `no` or `unknown` (blank), and with `dateColumn` its day is kept there as well.
 *   A `dateColumn` is also a column of its own ("Date Shortlisted" beside, or instead of, "Shortlisted"): a day in it makes a blank mark yes,
 *   and where the mark's own column is not in the file at all, a blank day makes it no.
 * - `personal`: recognised, then dropped on read and never kept (names, NI number). `token`: personal, kept only as "1", "2", ... per distinct value.
 */
export type ColumnType = 'text' | 'key' | 'code' | 'date' | 'number' | 'yes-no' | 'personal' | 'token';

export interface ColumnSpec {
  readonly type: ColumnType;
  /**
   * Headers understood, as printed; matched by `listKey`. The first is the one the template workbook prints. They are in order of
   * preference: when several columns of a sheet match, the header nearest the front is the one read.
   */
  readonly headers: readonly string[];
  readonly required?: boolean;
  /** Code list (schemas/lists/<list>.csv) that knows the values of a `code` or `yes-no` column. */
  readonly list?: string;
  readonly dateColumn?: string;
  readonly description: string;
}

/** The contract of one input table. `columns` says how raw columns become a typed row; its zod schema is `rowSchema` of schemas/row.ts. */
export interface TableContract {
  readonly table: TableName;
  readonly title: string;
  /** What one row is. */
  readonly grain: string;
  /** Sheet and file names that mean this table, matched by `listKey` as whole words anywhere in the name; the longest match wins. */
  readonly names: readonly string[];
  readonly columns: Readonly<Record<string, ColumnSpec>>;
}
