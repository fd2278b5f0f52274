import { type Cube, cube } from '../../core/cube.js';
import type { CodeLists } from '../../core/recode.js';
import type { Counter, CountRequest } from '../../core/request.js';
import type { Rows } from '../../core/rows.js';
import type { Dialect } from './dialect.js';
import type { SqlType } from './expressions.js';
import { listSets } from './fields.js';
import type { SqlTable } from './select.js';
import { countSql } from './statement.js';

/** Runs one statement and gives its rows, each a list of values by position. */
export type Runner = (statement: string) => Promise<readonly (readonly unknown[])[]>;

/** Cells as an engine gives them: the groups in the order of the dimensions, then the number. Throws when a number is past what JavaScript adds exactly. */
export function cellsOf<D extends string>(request: CountRequest<D>, rows: readonly (readonly unknown[])[]): Cube<D> {
  const dims = Object.keys(request.by) as D[];
  const cells = rows.map((row) => {
    const n = Number(row[dims.length]);
    if (!Number.isSafeInteger(n))
      throw new RangeError(`${request.id}: ${row[dims.length]} is not a number that can be added exactly`);
    return { key: Object.fromEntries(dims.map((d, i) => [d, String(row[i])])) as Record<D, string>, n };
  });
  return cube(dims, request.measure, cells);
}

/** A counter over any SQL engine: each request is one statement that returns its cells and nothing else. */
export function sqlCounter(given: {
  readonly engine: string;
  readonly dialect: Dialect;
  readonly tables: Readonly<Record<string, SqlTable>>;
  readonly lists: CodeLists;
  readonly run: Runner;
}): Counter {
  const { engine, dialect, tables, lists, run } = given;
  return {
    engine,
    count: async (request) =>
      cellsOf(request, await run(countSql(request, { dialect, tables, lists, sets: listSets() }))),
  };
}

/** The type of each column of rows in memory, by its values: of several kinds it is text, and with none at all it is not there. */
export function typesOf(rows: Rows): Readonly<Record<string, SqlType>> {
  return Object.fromEntries(
    Object.entries(rows.columns).flatMap(([column, values]): [string, SqlType][] => {
      const kinds = new Set(values.map((v) => typeof v));
      kinds.delete('undefined');
      const [kind] = kinds;
      if (kind === undefined) return [];
      const only = kinds.size === 1 ? kind : 'string';
      return [[column, only === 'number' ? 'number' : only === 'boolean' ? 'yes-no' : 'text']];
    }),
  );
}
