import type { Component } from './components.js';
import type { Known, Move, Range } from './move.js';
import type { Start } from './secondary.js';
import { tablesOf } from './tables.js';

/** Other tables in which a count has two more values: one two steps away, or one on either side. */
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
  /** Notes a way as proof of every hidden count that it gives two more values, and returns them. */
  readonly prove: (way: Way) => readonly number[];
  /** Shows a complement again if every proof that used it can do without. */
  readonly showAgain: (item: number) => boolean;
  readonly cost: (item: number) => number;
  /** How many numbers a count may be as things are: one, two, or three for three and more. */
  readonly candidates: (item: number) => Promise<1 | 2 | 3>;
  readonly done: () => void;
}

/** Less than hiding anything costs. */
const LEAST = 1e-9;

/** Starts a search in a region. `hidden` is what is hidden so far, in the whole system; it is added to. Call `done` when finished. */
export function searchIn({ system, items }: Component, start: Start, hidden: Set<number>): Search {
  const own = new Map(items.map((i, k) => [i, k]));
  const at = (item: number): number => own.get(item) as number;
  let guessing = true;
  /** Whether the solver is asked, when what is near does not do. */
  let exact = false;
  const hiddenRange = (i: number): Range => (guessing ? start.guessed(i) : start.hidden(i));
  const known = (k: number): Known => {
    const i = items[k] as number;
    if (hidden.has(i) || system.items[k]!.kind !== 'listed') return { hidden: true, range: hiddenRange(i) };
    const shown = { hidden: false, range: start.shown(i) };
    return start.fixed.has(i) ? shown : { ...shown, ifHidden: start.hidden(i) };
  };
  const tables = tablesOf(system, known);
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

  const find = (item: number, sign: 1 | -1, steps: 1 | 2, most: number): Move | undefined => {
    if (!fits(item, sign * steps)) return undefined;
    const move = exact ? tables.find(at(item), sign, steps) : tables.near(at(item), sign, steps, most + LEAST);
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
    const better = (cost: number): boolean => cost <= most && (!best || cost < best.cost);
    for (const sign of [1, -1] as const) {
      const move = find(item, sign, 2, best?.cost ?? most);
      if (move && better(move.cost)) best = { cost: move.cost, hide: move.hide, moves: [move] };
      if (best?.cost === 0) return best;
    }
    if (!fits(item, 1) || !fits(item, -1)) return best;
    const up = find(item, 1, 1, best?.cost ?? most);
    if (!up || !better(up.cost)) return best;
    for (const i of up.hide) hide(i);
    const down = find(item, -1, 1, (best?.cost ?? most) - up.cost);
    for (const i of up.hide) show(i);
    if (!down || !better(up.cost + down.cost)) return best;
    return { cost: up.cost + down.cost, hide: [...up.hide, ...down.hide], moves: [up, down] };
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

  const guess = (on: boolean): void => {
    guessing = on;
    for (const i of items) if (start.primary.has(i)) tables.update(at(i));
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

  return {
    hide,
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
      const needing = [...proofs].filter(([i, changed]) => i !== item && changed.has(item)).map(([i]) => i);
      show(item);
      for (const i of [item, ...needing]) proofs.delete(i);
      const still = needing.every((i) => {
        if (proofs.has(i)) return true;
        const way = wayAsThingsAre(i, 0);
        if (!way) return false;
        prove(way);
        return true;
      });
      if (still) return true;
      hide(item);
      proofs.clear();
      for (const [i, changed] of before) proofs.set(i, changed);
      return false;
    },
    cost: (item) => system.items[at(item)]!.cost,
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
