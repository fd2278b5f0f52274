import type { Cell } from '../core/cube.js';
import type { Asked } from './asked.js';

/** The cells behind every address of one cube. */
export interface Located {
  readonly cells: readonly Cell[];
  /** For each address, its exact count. */
  readonly values: readonly number[];
  /** For each address, the numbers of its cells. */
  readonly cellsOf: readonly (readonly number[])[];
  /** For each cell, the numbers of its addresses. */
  readonly askedOf: readonly (readonly number[])[];
}

const products = (lists: readonly (readonly string[])[]): readonly string[] =>
  lists.reduce<readonly string[]>((keys, list) => keys.flatMap((k) => list.map((g) => `${k}\u0000${g}`)), ['']);

/** Finds the cells of each address: one look-up for each cell and set of dimensions, not one test for each cell and address. */
export function locate(cells: readonly Cell[], asked: readonly Asked[]): Located {
  const patterns = new Map<string, { readonly dims: readonly string[]; readonly at: Map<string, number[]> }>();
  asked.forEach(({ groups }, i) => {
    const dims = Object.keys(groups).sort();
    const id = dims.join('\u0000');
    const pattern = patterns.get(id) ?? { dims, at: new Map<string, number[]>() };
    patterns.set(id, pattern);
    for (const key of products(dims.map((d) => [...new Set(groups[d])]))) {
      const here = pattern.at.get(key);
      if (here) here.push(i);
      else pattern.at.set(key, [i]);
    }
  });
  const values = asked.map(() => 0);
  const cellsOf: number[][] = asked.map(() => []);
  const ofCell = cells.map((cell, c) => {
    const mine: number[] = [];
    for (const { dims, at } of patterns.values()) {
      let key = '';
      for (const d of dims) key += `\u0000${cell.key[d]}`;
      for (const i of at.get(key) ?? []) {
        mine.push(i);
        values[i] = (values[i] as number) + cell.n;
        cellsOf[i]!.push(c);
      }
    }
    return mine;
  });
  return { cells, values, cellsOf, askedOf: ofCell };
}
