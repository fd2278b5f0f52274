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

type Shown = CountedRow['groups'][number] & { readonly n: CountRef; readonly base: CountRef };
const isShown = (g: CountedRow['groups'][number]): g is Shown => 'cube' in g.n && 'cube' in g.base;

/** Cells without anybody where an empty count would have people, were those of `own` not all there: `own`'s cells with the groups in which the two differ put in. */
function emptyCells(run: CountedRun, cube: string, own: CountRef, other: CountRef, dimension: string): readonly Cell[] {
  const { cells } = run.cubes[cube]!.cube;
  const differ = Object.keys(other.where).filter((d) => String(own.where[d]) !== String(other.where[d]));
  // A tier is several bands: those that anybody is in have rows of their own.
  const { [dimension]: _, ...anybody } = other.where;
  const found = cells.filter((c) => matches(c, anybody));
  const values = differ.map((d) => [
    ...new Set(d === dimension ? other.where[d]!.slice(0, 1) : found.map((c) => c.key[d] as string)),
  ]);
  const put = values.reduce<readonly Readonly<Record<string, string>>[]>(
    (all, list, k) => all.flatMap((key) => list.map((v) => ({ ...key, [differ[k] as string]: v }))),
    [{}],
  );
  const keys = new Map<string, Cell>();
  for (const c of cells)
    if (matches(c, own.where))
      for (const more of put) {
        const key = { ...c.key, ...more };
        keys.set(JSON.stringify(key), { key, n: 0 });
      }
  return [...keys.values()];
}

/**
 * The counts of every row all of one group: a base whose people are all in one group, or to all of whom it happened, gives every one of them away. So does
 * a group all in one tier of a disparity ratio. Example: of 12 directors all White, the 12 and the two noughts beside it.
 */
export function oneGroupRows(run: CountedRun, rows: readonly CountedRow[]): OneGroup {
  const refs: CountRef[] = [];
  const empty = new Map<string, Cell[]>();
  for (const { groups, compared, figure } of rows) {
    const all = groups.filter(isShown);
    const full = all.filter(({ n, base }) => countAt(run, base) > 0 && countAt(run, n) === countAt(run, base));
    for (const own of full) {
      refs.push(own.n);
      if (own.n.cube !== own.base.cube) continue;
      const cubes = sameCubes(run, own.n);
      for (const { group, n } of all) {
        const beside = figure !== 'disparity-ratio' || group === own.group;
        if (n === own.n || !beside || n.cube !== own.n.cube || countAt(run, n) > 0) continue;
        if (figure !== 'disparity-ratio' && n.where[compared.dimension] === undefined) continue;
        refs.push(n);
        for (const cube of cubes)
          empty.set(cube, [...(empty.get(cube) ?? []), ...emptyCells(run, cube, own.n, n, compared.dimension)]);
      }
    }
  }
  return { refs, empty };
}
