import type { Highs, Model } from 'highs';
import { checked, indexOf, type Known, type Move, type Range } from './move.js';
import { nearbyOf } from './nearby.js';
import type { System } from './system.js';

/** The solver, loaded when tables near the true one do not do. Its types describe it as a CommonJS module, which it is not when imported. */
export function solver(): Promise<Highs> {
  loaded ??= import('highs').then((m) => (m.default as unknown as (typeof m.default)['default'])());
  return loaded;
}
let loaded: Promise<Highs> | undefined;

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
/** How far from the cheapest table in whole people the solver may stop, as a part of its cost. */
const GAP = 0.2;
/** Classes in a sum whose others are tried with one that changes: where the count stays as it is, and where it changes. */
const [SHORT, LONG] = [6, 24];

interface Programme {
  readonly model: Model;
  readonly steps: 1 | 2;
}

/** Programmes are built when first needed (single steps, and pairs of steps). Call `done` when finished: their memory is not JavaScript's. */
export function tablesOf(system: System, known: (item: number) => Known): Tables {
  const { classes, items, within } = system;
  const nearby = nearbyOf(system, known);
  const index = indexOf(system);
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

  const solved = ({ model }: Programme): Float64Array | undefined =>
    model.run().modelStatus === highs.constants.modelStatus.optimal ? model.getSolution().colValue : undefined;
  const whole = (x: Float64Array): boolean =>
    classes.every((_, c) => Math.abs((x[c] as number) - Math.round(x[c] as number)) < NEAR);
  const withWholePeople = (programme: Programme): Float64Array | undefined => {
    const { model } = programme;
    const range = { kind: 'range', from: 0, to: classes.length - 1 } as const;
    const { integer, continuous } = highs.constants.variableType;
    model.changeColsIntegrality(
      range,
      classes.map(() => integer),
    );
    model.options.set({ presolve: 'on', mip_rel_gap: GAP });
    const again = solved(programme);
    model.options.set({ presolve: 'off' });
    model.changeColsIntegrality(
      range,
      classes.map(() => continuous),
    );
    return again && whole(again) ? again : undefined;
  };
  /** The classes that a solution changes, and those beside them in short sums. */
  const around = (x: Float64Array): ReadonlySet<number> => {
    const changed = [...classes.keys()].filter((c) => Math.abs(x[c] as number) > NEAR);
    const found = new Set(changed);
    for (const i of new Set(changed.flatMap((c) => index.itemsAt[c]!))) {
      const still = Math.abs((x[more(i)] as number) - (x[fewer(i)] as number) + (x[free(i)] as number)) < NEAR;
      for (const sum of items[i]!.sums)
        if (sum.length <= (still ? SHORT : LONG)) for (const c of sum) found.add(c < 0 ? ~c : c);
    }
    return found;
  };
  /** Slow, and so looked for around the relaxed solution first: only where neither that nor what is near it is in whole people. */
  const inWholePeople = (programme: Programme, x: Float64Array): Float64Array | undefined => {
    const { model, steps } = programme;
    const inside = around(x);
    const others = [...classes.keys()].filter((c) => !inside.has(c));
    for (const c of others) model.changeColBounds(c, 0, 0);
    const found = withWholePeople(programme);
    for (const c of others)
      model.changeColBounds(c, -Math.floor((classes[c] as number) / steps), Number.POSITIVE_INFINITY);
    return found ?? withWholePeople(programme);
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
      return step && checked(system, index, known, target, sign, steps, step);
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
      const x = solved(programme);
      const y = x && (whole(x) ? x : inWholePeople(programme, x));
      set(programme, target);
      const step = y && classes.map((_, c) => Math.round(y[c] as number));
      return step && checked(system, index, known, target, sign, steps, step);
    },
    done() {
      for (const { model } of programmes.values()) model.dispose();
    },
  };
}
