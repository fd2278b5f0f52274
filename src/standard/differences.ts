import { same } from './plain.js';

type Items = Readonly<Record<string, unknown>>;

const isItems = (v: unknown): v is Items => typeof v === 'object' && v !== null && !Array.isArray(v);
const isScalars = (v: unknown): v is readonly (string | number | boolean)[] =>
  Array.isArray(v) && v.every((x) => typeof x !== 'object');

/** A value in words, 80 characters at most. */
export function short(value: unknown): string {
  const text = typeof value === 'string' ? value.replace(/\.$/, '') : JSON.stringify(value);
  return text.length <= 80 ? text : `${text.slice(0, 77)}...`;
}

/** A list of rules or lists by their names, so that one put in the middle does not seem to change all that follow. */
function byName(list: readonly unknown[]): Items {
  return Object.fromEntries(
    list.map((item, i) => {
      const name = isItems(item) ? (item.rule ?? item.list ?? item.id ?? item.column) : undefined;
      return [typeof name === 'string' ? name : String(i + 1), item];
    }),
  );
}

/** What differs between two pieces of plain JSON, in words, outermost first. Example: { low: 1 } and { low: 2 } give "low is 2, was 1". */
export function differences(before: unknown, after: unknown, at = ''): readonly string[] {
  if (same(before, after)) return [];
  const where = at === '' ? 'it' : at;
  if (isScalars(before) && isScalars(after)) {
    const added = after.filter((x) => !before.includes(x));
    const gone = before.filter((x) => !after.includes(x));
    if (added.length + gone.length === 0) return [`${where} is in another order`];
    return [
      ...(added.length > 0 ? [`${where} gains ${short(added.join(', '))}`] : []),
      ...(gone.length > 0 ? [`${where} loses ${short(gone.join(', '))}`] : []),
    ];
  }
  const [x, y] = [before, after].map((v) => (Array.isArray(v) ? byName(v) : v));
  if (!isItems(x) || !isItems(y)) return [`${where} is ${short(after)}, was ${short(before)}`];
  const found = [...new Set([...Object.keys(x), ...Object.keys(y)])].flatMap((key) => {
    const path = at === '' ? key : `${at}, ${key}`;
    if (!(key in y)) return [`${path} is gone`];
    if (!(key in x)) return [`${path} is new: ${short(y[key])}`];
    return differences(x[key], y[key], path);
  });
  return found.length > 0 ? found : [`${where} is in another order`];
}
