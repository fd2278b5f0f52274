import { type CodeList, type CodeLists, elsewhere, type Recode } from '../core/recode.js';
import { listIds, recodeOf } from './groupings.js';
import { freeze, mapValues } from './plain.js';
import type { Dated, Edition, Grouping } from './types.js';

/** What a typed yes-or-no column holds, beside the words of the list. */
const yesNo = [
  ['true', 'yes'],
  ['false', 'no'],
] as const;

const none: CodeList = { exact: new Map(), patterns: [] };
const yesNoLists = new WeakMap<CodeList, CodeList>();

function yesNoList(given: CodeList = none): CodeList {
  const known = yesNoLists.get(given);
  if (known) return known;
  const made = { exact: new Map([...given.exact, ...yesNo]), patterns: given.patterns };
  yesNoLists.set(given, made);
  return made;
}

const groupingOf = (edition: Edition, dimension: string): Grouping => {
  const found = edition.groupings[dimension];
  if (!found)
    throw new RangeError(
      `${edition.standard} ${edition.edition} has no grouping "${dimension}"; there are ${Object.keys(edition.groupings).join(', ')}`,
    );
  return found.value;
};

/**
 * How a dimension's groups are read from a row, in this edition. Its lists are those of `codeListsFor`.
 * Throws a RangeError for a dimension the edition does not have.
 */
export const recodeFor = (edition: Edition, dimension: string): Recode =>
  recodeOf(dimension, groupingOf(edition, dimension));

/** The groups of a dimension in the order in which they are shown. Throws a RangeError for a dimension the edition does not have. */
export const groupsOf = (edition: Edition, dimension: string): readonly string[] =>
  groupingOf(edition, dimension).order;

const regrouped = new WeakMap<CodeList, Map<string, CodeList>>();

/** A list by an edition's groups; the same list and groups give the same object, so that counts of several standards may share what they have worked out. */
function regroup(id: string, list: CodeList, groups: Grouping['lists'][number]['groups'], own?: CodeList): CodeList {
  if (own) return regroupedWith(id, list, groups, own);
  const ofList = regrouped.get(list) ?? new Map<string, CodeList>();
  regrouped.set(list, ofList);
  const key = JSON.stringify(groups);
  const made = ofList.get(key) ?? regroupedWith(id, list, groups);
  ofList.set(key, made);
  return made;
}

function regroupedWith(
  id: string,
  list: CodeList,
  groups: Grouping['lists'][number]['groups'],
  own?: CodeList,
): CodeList {
  const codes = new Set([...list.exact.values(), ...list.patterns.map((p) => p.group), ...(list.bases?.keys() ?? [])]);
  const named = new Map<string, string>();
  let rest: string | undefined;
  for (const [group, members] of Object.entries(groups))
    if (members === '*') rest = group;
    else
      for (const code of members) {
        if (!codes.has(code))
          throw new RangeError(`the code list "${id}" has no code "${code}", which is put in "${group}"`);
        named.set(code, group);
      }
  const groupOf = (code: string): string => {
    for (let at: string | undefined = code; at !== undefined; at = list.bases?.get(at)) {
      const group = named.get(at);
      if (group !== undefined) return group;
    }
    return rest ?? elsewhere;
  };
  const ofOwn = (code: string): string => (codes.has(code) || !(code in groups) ? groupOf(code) : code);
  return {
    exact: new Map([
      ...[...list.exact].map(([key, code]) => [key, groupOf(code)] as const),
      ...[...(own?.exact ?? [])].map(([key, code]) => [key, ofOwn(code)] as const),
    ]),
    patterns: [
      ...(own?.patterns ?? []).map((p) => ({ ...p, group: ofOwn(p.group) })),
      ...list.patterns.map((p) => ({ ...p, group: groupOf(p.group) })),
    ],
  };
}

/**
 * The code lists an edition's recodes use, raw value to group, keyed `<dimension>:<list>`.
 * `lists` are those of `schemas/lists`, raw value (as `listKey` writes it) to code, keyed by list id (`resolveLists` makes them); `own` are a
 * profile's, raw value to code or group, and win. A code in no group goes where its base goes (`CM` with `C`). The value of a code that no group names is `elsewhere`: the grouping's next list or column is asked, and its last resort at the end.
 * A list that is not given is left out, and counting by it throws.
 * Throws a RangeError when a grouping names a code its list does not have.
 */
export function codeListsFor(edition: Edition, lists: CodeLists, own: CodeLists = {}): CodeLists {
  const made: Record<string, CodeList> = {};
  for (const [dimension, { value }] of Object.entries(edition.groupings)) {
    const names = listIds(dimension, value);
    for (const [i, { list: id, groups }] of value.lists.entries()) {
      const given = lists[id];
      const list = id === 'yes-no' ? yesNoList(given) : given;
      if (list) made[names[i] as string] = regroup(id, list, groups, own[id]);
    }
  }
  return made;
}

function moved(grouping: Grouping, name: string, choice: string): Grouping {
  const setting = grouping.settings?.[name];
  const to = setting?.choices[choice];
  if (!setting || !to)
    throw new RangeError(
      `no choice "${choice}" for ${name}; there are ${Object.keys(setting?.choices ?? {}).join(', ')}`,
    );
  const codes = new Set(Object.values(to).flat());
  const lists = grouping.lists.map((list, i) => {
    if (i > 0) return list;
    const groups: Record<string, readonly string[] | '*'> = mapValues(list.groups, (g) =>
      g === '*' ? g : g.filter((code) => !codes.has(code)),
    );
    for (const [group, placed] of Object.entries(to)) {
      const there = groups[group] ?? [];
      if (there !== '*') groups[group] = [...there, ...placed];
    }
    return { ...list, groups };
  });
  return { ...grouping, lists, settings: { ...grouping.settings, [name]: { ...setting, default: choice } } };
}

/**
 * The edition with some grouping settings chosen, `{ chinese: 'other' }` for example, in every grouping that has them.
 * Throws a RangeError for a setting or a choice that no grouping has.
 */
export function withSettings(edition: Edition, chosen: Readonly<Record<string, string>>): Edition {
  const groupings: Record<string, Dated<Grouping>> = { ...edition.groupings };
  for (const [name, choice] of Object.entries(chosen)) {
    const having = Object.entries(groupings).filter(([, g]) => g.value.settings?.[name]);
    if (having.length === 0) throw new RangeError(`no grouping has a setting "${name}"`);
    for (const [dimension, g] of having) groupings[dimension] = { ...g, value: moved(g.value, name, choice) };
  }
  return freeze({ ...edition, groupings });
}
