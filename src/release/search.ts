import type { Component } from './components.js';
import type { Known, Move, Range, Steps } from './move.js';
import type { Start } from './secondary.js';
import { tablesOf } from './tables.js';

/** Other tables in which a count has two more values: one two steps away, one on either side, or two on one side. */
export interface Way {
  readonly cost: number;
  /** Shown counts that must be hidden for it. */
  readonly hide: readonly number[];
  readonly moves: readonly Move[];
}

/** The search for other tables in one region. Items go by their numbers in the whole system. */
export interface Search {
  readonly cheapest: (item: number) => Promise<Way | undefined>;
  readonly hide: (item: number) => void;
  /** To be awaited before `showAgain` and `instead`. */
  readonly ready: () => Promise<void>;
  /** Notes a way as proof of every hidden count that it gives two more values, and returns them. */
  readonly prove: (way: Way) => readonly number[];
  /** Shows a complement again if every proof that used it can do without. */
  readonly showAgain: (item: number) => boolean;
  /**
   * Shows a complement again and hides others for it that cost less together; which, and how many counts were looked at for it. Nothing changes where that cannot be
   * done with what is near, or not for `most` counts looked at.
   */
  readonly instead: (item: number, most: number) => { readonly hide?: readonly number[]; readonly looked: number };
  readonly cost: (item: number) => number;
  /** How many numbers a count may be as things are: one, two, or three for three and more. */
  readonly candidates: (item: number) => Promise<1 | 2 | 3>;
  readonly done: () => void;
}

/** Less than hiding anything costs. */
const LEAST = 1e-9;
/** Counts looked at again with the solver, too, in a region of one count; in one of ten a hundredth of that: 150 of 20, 6 of 100. */
const EXACT = 60_000;
/** What others must cost less than a complement, as a part of its cost, to be hidden instead. */
const LESS = 1 - 1e-6;

/** Starts a search in a region. `hidden` is what is hidden so far, in the whole system; it is added to. Call `done` when finished. */
export function searchIn({ system, items }: Component, start: Start, hidden: Set<number>): Search {
  const own = new Map(items.map((i, k) => [i, k]));
  const at = (item: number): number => own.get(item) as number;
  let guessing = true;
  /** The complement that is tried without, if one is. */
  let without: number | undefined;
  /** Whether the solver is asked, when what is near does not do. */
  let exact = false;
  const hiddenRange = (i: number): Range => (guessing ? start.guessed(i) : start.hidden(i));
  const known = (k: number): Known => {
    const i = items[k] as number;
    if (hidden.has(i) || system.items[k]!.kind !== 'listed') return { hidden: true, range: hiddenRange(i) };
    const shown = { hidden: false, range: start.shown(i) };
    return start.fixed.has(i) || i === without ? shown : { ...shown, ifHidden: start.hidden(i) };
  };
  const tables = tablesOf(system, known);
  /** Counts of which a reader guesses more than is known. */
  const loosened = items.filter((i) => {
    const [a, b] = [start.guessed(i), start.hidden(i)];
    return start.primary.has(i) && (a.low !== b.low || a.high !== b.high);
  });
  /** For each hidden count proved here, the counts its other tables change. */
  const proofs = new Map<number, ReadonlySet<number>>();

  const hide = (item: number): void => {
    hidden.add(item);
    tables.update(at(item));
  };
  const show = (item: number): void => {
    hidden.delete(item);
    tables.update(at(item));
  };

  const fits = (item: number, by: number): boolean => {
    const { low, high } = hiddenRange(item);
    const there = system.items[at(item)]!.value + by;
    return there >= low && there <= high;
  };

  const find = (item: number, by: Steps, steps: 1 | 2, most: number): Move | undefined => {
    if (!fits(item, by * steps)) return undefined;
    const move = exact ? tables.find(at(item), by, steps) : tables.near(at(item), by, steps, most + LEAST);
    return (
      move && {
        cost: move.cost,
        hide: move.hide.map((k) => items[k] as number),
        changes: new Map([...move.changes].map(([k, by]) => [items[k] as number, by])),
      }
    );
  };

  /** `most`: a way that costs more is of no use, and is not finished. */
  const wayAsThingsAre = (item: number, most = Number.POSITIVE_INFINITY): Way | undefined => {
    let best: Way | undefined;
    const limit = (): number => best?.cost ?? most;
    const better = (cost: number): boolean => cost <= most && (!best || cost < best.cost);
    for (const sign of [1, -1] as const) {
      const move = find(item, sign, 2, limit());
      if (move && better(move.cost)) best = { cost: move.cost, hide: move.hide, moves: [move] };
      if (best?.cost === 0) return best;
    }
    const andThen = (one: Move, by: Steps): void => {
      for (const i of one.hide) hide(i);
      const two = find(item, by, 1, limit() - one.cost);
      for (const i of one.hide) show(i);
      if (two && better(one.cost + two.cost))
        best = { cost: one.cost + two.cost, hide: [...one.hide, ...two.hide], moves: [one, two] };
    };
    const one = (sign: 1 | -1): Move | undefined => {
      const move = fits(item, sign) ? find(item, sign, 1, limit()) : undefined;
      return move && better(move.cost) ? move : undefined;
    };
    const up = one(1);
    if (up && fits(item, -1)) andThen(up, -1);
    // Two that are no step after another: 1, 2, 2 people may be 2, 1, 2 and 3, 1, 1.
    if (up && !best) andThen(up, 2);
    const down = best ? undefined : one(-1);
    if (down) andThen(down, -2);
    return best;
  };

  const wayByAnyMeans = async (item: number): Promise<Way | undefined> => {
    const near = wayAsThingsAre(item);
    if (near) return near;
    await tables.ready();
    exact = true;
    const way = wayAsThingsAre(item);
    exact = false;
    return way;
  };

  let spare = Math.floor(EXACT / items.length ** 2);
  /** Looks for a way again: near the true table, and for so many counts with the solver too. */
  const wayAgain = (item: number, most: number): Way | undefined => {
    const near = wayAsThingsAre(item, most);
    if (near || spare <= 0) return near;
    spare--;
    exact = true;
    const way = wayAsThingsAre(item, most);
    exact = false;
    return way;
  };

  const guess = (on: boolean): void => {
    guessing = on;
    for (const i of loosened) tables.update(at(i));
  };

  const prove = ({ moves }: Way): readonly number[] => {
    const [one, two] = moves;
    const changed = new Set(moves.flatMap((m) => [...m.changes.keys()]));
    const proved = [...changed].filter((i) => {
      const [a, b] = [one?.changes.get(i), two?.changes.get(i)];
      const twice = moves.length === 1 || (a !== undefined && b !== undefined && a !== b);
      return twice && hidden.has(i) && !proofs.has(i);
    });
    for (const i of proved) proofs.set(i, changed);
    return proved;
  };

  const cost = (item: number): number => system.items[at(item)]!.cost;
  /** Takes proofs away from a complement that is shown, and from all that its proofs were used for; returns those. */
  const disprove = (item: number): readonly number[] => {
    const needing = [...proofs].filter(([i, changed]) => i !== item && changed.has(item)).map(([i]) => i);
    show(item);
    for (const i of [item, ...needing]) proofs.delete(i);
    return needing;
  };
  const restore = (before: ReadonlyMap<number, ReadonlySet<number>>): void => {
    proofs.clear();
    for (const [i, changed] of before) proofs.set(i, changed);
  };

  return {
    hide,
    ready: tables.ready,
    prove,
    /** With small counts kept small; where that leaves no way, with hidden counts of any size, since a complement may be of any. */
    async cheapest(item) {
      const way = await wayByAnyMeans(item);
      if (way) return way;
      guess(false);
      const loose = await wayByAnyMeans(item);
      guess(true);
      return loose;
    },
    showAgain(item) {
      const before = new Map(proofs);
      const still = disprove(item).every((i) => {
        if (proofs.has(i)) return true;
        const way = wayAgain(i, 0);
        if (!way) return false;
        prove(way);
        return true;
      });
      if (still) return true;
      hide(item);
      restore(before);
      return false;
    },
    instead(item, most) {
      const before = new Map(proofs);
      const queue = [...disprove(item)];
      const added: number[] = [];
      let [left, looked] = [cost(item), 0];
      without = item;
      tables.update(at(item));
      for (let i = queue.shift(); i !== undefined; i = queue.shift()) {
        if (proofs.has(i)) continue;
        const way = looked++ < most ? wayAgain(i, left * LESS) : undefined;
        if (!way) {
          without = undefined;
          for (const j of added) show(j);
          hide(item);
          restore(before);
          return { looked };
        }
        for (const j of way.hide) {
          if (hidden.has(j)) continue;
          hide(j);
          added.push(j);
          queue.push(j);
          left -= cost(j);
        }
        prove(way);
      }
      without = undefined;
      tables.update(at(item));
      return { hide: added, looked };
    },
    cost,
    async candidates(item) {
      await tables.ready();
      guess(false);
      exact = true;
      const free = ([1, -1] as const).some((sign) => find(item, sign, 1, 0)?.cost === 0);
      const way = free ? wayAsThingsAre(item, 0) : undefined;
      exact = false;
      guess(true);
      return free ? (way ? 3 : 2) : 1;
    },
    done: tables.done,
  };
}
