import { sql } from 'kysely';
import type { ColumnSpec, TableContract } from '../../schemas/table.js';
import type { Day } from '../core/dates.js';
import { type CodeList, type CodeLists, listKey, lookUp } from '../core/recode.js';
import { remember } from './column.js';
import { type CsvShape, columnNames } from './csv-shape.js';
import {
  dateOf,
  finite,
  isLabel,
  isNumeral,
  keyOfNumber,
  noDay,
  notSaid,
  numberOf,
  plainDates,
  storedDay,
  trimmed,
} from './file-text.js';
import { keyText, withFollowing } from './follows.js';
import type { SqlColumn, SqlTable } from './sql/compilation.js';
import { duckdb, type Sql } from './sql/dialect.js';
import { comma, groupOfKey, keyOf, type SqlType, separatorCharacters } from './sql/expressions.js';
import { fileColumn } from './sql/facts.js';

/** Files of one table, read by DuckDB: `.parquet`, anything else as CSV in UTF-8 with its header on the first line. Paths may be globs. */
export interface FileSource {
  readonly files: readonly string[];
  readonly contract: TableContract;
  /** Columns of the contract by the header they have here, where the contract does not know it. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How dates kept as text are written, in strptime's signs, tried in order; as the reader of workbooks takes them unless told. */
  readonly dates?: readonly string[];
  /** Columns of which a row must have one to be data: a total or a title has none. */
  readonly identity?: readonly string[];
  /** The day of every row that names none itself, by file: of a snapshot whose date is in its file name. */
  readonly snapshots?: Readonly<Record<string, Day>>;
}

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

/** Key text as the reader takes it; a whole number as it is written is seen without a pattern, in half the time. */
export function fileKey(raw: Sql): Sql {
  const whole = sql`cast(try_cast(${raw} as bigint) as varchar) = ${raw} and ${raw} <> '0'`;
  return sql`case when ${whole} then ${raw} else ${keyText(raw, duckdb)} end`;
}

/** Yes, no or missing: by the list; a day is yes; of a stage, which has a day beside it, so is whatever else is not a word for nothing. */
function markOf(text: Sql, spec: ColumnSpec, source: FileSource, lists: CodeLists): Sql {
  const list = spec.list ?? 'yes-no';
  const key = keyOf(text, duckdb);
  const said = lists[list] ? groupOfKey(key, [list], lists, duckdb) : sql`lower(${trimmed(text)})`;
  const day = sql`${dateOf(text, source.dates)} is not null`;
  const known = sql`when ${said} in ('yes', 'true') then true when ${said} in ('no', 'false') then false`;
  if (spec.dateColumn === undefined || !lists[list]) return sql`case ${known} when ${day} then true end`;
  return sql`case ${known} when ${text} is null or ${said} is not null or ${key} = '' or ${notSaid(text)} or ${noDay(text)} then null else true end`;
}

const said = (text: Sql): Sql => sql`lower(${trimmed(text)})`;
const plainWords = { yes: 'yes', y: 'yes', no: 'no', n: 'no' } as const;
/** Marks as most files have them, where the list means by them what everybody does. */
function plainMarks(list: CodeList | undefined): Pick<SqlColumn, 'plainly'> {
  if (!list || Object.entries(plainWords).some(([word, mark]) => lookUp(list, word) !== mark)) return {};
  const is = (text: Sql): Sql => sql`${said(text)} in (${sql.join(Object.keys(plainWords))})`;
  return { plainly: { is, of: (text) => sql`${said(text)} in ('yes', 'y')` } };
}

/** A column kept as text, read as its type. Dates, numbers and marks are dear to read and few: `of` lets each be read once. */
function fromText(stored: Sql, spec: ColumnSpec, source: FileSource, lists: CodeLists): SqlColumn {
  const readBy = (type: SqlType, of: (text: Sql) => Sql): SqlColumn => ({ type, value: of(stored), stored, of });
  switch (spec.type) {
    case 'date':
      return {
        ...readBy('date', (text) => dateOf(text, source.dates)),
        ...(source.dates ? {} : { plainly: plainDates }),
      };
    case 'number':
      return readBy('number', numberOf);
    case 'yes-no':
      return {
        ...readBy('yes-no', (text) => markOf(text, spec, source, lists)),
        ...plainMarks(lists[spec.list ?? 'yes-no']),
      };
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

/** A column as the files hold it, read as the type its contract gives it. */
function read(column: Sql, stored: string, spec: ColumnSpec, source: FileSource, lists: CodeLists): SqlColumn {
  const number = isNumeral(stored);
  if (spec.type === 'date' && /^(DATE|TIMESTAMP)/.test(stored)) return { type: 'date', value: storedDay(column) };
  if (spec.type === 'number' && number) return { type: 'number', value: finite(column, stored) };
  if (spec.type === 'yes-no' && stored === 'BOOLEAN') return { type: 'yes-no', value: column };
  // 1 and 0 as numbers are answers, whatever a list of words knows.
  if (spec.type === 'yes-no' && number) {
    const words = markOf(sql`cast(${column} as varchar)`, spec, source, lists);
    return {
      type: 'yes-no',
      value: sql`case when ${column} = 1 then true when ${column} = 0 then false else ${words} end`,
    };
  }
  if (spec.type === 'key' && number) return { type: 'text', value: keyOfNumber(column, stored) };
  const text = stored === 'VARCHAR' ? column : sql`cast(${column} as varchar)`;
  return fromText(text, spec, source, lists);
}

/**
 * What tells a row that can be used from a total, a title or one that the reader sets aside: a column that says what it is about, and every required one.
 * Undefined when the files have no such column or none was asked for.
 */
export function isData(found: readonly FoundColumn[], source: FileSource, lists: CodeLists): Sql | undefined {
  const matched = matchHeaders(found, source);
  const readAs = (c: string): Sql =>
    read(sql`${sql.id(matched[c]!.header)}`, matched[c]!.type, source.contract.columns[c]!, source, lists).value;
  const texts = (source.identity ?? []).filter((c) => matched[c]?.type === 'VARCHAR');
  // Some of the columns that hold answers, as a note under the data does not.
  const evidence = Object.keys(matched)
    .filter((c) => ['code', 'date', 'yes-no'].includes(source.contract.columns[c]!.type))
    .slice(0, 3)
    .map((c) => sql`${sql.id(matched[c]!.header)} is not null`);
  const said = (c: string): Sql | undefined => {
    const at = matched[c];
    if (!at) return undefined;
    const column = sql`${sql.id(at.header)}`;
    const spec = source.contract.columns[c]!;
    if (at.type !== 'VARCHAR') return spec.type === 'key' ? sql`${readAs(c)} is not null` : sql`${column} is not null`;
    // What begins with a digit other than 0 is a key, which most rows show at once (a number cut short by a spreadsheet, 1.23E+7, has an e); what has no digit, or a space in it, only where the row says something.
    if (spec.type === 'key') {
      const key =
        evidence.length === 0
          ? sql`true`
          : sql`(${sql.join([sql`regexp_matches(trim(${column}), '^\\S*[0-9]\\S*$')`, ...evidence], sql` or `)})`;
      return sql`((${column} >= '1' and ${column} < ':' and not contains(${column}, ' ') and not contains(${column}, 'E') and not contains(${column}, 'e')) or (${fileKey(column)} is not null and ${key}))`;
    }
    return spec.required ? sql`${readAs(c)} is not null` : sql`trim(${column}) <> ''`;
  };
  const about = (source.identity ?? []).flatMap((c) => said(c) ?? []);
  const labels = texts.map((c) => sql`not ${isLabel(sql`${sql.id(matched[c]!.header)}`, matched[c]!.header)}`);
  const needed = source.identity
    ? Object.entries(source.contract.columns).flatMap(([c, spec]) => (spec.required ? (said(c) ?? []) : []))
    : [];
  const tests = [...(about.length === 0 ? [] : [sql`(${sql.join(about, sql` or `)})`]), ...needed, ...labels];
  return tests.length === 0 ? undefined : sql`(${sql.join(tests, sql` and `)})`;
}

const rowsPerFile = 10_000_000_000;

/** The column that says which file a row is read from; no header is called so. */
export const readFrom = '(read from)';
const fromFile = sql`${sql.id(readFrom)}`;

/** The files of a table as they are scanned: the relation has the headers found and the file of each row, and of Parquet `file_row_number`. */
export interface Scan {
  readonly relation: Sql;
  readonly found: readonly FoundColumn[];
  readonly paths: readonly string[];
  /** The scan of some of the files, with the same columns. */
  readonly only: (paths: readonly string[]) => Sql;
}

/** How a table's files are read, as a text: what a count of the same bytes depends on besides. The day of a file is not in it, which is a row's own. */
export function readAs(found: readonly FoundColumn[], source: FileSource): string {
  const columns = Object.entries(matchHeaders(found, source)).map(([c, { header, type }]) => [c, header, type]);
  return JSON.stringify([columns, source.dates ?? [], source.identity ?? []]);
}

/** The table the engine counts; `before` has columns that were read on the way to the relation. */
export function fileTable(
  { relation, found, paths, only }: Scan,
  source: FileSource,
  lists: CodeLists,
  before: SqlTable['columns'] = {},
): SqlTable {
  const columns: Record<string, SqlColumn> = {};
  for (const [column, { header, type }] of Object.entries(matchHeaders(found, source)))
    columns[column] =
      before[column] ?? read(sql`${sql.id(header)}`, type, source.contract.columns[column]!, source, lists);
  const ofFile = (value: (path: string, i: number) => Sql | undefined, some = new Set(paths)): Sql => {
    const whens = paths.flatMap((path, i) => {
      const v = some.has(path) ? value(path, i) : undefined;
      return v ? [sql`when ${path} then ${v}`] : [];
    });
    return whens.length === 0 ? sql`null` : sql`case ${fromFile} ${sql.join(whens, sql` `)} end`;
  };
  if (source.snapshots) {
    const named = ofFile((path) => {
      const day = Object.entries(source.snapshots ?? {}).find(([p]) => path === p || path.endsWith(`/${p}`))?.[1];
      return day === undefined ? undefined : sql`${day}`;
    });
    const own = columns.snapshotDate?.value;
    columns.snapshotDate = { type: 'date', value: own ? sql`coalesce(${own}, ${named})` : named };
  }
  // Files in the order given, then rows in theirs.
  const several = paths.length > 1;
  if (several) columns[fileColumn] = { type: 'text', value: fromFile };
  const numbered = (some: readonly string[]): Sql =>
    several
      ? sql`(${ofFile((_, i) => sql`${i}`, new Set(some))} * ${rowsPerFile} + file_row_number)`
      : sql`file_row_number`;
  return {
    relation,
    columns: withFollowing(columns, source.contract, duckdb),
    row: numbered(paths),
    numbered: true,
    ...(several ? { files: { paths, only: (some) => ({ relation: only(some), row: numbered(some) }) } } : {}),
  };
}

/** Scans one after the other, by name; a column that is called otherwise in some files than in the `whole` of them gets that name. */
function together(
  scans: readonly { readonly scan: Sql; readonly found: readonly FoundColumn[] }[],
  source: FileSource,
  whole = foundIn(scans.map((s) => s.found)),
): Sql {
  const all = matchHeaders(whole, source);
  const each = scans.map(({ scan, found }) => {
    const other = Object.entries(matchHeaders(found, source)).filter(([c, { header }]) => all[c]!.header !== header);
    if (other.length === 0) return scan;
    const names = other.map(([c, { header }]) => sql`${sql.id(header)} as ${sql.id(all[c]!.header)}`);
    return sql`(select * rename (${comma(names)}) from ${scan})`;
  });
  if (each.length === 1) return each[0]!;
  return sql`(${sql.join(
    each.map((s) => sql`select * from ${s}`),
    sql` union all by name `,
  )})`;
}

/** The headers of several files, one beside the other. */
export const foundIn = (files: readonly (readonly FoundColumn[])[]): readonly FoundColumn[] => [
  ...new Map(files.flat().map((f) => [f.header.toLowerCase(), f])).values(),
];

/** The scan of Parquet files, `found` being the headers of each; files that call the columns alike are scanned together. */
export function parquetScan(files: ReadonlyMap<string, readonly FoundColumn[]>, source: FileSource): Sql {
  const alike = new Map<string, { readonly found: readonly FoundColumn[]; readonly paths: string[] }>();
  for (const [path, found] of files) {
    const names = Object.entries(matchHeaders(found, source)).map(([c, { header }]) => `${c} ${header.toLowerCase()}`);
    remember(alike, JSON.stringify(names.sort()), () => ({ found, paths: [] as string[] })).paths.push(path);
  }
  const scans = [...alike.values()].map(({ found, paths }) => ({ scan: readParquet(paths), found }));
  return together(scans, source);
}

/** Parquet files read by name; what their folders are called is no column. */
export const readParquet = (paths: readonly string[]): Sql =>
  sql`read_parquet([${sql.join([...paths])}], union_by_name = true, hive_partitioning = false, filename = ${readFrom}, file_row_number = true)`;

/** CSV files by how they are written. */
export type CsvShapes = ReadonlyMap<string, CsvShape>;

/** The headers of CSV files, one beside the other; everything is text. */
export const csvColumns = (files: CsvShapes): readonly FoundColumn[] => foundIn([...files.values()].map(csvFound));
const csvFound = ({ header }: CsvShape): readonly FoundColumn[] =>
  columnNames(header).map((h) => ({ header: h, type: 'VARCHAR' }));

/**
 * The scan of CSV files, everything as text; files written alike are scanned together. Nothing is left for DuckDB to guess: what it makes of a
 * file's first lines may be wrong for the later ones, and it looks at them again for every statement. Of some of a table's files columns are called as in
 * the `whole`.
 */
export function csvScan(files: CsvShapes, source: FileSource, whole?: readonly FoundColumn[]): Sql {
  const alike = new Map<string, { readonly shape: CsvShape; readonly paths: string[] }>();
  for (const [path, shape] of files)
    remember(alike, JSON.stringify(shape), () => ({ shape, paths: [] as string[] })).paths.push(path);
  const scans = [...alike.values()].map(({ shape, paths }) => {
    const columns = comma(columnNames(shape.header).map((h) => sql`${h}: 'VARCHAR'`));
    const end = shape.lineEnd === undefined ? sql`` : sql`, new_line = ${JSON.stringify(shape.lineEnd).slice(1, -1)}`;
    const scan = sql`read_csv([${sql.join([...paths])}], auto_detect = false, header = true, filename = ${readFrom}, hive_partitioning = false, delim = ${shape.separator}, quote = '"', escape = '"'${end}, columns = {${columns}})`;
    return { scan, found: csvFound(shape) };
  });
  return together(scans, source, whole);
}
