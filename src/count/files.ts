import { sql } from 'kysely';
import type { ColumnSpec, TableContract } from '../../schemas/table.js';
import type { Day } from '../core/dates.js';
import { type CodeLists, listKey } from '../core/recode.js';
import { remember } from './column.js';
import { type CsvShape, columnNames } from './csv-shape.js';
import { keyText, withFollowing } from './follows.js';
import { duckdb, type Sql } from './sql/dialect.js';
import { comma, groupOfKey, keyOf, type SqlType, separatorCharacters } from './sql/expressions.js';
import { fileColumn } from './sql/facts.js';
import type { SqlColumn, SqlTable } from './sql/select.js';

/** Files of one table, read by DuckDB: `.parquet`, anything else as CSV in UTF-8 with its header on the first line. Paths may be globs. */
export interface FileSource {
  readonly files: readonly string[];
  readonly contract: TableContract;
  /** Columns of the contract by the header they have here, where the contract does not know it. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How dates kept as text are written, in strptime's signs; tried in order. Anything else is unreadable and counted. */
  readonly dates?: readonly string[];
  /** Columns of which a row must have one to be data: a total or a title has none. */
  readonly identity?: readonly string[];
  /** The day of every row that names none itself, by file: of a snapshot whose date is in its file name. */
  readonly snapshots?: Readonly<Record<string, Day>>;
}

export const dateFormats: readonly string[] = ['%Y-%m-%d', '%d/%m/%Y', '%d-%b-%Y', '%d-%b-%y', '%Y-%m-%d %H:%M:%S'];

/** A column of the files as found: its header and its storage type. */
export interface FoundColumn {
  readonly header: string;
  readonly type: string;
}

const squeeze = (key: string): string => key.replaceAll(' ', '');

/** Which header each column of the contract is read from: the person's choice, else the alias named first. Personal columns are never read. */
export function matchHeaders(
  found: readonly FoundColumn[],
  { contract, headers = {} }: FileSource,
): Readonly<Record<string, FoundColumn>> {
  const byKey = new Map(
    found.flatMap((f) => [[listKey(f.header), f] as const, [squeeze(listKey(f.header)), f] as const]),
  );
  const of = (text: string): FoundColumn | undefined => byKey.get(listKey(text)) ?? byKey.get(squeeze(listKey(text)));
  return Object.fromEntries(
    Object.entries(contract.columns).flatMap(([column, spec]) => {
      if (spec.type === 'personal' || spec.type === 'token') return [];
      const own = headers[column];
      const match = own === undefined ? spec.headers.map(of).find((f) => f !== undefined) : of(own);
      return match ? [[column, match]] : [];
    }),
  );
}

const blanks = ' \t\r\n\u00a0';
const trimmed = (text: Sql): Sql => sql`trim(${text}, ${blanks})`;
const epoch = sql`date '1970-01-01'`;
// Excel's day 0 is 1899-12-30 by its own counting; the last day is where ESR writes "never" (31-Dec-4712).
const serialOfEpoch = 25_569;
const [firstSerial, lastSerial] = [10_000, 80_000];
const farFuture = sql`date '4000-01-01'`;

/** Key text as the reader takes it; a whole number as it is written is seen without a pattern, in half the time. */
export function fileKey(raw: Sql): Sql {
  const whole = sql`cast(try_cast(${raw} as bigint) as varchar) = ${raw} and ${raw} <> '0'`;
  return sql`case when ${whole} then ${raw} else ${keyText(raw, duckdb)} end`;
}

function dateOf(text: Sql, formats: readonly string[]): Sql {
  const parsed = sql`cast(try_strptime(${text}, [${sql.join([...formats])}]) as date)`;
  const day = sql`case when ${parsed} < ${farFuture} then ${parsed} - ${epoch} end`;
  const serial = sql`try_cast(${text} as integer)`;
  return sql`case when ${serial} between ${firstSerial} and ${lastSerial} then ${serial} - ${serialOfEpoch} else ${day} end`;
}

/** A column kept as text, read as its type. Dates, numbers and marks are dear to read and few: `of` lets each be read once. */
function fromText(stored: Sql, spec: ColumnSpec, source: FileSource, lists: CodeLists): SqlColumn {
  const formats = source.dates ?? dateFormats;
  const readBy = (type: SqlType, of: (text: Sql) => Sql): SqlColumn => ({ type, value: of(stored), stored, of });
  switch (spec.type) {
    case 'date':
      return readBy('date', (text) => dateOf(trimmed(text), formats));
    case 'number':
      return readBy('number', (text) => sql`try_cast(replace(${trimmed(text)}, ',', '') as double)`);
    case 'yes-no': {
      const list = spec.list ?? 'yes-no';
      const said = (text: Sql): Sql =>
        lists[list] ? groupOfKey(keyOf(text, duckdb), [list], lists, duckdb) : sql`lower(${trimmed(text)})`;
      return readBy(
        'yes-no',
        (text) =>
          sql`case when ${said(text)} in ('yes', 'true') then true when ${said(text)} in ('no', 'false') then false when ${dateOf(trimmed(text), formats)} is not null then true end`,
      );
    }
    case 'key':
      return { type: 'text', value: fileKey(stored) };
    case 'code':
      // Nothing but white space and punctuation is no code: what `listKey` makes '' of, asked without making the key.
      return {
        type: 'text',
        value: sql`case when trim(${stored}, ${separatorCharacters}) = '' then null else ${trimmed(stored)} end`,
        stored,
      };
    default:
      return { type: 'text', value: sql`nullif(${trimmed(stored)}, '')`, stored };
  }
}

const whole = (n: Sql): Sql => sql`cast(${n} as bigint)`;

/** A column as the files hold it, read as the type its contract gives it. */
function read(column: Sql, stored: string, spec: ColumnSpec, source: FileSource, lists: CodeLists): SqlColumn {
  const number = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL)/.test(stored);
  if (spec.type === 'date' && /^(DATE|TIMESTAMP)/.test(stored))
    return {
      type: 'date',
      value: sql`case when cast(${column} as date) < ${farFuture} then cast(${column} as date) - ${epoch} end`,
    };
  if (spec.type === 'number' && number) return { type: 'number', value: sql`cast(${column} as double)` };
  if (spec.type === 'yes-no' && stored === 'BOOLEAN') return { type: 'yes-no', value: column };
  // A key kept as a number is its digits; kept as a fraction (12345678.0) it is the whole number.
  if (spec.type === 'key' && number) return { type: 'text', value: sql`cast(${whole(column)} as varchar)` };
  const text = stored === 'VARCHAR' ? column : sql`cast(${column} as varchar)`;
  return fromText(text, spec, source, lists);
}

/**
 * What tells a row that can be used from a total, a title or one that the reader sets aside: a column that says what it is about, and every required one.
 * Undefined when the files have no such column or none was asked for.
 */
export function isData(found: readonly FoundColumn[], source: FileSource, lists: CodeLists): Sql | undefined {
  const matched = matchHeaders(found, source);
  const said = (c: string): Sql | undefined => {
    const at = matched[c];
    if (!at) return undefined;
    const column = sql`${sql.id(at.header)}`;
    const spec = source.contract.columns[c]!;
    if (at.type !== 'VARCHAR') return sql`${column} is not null`;
    // What begins with a digit other than 0 is a key, which most rows show at once; a number cut short by a spreadsheet (1.23E+7) has an e.
    if (spec.type === 'key') {
      const plain = sql`${column} >= '1' and ${column} < ':' and not contains(${column}, 'E') and not contains(${column}, 'e')`;
      return sql`((${plain}) or ${fileKey(column)} is not null)`;
    }
    return spec.required
      ? sql`${read(column, at.type, spec, source, lists).value} is not null`
      : sql`trim(${column}) <> ''`;
  };
  const about = (source.identity ?? []).flatMap((c) => said(c) ?? []);
  const needed = source.identity
    ? Object.entries(source.contract.columns).flatMap(([c, spec]) => (spec.required ? (said(c) ?? []) : []))
    : [];
  const tests = [...(about.length === 0 ? [] : [sql`(${sql.join(about, sql` or `)})`]), ...needed];
  return tests.length === 0 ? undefined : sql`(${sql.join(tests, sql` and `)})`;
}

const rowsPerFile = 10_000_000_000;

/** The files of a table as they are scanned: the relation has the headers found and `filename`, and of Parquet `file_row_number`. */
export interface Scan {
  readonly relation: Sql;
  readonly found: readonly FoundColumn[];
  readonly paths: readonly string[];
}

/** The table the engine counts; `before` has columns that were read on the way to the relation. */
export function fileTable(
  { relation, found, paths }: Scan,
  source: FileSource,
  lists: CodeLists,
  before: SqlTable['columns'] = {},
): SqlTable {
  const columns: Record<string, SqlColumn> = {};
  for (const [column, { header, type }] of Object.entries(matchHeaders(found, source)))
    columns[column] =
      before[column] ?? read(sql`${sql.id(header)}`, type, source.contract.columns[column]!, source, lists);
  const ofFile = (value: (path: string, i: number) => Sql | undefined): Sql => {
    const whens = paths.flatMap((path, i) => {
      const v = value(path, i);
      return v ? [sql`when ${path} then ${v}`] : [];
    });
    return whens.length === 0 ? sql`null` : sql`case filename ${sql.join(whens, sql` `)} end`;
  };
  if (source.snapshots) {
    const named = ofFile((path) => {
      const day = Object.entries(source.snapshots ?? {}).find(([p]) => path.endsWith(p))?.[1];
      return day === undefined ? undefined : sql`${day}`;
    });
    const own = columns.snapshotDate?.value;
    columns.snapshotDate = { type: 'date', value: own ? sql`coalesce(${own}, ${named})` : named };
  }
  // Files in the order given, then rows in theirs.
  const several = paths.length > 1;
  if (several) columns[fileColumn] = { type: 'text', value: sql`filename` };
  const row = several ? sql`(${ofFile((_, i) => sql`${i}`)} * ${rowsPerFile} + file_row_number)` : sql`file_row_number`;
  return { relation, columns: withFollowing(columns, source.contract, duckdb), row, numbered: true };
}

/** The scan of Parquet files. */
export const parquetScan = (paths: readonly string[]): Sql =>
  sql`read_parquet([${sql.join([...paths])}], union_by_name = true, filename = true, file_row_number = true)`;

/** CSV files by how they are written. */
export type CsvShapes = ReadonlyMap<string, CsvShape>;

/** The headers of CSV files, one beside the other; everything is text. */
export const csvColumns = (files: CsvShapes): readonly FoundColumn[] =>
  [...new Map([...files.values()].flatMap((f) => columnNames(f.header)).map((h) => [h.toLowerCase(), h])).values()].map(
    (header) => ({ header, type: 'VARCHAR' }),
  );

/**
 * The scan of CSV files, everything as text; files written alike are scanned together. Nothing is left for DuckDB to guess: what it makes of a
 * file's first lines may be wrong for the later ones, and it looks at them again for every statement.
 */
export function csvScan(files: CsvShapes): Sql {
  const alike = new Map<string, { readonly shape: CsvShape; readonly paths: string[] }>();
  for (const [path, shape] of files)
    remember(alike, JSON.stringify(shape), () => ({ shape, paths: [] as string[] })).paths.push(path);
  const scans = [...alike.values()].map(({ shape, paths }) => {
    const columns = comma(columnNames(shape.header).map((h) => sql`${h}: 'VARCHAR'`));
    const end = shape.lineEnd === undefined ? sql`` : sql`, new_line = ${JSON.stringify(shape.lineEnd).slice(1, -1)}`;
    return sql`read_csv([${sql.join(paths)}], auto_detect = false, header = true, filename = true, delim = ${shape.separator}, quote = '"', escape = '"'${end}, columns = {${columns}})`;
  });
  if (scans.length === 1) return scans[0]!;
  return sql`(${sql.join(
    scans.map((s) => sql`select * from ${s}`),
    sql` union all by name `,
  )})`;
}
