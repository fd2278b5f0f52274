import { type CodeLists, type Recode, recode } from './recode.js';
import type { Value } from './rows.js';

/**
 * A yes-or-no question about a row, as plain data. Two-valued: a missing value satisfies no leaf, so `not` of a leaf keeps
 * the row. `{ not: { group: category, in: ['bank'] } }` therefore keeps people whose contract is blank, in every engine.
 * `columns` in `between` and `known` is "the first of these columns that has a value". `between` includes both ends.
 */
export type Predicate =
  | true
  | { readonly all: readonly Predicate[] }
  | { readonly any: readonly Predicate[] }
  | { readonly not: Predicate }
  | { readonly column: string; readonly is: string | number | boolean }
  | { readonly columns: readonly string[]; readonly between: readonly [number, number] }
  | { readonly columns: readonly string[]; readonly known: true }
  | { readonly group: Recode; readonly in: readonly string[] };

/** A named condition for staying in: rows that fail it are excluded under this name and counted. */
export interface Rule {
  readonly rule: string;
  readonly keep: Predicate;
}

/** Whether a row satisfies a predicate. Example: { column: 'formal', is: true } is false for a blank, and its `not` is true. */
export function holds(p: Predicate, read: (column: string) => Value, lists: CodeLists): boolean {
  if (p === true) return true;
  if ('all' in p) return p.all.every((q) => holds(q, read, lists));
  if ('any' in p) return p.any.some((q) => holds(q, read, lists));
  if ('not' in p) return !holds(p.not, read, lists);
  if ('is' in p) return read(p.column) === p.is;
  if ('group' in p) return p.in.includes(recode(p.group, read, lists));
  const first = p.columns.map(read).find((v) => v !== undefined);
  if ('known' in p) return first !== undefined;
  return typeof first === 'number' && first >= p.between[0] && first <= p.between[1];
}

/** The first rule a row fails, or undefined when it passes them all. Order is part of the meaning: one row, one reason. */
export const firstFailed = (
  rules: readonly Rule[],
  read: (column: string) => Value,
  lists: CodeLists,
): string | undefined => rules.find((r) => !holds(r.keep, read, lists))?.rule;
