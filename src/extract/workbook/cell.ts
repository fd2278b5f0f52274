import { parseIso } from '../../core/dates.js';
import type { RawCell } from '../types.js';
import { type DateCell, dateOf } from './dates.js';
import type { Shown } from './formats.js';

/** Turns stored values into cells. Equal dates, errors and so on are one frozen record, since they repeat thousands of times. */
export interface CellMaker {
  /** A number as its style shows it, or undefined when the style is not in the workbook. */
  number(value: number, style: number): RawCell | 'no-style';
  error(code: string): RawCell;
  /** An ISO 8601 cell (`t="d"`). A time of day without a day stays text. */
  isoDate(text: string): RawCell;
  /** How many numbers were shown as a date that is none. */
  impossibleDates: number;
}

const plain: Shown = { as: 'number' };

export function cellMaker(styles: readonly Shown[], date1904: boolean): CellMaker {
  const dates = new Map<number, DateCell>();
  const errors = new Map<string, RawCell>();
  const maker: CellMaker = { number, error, isoDate, impossibleDates: 0 };

  function number(value: number, style: number): RawCell | 'no-style' {
    const shown = styles[style] ?? (style === 0 ? plain : undefined);
    if (shown === undefined) return 'no-style';
    if (shown.as === 'number') return value;
    if (shown.as === 'percent') return Object.freeze({ kind: 'percent', value });
    if (shown.as === 'padded')
      return Number.isSafeInteger(value) && value >= 0 ? String(value).padStart(shown.pad, '0') : value;
    const whole = Math.floor(value);
    let date = dates.get(whole);
    if (date === undefined) {
      date = Object.freeze(dateOf(whole, date1904));
      dates.set(whole, date);
    }
    if (date.kind === 'error') maker.impossibleDates++;
    return date;
  }

  function error(code: string): RawCell {
    let cell = errors.get(code);
    if (cell === undefined) {
      cell = Object.freeze({ kind: 'error', code });
      errors.set(code, cell);
    }
    return cell;
  }

  function isoDate(text: string): RawCell {
    const day = /^\d{4}-\d{2}-\d{2}(T|$)/.test(text) ? parseIso(text.slice(0, 10)) : undefined;
    return day === undefined ? text : Object.freeze({ kind: 'date', day });
  }
  return maker;
}

export const missingFormulaValue: RawCell = Object.freeze({ kind: 'missing-formula-value' });
