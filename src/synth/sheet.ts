import type { TableName } from '../../schemas/index.js';
import { type Day, partsOf } from '../core/dates.js';

/** A cell as it will be written. `day` is a real date cell; `formula` is written with its result. */
export type SynthCell =
  | undefined
  | string
  | number
  | boolean
  | { readonly day: Day }
  | { readonly formula: string; readonly result: number };

/** One row of a sheet. Only `data` rows say something about people. */
export interface SynthRow {
  readonly kind: 'title' | 'blank' | 'header' | 'data' | 'total' | 'note';
  readonly cells: readonly SynthCell[];
  readonly hidden?: true;
}

/** Rows `from` to `to` (0-based, both included) of column `column` are one merged cell. */
export interface Merge {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

export interface SynthSheet {
  readonly name: string;
  /** The table the sheet holds; absent for notes and look-ups. */
  readonly table?: TableName;
  readonly hidden?: true;
  readonly columns: readonly { readonly header: string; readonly isDate: boolean }[];
  readonly rows: readonly SynthRow[];
  readonly merges?: readonly Merge[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'] as const;
const two = (n: number): string => String(n).padStart(2, '0');

/** `31-MAR-2025`, as ESR prints a date. */
export const esrDate = (day: Day): string => {
  const { year, month, date } = partsOf(day);
  return `${two(date)}-${months[month - 1]}-${year}`;
};

/** `31/03/2025`. */
export const slashDate = (day: Day): string => {
  const { year, month, date } = partsOf(day);
  return `${two(date)}/${two(month)}/${year}`;
};

/** The number a spreadsheet holds for a day (1900 date system, days after February 1900). 1 January 1970 is 25569. */
export const serial = (day: Day): number => day + 25_569;
