import { type Cell, type Cube, cube } from '../core/cube.js';
import type { Day } from '../core/dates.js';
import { type CodeLists, listKey } from '../core/recode.js';
import type { CountRequest } from '../core/request.js';
import type { Rows } from '../core/rows.js';
import { type CubeFileCounter, cubeFileCounter } from './cube-file.js';

export interface CubeFilesCounter extends CubeFileCounter {
  /** Whether the counts of this organisation can answer a request of this id. */
  gives(organisation: string, id: string): boolean;
}

/** The numbers of the rows that name one organisation, and these rows as a table. */
const namedBy = (rows: Rows, organisation: string): readonly number[] =>
  (rows.columns.organisation ?? []).flatMap((v, i) => (listKey(v) === listKey(organisation) ? [i] : []));

function rowsOf(rows: Rows, kept: readonly number[]): Rows {
  const columns = Object.fromEntries(
    Object.entries(rows.columns).map(([name, values]) => [name, kept.map((i) => values[i])]),
  );
  return { ...rows, length: kept.length, columns };
}

/**
 * The engine for counts made elsewhere when several organisations give theirs: each is read as its own return, and a request by `organisation` gets
 * all of them side by side. Rows that name no organisation answer nothing.
 */
export function cubeFilesCounter(from: {
  readonly counts: Rows;
  readonly lists: CodeLists;
  readonly periodEnd: Day;
  readonly organisations: readonly string[];
}): CubeFilesCounter {
  const { counts, lists, periodEnd } = from;
  const each = from.organisations.map((organisation) => {
    const kept = namedBy(counts, organisation);
    return { organisation, kept, counter: cubeFileCounter({ counts: rowsOf(counts, kept), lists, periodEnd }) };
  });
  const outsideOf = new Map(each.flatMap(({ kept, counter }) => kept.map((row, i) => [row, counter.outside(i)])));
  return {
    engine: 'cube-file',
    issues: each.flatMap(({ counter }) => counter.issues),
    outside: (row) => outsideOf.get(row) ?? true,
    has: (id) => each.some(({ counter }) => counter.has(id)),
    gives: (organisation, id) => each.some((e) => e.organisation === organisation && e.counter.has(id)),
    given: (id) => each.flatMap(({ counter }) => counter.given(id)),
    async count<D extends string>(request: CountRequest<D>): Promise<Cube<D>> {
      const cells: Cell[] = [];
      const by = Object.fromEntries(Object.entries(request.by).filter(([d]) => d !== 'organisation'));
      for (const { organisation, counter } of each)
        if (counter.has(request.id))
          for (const { key, n } of (await counter.count({ ...request, by } as CountRequest)).cells)
            cells.push({ key: { ...key, organisation }, n });
      return cube(Object.keys(request.by) as D[], request.measure, cells as Cell<D>[]);
    },
  };
}
