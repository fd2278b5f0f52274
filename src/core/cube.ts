/**
 * What a cube counts. `fte` is in integer hundred-thousandths (25/37.5 is 66667), so sums are exact;
 * `weight` sums a column of counts someone else made.
 */
export type Measure = 'people' | 'rows' | 'fte' | 'days' | 'events' | 'weight' | 'weight-squared';

export interface Cell<D extends string = string> {
  readonly key: Readonly<Record<D, string>>;
  readonly n: number;
}

/** An additive table of counts: one cell for each combination of groups that occurs. A missing cell is a true zero. */
export interface Cube<D extends string = string> {
  readonly dims: readonly D[];
  readonly measure: Measure;
  readonly cells: readonly Cell<D>[];
}

function keyOf(dims: readonly string[], key: Readonly<Record<string, string>>): string {
  let id = '';
  for (const d of dims) id += `${key[d] ?? ''}\u0000`;
  return id;
}

/** Builds a cube, adding cells with the same key and ordering cells by key, so that equal counts give equal bytes. */
export function cube<D extends string>(dims: readonly D[], measure: Measure, cells: Iterable<Cell<D>>): Cube<D> {
  const sums = new Map<string, { key: Record<D, string>; n: number }>();
  for (const cell of cells) {
    const id = keyOf(dims, cell.key);
    const sum = sums.get(id);
    if (sum) sum.n += cell.n;
    else {
      const key = {} as Record<D, string>;
      for (const d of dims) key[d] = cell.key[d];
      sums.set(id, { key, n: cell.n });
    }
  }
  const ordered = [...sums.keys()].sort();
  return { dims, measure, cells: ordered.map((id) => sums.get(id)!) };
}

/** Adds cubes of the same dimensions and measure: a region is the sum of its trusts. Throws when they differ. */
export function addCubes<D extends string>(cubes: readonly [Cube<D>, ...Cube<D>[]]): Cube<D> {
  const [first] = cubes;
  for (const c of cubes)
    if (c.measure !== first.measure || c.dims.join() !== first.dims.join())
      throw new TypeError(
        `cannot add a cube of ${c.dims.join(', ')} (${c.measure}) to one of ${first.dims.join(', ')} (${first.measure})`,
      );
  return cube(
    first.dims,
    first.measure,
    cubes.flatMap((c) => c.cells),
  );
}

/** Adds a cube up over every dimension not kept. Example: band x ethnicity kept to ethnicity gives the workforce by ethnicity. */
export function sumOver<D extends string, K extends D>(source: Cube<D>, keep: readonly K[]): Cube<K> {
  return cube<K>(keep, source.measure, source.cells);
}

/** The total of all cells that match `where` (groups not named are added up). No matching cell is a true 0. */
export function total<D extends string>(source: Cube<D>, where: Partial<Record<D, string>> = {}): number {
  const wanted = Object.entries(where) as [D, string][];
  let n = 0;
  for (const cell of source.cells) if (wanted.every(([d, group]) => cell.key[d] === group)) n += cell.n;
  return n;
}
