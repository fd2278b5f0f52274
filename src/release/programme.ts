import type { Highs } from 'highs';
import type { Known, Range, Steps } from './move.js';
import type { System } from './system.js';

/** The cheapest table as a linear programme, kept and changed as counts are hidden. Its memory is not JavaScript's: call `done`. */
export interface Programme {
  readonly steps: 1 | 2;
  /** Says that what is known of a count has changed. */
  readonly update: (item: number) => void;
  /** Makes a count move so many steps; without `by` it is free again. */
  readonly aim: (item: number, by?: Steps) => void;
  /** Lets a class move between these steps only; without them as far as its people go. */
  readonly limit: (at: number, low?: number, high?: number) => void;
  /** The steps of the classes in the cheapest table, in parts of people where that is cheaper; undefined when there is none. */
  readonly solve: () => Float64Array | undefined;
  /** The same in whole people, to within `gap` of the cheapest. Slow. */
  readonly solveWhole: (gap: number) => Float64Array | undefined;
  /** What steps of the classes cost, and the way they go. */
  readonly costOf: (steps: Float64Array) => number;
  readonly done: () => void;
}

/** A way through hidden counts costs next to nothing, but a short one less than a long one. */
const WALK = 1e-3;

const isPoint = ({ low, high }: Range): boolean => low === high;

/** Builds the programme of a system in single steps, or in pairs of steps. `known` is asked again for a count after `update`. */
export function programmeOf(
  { classes, items, within }: System,
  known: (item: number) => Known,
  highs: Highs,
  steps: 1 | 2,
): Programme {
  /**
   * What may change a count beyond what is known of it stands in columns of its own: one more or one fewer at a price (of hiding it, or of a longer way), and
   * within its range where several sums must agree on how much. A count with neither is its sum alone.
   */
  const priced = items.map((_, i) => {
    const { hidden, ifHidden } = known(i);
    return items[i]!.cost > 0 && (hidden || ifHidden !== undefined);
  });
  const several = items.map(({ sums }, i) => sums.length > 1 && (priced[i] || !isPoint(known(i).range)));
  const firstColumn: number[] = [];
  let columns = classes.length;
  for (const i of items.keys()) {
    firstColumn.push(columns);
    columns += (priced[i] ? 2 : 0) + (several[i] ? 1 : 0);
  }
  const more = (i: number): number => firstColumn[i] as number;
  const fewer = (i: number): number => more(i) + 1;
  const free = (i: number): number => more(i) + (priced[i] ? 2 : 0);
  const firstRow: number[] = [];
  let rows = 0;
  for (const { sums } of items) {
    firstRow.push(rows);
    rows += sums.length;
  }

  /** How far a count may go at its price, and without. */
  const bounds = (i: number) => {
    const { value } = items[i]!;
    const k = known(i);
    const room = ({ low, high }: Range): readonly [number, number] => [
      Math.floor((value - low) / steps),
      Math.floor((high - value) / steps),
    ];
    const [down, up] = room(k.range);
    if (!priced[i]) return { under: 0, out: 0, down, up };
    if (k.hidden) return { under: down, out: up, down: 0, up: 0 };
    const [under, out] = k.ifHidden ? room(k.ifHidden) : [0, 0];
    return { under: Math.max(0, under), out: Math.max(0, out), down, up };
  };
  const cost = (i: number): number => (known(i).hidden ? WALK : items[i]!.cost * (1 + i * 1e-6));

  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  const rowLower: number[] = [];
  const rowUpper: number[] = [];
  const row = (terms: readonly (readonly [number, number])[], low: number, high: number): void => {
    // The solver takes a column once a row; a count may stand in a sum on both sides.
    const of = new Map<number, number>();
    for (const [column, by] of terms) of.set(column, (of.get(column) ?? 0) + by);
    for (const [column, by] of of)
      if (by !== 0) {
        indices.push(column);
        values.push(by);
      }
    starts.push(indices.length);
    rowLower.push(low);
    rowUpper.push(high);
  };
  const people = (sum: readonly number[], times: number) =>
    sum.map((c) => (c < 0 ? ([~c, -times] as const) : ([c, times] as const)));
  items.forEach((item, i) => {
    const own = [
      ...(priced[i] ? [[more(i), -1] as const, [fewer(i), 1] as const] : []),
      ...(several[i] ? [[free(i), -1] as const] : []),
    ];
    const { down, up } = bounds(i);
    for (const sum of item.sums) row([...people(sum, 1), ...own], several[i] ? 0 : -down, several[i] ? 0 : up);
  });
  for (const { n, base, times } of within)
    row(
      [...people(items[n]!.sums[0] ?? [], 1), ...people(items[base]!.sums[0] ?? [], -times)],
      Number.NEGATIVE_INFINITY,
      (items[base]!.value * times - items[n]!.value) / steps,
    );
  const colLower = new Float64Array(columns);
  const colUpper = new Float64Array(columns);
  const colCost = new Float64Array(columns);
  classes.forEach((n, c) => {
    colLower[c] = -Math.floor(n / steps);
    colUpper[c] = Number.POSITIVE_INFINITY;
  });
  items.forEach((_, i) => {
    const { under, out, down, up } = bounds(i);
    if (priced[i]) {
      [colUpper[more(i)], colUpper[fewer(i)]] = [out, under];
      colCost[more(i)] = cost(i);
      colCost[fewer(i)] = cost(i);
    }
    if (several[i]) [colLower[free(i)], colUpper[free(i)]] = [-down, up];
  });
  const model = highs.createModel({
    numCols: columns,
    numRows: rowLower.length,
    colCost,
    colLower,
    colUpper,
    rowLower,
    rowUpper,
    matrix: { format: 'csr', numRows: rowLower.length, numCols: columns, starts, indices, values },
  });
  model.options.set({ output_flag: false, presolve: 'off' });

  /** Lets a count move as far as is known now, or makes it move by so many steps. */
  const aim = (i: number, by?: Steps): void => {
    const { under, out, down, up } = bounds(i);
    const [low, high] = by === undefined ? [-down, up] : priced[i] ? [0, 0] : [by, by];
    if (priced[i]) {
      model.changeColBounds(more(i), Math.max(0, by ?? 0), by === undefined ? out : Math.max(0, by));
      model.changeColBounds(fewer(i), Math.max(0, -(by ?? 0)), by === undefined ? under : Math.max(0, -by));
    }
    if (several[i]) model.changeColBounds(free(i), low, high);
    else for (const k of items[i]!.sums.keys()) model.changeRowBounds((firstRow[i] as number) + k, low, high);
  };
  const solve = (): Float64Array | undefined =>
    model.run().modelStatus === highs.constants.modelStatus.optimal ? model.getSolution().colValue : undefined;
  return {
    steps,
    aim,
    update(i) {
      aim(i);
      if (!priced[i]) return;
      model.changeColCost(more(i), cost(i));
      model.changeColCost(fewer(i), cost(i));
    },
    limit(c, low = -Math.floor((classes[c] as number) / steps), high = Number.POSITIVE_INFINITY) {
      model.changeColBounds(c, low, high);
    },
    solve,
    solveWhole(gap) {
      const range = { kind: 'range', from: 0, to: classes.length - 1 } as const;
      const { integer, continuous } = highs.constants.variableType;
      const all = (type: typeof integer | typeof continuous) =>
        void model.changeColsIntegrality(
          range,
          classes.map(() => type),
        );
      all(integer);
      model.options.set({ presolve: 'on', mip_rel_gap: gap });
      const found = solve();
      model.options.set({ presolve: 'off' });
      all(continuous);
      return found;
    },
    costOf(x) {
      let total = 0;
      for (const i of items.keys())
        if (priced[i]) total += cost(i) * ((x[more(i)] as number) + (x[fewer(i)] as number));
      return total;
    },
    done: () => model.dispose(),
  };
}
