import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  sql,
} from 'kysely';
import { remember } from '../column.js';
import { slim } from './slim.js';

export type Sql = RawBuilder<unknown>;
export type DialectName = 'duckdb' | 'postgres' | 'clickhouse';

/** What one SQL engine says differently. Everything else is written once. */
export interface Dialect {
  readonly name: DialectName;
  /** A text as this engine writes it, quotes and all. */
  readonly text: (value: string) => string;
  readonly replaceAll: (text: Sql, pattern: string, by: string) => Sql;
  readonly lowerAscii: (text: Sql) => Sql;
  readonly matches: (text: Sql, pattern: string) => Sql;
  /** Number of characters (code points), and the text in an order by code point. */
  readonly characters: (text: Sql) => Sql;
  readonly byCodePoint: (text: Sql) => Sql;
  readonly types: Readonly<Record<'text' | 'double' | 'integer' | 'yes-no' | 'group', string>>;
  /** Groups as small whole numbers, where that is much faster than text; `nameOf` reads them back. Else a group is written as its text. */
  readonly codes?: { of(group: string): number; nameOf(code: number): string };
  /** What each of many texts means, looked up in two lists side by side: `of` finds it, and `read` gives it a name and then the group or NULL. Else rows are joined. */
  readonly among?: {
    of(text: Sql, texts: readonly string[], groups: readonly (string | undefined)[]): Sql;
    read(found: Sql, name: Sql): Sql;
  };
  /** The statement as it is sent; as it is written when left out. */
  readonly sent?: (statement: string) => string;
  /** `with` clauses, grouping sets, window functions and full joins; without them subqueries are nested, `limit 1 by` and two left joins stand in. */
  readonly standard: boolean;
}

const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export const duckdb: Dialect = {
  name: 'duckdb',
  text: (value) => (value.includes('\0') ? `(${value.split('\0').map(quoted).join(' || chr(0) || ')})` : quoted(value)),
  replaceAll: (text, pattern, by) => sql`regexp_replace(${text}, ${pattern}, ${by}, 'g')`,
  lowerAscii: (text) => sql`translate(${text}, ${upper}, ${upper.toLowerCase()})`,
  matches: (text, pattern) => sql`regexp_matches(${text}, ${pattern})`,
  characters: (text) => sql`length(${text})`,
  byCodePoint: (text) => text,
  types: { text: 'varchar', double: 'double', integer: 'bigint', 'yes-no': 'boolean', group: 'varchar' },
  standard: true,
};

/** DuckDB with groups as small whole numbers; each engine that runs statements has its own numbers. */
export function duckdbCoded(): Dialect {
  const names: string[] = [];
  const codes = new Map<string, number>();
  const codeOf = (group: string): number => remember(codes, group, () => names.push(group) - 1);
  return {
    ...duckdb,
    types: { ...duckdb.types, group: 'smallint' },
    codes: { of: codeOf, nameOf: (code) => names[code]! },
    among: {
      of: (text, texts, groups) => {
        const found = groups.map((g) => (g === undefined ? sql`null` : sql`${codeOf(g)}`));
        return sql`list_extract(cast([${sql.join(found)}] as smallint[]), list_position([${sql.join(texts)}], ${text}))`;
      },
      read: (found) => found,
    },
  };
}

export const postgres: Dialect = {
  ...duckdb,
  name: 'postgres',
  text: (value) => {
    if (value.includes('\0')) throw new RangeError('PostgreSQL holds no text with a NUL');
    return quoted(value);
  },
  matches: (text, pattern) => sql`${text} ~ ${pattern}`,
  characters: (text) => sql`char_length(${text})`,
  byCodePoint: (text) => sql`${text} collate "C"`,
  types: { text: 'text', double: 'double precision', integer: 'bigint', 'yes-no': 'boolean', group: 'text' },
};

// No group is called so. A text that was not there when texts were asked for ends the statement: it has no meaning, and its row would go astray.
const notAsked = '\u0001';

export const clickhouse: Dialect = {
  name: 'clickhouse',
  text: (value) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '\\0')}'`,
  replaceAll: (text, pattern, by) => sql`replaceRegexpAll(${text}, ${pattern}, ${by})`,
  lowerAscii: (text) => sql`lower(${text})`,
  matches: (text, pattern) => sql`match(${text}, ${pattern})`,
  characters: (text) => sql`lengthUTF8(${text})`,
  byCodePoint: (text) => text,
  types: {
    text: 'Nullable(String)',
    double: 'Nullable(Float64)',
    integer: 'Nullable(Int64)',
    'yes-no': 'Nullable(UInt8)',
    group: 'Nullable(String)',
  },
  among: {
    of: (text, texts, groups) => {
      const [from, to] = [sql.join(['', ...texts]), sql.join(['', ...groups.map((g) => g ?? '')])];
      return sql`transform(coalesce(${text}, ''), [${from}], [${to}], ${notAsked})`;
    },
    read: (found, name) =>
      sql`case when throwIf((${found} as ${name}) = ${notAsked}) = 0 then nullIf(${name}, '') else null end`,
  },
  sent: slim,
  standard: false,
};

export const dialects: Readonly<Record<DialectName, Dialect>> = { duckdb, postgres, clickhouse };

/** Writes values into the statement, escaped, so that the same text can be run by the engine and read by a data owner. */
class LiteralCompiler extends PostgresQueryCompiler {
  readonly #text: (value: string) => string;
  constructor(text: (value: string) => string) {
    super();
    this.#text = text;
  }
  protected override appendValue(value: unknown): void {
    if (typeof value === 'number') {
      if (!Number.isFinite(value)) throw new RangeError(`cannot write ${value} in SQL`);
      this.append(String(value));
    } else if (typeof value === 'string') this.append(this.#text(value));
    else throw new RangeError(`cannot write a ${typeof value} in SQL`);
  }
}

const compilers = new Map<DialectName, Kysely<unknown>>();

/** The statement as text. Identifiers are quoted, values escaped; no value is ever pasted in unescaped. */
export function textOf(statement: Sql, dialect: Dialect): string {
  let db = compilers.get(dialect.name);
  if (!db) {
    db = new Kysely<unknown>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => new DummyDriver(),
        createIntrospector: (k) => new PostgresIntrospector(k),
        createQueryCompiler: () => new LiteralCompiler(dialect.text),
      },
    });
    compilers.set(dialect.name, db);
  }
  const written = statement.compile(db).sql;
  return dialect.sent ? dialect.sent(written) : written;
}
