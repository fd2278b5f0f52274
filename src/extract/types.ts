import type { Choice, Issue } from '../core/issue.js';
import type { Rows } from '../core/rows.js';

/** A file given by a person. `bytes` is absent for a path on disk; `path` is absent in the browser. */
export interface InputFile {
  readonly name: string;
  readonly path?: string;
  readonly bytes?: Uint8Array;
}

/**
 * A raw cell as the file reader gives it. Blank cells and empty text are `undefined`; text keeps its spaces.
 * - `date`: a number whose format shows a date, or an ISO date cell; the time of day is dropped.
 * - `percent`: a number whose format shows a percentage; `value` is as stored (0.231 is shown as 23.1%).
 * - `error`: a spreadsheet error (#N/A), or what Excel shows for a date that is none (`00/01/1900`, `29/02/1900`): seen, not blanked.
 * - `missing-formula-value`: a formula saved without its result.
 * A whole number whose format is only zeros (`00000000`) is the padded text that the sheet shows.
 */
export type RawCell =
  | undefined
  | string
  | number
  | boolean
  | { readonly kind: 'date'; readonly day: number }
  | { readonly kind: 'percent'; readonly value: number }
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'missing-formula-value' };

/** One sheet of a workbook, or the whole of a CSV file. Rows come in order; `row` is the number a spreadsheet shows. */
export interface RawSheet {
  readonly file: string;
  /** Sheet name; for CSV the file name without its ending. */
  readonly sheet: string;
  readonly hidden: boolean;
  /**
   * Rows the reader may hand over in batches, so that a large sheet need never be in memory at once. Rows without any value are
   * left out. Iterating again reads again. Throws `FileRefused` when a limit is met or the sheet is damaged: its issue is then
   * in the file's `issues` too, and rows already handed over must not be counted.
   */
  readonly rows: AsyncIterable<readonly RawRow[]>;
  /** Merged blocks. Cheap once the rows have been read; before that it costs a pass over the sheet. */
  merged(): Promise<readonly MergedRange[]>;
}

/** A merged block, both ends included. Only its top left cell holds the value; the others are blank. Columns: 0 = A. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A file after opening. A refused file has no sheets and says why in `issues`. */
export interface OpenedFile {
  readonly name: string;
  readonly kind: 'xlsx' | 'csv' | 'refused';
  readonly sha256: string;
  readonly sheets: readonly RawSheet[];
  /** Grows while rows are read (hidden rows, formulas without a value, ragged lines): look again at the end. */
  readonly issues: readonly Issue[];
  /** What the reader decided and a person may want to know: encoding, separator. */
  readonly choices: readonly Choice[];
  /** Lets the file go. Rows cannot be read afterwards. */
  close(): Promise<void>;
}

export interface RawRow {
  readonly row: number;
  readonly hidden: boolean;
  /** By column position (0 = A). Trailing blanks may be left out. */
  readonly cells: readonly RawCell[];
}

export interface Limits {
  readonly bytes: number;
  readonly inflatedBytes: number;
  readonly ratio: number;
  readonly entries: number;
  readonly sheets: number;
  readonly rows: number;
  readonly columns: number;
  readonly cellLength: number;
  readonly cells: number;
  readonly milliseconds: number;
}

/** Where rows of one sheet went before counting. read = kept + setAside + notData. */
export interface SheetTally {
  readonly table: string;
  readonly file: string;
  readonly sheet: string;
  readonly read: number;
  readonly kept: number;
  readonly setAside: number;
  readonly notData: number;
}

/** Typed tables of all files of a run, with everything found wrong, decided and left out on the way. */
export interface Extract {
  readonly tables: Readonly<Record<string, Rows>>;
  readonly issues: readonly Issue[];
  readonly choices: readonly Choice[];
  readonly tallies: readonly SheetTally[];
  /** Column mapping as found: table, file, sheet, header printed, column it is read as (or none). */
  readonly mapping: readonly {
    readonly table: string;
    readonly file: string;
    readonly sheet: string;
    readonly header: string;
    readonly column?: string;
  }[];
  readonly inputs: readonly { readonly name: string; readonly sha256: string; readonly rows: number }[];
  /** Snapshot days found in the staff table, ascending. */
  readonly snapshots: readonly number[];
  /** Organisations named in the rows. */
  readonly organisations: readonly string[];
  /** Values of coded columns that their list does not know, whole, for a profile to map. */
  /** Counts that were hidden or broken, as `<indicator>/<measure>`: their figures are missing, not 0. */
  readonly lostCounts: readonly string[];
  readonly unknownValues: readonly { readonly table: string; readonly list: string; readonly value: string }[];
}
