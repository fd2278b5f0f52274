import type { CodeLists } from '../core/recode.js';
import type { CountRequest, Tally } from '../core/request.js';
import type { Rows } from '../core/rows.js';
import { type Frame, failures } from './frame.js';
import { storeOf } from './tables.js';

/**
 * Where every row of one base table went. `fate[i]` is `counted` when row i is the one that represents its person, `merged` when another row
 * does, or the rule by which it was excluded. A row merged into one that a later rule excludes is excluded by that rule with it.
 */
export interface Fates {
  readonly table: string;
  readonly fate: readonly (
    | { readonly kind: 'counted' | 'merged' }
    | { readonly kind: 'excluded'; readonly rule: string }
  )[];
}

const counted = { kind: 'counted' } as const;
const merged = { kind: 'merged' } as const;

function trace(
  frame: Frame,
  excluded: readonly (string | undefined)[],
  represents: readonly boolean[],
  into: Fates[],
): void {
  if (frame.table !== undefined) {
    const fate = excluded.map((rule, row) =>
      rule !== undefined ? ({ kind: 'excluded', rule } as const) : represents[row] ? counted : merged,
    );
    into.push({ table: frame.table, fate });
  }
  for (const { inner, to, rules, chosen } of frame.steps) {
    const out = Array.from(to, (t) => (t < 0 ? rules[-1 - t] : excluded[t]));
    const takes = Array.from(to, (t, row) => t >= 0 && chosen[t] === row && represents[t]!);
    trace(inner, out, takes, into);
  }
}

/**
 * The fate of every row of each base table the request counts, by the request's own rules and those of the tables it is made from; a pair has
 * two base tables, opening first. Lookup sources are not counted and not here. Throws as `memoryCounter` does.
 */
export function fates(
  request: CountRequest,
  tables: Readonly<Record<string, Rows>>,
  lists: CodeLists,
): readonly Fates[] {
  const frame = storeOf(tables, lists).frame(request.from);
  const excluded = Array.from(failures(request.where, frame, lists), (f) =>
    f < 0 ? request.where[-1 - f]!.rule : undefined,
  );
  const into: Fates[] = [];
  trace(frame, excluded, new Array(frame.length).fill(true), into);
  return into;
}

/**
 * Adds up the fates of the request's base table: rows = counted + merged + excluded by each named rule. Of a pair, the opening side.
 * Example: 4 staff rows, one of a bank worker and two of one person, give { rows: 4, counted: 2, merged: 1, excluded: { bank: 1 } }.
 */
export function tally(request: CountRequest, tables: Readonly<Record<string, Rows>>, lists: CodeLists): Tally {
  const [{ table, fate }] = fates(request, tables, lists) as [Fates];
  const excluded: Record<string, number> = {};
  for (const f of fate) if (f.kind === 'excluded') excluded[f.rule] = (excluded[f.rule] ?? 0) + 1;
  const of = (kind: string): number => fate.filter((f) => f.kind === kind).length;
  return { table, rows: fate.length, counted: of('counted'), merged: of('merged'), excluded };
}
