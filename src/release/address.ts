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

/** The exact sum at an address: a number only the gate looks at. Throws a RangeError when the cube was not counted. */
export function countAt(run: CountedRun, ref: CountRef): number {
  const source = run.cubes[ref.cube];
  if (!source) throw new RangeError(`no cube "${ref.cube}" was counted`);
  let n = 0;
  for (const cell of source.cube.cells) if (matches(cell, ref.where)) n += cell.n;
  return n;
}

/** Board members are known by name; the workforce beside them is not. */
export const isMember = (ref: CountRef): boolean => ref.cube.includes('/members');
