import { sql } from 'kysely';
import type { TableContract } from '../../schemas/table.js';
import type { CodeLists } from '../core/recode.js';
import type { CountRequest } from '../core/request.js';
import { remember } from './column.js';
import type { Compilation, SqlColumn, SqlTable } from './sql/compilation.js';
import { type Dialect, type DialectName, dialects, type Sql, textOf } from './sql/dialect.js';
import { comma } from './sql/expressions.js';
import { listSets, partsOf } from './sql/fields.js';
import { passStatement } from './sql/statement.js';
import { tablesOf } from './tables.js';

const epochDays: Readonly<Record<DialectName, (column: Sql) => Sql>> = {
  duckdb: (c) => sql`(${c} - date '1970-01-01')`,
  postgres: (c) => sql`(${c} - date '1970-01-01')`,
  clickhouse: (c) => sql`toInt64(toRelativeDayNum(${c}))`,
};

/** A table as a data owner would hold it: named and typed by its contract, dates as dates. */
function viewOf(contract: TableContract, dialect: Dialect): SqlTable {
  const columns = Object.entries(contract.columns).flatMap(([column, spec]): [string, SqlColumn][] => {
    const c = sql`${sql.id(column)}`;
    switch (spec.type) {
      case 'personal':
      case 'token':
        return [];
      case 'date':
        return [[column, { type: 'date', value: epochDays[dialect.name](c) }]];
      case 'number':
        return [[column, { type: 'number', value: sql`cast(${c} as ${sql.raw(dialect.types.double)})` }]];
      case 'yes-no':
        return [[column, { type: 'yes-no', value: c }]];
      default:
        return [[column, { type: 'text', value: sql`nullif(${c}, '')` }]];
    }
  });
  const row = dialect.standard ? sql`row_number() over ()` : sql`toInt64(rowNumberInAllBlocks())`;
  return { relation: sql`${sql.id(contract.table)}`, columns: Object.fromEntries(columns), row };
}

const parts = ['total', 'voting', 'executive'] as const;
const own = ['block', 'band', 'grade'] as const;

const headers = ['Indicator', 'Period', 'Block', 'Band', 'Grade', 'Part', 'Measure', 'Group'];

const columned: readonly string[] = [...own, 'voting', 'executive'];

/** Dimensions the counts table has no column for: of those that would need the group column, all but the first. */
const addedUp = (request: CountRequest): readonly string[] =>
  Object.keys(request.by)
    .filter((d) => !columned.includes(d))
    .slice(1);

/** The cells of one request as rows of the counts table. A board's voting by executive becomes its overlapping parts. */
function cellRows(request: CountRequest, period: string, to: Compilation): Sql {
  const kept = Object.entries(request.by).filter(([d]) => !addedUp(request).includes(d));
  const dims = kept.map(([d]) => d);
  const group = dims.find((d) => !columned.includes(d));
  const { where, measure } = request;
  const pass = passStatement(
    { from: request.from, dims: kept.map(([, how]) => how), counts: [{ where, measure }] },
    to,
  );
  const at = (d: string | undefined): Sql =>
    d !== undefined && dims.includes(d) ? sql`${sql.id(`d${dims.indexOf(d)}`)}` : sql`''`;
  const [indicator, counted] = request.id.split('/') as [string, string];
  const board = dims.includes('voting') || dims.includes('executive');
  // Written once where a statement may name it, else in each part.
  const { standard } = to.dialect;
  const cells = standard ? sql`cells` : sql`(${pass}) as cells`;
  const each = (board ? parts : parts.slice(0, 1))
    .filter((part) => part === 'total' || dims.includes(part))
    .map((part) => {
      const only = part === 'total' ? sql`` : sql` and ${at(part)} = 'yes'`;
      const values = [
        sql`${indicator}`,
        sql`${period}`,
        ...own.map(at),
        sql`${board ? part : ''}`,
        sql`${counted}`,
        at(group),
      ];
      const columns = values.map((v, i) => sql`${v} as ${sql.id(headers[i]!)}`);
      return sql`select ${comma(columns)}, n0 as counted from ${cells} where rows0 > 0${only}`;
    });
  const all = sql.join(each, sql` union all `);
  return standard ? sql`select * from (with cells as materialized (${pass}) ${all}) as request` : sql`${all}`;
}

/** The requests of one id as one statement: their sum, or for a mean of years the mean, halves kept. */
function countsOf(requests: readonly CountRequest[], period: string, to: Compilation): Sql {
  const rows = requests.map((r) => cellRows(r, period, to));
  const named = comma(headers.map((h) => sql`${sql.id(h)}`));
  const n = requests.length > 1 ? sql`sum(counted) / ${sql.raw(`${requests.length}.0`)}` : sql`sum(counted)`;
  return sql`select ${named}, ${n} as "Count" from (${sql.join(rows, sql` union all `)}) as counts group by ${named} order by ${named}`;
}

/**
 * The statements that count a run's requests where the data is, for somebody to run and send back what they return: rows of the counts table, which the
 * cube-file engine turns into the same figures. No row leaves, only numbers of people.
 * Each table of `contracts` is expected under its own name with its contract's columns: texts, numbers, dates as dates, yes-or-no as boolean.
 * `period` is written in each row and is how the counts are recognised. Several requests of one id are the years of a mean. Returns one statement for
 * each id, ended by a semicolon. A dimension that the counts table has no column for
 * is added up, and a comment says so.
 */
export function describeSql(given: {
  readonly requests: readonly CountRequest[];
  readonly dialect: DialectName;
  readonly lists: CodeLists;
  readonly contracts: Readonly<Record<string, TableContract>>;
  readonly period: string;
}): string {
  const dialect = dialects[given.dialect];
  const tables = Object.fromEntries(Object.entries(given.contracts).map(([name, c]) => [name, viewOf(c, dialect)]));
  const to: Compilation = { dialect, tables, lists: given.lists, sets: listSets() };
  const byId = new Map<string, CountRequest[]>();
  for (const r of given.requests) remember(byId, r.id, (): CountRequest[] => []).push(r);
  return [...byId]
    .map(([id, requests]) => {
      const needs = [...new Set(requests.flatMap((r) => tablesOf(r.from)))].join(', ');
      const mean = requests.length > 1 ? `, the mean of ${requests.length} years` : '';
      const lost = [...new Set(requests.flatMap(addedUp))].join(', ');
      const summed = lost === '' ? '' : `; ${lost} added up, since the counts table has no column for it`;
      return `-- ${id}: counts only${mean}, from ${needs}${summed}\n${textOf(countsOf(requests, given.period, to), dialect)};\n`;
    })
    .join('\n');
}

/** The columns that the requests read, by base table, in the contract's order. */
export function columnsRead(
  requests: readonly CountRequest[],
  lists: CodeLists,
  given: Readonly<Record<string, TableContract>>,
): Readonly<Record<string, readonly string[]>> {
  const tables = Object.fromEntries(Object.entries(given).map(([name, c]) => [name, viewOf(c, dialects.postgres)]));
  const found = new Map<string, Set<string>>();
  const to: Compilation = {
    dialect: dialects.postgres,
    tables,
    lists,
    sets: listSets(),
    reuse: (table, fields) => {
      if (typeof table === 'string')
        for (const field of fields) remember(found, table, () => new Set<string>()).add(partsOf(field).column);
      return undefined;
    },
  };
  for (const { from, by, where, measure } of requests)
    passStatement({ from, dims: Object.values(by), counts: [{ where, measure }] }, to);
  return Object.fromEntries(
    [...found].map(([table, columns]) => [
      table,
      Object.keys(tables[table]?.columns ?? {}).filter((c) => columns.has(c)),
    ]),
  );
}
