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
  const text = JSON.stringify(what);
  const named = text.includes('"lists":') ? [...new Set(listsIn(what))] : [];
  return named.length === 0 ? text : `${text} ${named.map((id) => identity(lists[id])).join(' ')}`;
}

/** The names that stand in `lists` anywhere in plain data, in the order in which they are written. */
function listsIn(what: unknown, found: string[] = []): readonly string[] {
  if (typeof what !== 'object' || what === null) return found;
  for (const [key, value] of Object.entries(what)) {
    if (key === 'lists' && Array.isArray(value)) found.push(...value);
    else listsIn(value, found);
  }
  return found;
}
