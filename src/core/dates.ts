/** Days since 1970-01-01 (UTC calendar). Dates are whole days everywhere; there are no times of day and no time zones. */
export type Day = number;

const dayMs = 86_400_000;

/** Day 0 of a spreadsheet's serial numbers is 30 December 1899, 25,569 days before the first day of 1970. */
export const serialOfEpoch = 25_569;
/** Up to the end of 1900 a date in data means "none": 0, 1 January 1900 and the like are how loaders write a blank. */
export const firstDay: Day = -25_202;
/** From about the year 2900 on a date in data means "none": Oracle's end of time is 31 December 4712, other systems use 9999. */
export const lastDay: Day = 340_000;

/** The months by their first three letters, one after the other: March begins at 6. */
export const monthLetters = 'janfebmaraprmayjunjulaugsepoctnovdec';

/** The day of a calendar date, or undefined when there is no such date. Example: day(2025, 3, 31) is 20178. */
export function day(year: number, month: number, date: number): Day | undefined {
  const d = new Date(0);
  d.setUTCFullYear(year, month - 1, date);
  return d.getUTCFullYear() === year && d.getUTCMonth() === month - 1 && d.getUTCDate() === date
    ? d.getTime() / dayMs
    : undefined;
}

/** `2025-03-31` to a day, or undefined. */
export function parseIso(text: string): Day | undefined {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return m ? day(Number(m[1]), Number(m[2]), Number(m[3])) : undefined;
}

/** A day as `2025-03-31`. */
export const isoDate = (d: Day): string => new Date(d * dayMs).toISOString().slice(0, 10);

/** Year, month (1 to 12) and date of a day. */
export function partsOf(d: Day): { readonly year: number; readonly month: number; readonly date: number } {
  const at = new Date(d * dayMs);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
}

/** The same date `years` later (or earlier); 29 February becomes 28 February. */
export function addYears(d: Day, years: number): Day {
  const { year, month, date } = partsOf(d);
  return day(year + years, month, date) ?? (day(year + years, month, date - 1) as Day);
}

/** The same date `months` later (or earlier), at most the month's last day: 31 March less one month is 28 or 29 February. */
export function addMonths(d: Day, months: number): Day {
  const { year, month, date } = partsOf(d);
  const at = year * 12 + month - 1 + months;
  for (let last = date; ; last--) {
    const found = day(Math.floor(at / 12), (((at % 12) + 12) % 12) + 1, last);
    if (found !== undefined) return found;
  }
}

export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** The twelve months that end on `to`, both ends included. yearTo(31 March 2025) is 1 April 2024 to 31 March 2025. */
export const yearTo = (to: Day): Period => ({ from: addYears(to + 1, -1), to });

/** A financial year's label by its last day: 31 March 2025 is `2024/25`. */
export function financialYear(d: Day): string {
  const { year, month } = partsOf(d);
  const start = month >= 4 ? year : year - 1;
  return `${start}/${String((start + 1) % 100).padStart(2, '0')}`;
}
