import type { Predicate, Rule } from '../core/predicate.js';
import type { Recode } from '../core/recode.js';
import type { Grouping } from './types.js';
import type { WrittenGrouping, WrittenPredicate } from './written.js';

/** The names of a grouping's code lists: `<dimension>:<list>`, with a number from the second use of the same list on. */
export function listIds(dimension: string, grouping: Grouping): readonly string[] {
  const used = new Map<string, number>();
  return grouping.lists.map(({ list }) => {
    const times = (used.get(list) ?? 0) + 1;
    used.set(list, times);
    return times === 1 ? `${dimension}:${list}` : `${dimension}:${list}:${times}`;
  });
}

/** The recode of one grouping; its code lists are those of `listIds`. */
export function recodeOf(dimension: string, grouping: Grouping): Recode {
  if (grouping.days) {
    const { from, to, limits } = grouping.days;
    const labels = grouping.order.filter((g) => g !== grouping.otherwise);
    return { days: [from, to], bins: limits, labels, otherwise: grouping.otherwise };
  }
  const lists = listIds(dimension, grouping);
  const { otherwise } = grouping;
  const columns = grouping.lists.flatMap((l) => l.column ?? []);
  return columns.length > 0
    ? { columns, lists, paired: true, otherwise }
    : { columns: grouping.columns, lists, otherwise };
}

/** Writes out `each` (every group of the order but the last resort is its own code). */
export function completeGrouping(written: WrittenGrouping): Grouping {
  const each = () => Object.fromEntries(written.order.filter((g) => g !== written.otherwise).map((g) => [g, [g]]));
  const { settings, days, supplied, ...rest } = written;
  return {
    ...rest,
    lists: written.lists.map(({ list, column, groups }) => ({
      list,
      ...(column === undefined ? {} : { column }),
      groups: groups === 'each' ? each() : groups,
    })),
    ...(settings === undefined ? {} : { settings }),
    ...(days === undefined ? {} : { days }),
    ...(supplied === undefined ? {} : { supplied }),
  };
}

/** What is wrong with a grouping, as path and sentence; empty when nothing is. */
export function groupingProblems(g: Grouping): readonly (readonly [string, string])[] {
  const found: [string, string][] = [];
  const order = new Set(g.order);
  if (order.size < g.order.length) found.push(['order', 'names a group twice']);
  if (!order.has(g.otherwise)) found.push(['otherwise', `"${g.otherwise}" is not in the order`]);
  const ways = [g.lists.length > 0, g.days !== undefined, g.supplied === true].filter(Boolean).length;
  if (ways !== 1) found.push(['lists', 'one of lists, days and supplied says what the groups are']);
  if (g.days && g.order.length !== g.days.limits.length + 2)
    found.push(['order', 'must have one group more than the limits, and the last resort']);
  const paired = g.lists.filter((l) => l.column !== undefined);
  if (paired.length > 0 && paired.length < g.lists.length)
    found.push(['lists', 'every list or none must have a column']);
  for (const l of paired)
    if (!g.columns.includes(l.column as string)) found.push(['lists', `"${l.column}" is not one of the columns`]);
  for (const [i, { groups }] of g.lists.entries()) {
    const seen = new Map<string, string>();
    for (const [group, codes] of Object.entries(groups)) {
      if (!order.has(group)) found.push([`lists.${i}.groups.${group}`, 'is not in the order']);
      for (const code of codes === '*' ? ['*'] : codes) {
        const before = seen.get(code);
        if (before !== undefined) found.push([`lists.${i}.groups.${group}`, `"${code}" is already in ${before}`]);
        seen.set(code, group);
      }
    }
  }
  for (const [name, setting] of Object.entries(g.settings ?? {})) {
    const codes = (choice: Readonly<Record<string, readonly string[]>> | undefined) =>
      Object.values(choice ?? {})
        .flat()
        .sort()
        .join();
    const asDefault = codes(setting.choices[setting.default]);
    if (asDefault === '') found.push([`settings.${name}.default`, `"${setting.default}" is not one of the choices`]);
    for (const [choice, moved] of Object.entries(setting.choices)) {
      if (codes(moved) !== asDefault)
        found.push([`settings.${name}.choices.${choice}`, 'must place the same codes as the default']);
      for (const group of Object.keys(moved))
        if (!order.has(group)) found.push([`settings.${name}.choices.${choice}`, `"${group}" is not in the order`]);
    }
    for (const [group, moved] of Object.entries(setting.choices[setting.default] ?? {}))
      for (const code of moved)
        if (!g.lists[0]?.groups[group]?.includes(code))
          found.push([`settings.${name}.default`, `"${code}" is not in ${group}, where the default puts it`]);
  }
  return found;
}

/** Resolves the dimension leaves of a written predicate. Unknown dimensions and groups go to `problem`. */
export function resolvePredicate(
  p: WrittenPredicate,
  groupings: Readonly<Record<string, Grouping>>,
  problem: (what: string) => void,
): Predicate {
  if (p === true) return true;
  if ('all' in p) return { all: p.all.map((q) => resolvePredicate(q, groupings, problem)) };
  if ('any' in p) return { any: p.any.map((q) => resolvePredicate(q, groupings, problem)) };
  if ('not' in p) return { not: resolvePredicate(p.not, groupings, problem) };
  if (!('dimension' in p)) return p;
  const grouping = groupings[p.dimension];
  if (!grouping) {
    problem(`no grouping "${p.dimension}"`);
    return true;
  }
  for (const group of p.in) if (!grouping.order.includes(group)) problem(`"${group}" is not a group of ${p.dimension}`);
  return { group: recodeOf(p.dimension, grouping), in: p.in };
}

/** Resolves the rules of a population; a rule named twice is a problem. */
export function resolveRules(
  rules: readonly { readonly rule: string; readonly keep: WrittenPredicate }[],
  groupings: Readonly<Record<string, Grouping>>,
  problem: (what: string) => void,
): readonly Rule[] {
  const names = new Set<string>();
  return rules.map(({ rule, keep }) => {
    if (names.has(rule)) problem(`rule "${rule}" is there twice`);
    names.add(rule);
    return { rule, keep: resolvePredicate(keep, groupings, (what) => problem(`rule "${rule}": ${what}`)) };
  });
}
