import type { Cell } from '../core/cube.js';
import type { CountedRun, CountRef } from './counted.js';

/** An address in one form whatever order it was written in, so that the same cells are known again: dimensions and groups sorted. */
export function whereText(where: CountRef['where']): string {
  const known = texts.get(where);
  if (known !== undefined) return known;
  const text = JSON.stringify(
    Object.entries(where)
      .map(([d, groups]) => [d, [...groups].sort()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  texts.set(where, text);
  return text;
}
const texts = new WeakMap<CountRef['where'], string>();

/** The people a cube counts, whoever asked: two cubes of the same people hold the same counts. */
export const peopleOf = (run: CountedRun, cube: string): string => run.cubes[cube]?.people ?? cube;

/** Whether a cell is in the groups of an address. */
export const matches = (cell: Cell, where: CountRef['where']): boolean =>
  Object.entries(where).every(([d, groups]) => groups.includes(cell.key[d] as string));

const apart = new WeakMap<readonly Cell[], ReadonlyMap<string, readonly Cell[]>>();

/**
 * The cells at an address. Those of an organisation are looked up among its own: hundreds of organisations have hundreds of thousands of cells together, and
 * thousands of figures each look for theirs. Example: two organisations of three cells each, asked for one of them, are three cells.
 */
export function cellsAt(cells: readonly Cell[], where: CountRef['where']): readonly Cell[] {
  const wanted = where.organisation;
  if (!wanted) return cells.filter((cell) => matches(cell, where));
  let by = apart.get(cells);
  if (!by) {
    const made = new Map<string, Cell[]>();
    for (const cell of cells) {
      const of = cell.key.organisation as string;
      const own = made.get(of);
      if (own) own.push(cell);
      else made.set(of, [cell]);
    }
    by = made;
    apart.set(cells, by);
  }
  const { organisation: _, ...others } = where;
  return [...new Set(wanted)].flatMap((of) => (by.get(of) ?? []).filter((cell) => matches(cell, others)));
}

/** The exact sum at an address: a number only the gate looks at. Throws a RangeError when the cube was not counted. */
export function countAt(run: CountedRun, ref: CountRef): number {
  const source = run.cubes[ref.cube];
  if (!source) throw new RangeError(`no cube "${ref.cube}" was counted`);
  let n = 0;
  for (const cell of cellsAt(source.cube.cells, ref.where)) n += cell.n;
  return n;
}

/** Board members are known by name; the workforce beside them is not. */
export const isMember = (ref: CountRef): boolean => ref.cube.includes('/members');
