import type { Highs, Model } from 'highs';
import { nearbyOf } from './nearby.js';
import type { System } from './system.js';

/** The solver, loaded when tables near the true one do not do. Its types describe it as a CommonJS module, which it is not when imported. */
export function solver(): Promise<Highs> {
  loaded ??= import('highs').then((m) => (m.default as unknown as (typeof m.default)['default'])());
  return loaded;
}
let loaded: Promise<Highs> | undefined;

/** From `low` to `high`, both included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What a reader knows of a count as it stands, and what would be known were it hidden; it may not be hidden without the second. */
export interface Known {
  readonly hidden: boolean;
  readonly range: Range;
  readonly ifHidden?: Range;
}

/** Another table: by how many people each count differs from the truth, and the shown counts that must be hidden for it. */
export interface Move {
  readonly cost: number;
  readonly hide: readonly number[];
  readonly changes: ReadonlyMap<number, number>;
}

/** All tables that fit what a reader knows: looked for near the true one, or with a linear programme that is kept and changed as counts are hidden. */
export interface Tables {
  /** Says that what is known of a count has changed. */
  readonly update: (item: number) => void;
  /** A cheap table near the true one, as `find` gives it, for less than `most`; undefined when none is seen soon. */
  readonly near: (target: number, sign: 1 | -1, steps: 1 | 2, most: number) => Move | undefined;
  /** Makes `find` ready. */
  readonly ready: () => Promise<void>;
  /**
   * The cheapest table in which `target` is `sign` times `steps` from the truth, and in which with half of the way gone (`steps` 2) every count is whole
   * too. Undefined when there is none, whatever is hidden.
   */
  readonly find: (target: number, sign: 1 | -1, steps: 1 | 2) => Move | undefined;
  readonly done: () => void;
}

/** A way through hidden counts costs next to nothing, but a short one less than a long one. */
const WALK = 1e-3;
const NEAR = 1e-6;

interface Programme {
  readonly model: Model;
  readonly steps: 1 | 2;
}

/**
 * The move that these steps of the classes make, when it is one: worked out again in whole numbers, so that nothing rests on how a solver rounds. Every
 * count must be the same in all its sums, and what a reader knows of it must hold after one step and after the last.
 */
function checked(
  { classes, items, within }: System,
  known: (item: number) => Known,
  target: number,
  sign: 1 | -1,
  steps: 1 | 2,
  step: ArrayLike<number>,
): Move | undefined {
  if (classes.some((n, c) => n + steps * (step[c] as number) < 0)) return undefined;
  const hide: number[] = [];
  const changes = new Map<number, number>();
  let cost = 0;
  const by = new Array<number>(items.length).fill(0);
  for (const [i, item] of items.entries()) {
    const sums = item.sums.map((sum) =>
      sum.reduce((n, c) => n + (c < 0 ? -(step[~c] as number) : (step[c] as number)), 0),
    );
    const d = sums[0] ?? 0;
    if (sums.some((n) => n !== d)) return undefined;
    by[i] = d * steps;
    if (d === 0) continue;
    changes.set(i, d * steps);
    const { hidden, range, ifHidden } = known(i);
    const fits = ({ low, high }: Range): boolean => item.value + d * steps >= low && item.value + d * steps <= high;
    if (fits(range)) continue;
    if (hidden || !ifHidden || !fits(ifHidden)) return undefined;
    hide.push(i);
    cost += item.cost;
  }
  const moved = (i: number): number => items[i]!.value + (by[i] as number);
  if (within.some(({ n, base, times }) => moved(n) > moved(base) * times)) return undefined;
  return by[target] === sign * steps ? { cost, hide, changes } : undefined;
}

/** Programmes are built when first needed (single steps, and pairs of steps). Call `done` when finished: their memory is not JavaScript's. */
export function tablesOf(system: System, known: (item: number) => Known): Tables {
  const { classes, items, within } = system;
  const nearby = nearbyOf(system, known);
  let highs: Highs;
  const more = (i: number): number => classes.length + 3 * i;
  const [fewer, free] = [(i: number) => more(i) + 1, (i: number) => more(i) + 2];
  const columns = classes.length + 3 * items.length;

  const bounds = (i: number, steps: number): readonly (readonly [number, number])[] => {
    const { value } = items[i]!;
    const k = known(i);
    const room = ({ low, high }: Range): readonly [number, number] => [
      Math.floor((high - value) / steps),
      Math.floor((value - low) / steps),
    ];
    const [up, down] = room(k.range);
    if (k.hidden)
      return [
        [0, up],
        [0, down],
        [0, 0],
      ];
    const [out, under] = k.ifHidden ? room(k.ifHidden) : [0, 0];
    return [
      [0, Math.max(0, out)],
      [0, Math.max(0, under)],
      [-down, up],
    ];
  };
  const cost = (i: number): number => (known(i).hidden ? WALK : items[i]!.cost * (1 + i * 1e-6));

  const build = (steps: 1 | 2): Programme => {
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
    const change = (i: number, by: number) =>
      [
        [more(i), by],
        [fewer(i), -by],
        [free(i), by],
      ] as const;
    items.forEach((item, i) => {
      for (const sum of item.sums)
        row([...sum.map((c) => (c < 0 ? ([~c, -1] as const) : ([c, 1] as const))), ...change(i, -1)], 0, 0);
    });
    for (const { n, base, times } of within)
      row(
        [...change(n, 1), ...change(base, -times)],
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
      bounds(i, steps).forEach(([low, high], j) => {
        colLower[more(i) + j] = low;
        colUpper[more(i) + j] = high;
      });
      colCost[more(i)] = cost(i);
      colCost[fewer(i)] = cost(i);
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
    return { model, steps };
  };

  const programmes = new Map<1 | 2, Programme>();
  const programmeOf = (steps: 1 | 2): Programme => {
    const made = programmes.get(steps) ?? build(steps);
    programmes.set(steps, made);
    return made;
  };
  const set = ({ model, steps }: Programme, i: number): void =>
    bounds(i, steps).forEach(([low, high], j) => void model.changeColBounds(more(i) + j, low, high));

  const solve = ({ model }: Programme): Float64Array | undefined => {
    const { optimal } = highs.constants.modelStatus;
    if (model.run().modelStatus !== optimal) return undefined;
    const found = model.getSolution().colValue;
    const whole = (x: Float64Array): boolean =>
      classes.every((_, c) => Math.abs((x[c] as number) - Math.round(x[c] as number)) < NEAR);
    if (whole(found)) return found;
    const range = { kind: 'range', from: 0, to: classes.length - 1 } as const;
    const { integer, continuous } = highs.constants.variableType;
    model.changeColsIntegrality(
      range,
      classes.map(() => integer),
    );
    const again = model.run().modelStatus === optimal ? model.getSolution().colValue : undefined;
    model.changeColsIntegrality(
      range,
      classes.map(() => continuous),
    );
    return again && whole(again) ? again : undefined;
  };

  return {
    update(i) {
      nearby.update(i);
      for (const p of programmes.values()) {
        set(p, i);
        p.model.changeColCost(more(i), cost(i));
        p.model.changeColCost(fewer(i), cost(i));
      }
    },
    near(target, sign, steps, most) {
      const step = nearby.find(target, sign, steps, most);
      return step && checked(system, known, target, sign, steps, step);
    },
    async ready() {
      highs = await solver();
    },
    find(target, sign, steps) {
      const programme = programmeOf(steps);
      const { model } = programme;
      const [on, off] = sign > 0 ? [more(target), fewer(target)] : [fewer(target), more(target)];
      model.changeColBounds(on, 1, 1);
      model.changeColBounds(off, 0, 0);
      const x = solve(programme);
      set(programme, target);
      if (!x) return undefined;
      const step = classes.map((_, c) => Math.round(x[c] as number));
      return checked(system, known, target, sign, steps, step);
    },
    done() {
      for (const { model } of programmes.values()) model.dispose();
    },
  };
}
