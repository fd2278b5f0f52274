import { type Figure, isNumber, notSupplied } from '../core/outcome.js';
import { readNumberText } from '../extract/values.js';

/** A figure of the survey table as it is written. `percent` when a per cent sign stands beside it. */
export interface Written {
  readonly figure: Figure;
  readonly percent: boolean;
  readonly decimals: number;
}

const suppressedAtSource = { status: 'suppressed', why: 'at-source' } as const;

/** A spreadsheet keeps 26.4 as 26.400000000000002: twelve digits are what anybody wrote. */
const decimalsOf = (n: number): number => (String(Number(n.toPrecision(12))).split('.')[1] ?? '').length;

/**
 * Reads a figure of the survey table. A mark of hiding ("*", "<11") is `suppressed/at-source`; a blank is `not-supplied`; what cannot be read is undefined.
 * A number with a per cent sign is given as it stands before the sign. Example: "26.4%" is 26.4 with `percent`, "0.264" is 0.264 without.
 */
export function readWritten(value: unknown, what: string): Written | undefined {
  const none = (figure: Figure): Written => ({ figure, percent: false, decimals: 0 });
  if (value === undefined || value === '') return none(notSupplied(what));
  const text = String(value).trim();
  const reading = readNumberText(text);
  switch (reading.kind) {
    case 'blank':
    case 'dash':
      return none(notSupplied(what));
    case 'hidden':
      return none(suppressedAtSource);
    case 'unreadable':
      return undefined;
    case 'number': {
      const percent = text.endsWith('%');
      const figure = Number((percent ? reading.value * 100 : reading.value).toPrecision(12));
      return { figure, percent, decimals: decimalsOf(figure) };
    }
  }
}

/** Whether bare numbers of a percentage column are shares from 0 to 1: none is above 1 and one is between. */
export const areShares = (written: readonly Written[]): boolean => {
  const bare = written.flatMap((w) => (isNumber(w.figure) && !w.percent ? [w.figure] : []));
  return bare.every((n) => n <= 1) && bare.some((n) => n > 0 && n < 1);
};
