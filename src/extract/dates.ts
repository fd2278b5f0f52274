import { type Day, day, firstDay, lastDay, partsOf, serialOfEpoch } from '../core/dates.js';

/**
 * What a cell of a date column says. `month-first` is a day/month/year text that is only a date when read month first;
 * `order` on a day tells whether the text proves day-first order (its day is above 12) or would read either way.
 */
export type DateReading =
  | { readonly kind: 'day'; readonly day: Day; readonly order?: 'day-first' | 'either'; readonly month?: true }
  | { readonly kind: 'none' }
  | { readonly kind: 'month-first' }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'unreadable' };

/** Serials below this (the 1910s) are more likely a year or a count typed into a date column than a date. */
const smallestSerial = 7_306;
/** Oracle's rule for two-digit years: 00 to 49 are of this century, 50 to 99 of the last. */
const pivot = 50;

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const full = [
  'january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december',
]; // biome-ignore format: one line reads better
const monthNames = `${full.join('|')}|sept|${months.join('|')}`;
const monthOf = (name: string): number => months.indexOf(name.slice(0, 3).toLowerCase()) + 1;

/** 25 is 2025 and 67 is 1967 (Oracle's RR rule); four digits stay. */
export const fullYear = (digits: string, turn = pivot): number =>
  digits.length > 2 ? Number(digits) : (Number(digits) < turn ? 20 : 19) * 100 + Number(digits);

const none = { kind: 'none' } as const;
const impossible = { kind: 'impossible' } as const;
const unreadable = { kind: 'unreadable' } as const;

const real = (d: Day | undefined, more: { order?: 'day-first' | 'either'; month?: true } = {}): DateReading =>
  d === undefined ? impossible : d <= firstDay || d >= lastDay ? none : { kind: 'day', day: d, ...more };

/** The last day of a month, since a month alone stands for the position at its end. */
const monthEnd = (year: number, month: number): Day | undefined => {
  const first = month === 12 ? day(year + 1, 1, 1) : day(year, month + 1, 1);
  return month >= 1 && month <= 12 && first !== undefined ? first - 1 : undefined;
};

/** A spreadsheet serial, a number `20250331`, or a month `202503`. */
export function readDateNumber(n: number): DateReading {
  if (!Number.isFinite(n) || n < 0) return impossible;
  const whole = Math.floor(n);
  if (whole >= 10_000_000 && whole < 100_000_000)
    return real(day(Math.floor(whole / 10_000), Math.floor(whole / 100) % 100, whole % 100));
  if (whole >= 190_000 && whole < 300_000) {
    const end = monthEnd(Math.floor(whole / 100), whole % 100);
    if (end !== undefined) return real(end, { month: true });
  }
  if (whole <= 366) return none;
  if (whole < smallestSerial) return impossible;
  return real(whole - serialOfEpoch);
}

const time = String.raw`(?:[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|BST|[+-]\d{2}:?\d{2})?)?`;
const iso = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${time}$`, 'i');
const named = new RegExp(
  `^(?:[a-z]{3,9},? )?(\\d{1,2})(?:st|nd|rd|th)?[-/. ]*(${monthNames})[-/., ]*(\\d{4}|\\d{2})${time}$`,
  'i',
);
const monthFirstNamed = new RegExp(`^(${monthNames})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})${time}$`, 'i');
const numeric = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})${time}$`, 'i');
const yearMonth = new RegExp(`^(\\d{4})[-/ ]?(${monthNames}|\\d{2})$`, 'i');
const monthYear = new RegExp(`^(${monthNames})[-/ ]?(\\d{4}|\\d{2})$`, 'i');

const slashed = (a: number, b: number, year: number): DateReading => {
  const found = day(year, b, a);
  if (found === undefined) return day(year, a, b) === undefined ? impossible : { kind: 'month-first' };
  return real(found, { order: a > 12 ? 'day-first' : 'either' });
};

/** The last day of a financial year written `2024/25`, `2024-25` (where 25 can be no month) or `2024/2025`, or undefined. */
export function financialYearEnd(text: string): Day | undefined {
  const m = /^(?:FY ?)?(\d{4}) ?([-/]| to ) ?(\d{2}|\d{4})$/i.exec(text.trim());
  if (!m || Number(m[3]) % 100 !== (Number(m[1]) + 1) % 100) return undefined;
  if (m[3]!.length === 2 && m[2] !== '/' && Number(m[3]) <= 12) return undefined;
  return day(Number(m[1]) + 1, 3, 31);
}

/**
 * Reads the text of a date cell: strict formats, day first. A month alone (`2023-MAR`) is its last day. `turn` is where two-digit
 * years change century. "31-MAR-26" is 31 March 2026; "03/25/2025" is `month-first`; "31-Dec-4712" is `none`; "31/02/2025" is `impossible`.
 */
export function readDateText(written: string, turn = pivot): DateReading {
  const text = written.replace(/\s+/g, ' ');
  let m = iso.exec(text);
  if (m) return real(day(Number(m[1]), Number(m[2]), Number(m[3])));
  m = named.exec(text);
  if (m) return real(day(fullYear(m[3]!, turn), monthOf(m[2]!), Number(m[1])));
  m = numeric.exec(text);
  if (m) {
    if (Number(m[1]) === 0) return Number(m[3]) % 100 === 0 ? none : impossible;
    return slashed(Number(m[1]), Number(m[2]), fullYear(m[3]!, turn));
  }
  if (/^\d+(\.\d+)?$/.test(text)) return text.length >= 5 ? readDateNumber(Number(text)) : impossible;
  m = monthFirstNamed.exec(text);
  if (m) return real(day(Number(m[3]), monthOf(m[1]!), Number(m[2])));
  const year = financialYearEnd(text);
  if (year !== undefined) return real(year, { month: true });
  m = yearMonth.exec(text);
  if (m) {
    const end = monthEnd(Number(m[1]), monthOf(m[2]!) || Number(m[2]));
    return real(end, { month: true });
  }
  m = monthYear.exec(text);
  if (m) return real(monthEnd(fullYear(m[2]!, turn), monthOf(m[1]!)), { month: true });
  return unreadable;
}

/** A date cell as the file reader gives it. */
export const readDateCell = (d: Day): DateReading => real(Math.floor(d));

/** A date or month seen in free text, with where it stands. */
export interface DateMention {
  readonly day: Day;
  readonly at: number;
  readonly end: number;
  readonly month: boolean;
}

const anywhere = new RegExp(
  [
    String.raw`(?<![\d])\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}(?!\d)`,
    String.raw`(?<![\d])\d{1,2}(?:st|nd|rd|th)?[-/. ]*(?:${monthNames})[-/., ]*(?:\d{4}|\d{2})(?!\d)`,
    String.raw`(?<![\d])\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}(?!\d)`,
    String.raw`(?<![\d])\d{1,2}[-/.]\d{1,2}[-/.]\d{2}(?!\d)`,
    String.raw`(?<![\d])\d{8}(?!\d)`,
    String.raw`(?<![\d])\d{4}[- ]?(?:${monthNames})(?![a-z])`,
    String.raw`(?<![a-z])(?:${monthNames})[- ]*(?:\d{4}|\d{2})(?!\d)`,
    String.raw`(?<![\d/-])\d{4}-\d{2}(?![\d/-])`,
    String.raw`(?<![\d])\d{6}(?!\d)`,
  ].join('|'),
  'gi',
);

/** Every date or month in a title, sheet name or file name. "SIP 31-MAR-2025 v2" holds one; "2024-25" is a year, not a month. */
export function mentionedDates(text: string): readonly DateMention[] {
  const plain = text.replace(/_/g, ' ');
  const found: DateMention[] = [];
  for (const match of plain.matchAll(anywhere)) {
    const words = match[0].trim();
    const tidy = /^\d{1,4} \d{1,2} \d{1,4}$/.test(words) ? words.replace(/ /g, '-') : words;
    const reading = /^\d{8}$/.test(tidy) ? eightDigits(tidy) : readDateText(tidy.replace(/ {2,}/g, ' '));
    if (reading.kind !== 'day' || financialYearEnd(tidy) !== undefined) continue;
    if (/^\d{6}$/.test(tidy) && !reading.month) continue;
    const { year } = partsOf(reading.day);
    if (Math.abs(year - 2e3) > 99) continue;
    found.push({
      day: reading.day,
      at: match.index,
      end: match.index + match[0].length,
      month: reading.month === true,
    });
  }
  return found;
}

/** Eight digits in a name are year first (20250331) or day first (31032025). */
const eightDigits = (text: string): DateReading => {
  const yearFirst = readDateNumber(Number(text));
  if (yearFirst.kind === 'day') return yearFirst;
  return slashed(Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4)));
};
