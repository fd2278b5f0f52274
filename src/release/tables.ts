import type { Highs } from 'highs';
import { checked, indexOf, type Known, type Move, type Steps } from './move.js';
import { nearbyOf } from './nearby.js';
import { type Programme, programmeOf } from './programme.js';
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
  readonly near: (target: number, by: Steps, steps: 1 | 2, most: number) => Move | undefined;
  /** Makes `find` ready. */
  readonly ready: () => Promise<void>;
  /**
   * The cheapest table in which `target` is `by` times `steps` from the truth, and in which with half of the way gone (`steps` 2) every count is whole
   * too. Undefined when there is none, whatever is hidden.
   */
  readonly find: (target: number, by: Steps, steps: 1 | 2) => Move | undefined;
  readonly done: () => void;
}

const NEAR = 1e-6;
/** How far from the cheapest table in whole people the solver may stop, as a part of its cost. */
const GAP = 0.2;
/** Classes in a sum whose others are tried with one that changes: where the count stays as it is, and where it changes. */
const [SHORT, LONG] = [6, 24];
/** Solutions of the relaxed programme spent on rounding one of them. */
const DIVES = 40;

/** Programmes are built when first needed (single steps, and pairs of steps). Call `done` when finished: their memory is not JavaScript's. */
export function tablesOf(system: System, known: (item: number) => Known): Tables {
  const { classes, items } = system;
  const nearby = nearbyOf(system, known);
  const index = indexOf(system);
  let highs: Highs;

  const programmes = new Map<1 | 2, Programme>();
  const programmeIn = (steps: 1 | 2): Programme => {
    const made = programmes.get(steps) ?? programmeOf(system, known, highs, steps);
    programmes.set(steps, made);
    return made;
  };

  const isWhole = (n: number): boolean => Math.abs(n - Math.round(n)) < NEAR;
  const whole = (x: Float64Array): boolean => classes.every((_, c) => isWhole(x[c] as number));
  /** The classes that a solution changes, and those beside them in short sums. */
  const around = (x: Float64Array): ReadonlySet<number> => {
    const changed = [...classes.keys()].filter((c) => Math.abs(x[c] as number) > NEAR);
    const found = new Set(changed);
    for (const i of new Set(changed.flatMap((c) => index.itemsAt[c]!))) {
      const first = items[i]!.sums[0] ?? [];
      const still = Math.abs(first.reduce((n, c) => n + (c < 0 ? -(x[~c] as number) : (x[c] as number)), 0)) < NEAR;
      for (const sum of items[i]!.sums)
        if (sum.length <= (still ? SHORT : LONG)) for (const c of sum) found.add(c < 0 ? ~c : c);
    }
    return found;
  };
  /**
   * Rounds one class after another, the one nearest to a whole number first, and solves again: mostly that is a table in whole people after a few solutions.
   * Undefined when it is not one within `DIVES` of them, or costs more than the gap allows.
   */
  const rounded = (programme: Programme, relaxed: Float64Array): Float64Array | undefined => {
    const most = programme.costOf(relaxed) * (1 + GAP) + NEAR;
    let left = DIVES;
    const within = new Map<number, readonly [number | undefined, number | undefined]>();
    const dive = (x: Float64Array): Float64Array | undefined => {
      let at = -1;
      let nearest = 1;
      for (const c of classes.keys()) {
        const off = Math.abs((x[c] as number) - Math.round(x[c] as number));
        if (off >= NEAR && off < nearest) [at, nearest] = [c, off];
      }
      if (at < 0) return x;
      const [down, up] = [Math.floor(x[at] as number), Math.ceil(x[at] as number)];
      const first = (x[at] as number) - down <= up - (x[at] as number);
      const [low, high] = within.get(at) ?? [];
      for (const below of [first, !first]) {
        if (left-- <= 0) return undefined;
        const to = below ? ([low, down] as const) : ([up, high] as const);
        within.set(at, to);
        programme.limit(at, ...to);
        const y = programme.solve();
        const found = y && programme.costOf(y) <= most ? dive(y) : undefined;
        within.set(at, [low, high]);
        programme.limit(at, low, high);
        if (found) return found;
      }
      return undefined;
    };
    return dive(relaxed);
  };
  const asked = (programme: Programme): Float64Array | undefined => {
    const found = programme.solveWhole(GAP);
    return found && whole(found) ? found : undefined;
  };
  /** Slow, and so looked for around the relaxed solution first: only where neither that nor what is near it is in whole people. */
  const inWholePeople = (programme: Programme, x: Float64Array): Float64Array | undefined => {
    const dived = rounded(programme, x);
    if (dived) return dived;
    const inside = around(x);
    const others = [...classes.keys()].filter((c) => !inside.has(c));
    for (const c of others) programme.limit(c, 0, 0);
    const found = asked(programme);
    for (const c of others) programme.limit(c);
    return found ?? asked(programme);
  };
  return {
    update(i) {
      nearby.update(i);
      for (const p of programmes.values()) p.update(i);
    },
    near(target, by, steps, most) {
      const step = nearby.find(target, by, steps, most);
      return step && checked(system, index, known, target, by, steps, step);
    },
    async ready() {
      highs = await solver();
    },
    find(target, by, steps) {
      const programme = programmeIn(steps);
      programme.aim(target, by);
      const x = programme.solve();
      const y = x && (whole(x) ? x : inWholePeople(programme, x));
      programme.aim(target);
      const step = y && classes.map((_, c) => Math.round(y[c] as number));
      return step && checked(system, index, known, target, by, steps, step);
    },
    done() {
      for (const p of programmes.values()) p.done();
    },
  };
}
