import { sql } from 'kysely';
import type { CodeLists } from '../../core/recode.js';
import type { Table } from '../../core/request.js';
import { filesKept, type GroupsOf } from '../needed.js';
import type { Dialect, Sql } from './dialect.js';
import { name, type Scope, type SqlType } from './expressions.js';
import type { Field, ListSets } from './fields.js';

// What statements are made of: columns and tables as an engine holds them, and the subqueries made of them.

export interface SqlColumn {
  readonly type: SqlType;
  readonly value: Sql;
  /** The text as it is stored, when the value is made of it: it has the same key, and is cheaper to join by. */
  readonly stored?: Sql;
  /** Other columns that the value is made of. */
  readonly reads?: readonly string[];
  /** How the value is made of a stored text, when that is dear and few texts are stored. */
  readonly of?: (stored: Sql) => Sql;
  /** The same, short, for texts of the plainest form: a statement that knows every form takes longer to plan than to run. */
  readonly plainly?: { readonly is: (stored: Sql) => Sql; readonly of: (stored: Sql) => Sql };
}

/** A base table as an engine holds it. `columns` gives each column as an expression of its type: dates as day numbers, missing as NULL. */
export interface SqlTable {
  readonly relation: Sql;
  readonly columns: Readonly<Record<string, SqlColumn>>;
  /** A number that tells the rows apart and puts them in order. */
  readonly row: Sql;
  /** The number is stored: it is the same each time the table is read. */
  readonly numbered?: true;
  /** The files it is read from, in order, and the same rows of some of them alone. */
  readonly files?: {
    readonly paths: readonly string[];
    only(paths: readonly string[]): Pick<SqlTable, 'relation' | 'row'>;
  };
  /** What a row must be to be used at all. */
  readonly usable?: Sql;
}

/** The rows of a table as a statement reads them: of all its files or of some. */
export function rowsOf(table: SqlTable, paths = table.files?.paths): Pick<SqlTable, 'relation' | 'row'> {
  const read = table.files && paths ? table.files.only(paths) : table;
  if (!table.usable) return read;
  return { relation: sql`(select * from ${read.relation} where ${table.usable}) as usable`, row: read.row };
}

/**
 * A table with the `_text` and, in the column `meaning`, what it means: one of the engine's by its id, or `rows` written into the statement. Or all its
 * texts and what each means, side by side, for `among` of the dialect.
 */
export type KeptIn =
  | { readonly id: string; readonly meaning: string; readonly rows?: Sql }
  | { readonly texts: readonly string[]; readonly groups: readonly (string | undefined)[] };

export interface Compilation {
  readonly dialect: Dialect;
  readonly lists: CodeLists;
  readonly sets: ListSets;
  readonly tables: Readonly<Record<string, SqlTable>>;
  /** Where what every distinct text of a column means is kept: its group in a set of lists or, without a set, its value. */
  readonly kept?: (table: string, column: string, set: number | undefined) => KeptIn | undefined;
  /** The different texts of a column as `text`, with their numbers of rows as `n`, where they are kept. */
  readonly texts?: (table: string, column: string) => Sql | undefined;
  /** Told of every table that is wanted with which fields, of a base table with the files read; may answer with a select made before. */
  readonly reuse?: (table: Table, fields: readonly Field[], paths?: readonly string[]) => Select | undefined;
  /** What is known of the rows of each file, so that a statement reads no file that has none of its own. */
  readonly groups?: GroupsOf;
  /** Of base tables only these files. */
  readonly within?: ReadonlyMap<string, readonly string[]>;
}

export type One = Extract<Table, { one: Table }>;

/** The files of a base table that a compilation reads; undefined for all. */
export const pathsOf = (table: Table, { within }: Compilation): readonly string[] | undefined =>
  typeof table === 'string' ? within?.get(table) : undefined;

/** A compilation of what one row per key is chosen from: it reads the files that have rows which the table's rules may keep. */
export function narrowed(table: One, to: Compilation): Compilation {
  const kept = to.groups && filesKept(table, to.groups);
  const paths = kept && to.tables[kept.base]?.files?.paths;
  if (!kept || !paths) return to;
  const some = paths.filter((p) => kept.files.has(p));
  // Where no file has a row that may be kept, any of them says so.
  return { ...to, within: new Map([...(to.within ?? []), [kept.base, some.length > 0 ? some : paths.slice(0, 1)]]) };
}

/** The same without: other tables beside it are read whole. */
export const whole = ({ within: _, ...to }: Compilation): Compilation => to;

/** A subquery that gives the fields of its scope, and `#row`. */
export interface Select {
  readonly from: Sql;
  readonly scope: Scope;
}

export const rowField = '#row';
export const as = (value: Sql, field: Field): Sql => sql`${value} as ${name(field)}`;
/** A name for a field inside one subquery, which no field has. */
export const inner = (prefix: string, field: Field): Sql =>
  sql`${sql.id(`_${prefix}_${field.replace(/[^A-Za-z0-9]/g, '_')}`)}`;
// Beyond any row number and still exact in JavaScript, so that those who joined come after those who were there.
export const afterAll = 1_000_000_000_000_000;

export const missing = (type: SqlType, dialect: Dialect): Sql =>
  sql`cast(null as ${sql.raw(dialect.types[type === 'number' ? 'double' : type === 'date' ? 'integer' : type])})`;

/** The parts of a table made from others, in the form an engine takes them. */
export interface Forms {
  one(of: {
    readonly from: Select;
    readonly table: Extract<Table, { one: Table }>;
    readonly plain: readonly Field[];
    readonly summed: readonly Field[];
    readonly least: readonly Field[];
    /** Nobody asks which row was chosen. */
    readonly anyRow: boolean;
  }): Sql;
  /** `sources` are those whose keys can be compared with the table's own. */
  lookup(of: {
    readonly from: Select;
    readonly on: readonly string[];
    readonly sources: readonly Select[];
    readonly out: readonly LookedUp[];
  }): Sql;
  /** Of one source the greatest number of a field that is not after the row's own; `carried` are the fields that are the row's own. */
  latest(of: {
    readonly from: Select;
    readonly on: readonly string[];
    readonly source: Select;
    readonly column: Field;
    readonly upTo: Field;
    readonly carried: readonly Field[];
  }): Sql;
  pair(of: {
    readonly opening: Select;
    readonly closing: Select;
    readonly on: readonly string[];
    readonly columns: readonly {
      readonly side: 'opening' | 'closing';
      readonly field: Field;
      readonly type: SqlType;
    }[];
    readonly word: readonly { readonly field: Field; readonly of: (word: Sql) => Sql }[];
  }): Sql;
  join(sides: readonly JoinedSide[]): Sql;
}

/** A field of a lookup: the row's own, or taken from a source (`theirs` is its name there) where the row's own `blank`, if there is one, is missing. */
export interface LookedUp {
  readonly field: Field;
  readonly type: SqlType;
  readonly theirs?: Field;
  readonly blank?: Field;
}

/** One side of a join: its rows, its key and the fields that are taken of it. */
export interface JoinedSide {
  readonly as: string;
  readonly select: Select;
  readonly on: readonly string[];
  readonly fields: readonly Field[];
}

/** A value as the text whose key is looked up; numbers as JavaScript writes them. */
export function rawText(column: SqlColumn, dialect: Dialect): Sql {
  const { type, value, stored } = column;
  if (stored) return stored;
  if (type === 'text') return value;
  if (type === 'yes-no')
    return sql`case when ${value} is null then null when ${value} = (1 = 1) then 'true' else 'false' end`;
  const text = sql.raw(dialect.types.text);
  const whole = sql`cast(cast(${value} as ${sql.raw(dialect.types.integer)}) as ${text})`;
  return sql`case when ${value} = floor(${value}) then ${whole} else cast(${value} as ${text}) end`;
}

export const scopeOf = (to: Compilation, types: Iterable<readonly [Field, SqlType]>): Scope => ({
  dialect: to.dialect,
  sets: to.sets,
  types: new Map(types),
});
