/** How a number format shows a number. `pad` is the width of a format of zeros only (`00000000`). */
export type Shown = { readonly as: 'number' | 'date' | 'percent' } | { readonly as: 'padded'; readonly pad: number };

const number: Shown = { as: 'number' };
const date: Shown = { as: 'date' };
const percent: Shown = { as: 'percent' };

/** Built-in formats that show a day: 14 to 17 and 22, and the East Asian ones 27 to 31, 36 and 50 to 58 (ECMA-376 18.8.30). */
const builtInDates: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);

/** How a built-in format shows a number. Times of day without a day (18 to 21, 45 to 47) are numbers. Example: 14 is a date, 10 a percentage. */
export const builtIn = (id: number): Shown => (builtInDates.has(id) ? date : id === 9 || id === 10 ? percent : number);

/**
 * How a format code shows a number, from its letters outside quotation marks, escapes and brackets. Any section with a year, a
 * day, or a month that is not minutes shows a date. Example: `dd\-mmm\-yyyy`, `[$-809]d mmmm yyyy` and `mmm yy` are dates, `h:mm`,
 * `[mm]:ss`, `0.00E+00`, `0 "days"` and `General` are numbers, `0.0%` a percentage, `00000000` eight padded digits.
 */
export function shownBy(code: string): Shown {
  if (/^0{2,}$/.test(code)) return { as: 'padded', pad: code.length };
  const bare = code
    .replace(/"[^"]*"?|\\.|_.|\*./gs, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]?/gi, '')
    .replace(/general/gi, '')
    .replace(/AM\/PM|A\/P/gi, 'h')
    .replace(/E[+-]/gi, '');
  if (bare.split(';').some(showsDay)) return date;
  return bare.includes('%') ? percent : number;
}

/** Whether one section shows a day. `e` and `b` are years of other calendars, `g` an era. `m` beside hours or seconds is minutes. */
function showsDay(section: string): boolean {
  if (/[ydebg]/i.test(section)) return true;
  const minutesOut = section
    .replace(/\[[hms]+\]/gi, 'h')
    .replace(/(h+[^a-z]*)m{1,2}(?!m)/gi, '$1')
    .replace(/(?<!m)m{1,2}([^a-z]*s)/gi, '$1');
  return /m/i.test(minutesOut) && !/^[^a-z]*$/i.test(minutesOut);
}
