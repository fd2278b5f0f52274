import { holds, type Predicate, type Rule } from '../core/predicate.js';
import type { Table } from '../core/request.js';
import type { Facts } from '../core/rows.js';
import { listSets, partsOf, predicateFields } from './sql/fields.js';

type One = Extract<Table, { one: Table }>;
export type Group = Facts['groups'][number];

/** What is known of the rows of each file without reading them again, by table. */
export type GroupsOf = (table: string) => readonly Group[] | undefined;

/** Columns that all rows of a group have the same value in. */
const shared: readonly string[] = ['organisation', 'snapshotDate'];

const reads = (p: Predicate): readonly string[] => predicateFields(p, listSets()).map((f) => partsOf(f).column);

const hasGroup = (p: Predicate): boolean =>
  p !== true &&
  ('group' in p ||
    ('not' in p ? hasGroup(p.not) : 'all' in p ? p.all.some(hasGroup) : 'any' in p && p.any.some(hasGroup)));

/** The base table whose rows one row per key is chosen from, and whether a rule can be judged by a group of its rows as it can by each of them. */
function overBase(table: One): { readonly base: string; readonly judged: (rule: Rule) => boolean } | undefined {
  const inner = table.one;
  const base = typeof inner === 'string' ? inner : 'lookup' in inner ? inner.lookup : undefined;
  if (typeof base !== 'string') return undefined;
  // A blank that is filled from elsewhere is not what the file says.
  const filled =
    typeof inner === 'object' && 'lookup' in inner
      ? [...(inner.as === undefined ? inner.take : []), ...(inner.latest ? [inner.latest.column] : [])]
      : [];
  const judged = ({ keep }: Rule): boolean =>
    !hasGroup(keep) && reads(keep).every((c) => shared.includes(c) && !filled.includes(c));
  return { base, judged };
}

const keeps = ({ keep }: Rule, { organisation, snapshot }: Group): boolean =>
  holds(keep, (c) => (c === 'organisation' ? organisation : snapshot), {});

/**
 * The place of the rule that leaves out every row of a group, as the first that does; undefined when its rows must be looked at. Example: rows of 28 February
 * are out by `other-snapshot` of a count at 31 March, whatever else they say.
 */
export function leftOut(table: One, group: Group): number | undefined {
  const over = overBase(table);
  if (!over) return undefined;
  for (const [i, rule] of table.where.entries()) {
    if (!over.judged(rule)) return undefined;
    if (!keeps(rule, group)) return i;
  }
  return undefined;
}

/**
 * The base table of one row per key and those of its files that have a row which the rules may keep; undefined when nothing is known of its files.
 * Example: of 13 monthly files and a count at the last month-end, the last one.
 */
export function filesKept(
  table: One,
  groupsOf: GroupsOf,
): { readonly base: string; readonly files: ReadonlySet<string> } | undefined {
  const over = overBase(table);
  const groups = over && groupsOf(over.base);
  if (!groups || groups.some((g) => g.file === undefined)) return undefined;
  const rules = table.where.filter(over.judged);
  const kept = groups.filter((g) => rules.every((r) => keeps(r, g)));
  return { base: over.base, files: new Set(kept.map((g) => g.file!)) };
}

/** Every base table that a table is made of, with the files whose rows it can hold; without `files` all of them. */
export function filesRead(
  table: Table,
  groupsOf: GroupsOf,
): readonly { readonly base: string; readonly files?: ReadonlySet<string> }[] {
  if (typeof table === 'string') return [{ base: table }];
  if ('one' in table) {
    const kept = filesKept(table, groupsOf);
    const inner = filesRead(table.one, groupsOf);
    return kept ? [kept, ...inner.slice(1)] : inner;
  }
  if ('pair' in table) return table.pair.flatMap((side) => filesRead(side, groupsOf));
  if ('join' in table) return table.join.flatMap((side) => filesRead(side.table, groupsOf));
  return [...filesRead(table.lookup, groupsOf), ...table.from.flatMap((t) => filesRead(t, groupsOf))];
}
