import { holds, type Predicate } from './predicate.js';
import type { Value } from './rows.js';

/** Names a resolved code list: raw value to group, for example `ethnicity` grouped as white, bme, unknown. */
export type CodeListId = string;

/**
 * From raw columns to a group. `columns` with `lists`: the first column that any of the lists maps wins; if none does,
 * the group is `otherwise` (`unknown` or `unmapped`). `paired`: column i is looked up in list i only, so that a pay band `8a` is
 * never read as an occupation code. `bins` are lower limits of intervals, named by `labels` (one more than bins:
 * the first is everything below the first limit). `days` bins the days from the first column to the second. `cases`: the first condition that holds
 * names the group or the recode that gives it, so that a person is described by one record: the opening one where there is one, else the leaving one.
 */
export type Recode =
  | {
      readonly columns: readonly string[];
      readonly lists: readonly CodeListId[];
      readonly paired?: true;
      readonly otherwise: string;
    }
  | {
      readonly column: string;
      readonly bins: readonly number[];
      readonly labels: readonly string[];
      readonly otherwise: string;
    }
  | {
      readonly days: readonly [string, string];
      readonly bins: readonly number[];
      readonly labels: readonly string[];
      readonly otherwise: string;
    }
  | {
      readonly cases: readonly { readonly when: Predicate; readonly gives: string | Recode }[];
      readonly otherwise: string;
    };

/**
 * A resolved code list: exact keys first, then patterns in order. Patterns are tested on the key (`listKey`) and use only what
 * JavaScript, RE2 and POSIX share: literals, `[...]`, `*`, `+`, `?`, `{m,n}`, `(a|b)`, `^`, `$`.
 */
export interface CodeList {
  readonly exact: ReadonlyMap<string, string>;
  readonly patterns: readonly { readonly pattern: string; readonly group: string }[];
  /** Of a list not yet grouped: the wider code a code belongs to (`CM` of `C`). A code in no group goes where its base goes. */
  readonly bases?: ReadonlyMap<string, string>;
}
export type CodeLists = Readonly<Record<CodeListId, CodeList>>;

/**
 * The group of a value that a list knows but that says nothing here: an Agenda for Change band says nothing about a doctor's grade. The next
 * list or column is asked, and no later pattern of the list is tried.
 */
export const elsewhere = '(elsewhere)';

/**
 * The form in which a raw value is looked up: ASCII letters lower-cased, `&` read as "and", every run of white space and ASCII or
 * dash punctuation made one space, ends trimmed. Every engine applies this rule; '' means missing.
 * Example: " NHS|XR05|Review Body  Band 5" is "nhs xr05 review body band 5", "White – British" is "white british", "-" is "".
 */
export function listKey(value: Value): string {
  if (value === undefined) return '';
  return String(value)
    .replace(/&/g, ' and ')
    .replace(/[\s\u00a0!-/:-@[-`{-~\u2010-\u2015\u2018\u2019\u201c\u201d\u2212]+/g, ' ')
    .replace(/[A-Z]/g, (c) => c.toLowerCase())
    .trim();
}

const compiled = new WeakMap<CodeList, readonly (readonly [RegExp, string])[]>();

/** The group of a key in one list, or undefined. */
export function lookUp(list: CodeList, key: string): string | undefined {
  const group = listed(list, key);
  return group === elsewhere ? undefined : group;
}

function listed(list: CodeList, key: string): string | undefined {
  const exact = list.exact.get(key);
  if (exact !== undefined || list.patterns.length === 0) return exact;
  let patterns = compiled.get(list);
  if (!patterns) {
    patterns = list.patterns.map(({ pattern, group }) => [new RegExp(pattern), group] as const);
    compiled.set(list, patterns);
  }
  return patterns.find(([pattern]) => pattern.test(key))?.[1];
}

const binOf = (n: number, bins: readonly number[], labels: readonly string[]): string => {
  let i = 0;
  while (i < bins.length && n >= bins[i]!) i++;
  return labels[i]!;
};

/** The group of one row. Throws a RangeError when a code list is not there, since that is a programmer's error. */
export function recode(how: Recode, read: (column: string) => Value, lists: CodeLists): string {
  if ('columns' in how) {
    for (const [i, column] of how.columns.entries()) {
      const key = listKey(read(column));
      if (key === '') continue;
      for (const id of how.paired ? how.lists.slice(i, i + 1) : how.lists) {
        const list = lists[id];
        if (!list) throw new RangeError(`no code list "${id}"`);
        const group = lookUp(list, key);
        if (group !== undefined) return group;
      }
    }
    return how.otherwise;
  }
  if ('column' in how) {
    const n = read(how.column);
    return typeof n === 'number' ? binOf(n, how.bins, how.labels) : how.otherwise;
  }
  if ('cases' in how) {
    const found = how.cases.find((c) => holds(c.when, read, lists))?.gives;
    return found === undefined ? how.otherwise : typeof found === 'string' ? found : recode(found, read, lists);
  }
  const [from, to] = [read(how.days[0]), read(how.days[1])];
  return typeof from === 'number' && typeof to === 'number' ? binOf(to - from, how.bins, how.labels) : how.otherwise;
}
