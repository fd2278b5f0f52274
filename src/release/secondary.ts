import type { System } from './system.js';
import { type Known, type Move, type Range, solver, type Tables, tablesOf } from './tables.js';

/** What the policy says of each count of a run before complements are hidden. */
export interface Start {
  /** What a reader knows of a count while it is shown: exactly, or rounded. */
  readonly shown: (item: number) => Range;
  /** What a reader knows of a count once it is hidden, and what a reader guesses who takes a hidden small count to be small. */
  readonly hidden: (item: number) => Range;
  readonly guessed: (item: number) => Range;
  /** Hidden by the policy's own rule. */
  readonly primary: ReadonlySet<number>;
  /** Known whatever is hidden now: a count of 0, or one that an earlier release showed. */
  readonly fixed: ReadonlySet<number>;
}

export interface Protected {
  /** Every hidden count, small ones and complements alike. */
  readonly hidden: ReadonlySet<number>;
  /** Hidden counts that a reader could still tell to fewer than three values. */
  readonly exposed: readonly number[];
}

/** Other tables in which a count has two more values: one two steps away, or one on either side. */
interface Way {
  readonly cost: number;
  readonly moves: readonly Move[];
}

/**
 * Hides complements until every hidden count has two other values beside the true one, each shown by a whole other table that fits everything a reader
 * knows: all shown counts of all tables at once, events within their people, and that a count hidden as small is small. The cheapest complements are
 * taken, then those that turned out not to be needed are shown again. The same counts give the same hidden set in whatever order they come.
 * Source: J. P. Kelly, B. L. Golden and A. A. Assad, Cell suppression, Networks 22 (1992).
 */
export async function protect(system: System, start: Start): Promise<Protected> {
  const hidden = new Set(start.primary);
  const guess = { on: true };
  const range = (item: number): Range => (guess.on ? start.guessed(item) : start.hidden(item));
  if (hidden.size === 0) return { hidden, exposed: [] };
  const known = (item: number): Known => {
    if (hidden.has(item) || system.items[item]!.kind !== 'listed') return { hidden: true, range: range(item) };
    const shown = { hidden: false, range: start.shown(item) };
    return start.fixed.has(item) ? shown : { ...shown, ifHidden: start.hidden(item) };
  };
  const tables = tablesOf(await solver(), system, known);
  try {
    return search(system, start, hidden, tables, guess);
  } finally {
    tables.done();
  }
}

function search(
  { items }: System,
  start: Start,
  hidden: Set<number>,
  tables: Tables,
  guess: { on: boolean },
): Protected {
  /** For each hidden count that is safe, the counts its other tables change. */
  const proofs = new Map<number, ReadonlySet<number>>();

  const hide = (item: number): void => {
    hidden.add(item);
    tables.update(item);
  };
  const show = (item: number): void => {
    hidden.delete(item);
    tables.update(item);
  };

  const find = (item: number, sign: 1 | -1, steps: 1 | 2): Move | undefined => {
    const { low, high } = guess.on ? start.guessed(item) : start.hidden(item);
    const there = items[item]!.value + sign * steps;
    return there < low || there > high ? undefined : tables.find(item, sign, steps);
  };

  const wayAsThingsAre = (item: number): Way | undefined => {
    let best: Way | undefined;
    for (const sign of [1, -1] as const) {
      const move = find(item, sign, 2);
      if (move?.cost === 0) return { cost: 0, moves: [move] };
      if (move && (!best || move.cost < best.cost)) best = { cost: move.cost, moves: [move] };
    }
    const up = find(item, 1, 1);
    if (!up || (best && up.cost >= best.cost)) return best;
    for (const i of up.hide) hide(i);
    const down = find(item, -1, 1);
    for (const i of up.hide) show(i);
    if (!down || (best && up.cost + down.cost >= best.cost)) return best;
    return { cost: up.cost + down.cost, moves: [up, down] };
  };

  const supposing = (on: boolean): void => {
    guess.on = on;
    for (const i of start.primary) tables.update(i);
  };

  /** With small counts kept small; where that leaves no way, with hidden counts of any size, since a complement may be of any. */
  const cheapestWay = (item: number): Way | undefined => {
    const way = wayAsThingsAre(item);
    if (way) return way;
    supposing(false);
    const loose = wayAsThingsAre(item);
    supposing(true);
    return loose;
  };

  /** Notes a way as proof of every hidden count that it gives two more values. */
  const prove = ({ moves }: Way): void => {
    const changed = new Set(moves.flatMap((m) => [...m.changes.keys()]));
    const [one, two] = moves;
    for (const i of changed) {
      if (!hidden.has(i) || proofs.has(i)) continue;
      const [a, b] = [one?.changes.get(i), two?.changes.get(i)];
      if (moves.length === 1 || (a !== undefined && b !== undefined && a !== b)) proofs.set(i, changed);
    }
  };

  const exposed: number[] = [];
  const queue = [...hidden].sort((a, b) => a - b);
  for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
    if (proofs.has(item)) continue;
    const way = cheapestWay(item);
    if (!way) {
      exposed.push(item);
      continue;
    }
    for (const i of way.moves.flatMap((m) => m.hide))
      if (!hidden.has(i)) {
        hide(i);
        queue.push(i);
      }
    prove(way);
  }

  const complements = [...hidden].filter((i) => !start.primary.has(i));
  complements.sort((a, b) => items[b]!.cost - items[a]!.cost || a - b);
  for (const item of complements) {
    const before = new Map(proofs);
    const needing = [...proofs].filter(([i, changed]) => i !== item && changed.has(item)).map(([i]) => i);
    show(item);
    for (const i of [item, ...needing]) proofs.delete(i);
    const still = needing.every((i) => {
      if (proofs.has(i)) return true;
      const way = cheapestWay(i);
      if (!way || way.cost > 0) return false;
      prove(way);
      return true;
    });
    if (still) continue;
    hide(item);
    proofs.clear();
    for (const [i, changed] of before) proofs.set(i, changed);
  }
  return { hidden, exposed: exposed.sort((a, b) => a - b) };
}
