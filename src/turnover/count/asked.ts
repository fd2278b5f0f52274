import { addCubes, type Cube } from '../../core/cube.js';
import type { Period } from '../../core/dates.js';
import type { Rule } from '../../core/predicate.js';
import type { Recode } from '../../core/recode.js';
import type { Counter, CountRequest, Table } from '../../core/request.js';
import type { CountedCube } from '../../counting.js';

/** One cube to be counted. */
export interface Asked {
  readonly id: string;
  readonly by: Readonly<Record<string, Recode>>;
  readonly measure: 'people' | 'fte';
  /** Requests that are added: disjoint people, each with the column their FTE is in. */
  readonly parts: readonly { readonly where: readonly Rule[]; readonly column?: string }[];
  /** Left out: the people of the year. */
  readonly from?: Table;
  readonly hidden?: boolean;
}

/** Headcount of everybody in a table, by some groups. */
export const headcount = (
  id: string,
  by: Readonly<Record<string, Recode>>,
  more: Pick<Asked, 'from' | 'hidden'> = {},
): Asked => ({ id, by, measure: 'people', parts: [{ where: [] }], ...more });

/** One request for each side of the join that counts people, to follow its rows by; which assignments remain decides who left and counts no row. */
const sidesOf = (id: string, table: Table): readonly CountRequest[] =>
  typeof table === 'object' && 'join' in table
    ? table.join
        .filter((s) => s.as !== 'remaining')
        .map((s) => ({ id, from: s.table, where: [], by: {}, measure: 'people' }))
    : [];

/**
 * Counts what is asked, of the people of the year (`table`) unless a question names its own; FTE of several sides of the join is added to one cube.
 * Example: FTE at opening of 3 parts of 40.5, 0 and 1.2 is one cube of 41.7.
 */
export async function countAsked(
  counter: Counter,
  asked: readonly Asked[],
  table: Table,
  period: Period,
): Promise<{ readonly cubes: Readonly<Record<string, CountedCube>>; readonly hidden: Readonly<Record<string, Cube>> }> {
  const requests = asked.map((a) =>
    a.parts.map(
      ({ where, column }): CountRequest => ({
        id: a.id,
        from: a.from ?? table,
        where,
        by: a.by,
        measure: a.measure,
        ...(column === undefined ? {} : { column }),
      }),
    ),
  );
  // Asked at one moment, so that an engine may answer them in one pass.
  const counted = await Promise.all(requests.flat().map((r) => counter.count(r)));
  const cubes: Record<string, CountedCube> = {};
  const hidden: Record<string, Cube> = {};
  let next = 0;
  for (const [i, a] of asked.entries()) {
    const own = counted.slice(next, next + requests[i]!.length);
    next += requests[i]!.length;
    const cube = addCubes(own as [Cube, ...Cube[]]);
    if (a.hidden) hidden[a.id] = cube;
    else
      cubes[a.id] = {
        cube,
        years: 1,
        engine: counter.engine,
        plan: {
          id: a.id,
          requests: requests[i]!,
          years: 1,
          period,
          flow: true,
          ...(a.from ? {} : { follow: sidesOf(a.id, table) }),
        },
      };
  }
  return { cubes, hidden };
}
