import type { CodeLists } from '../core/recode.js';

const numbers = new WeakMap<object, number>();
let last = 0;

/** A number for an object, the same for as long as it lives; 0 for none. */
export function identity(of: object | undefined): number {
  if (of === undefined) return 0;
  const known = numbers.get(of);
  if (known !== undefined) return known;
  last += 1;
  numbers.set(of, last);
  return last;
}

/**
 * What a predicate, recode or table means as text: itself, and which code lists its names stand for. Two runs for which it is the same text would count the same, so
 * that one may use what the other has worked out.
 */
export function meaningOf(what: unknown, lists: CodeLists): string {
  const named = new Set<string>();
  const text = JSON.stringify(what, (key, value: unknown) => {
    if (key === 'lists') for (const id of value as readonly string[]) named.add(id);
    return value;
  });
  return named.size === 0 ? text : `${text} ${[...named].map((id) => identity(lists[id])).join(' ')}`;
}
