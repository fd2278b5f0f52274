import type { Choice, Issue } from '../core/issue.js';
import type { Rows } from '../core/rows.js';

/** A file given by a person. `bytes` is absent for a path on disk; `path` is absent in the browser. */
export interface InputFile {
  readonly name: string;
  readonly path?: string;
  readonly bytes?: Uint8Array;
}

/** A raw cell as the file reader gives it. `error` is a spreadsheet error (#N/A), seen and not blanked. */
export type RawCell =
  | undefined
  | string
  | number
  | boolean
  | { readonly kind: 'date'; readonly day: number }
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'missing-formula-value' };

/** One sheet of a workbook, or the whole of a CSV file. Rows come in order; `row` is the number a spreadsheet shows. */
export interface RawSheet {
  readonly file: string;
  /** Sheet name; for CSV the file name without its ending. */
  readonly sheet: string;
  readonly hidden: boolean;
  /** Rows the reader may hand over in batches, so that a large sheet need never be in memory at once. */
  readonly rows: AsyncIterable<readonly RawRow[]>;
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

/** Distinct raw values of a coded column with how often they occur, so that an unknown one can be listed with its count and first row. */
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
}
