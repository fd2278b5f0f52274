import type { Cell } from '../core/cube.js';
import { countAt, matches, peopleOf } from './address.js';
import type { CountedRow, CountedRun, CountRef } from './counted.js';

/** Rows all of one group: the counts that would say so. */
export interface OneGroup {
  readonly refs: readonly CountRef[];
  /** By cube, cells without anybody where the other groups of the row would stand: only with them can a reader not tell who is there. */
  readonly empty: ReadonlyMap<string, readonly Cell[]>;
}

/** The cubes of the same people in which a count can be told. */
const sameCubes = (run: CountedRun, { cube, where }: CountRef): readonly string[] =>
  Object.keys(run.cubes).filter(
    (id) =>
      peopleOf(run, id) === peopleOf(run, cube) &&
      Object.keys(where).every((d) => run.cubes[id]!.cube.dims.some((own) => own === d)),
  );

/**
 * The counts of every row all of one group: a base whose people are all in one group, or to all of whom it happened, gives every one of them away.
 * Example: of 12 directors all White, the 12 and the two noughts beside it.
 */
export function oneGroupRows(run: CountedRun, rows: readonly CountedRow[]): OneGroup {
  const refs: CountRef[] = [];
  const empty = new Map<string, Cell[]>();
  for (const { groups, compared, figure } of rows) {
    // Tiers of a group are no groups of a row: that all of a group are in one tier is what the ratio is about.
    if (figure === 'disparity-ratio') continue;
    const all = groups.flatMap(({ n, base }) => ('cube' in n && 'cube' in base ? [{ n, base }] : []));
    const full = all.filter(({ n, base }) => countAt(run, base) > 0 && countAt(run, n) === countAt(run, base));
    for (const { n: own, base } of full) {
      refs.push(own);
      if (own.cube !== base.cube) continue;
      const cubes = sameCubes(run, own);
      for (const { n } of all) {
        const group = n.where[compared.dimension]?.[0];
        if (n === own || n.cube !== own.cube || group === undefined || countAt(run, n) > 0) continue;
        refs.push(n);
        for (const cube of cubes) {
          const people = run.cubes[cube]!.cube.cells.filter((c) => matches(c, own.where));
          const cells = people.map((c) => ({ key: { ...c.key, [compared.dimension]: group }, n: 0 }));
          empty.set(cube, [...(empty.get(cube) ?? []), ...cells]);
        }
      }
    }
  }
  return { refs, empty };
}
