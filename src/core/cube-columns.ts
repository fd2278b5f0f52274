import type { Cell, Cube, Measure } from './cube.js';

/** The groups of cells in one dimension: cell i is in `names[codes[i]]`. */
export interface GroupColumn {
  readonly names: readonly string[];
  readonly codes: Int32Array;
}

/**
 * A cube by columns, for counts by day: of a million cells an object each would fill the memory. A key may come more than once; its cells add. The order of
 * cells means nothing.
 */
export interface CubeColumns<D extends string = string> {
  readonly dims: readonly D[];
  readonly measure: Measure;
  readonly length: number;
  readonly columns: Readonly<Record<D, GroupColumn>>;
  readonly n: Float64Array;
}

/** Values as a column: every distinct one is a name, in the order in which they come. Example: a, b, a are the names a, b and the codes 0, 1, 0. */
export function groupColumn(length: number, at: (i: number) => string): GroupColumn {
  const names: string[] = [];
  const codeOf = new Map<string, number>();
  const codes = new Int32Array(length);
  for (let i = 0; i < length; i++) {
    const name = at(i);
    let code = codeOf.get(name);
    if (code === undefined) {
      code = names.push(name) - 1;
      codeOf.set(name, code);
    }
    codes[i] = code;
  }
  return { names, codes };
}

/** A cube by columns. Example: two cells, white 3 and bme 2, are the names white and bme, the codes 0 and 1, and the numbers 3 and 2. */
export function columnsOfCube<D extends string>({ dims, measure, cells }: Cube<D>): CubeColumns<D> {
  const columns = {} as Record<D, GroupColumn>;
  for (const d of dims) columns[d] = groupColumn(cells.length, (i) => (cells[i] as Cell<D>).key[d]);
  return { dims, measure, length: cells.length, columns, n: Float64Array.from(cells, (c) => c.n) };
}

/** Only the cells at these places, in that order. The names are shared, not copied. */
export function cellsAt<D extends string>(cube: CubeColumns<D>, places: Int32Array): CubeColumns<D> {
  const columns = {} as Record<D, GroupColumn>;
  for (const d of cube.dims) {
    const { names, codes } = cube.columns[d];
    const own = new Int32Array(places.length);
    for (let i = 0; i < places.length; i++) own[i] = codes[places[i] as number] as number;
    columns[d] = { names, codes: own };
  }
  const n = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) n[i] = cube.n[places[i] as number] as number;
  return { ...cube, length: places.length, columns, n };
}

/** The places of each code, in order. Example: codes 0, 1, 0 of two are the places 0, 2 and 1. */
export function placesOf(codes: Int32Array, of: number): readonly Int32Array[] {
  const sizes = new Int32Array(of);
  for (const code of codes) sizes[code] = (sizes[code] as number) + 1;
  const places = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] as number;
    const at = sizes[code] as number;
    (places[code] as Int32Array)[at] = i;
    sizes[code] = at + 1;
  }
  return places;
}
