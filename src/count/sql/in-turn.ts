import { sql } from 'kysely';
import type { CubeColumns, GroupColumn } from '../../core/cube-columns.js';
import type { CountRequest, Dimension } from '../../core/request.js';
import { remember } from '../column.js';
import type { Compilation } from './compilation.js';
import type { BatchCounter, Runner } from './counter.js';
import { type Dialect, textOf } from './dialect.js';
import { groupRead } from './expressions.js';
import { groupedPeople, peopleStatement } from './people.js';

/** The rows of a statement that gives whole numbers, by columns: the last is not of 32 bits. */
export type NumbersOf = (
  statement: string,
  width: number,
) => Promise<{ readonly dims: readonly Int32Array[]; readonly n: Float64Array }>;

/** Numbers that stand for groups, as names with their places. */
function columnOf(how: Dimension, numbers: Int32Array, dialect: Dialect): GroupColumn {
  const places = new Map<number, number>();
  const names: string[] = [];
  const codes = new Int32Array(numbers.length);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i]!;
    let place = places.get(number);
    if (place === undefined) {
      place = names.push(groupRead(how, number, dialect)) - 1;
      places.set(number, place);
    }
    codes[i] = place;
  }
  return { names, codes };
}

/**
 * Requests for people one after another, as columns of numbers, in an engine that keeps a table of its own: the people whom several requests are of are made
 * once, with the groups that any of them asks, and the table is dropped after the last. Throws a RangeError for a request of another measure, or with rules of its own.
 */
export function inTurn(given: {
  readonly to: Compilation;
  readonly run: Runner;
  readonly numbersOf: NumbersOf;
  /** Makes ready the columns that a statement reads. */
  readonly ready: (compile: (to: Compilation) => unknown) => Promise<void>;
}): BatchCounter['inTurn'] {
  const { to, run, numbersOf, ready } = given;
  let made = 0;
  return async function* each(requests: readonly CountRequest[]): AsyncGenerator<CubeColumns> {
    const people = new Map<string, { readonly id: string; readonly dims: Map<string, Dimension>; here: boolean }>();
    const idOf = ({ from }: CountRequest): string => JSON.stringify(from);
    for (const request of requests) {
      if (request.measure !== 'people' || request.where.length > 0)
        throw new RangeError(`${request.id}: only people, all of them, are counted in turn`);
      const own = remember(people, idOf(request), () => ({
        id: `people_${made++}`,
        dims: new Map<string, Dimension>(),
        here: false,
      }));
      for (const how of Object.values(request.by)) own.dims.set(JSON.stringify(how), how);
    }
    const drop = async ({ id }: { readonly id: string }): Promise<void> =>
      void (await run(textOf(sql`drop table if exists ${sql.id(id)}`, to.dialect)));
    try {
      for (const [i, request] of requests.entries()) {
        const own = people.get(idOf(request))!;
        const all = [...own.dims.values()];
        if (!own.here) {
          await ready((noting) => peopleStatement(request.from, all, noting));
          const statement = sql`create temp table ${sql.id(own.id)} as ${peopleStatement(request.from, all, to)}`;
          await run(textOf(statement, to.dialect));
          own.here = true;
        }
        const hows = Object.values(request.by);
        const ids = [...own.dims.keys()];
        const places = hows.map((how) => ids.indexOf(JSON.stringify(how)));
        const { dims, n } = await numbersOf(textOf(groupedPeople(own.id, places), to.dialect), places.length);
        if (requests.findLastIndex((r) => idOf(r) === idOf(request)) === i) await drop(own);
        const names = Object.keys(request.by);
        yield {
          dims: names,
          measure: request.measure,
          length: n.length,
          columns: Object.fromEntries(names.map((name, d) => [name, columnOf(hows[d]!, dims[d]!, to.dialect)])),
          n,
        };
      }
    } finally {
      for (const own of people.values()) await drop(own);
    }
  };
}
