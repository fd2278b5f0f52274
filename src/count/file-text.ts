import { sql } from 'kysely';
import { firstDay, lastDay, monthLetters, serialOfEpoch } from '../core/dates.js';
import { furnitureText, longestLabel, totalText } from '../core/labels.js';
import type { Sql } from './sql/dialect.js';

// The texts of files as the reader of workbooks understands them (src/extract/dates.ts and values.ts), written for DuckDB, so that a figure does not change
// when a file grows past the size at which DuckDB reads it. Most texts are one of a few plain forms, which are asked for first.

const blanks = ' \t\r\n\u00a0';
export const trimmed = (text: Sql): Sql => sql`trim(${text}, ${blanks})`;

const epoch = sql`date '1970-01-01'`;
const matches = (text: Sql, pattern: string): Sql => sql`regexp_matches(${text}, ${`(?i)${pattern}`})`;
const part = (text: Sql, pattern: string, n: number): Sql => sql`regexp_extract(${text}, ${`(?i)${pattern}`}, ${n})`;

/** An expression of a value that is worked out once, however often it is named: written out in each place, what reads a date takes longer to plan than a file to count. */
const once = (value: Sql, of: (named: Sql) => Sql): Sql => {
  const named = sql.id('it');
  return sql`list_transform([${value}], lambda ${named}: ${of(sql`${named}`)})[1]`;
};

/** A day number where it is a date: up to the end of 1900 and from about 2900 on a date means "none". */
export const realDay = (day: Sql): Sql => sql`case when ${day} > ${firstDay} and ${day} < ${lastDay} then ${day} end`;

/** A date or timestamp as a day number; infinity is none. */
export const storedDay = (stored: Sql): Sql => {
  const date = sql`cast(${stored} as date)`;
  return sql`case when isfinite(${date}) then ${realDay(sql`(${date} - ${epoch})`)} end`;
};

const ymd = (year: Sql, month: Sql, date: Sql): Sql =>
  sql`(try_cast(concat(${year}, '-', ${month}, '-', ${date}) as date) - ${epoch})`;
const monthEnd = (year: Sql, month: Sql): Sql =>
  sql`(last_day(try_cast(concat(${year}, '-', ${month}, '-01') as date)) - ${epoch})`;
// Oracle's rule for two-digit years: 00 to 49 are of this century.
const fullYear = (digits: Sql): Sql =>
  sql`case when length(${digits}) > 2 then ${digits} when ${digits} < '50' then concat('20', ${digits}) else concat('19', ${digits}) end`;
const monthNumber = (name: Sql): Sql => sql`((strpos(${monthLetters}, lower(left(${name}, 3))) + 2) // 3)`;

const months =
  'january|february|march|april|may|june|july|august|september|october|november|december|sept|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec';
const time =
  '(?:[T ,]+\\d{1,2}[:.]\\d{2}(?:[:.]\\d{2}(?:\\.\\d+)?)?\\s*(?:[ap]\\.?m\\.?)?\\s*(?:Z|UTC|GMT|BST|[+-]\\d{2}:?\\d{2})?)?';
const iso = `^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${time}$`;
const named = `^(?:[a-z]{3,9},? )?(\\d{1,2})(?:st|nd|rd|th)?[-/. ]*(${months})[-/., ]*(\\d{4}|\\d{2})${time}$`;
const monthFirst = `^(${months})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})${time}$`;
const numeric = `^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})${time}$`;
const financial = '^(?:FY ?)?(\\d{4}) ?([-/]| to ) ?(\\d{2}|\\d{4})$';
const yearMonth = `^(\\d{4})[-/ ]?(${months}|\\d{2})$`;
const monthYear = `^(${months})[-/ ]?(\\d{4}|\\d{2})$`;

const [smallestSerial, longestYearDay] = [7_306, 366];

/** Digits as a date: 20250331, 202503, or a spreadsheet's day number, of which a part of a day is dropped. */
function ofDigits(text: Sql): Sql {
  const n = sql`cast(floor(try_cast(${text} as double)) as bigint)`;
  const month = sql`(${n} % 100)`;
  return sql`case when length(${text}) < 5 or length(${text}) > 15 then null
    when ${n} between 10000000 and 99999999 then ${ymd(sql`${n} // 10000`, sql`(${n} // 100) % 100`, sql`${n} % 100`)}
    when ${n} between 190000 and 299999 and ${month} between 1 and 12 then ${monthEnd(sql`${n} // 100`, month)}
    when ${n} <= ${longestYearDay} or ${n} < ${smallestSerial} then null else ${n} - ${serialOfEpoch} end`;
}

/** A day number before it is asked whether it is none. */
function written(text: Sql): Sql {
  const p = (pattern: string, n: number): Sql => part(text, pattern, n);
  const end = p(financial, 3);
  const isYear = sql`(cast(${end} as integer) % 100 = (cast(${p(financial, 1)} as integer) + 1) % 100 and not (length(${end}) = 2 and ${p(financial, 2)} <> '/' and cast(${end} as integer) <= 12))`;
  const either = sql`case when ${p(yearMonth, 2)} between '00' and '99' then cast(${p(yearMonth, 2)} as integer) else ${monthNumber(p(yearMonth, 2))} end`;
  return sql`case
    when ${matches(text, iso)} then ${ymd(p(iso, 1), p(iso, 2), p(iso, 3))}
    when ${matches(text, named)} then ${ymd(fullYear(p(named, 3)), monthNumber(p(named, 2)), p(named, 1))}
    when ${matches(text, numeric)} then ${ymd(fullYear(p(numeric, 3)), p(numeric, 2), p(numeric, 1))}
    when ${matches(text, '^\\d+(\\.\\d+)?$')} then ${ofDigits(text)}
    when ${matches(text, monthFirst)} then ${ymd(p(monthFirst, 3), monthNumber(p(monthFirst, 1)), p(monthFirst, 2))}
    when ${matches(text, financial)} and ${isYear} then ${ymd(sql`(cast(${p(financial, 1)} as integer) + 1)`, sql`3`, sql`31`)}
    when ${matches(text, yearMonth)} then ${monthEnd(p(yearMonth, 1), either)}
    when ${matches(text, monthYear)} then ${monthEnd(fullYear(p(monthYear, 2)), monthNumber(p(monthYear, 1)))} end`;
}

const plainDate = '^(\\d{4}-\\d{2}-\\d{2}|\\d{2}/\\d{2}/\\d{4}|\\d{2}-[A-Za-z]{3}-\\d{4})$';
const plainFormats = sql`['%Y-%m-%d', '%d/%m/%Y', '%d-%b-%Y']`;

const plainDay = (text: Sql): Sql => realDay(sql`(cast(try_strptime(${text}, ${plainFormats}) as date) - ${epoch})`);

/** Dates of the plainest forms: 2025-03-31, 31/03/2025, 31-Mar-2025. */
export const plainDates = { is: (text: Sql): Sql => sql`regexp_matches(${text}, ${plainDate})`, of: plainDay };

/** A day number of a text in the forms that `readDateText` knows; in `formats` (strptime's signs) where they are told. Example: 31-MAR-25 is 20178. */
export function dateOf(stored: Sql, formats?: readonly string[]): Sql {
  const text = trimmed(stored);
  if (formats) {
    const serial = sql`try_cast(${text} as integer)`;
    const parsed = sql`cast(try_strptime(${text}, [${sql.join([...formats])}]) as date) - ${epoch}`;
    return sql`case when ${serial} between 10000 and 80000 then ${serial} - ${serialOfEpoch} else ${realDay(sql`(${parsed})`)} end`;
  }
  const other = once(sql`regexp_replace(${text}, '\\s+', ' ', 'g')`, written);
  return sql`case when ${plainDates.is(text)} then ${plainDay(text)} else ${once(other, realDay)} end`;
}

const decimal = '^[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?$';
const thousands = '^[+-]?\\d{1,3}([, \u00a0\u202f]\\d{3})+(\\.\\d+)?$';
const comma = '^[+-]?\\d+,\\d+$';

/** A number of a text in the forms that `readNumberText` knows: 1,200 and £1200, 0,8, 45% and (0.5). What is no number is missing. */
export function numberOf(stored: Sql): Sql {
  const text = trimmed(stored);
  const number = (t: Sql): Sql => sql`try_cast(ltrim(${t}, '+') as double)`;
  // A multiple as the reader makes it, so that a half of a hundred-thousandth is rounded to the same side.
  const inside = sql`regexp_replace(${text}, '^\\((.+)\\)$', '\\1')`;
  const body = sql`replace(regexp_replace(${inside}, '^£\\s*|\\s*%$', '', 'g'), '−', '-')`;
  const value = sql`case when ${matches(body, decimal)} then ${number(body)}
    when ${matches(body, thousands)} then ${number(sql`regexp_replace(${body}, '[, \u00a0\u202f]', '', 'g')`)}
    when ${matches(body, comma)} then ${number(sql`replace(${body}, ',', '.')`)} end`;
  const sign = sql`case when left(${text}, 1) = '(' then -1 else 1 end`;
  const share = sql`case when right(${body}, 1) <> '%' and ${matches(inside, '%$')} then 100 else 1 end`;
  const plain = number(text);
  return sql`case when ${matches(text, decimal)} then case when isfinite(${plain}) then ${plain} end when lower(${text}) = 'nil' then 0 else ${value} * (cast(${sign} as double) / ${share}) end`;
}

/** A text that says nothing yet: a mark of it is neither yes nor no. */
export const notSaid = (text: Sql): Sql =>
  matches(
    trimmed(text),
    '^(-+|[‐-―−]+|\\.\\.+|n/?a|null|none|nil|unknown|not (known|applicable|recorded|available|stated|set|yet)|tbc|tba|\\?+|blank|\\(blank\\)|ongoing|open)$',
  );

/** A date that means none, such as 31 December 4712. */
export const noDay = (stored: Sql): Sql =>
  sql`coalesce(${once(sql`regexp_replace(${trimmed(stored)}, '\\s+', ' ', 'g')`, written)} not between ${firstDay + 1} and ${lastDay - 1}, false)`;

/** Whether a text is the label of a total or the furniture of a report, or the column's own header again. What begins with a digit and has no space is neither, which most show at once. */
export const isLabel = (stored: Sql, header: string): Sql =>
  sql`case when ${stored} is null or (${stored} >= '0' and ${stored} < ':' and not contains(${stored}, ' ')) then false
    else length(${stored}) <= ${longestLabel} and (${matches(trimmed(stored), totalText)} or ${matches(trimmed(stored), furnitureText)} or lower(${trimmed(stored)}) = ${header.trim().toLowerCase()}) end`;

const numeral = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL)/;
export const isNumeral = (type: string): boolean => numeral.test(type);

/** A number as stored; NaN and infinity are missing. */
export const finite = (stored: Sql, type: string): Sql =>
  /^(DOUBLE|FLOAT)/.test(type)
    ? sql`case when isfinite(${stored}) then cast(${stored} as double) end`
    : sql`cast(${stored} as double)`;

/** A key kept as a number is its digits, and 0 is none; kept as a fraction (12345678.0) it is the whole number. */
export function keyOfNumber(stored: Sql, type: string): Sql {
  if (/INT/.test(type)) return sql`nullif(cast(${stored} as varchar), '0')`;
  const n = sql`cast(${stored} as double)`;
  const text = sql`case when ${n} = floor(${n}) and abs(${n}) < 1e15 then cast(cast(${n} as bigint) as varchar) else cast(${stored} as varchar) end`;
  const exact = /^DECIMAL\(\d+,0\)/.test(type) ? sql`cast(${stored} as varchar)` : text;
  return sql`case when not isfinite(${n}) or ${n} = 0 then null else ${exact} end`;
}
