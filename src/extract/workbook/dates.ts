import type { RawCell } from '../types.js';

/** 1 January 1970 as a serial number in the two date systems of Excel. */
const epoch1900 = 25_569;
const epoch1904 = 24_107;
/** 31 December 9999, the last day that Excel shows. */
const last1900 = 2_958_465;

export type DateCell = Extract<RawCell, { readonly kind: 'date' | 'error' }>;

/**
 * A serial number shown as a date, as a cell; the time of day is dropped. Excel counts a 29 February 1900 that never was, so
 * serials up to 59 are one day later than the rest say, 60 is no day, and 0 is shown as 00/01/1900: both are errors as Excel shows them.
 * Example: 45747 is 31 March 2025 (day 20178); 59 is 28 February 1900; 61 is 1 March 1900; with `date1904`, 0 is 1 January 1904.
 */
export function dateOf(serial: number, date1904: boolean): DateCell {
  const whole = Math.floor(serial);
  const shifted = date1904 ? whole + epoch1900 - epoch1904 : whole;
  if (whole < 0 || shifted > last1900) return { kind: 'error', code: '#######' };
  if (date1904 || whole > 60) return { kind: 'date', day: shifted - epoch1900 };
  if (whole === 0) return { kind: 'error', code: '00/01/1900' };
  if (whole === 60) return { kind: 'error', code: '29/02/1900' };
  return { kind: 'date', day: whole - epoch1900 + 1 };
}
