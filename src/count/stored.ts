import { sql } from 'kysely';
import type { ColumnSpec } from '../../schemas/table.js';
import { firstDay, lastDay, monthLetters, partsOf, serialOfEpoch } from '../core/dates.js';
import type { CodeLists } from '../core/recode.js';
import { keyText, withoutBlanks } from './follows.js';
import type { Dialect, Sql } from './sql/dialect.js';
import { groupOfKey, keyOf, noCode, type SqlType } from './sql/expressions.js';

/** A column as a database gives it. */
export interface StoredColumn {
  readonly type: SqlType;
  readonly value: Sql;
  readonly stored?: Sql;
  /** The digits of a whole number, which as a number may have too many. */
  readonly digits?: Sql;
}

const textType = ({ types }: Dialect): Sql => sql.raw(types.text);
const integer = (text: Sql, { types }: Dialect): Sql => sql`cast(${text} as ${sql.raw(types.integer)})`;

/** A text that is a number or '' as that number: what is none must not be cast, since a server may look at every branch. */
const castNumber = (text: Sql, dialect: Dialect): Sql =>
  dialect.name === 'clickhouse'
    ? sql`toFloat64OrNull(assumeNotNull(coalesce(${text}, '')))`
    : sql`cast(nullif(${text}, '') as ${sql.raw(dialect.types.double)})`;

/**
 * A number kept as text, as the reader takes it; missing when it is none. Example: `0.80` and `0,8` are 0.8, `1,234.5` is 1234.5, and of `0,800`, which may be 800 or 0.8,
 * the comma is the decimal one, as no number of more than three figures is written 0,800.
 */
export function numberText(text: Sql, dialect: Dialect): Sql {
  const { matches, replaceAll } = dialect;
  const own = withoutBlanks(text, dialect);
  return castNumber(
    sql`case when ${matches(own, '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$')} then ${own} when ${matches(own, '^[+-]?[1-9][0-9]{0,2}([, ][0-9]{3})+([.][0-9]+)?$')} then ${replaceAll(own, '[, ]', '')} when ${matches(own, '^[+-]?[0-9]+,[0-9]+$')} then ${replaceAll(own, ',', '.')} else '' end`,
    dialect,
  );
}

const shapes = {
  iso: '^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([ t].*)?$',
  slashed: '^([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})([ t].*)?$',
  named: '^([0-9]{1,2})[ -]([a-z]{3})[a-z]*[ -]([0-9]{4})([ t].*)?$',
  serial: '^[1-7][0-9]{4}([.]0*)?$',
} as const;
// Outside these years a date means none, as in a file.
const [before, after] = [partsOf(firstDay).year, partsOf(lastDay).year];

/**
 * A date kept as text, as the number of its day; missing when it is none. Days are worked out and not cast, since a server ends the statement at the
 * first 31 February. Read are `2025-03-31` (a time after it is left off), `31/03/2025`, `31-Mar-2025` and Excel's day numbers. Example: `2025-03-31 09:00` is 20178.
 * Source: days of the proleptic Gregorian calendar, counted in years that begin in March.
 */
export function dateText(text: Sql, dialect: Dialect): Sql {
  const { matches, replaceAll, lowerAscii } = dialect;
  const own = lowerAscii(withoutBlanks(text, dialect));
  const { iso, slashed, named } = shapes;
  const taken = (...of: readonly (readonly [shape: string, value: Sql])[]): Sql =>
    castNumber(
      sql`case ${sql.join(
        of.map(([shape, value]) => sql`when ${matches(own, shape)} then ${value}`),
        sql` `,
      )} else '' end`,
      dialect,
    );
  const part = (shape: string, by: string): readonly [string, Sql] => [shape, replaceAll(own, shape, by)];
  const name = replaceAll(own, named, '\\2');
  const at =
    dialect.name === 'clickhouse' ? sql`position(${monthLetters}, ${name})` : sql`strpos(${monthLetters}, ${name})`;
  const month = castNumber(
    sql`case when ${matches(own, named)} then cast(${at} as ${textType(dialect)}) else '' end`,
    dialect,
  );
  const parts = [
    taken(part(iso, '\\1'), part(slashed, '\\3'), part(named, '\\3')),
    sql`coalesce(${taken(part(iso, '\\2'), part(slashed, '\\2'))}, (${month} + 2) / 3)`,
    taken(part(iso, '\\3'), part(slashed, '\\1'), part(named, '\\1')),
    taken([shapes.serial, own]),
  ] as const;
  if (!dialect.standard) return integer(dayOf(...parts), dialect);
  // Each part is made once, where a statement may say so.
  const names = ['_y', '_m', '_d', '_n'].map((n) => sql.id(n));
  const made = parts.map((p, i) => sql`${p} as ${names[i]!}`);
  return sql`(select ${integer(dayOf(...(names as unknown as typeof parts)), dialect)} from (select ${sql.join(made)} offset 0) as parts)`;
}

/** Year, month and day, or Excel's number of a day, as the number of the day since 1970; missing when there is no such day. */
function dayOf(y: Sql, m: Sql, d: Sql, serial: Sql): Sql {
  const year = sql`(${y} - case when ${m} <= 2 then 1 else 0 end)`;
  const days = sql`365 * ${year} + floor(${year} / 4) - floor(${year} / 100) + floor(${year} / 400) + floor((153 * (${m} + case when ${m} <= 2 then 9 else -3 end) + 2) / 5) + ${d} - 719469`;
  const leap = sql`(floor(${y} / 4) * 4 = ${y} and (floor(${y} / 100) * 100 <> ${y} or floor(${y} / 400) * 400 = ${y}))`;
  const last = sql`case when ${m} = 2 then case when ${leap} then 29 else 28 end when ${m} in (4, 6, 9, 11) then 30 else 31 end`;
  // A month that no name is of is a fraction.
  const real = sql`${m} between 1 and 12 and floor(${m}) = ${m} and ${d} >= 1 and ${d} <= ${last} and ${y} > ${before} and ${y} < ${after}`;
  return sql`case when ${serial} is not null then ${serial} - ${serialOfEpoch} when ${real} then ${days} else null end`;
}

/** What a column cannot be read as; undefined when it can. Example: a `boolean` is no date. */
export function unreadable(read: StoredColumn | undefined, spec: ColumnSpec): string | undefined {
  if (!read) return 'a type that has no values to count by';
  if (spec.type === 'date' && (read.type === 'number' || read.type === 'yes-no'))
    return `${read.type === 'number' ? 'numbers' : 'yes or no'}, and dates are needed`;
  if (spec.type === 'number' && (read.type === 'date' || read.type === 'yes-no'))
    return `${read.type === 'date' ? 'dates' : 'yes or no'}, and numbers are needed`;
  if (spec.type === 'key' && read.type === 'yes-no') return 'yes or no, and keys are needed';
  return undefined;
}

/**
 * A column as its contract means it, however a database keeps it: a mark kept as text or as 0 and 1 is yes or no (a date beside no other mark is yes), a number or a
 * date kept as text is read, and a number that is a key is its digits. Example: FTE `0,80` in a text column is 0.8.
 */
export function meant(
  read: StoredColumn,
  spec: ColumnSpec | undefined,
  lists: CodeLists,
  dialect: Dialect,
): StoredColumn {
  const { value, type } = read;
  if (spec?.type === 'yes-no' && type !== 'yes-no') {
    const [yes, no] = dialect.name === 'clickhouse' ? [sql`toUInt8(1)`, sql`toUInt8(0)`] : [sql`true`, sql`false`];
    if (type === 'number')
      return {
        type: 'yes-no',
        value: sql`case when ${value} = 1 then ${yes} when ${value} = 0 then ${no} else null end`,
      };
    if (type === 'date')
      return { type: 'yes-no', value: sql`case when ${value} is not null then ${yes} else null end` };
    const said = lists[spec.list ?? 'yes-no']
      ? groupOfKey(keyOf(value, dialect), [spec.list ?? 'yes-no'], lists, dialect)
      : dialect.lowerAscii(value);
    return {
      type: 'yes-no',
      value: sql`case when ${said} in ('yes', 'true') then ${yes} when ${said} in ('no', 'false') then ${no} else null end`,
    };
  }
  if (spec?.type === 'number' && type === 'text') return { type: 'number', value: numberText(value, dialect) };
  if (spec?.type === 'date' && type === 'text') return { type: 'date', value: dateText(value, dialect) };
  if (spec?.type === 'key' && type === 'number') {
    const { integer: whole, text } = dialect.types;
    const digits = read.digits ?? sql`cast(cast(${value} as ${sql.raw(whole)}) as ${sql.raw(text)})`;
    // 0 is no key.
    return { type: 'text', value: sql`nullIf(${digits}, '0')` };
  }
  if (spec?.type === 'key' && type === 'text') return { type: 'text', value: keyText(value, dialect) };
  // Nothing but white space and punctuation is no code.
  if (spec?.type === 'code' && type === 'text')
    return {
      type: 'text',
      value: sql`case when ${dialect.matches(value, noCode)} then null else ${value} end`,
      stored: value,
    };
  return read;
}
