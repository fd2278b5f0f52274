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

/** Per row of a frame: 0 counted, 1 merged, 2 + i excluded by rule i of `rules`. */
interface Trace {
  readonly table: string;
  readonly fate: Int32Array;
}

function trace(frame: Frame, fate: Int32Array, rules: string[], into: Trace[]): void {
  if (frame.table !== undefined) into.push({ table: frame.table, fate });
  for (const { inner, to, rules: own, chosen } of frame.steps) {
    const first = rules.push(...own) - own.length;
    const before = new Int32Array(inner.length);
    for (let row = 0; row < before.length; row++) {
      const t = to[row]!;
      if (t < 0) before[row] = 2 + first - 1 - t;
      else before[row] = fate[t] === 0 && chosen[t] !== row ? 1 : fate[t]!;
    }
    trace(inner, before, rules, into);
  }
}

function traces(request: CountRequest, tables: Readonly<Record<string, Rows>>, lists: CodeLists) {
  const frame = storeOf(tables, lists).frame(request.from);
  const rules = request.where.map((r) => r.rule);
  const fate = failures(request.where, frame, lists).map((f) => (f < 0 ? 2 - 1 - f : 0));
  const into: Trace[] = [];
  trace(frame, fate, rules, into);
  return { rules, traced: into };
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
  const { rules, traced } = traces(request, tables, lists);
  const kinds = [counted, merged, ...rules.map((rule) => ({ kind: 'excluded', rule }) as const)];
  return traced.map(({ table, fate }) => ({ table, fate: Array.from(fate, (f) => kinds[f]!) }));
}

/**
 * Adds up the fates of the request's base table: rows = counted + merged + excluded by each named rule. Of a pair, the opening side.
 * Example: 4 staff rows, one of a bank worker and two of one person, give { rows: 4, counted: 2, merged: 1, excluded: { bank: 1 } }.
 */
export function tally(request: CountRequest, tables: Readonly<Record<string, Rows>>, lists: CodeLists): Tally {
  const { rules, traced } = traces(request, tables, lists);
  const [{ table, fate }] = traced as [Trace];
  const sums = new Array<number>(rules.length + 2).fill(0);
  for (const f of fate) sums[f]! += 1;
  const excluded: Record<string, number> = {};
  for (const [i, rule] of rules.entries()) if (sums[i + 2]! > 0) excluded[rule] = (excluded[rule] ?? 0) + sums[i + 2]!;
  return { table, rows: fate.length, counted: sums[0]!, merged: sums[1]!, excluded };
}
