import { sql } from 'kysely';
import type { TableContract } from '../../schemas/table.js';
import type { SqlColumn } from './sql/compilation.js';
import type { Dialect, Sql } from './sql/dialect.js';

export type SqlColumns = Readonly<Record<string, SqlColumn>>;

const yes = sql`(1 = 1)`;
const blankKey =
  '^(|([-.*#0]|‐|‑|‒|–|—|―)+|n/?a|null|none|nil|unknown|not (known|applicable|available)|tbc|blank|[(]blank[)])$';
const blanks = '[ \t\r\n\u00a0]+';
/** A text without the blanks around it. */
export const withoutBlanks = (text: Sql, { replaceAll }: Dialect): Sql => replaceAll(text, `^${blanks}|${blanks}$`, '');

/** What needs nothing done to it: no letter e, by which a spreadsheet shortens numbers, and a digit, which no word for nothing has. */
const plainKey = '^[0-9A-DF-Za-df-z/_-]*[1-9][0-9A-DF-Za-df-z/_-]*$';

/**
 * Key text as `readKeyText` takes it: blanks around it and what a spreadsheet added are taken off, words for nothing are nothing, and so is a number whose
 * digits a spreadsheet's display lost. Most keys are plain, which one pattern sees.
 * Example: ` 00123 ` and `="00123"` are 00123, `123.0` is 123, `1.2345678E+07` is 12345678; `n/a`, `00000` and `1.23E+07` are missing.
 */
export function keyText(raw: Sql, dialect: Dialect): Sql {
  const { replaceAll, lowerAscii, matches, characters, types } = dialect;
  const trimmed = (of: Sql): Sql => withoutBlanks(of, dialect);
  const bare = trimmed(replaceAll(trimmed(raw), `^=?"?'?([^"']*)"?'?$`, '\\1'));
  const thousands = replaceAll(bare, ',', '');
  const whole = replaceAll(bare, '^([0-9]+)[.]0*$', '\\1');
  const decimals = replaceAll(bare, '^[0-9][.]?|[eE].*$', '');
  const power = replaceAll(bare, '^.*[eE][+]?0*', '');
  const told = sql`cast(${characters(decimals)} as ${sql.raw(types.text)}) = ${power}`;
  const digits = replaceAll(replaceAll(bare, '[eE].*$', ''), '[.]', '');
  return sql`case when ${matches(raw, plainKey)} then ${raw} when ${matches(lowerAscii(bare), blankKey)} then null when ${matches(bare, '^[0-9]{1,3}(,[0-9]{3})+$')} then ${thousands} when ${matches(bare, '^[0-9]([.][0-9]+)?[eE][+]?[0-9]+$')} then case when ${told} then ${digits} else null end else ${whole} end`;
}

const text = (value: Sql, reads: readonly string[]): SqlColumn => ({ type: 'text', value, reads });

/** The person of an assignment: 12345678-2 is of 12345678. */
const personOf = (assignment: Sql, { replaceAll }: Dialect): Sql =>
  replaceAll(assignment, '^(.{4,})-[0-9]{1,3}$', '\\1');

/** The number of a row's person: the employee number, else the national identifier, else the part of the assignment number before its suffix. */
function person({ employeeNumber, personKey, assignmentNumber }: SqlColumns, dialect: Dialect): SqlColumn | undefined {
  if (!personKey && !assignmentNumber) return employeeNumber;
  const own = employeeNumber?.value;
  const others = [
    ...(personKey ? [personKey.value] : []),
    ...(assignmentNumber ? [personOf(assignmentNumber.value, dialect)] : []),
  ];
  const other = others.length === 1 ? others[0]! : sql`coalesce(${sql.join(others, sql`, `)})`;
  const reads = ['personKey', 'assignmentNumber'];
  if (!own) return text(other, reads);
  // A suffix belongs to the assignment.
  const suffixed = assignmentNumber
    ? sql` when ${own} like '%-%' and ${own} = ${assignmentNumber.value} and ${dialect.matches(own, '^[0-9]{4,}-[0-9]{1,3}$')} then ${personOf(own, dialect)}`
    : sql``;
  return text(sql`case when ${own} is null then ${other}${suffixed} else ${own} end`, reads);
}

/**
 * Columns that follow from others, as the reader fills them, so that a table counted where it is gives what its rows would: the person's number, a mark from
 * the day beside it (a day makes a blank mark yes; without the mark's own column no day is no), and cases all formal where nothing says which are.
 * Example: a recruitment row with a blank Shortlisted and a Shortlisted On of 2025-01-07 is shortlisted.
 */
export function withFollowing(columns: SqlColumns, contract: TableContract, dialect: Dialect): SqlColumns {
  const made: Record<string, SqlColumn> = { ...columns };
  for (const [name, spec] of Object.entries(contract.columns)) {
    const day = spec.dateColumn === undefined ? undefined : columns[spec.dateColumn];
    if (spec.type !== 'yes-no' || spec.dateColumn === undefined || day?.type !== 'date') continue;
    const mark = columns[name];
    const { [dialect.name === 'clickhouse' ? 1 : 0]: said } = [yes, sql`toUInt8(1)`];
    if (mark?.type === 'yes-no')
      made[name] = {
        type: 'yes-no',
        value: sql`case when ${mark.value} is not null then ${mark.value} when ${day.value} is not null then ${said} else null end`,
        reads: [name, spec.dateColumn],
      };
    else if (!mark)
      made[name] = {
        type: 'yes-no',
        value: sql`case when ${day.value} is not null then ${said} else ${dialect.name === 'clickhouse' ? sql`toUInt8(0)` : sql`(1 = 0)`} end`,
        reads: [spec.dateColumn],
      };
  }
  const { table } = contract;
  if (table === 'staff' || table === 'leavers' || table === 'starters') {
    const whose = person(columns, dialect);
    if (whose) made.employeeNumber = whose;
  }
  if (table === 'cases' && !made.formal)
    made.formal = { type: 'yes-no', value: dialect.name === 'clickhouse' ? sql`toUInt8(1)` : yes, reads: [] };
  return made;
}
