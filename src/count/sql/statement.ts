import { sql } from 'kysely';
import type { CountRequest, Dimension, Table } from '../../core/request.js';
import type { Sql } from './dialect.js';
import { amount, comma, dimensionOf, hundredThousandths, name, passes, type Scope } from './expressions.js';
import { type Field, measureFields, recodeFields, ruleFields } from './fields.js';
import { as, type Compilation, choosing, type One, oneOf, rowField, type Select, select } from './select.js';
import { standard } from './standard.js';

/** Requests on one table, counted in one pass: the dimensions are all of theirs, and each has its own number and number of rows. */
export interface Pass {
  readonly from: Table;
  readonly dims: readonly Dimension[];
  /** The tables of dimensions (by their places in `dims`) that are wanted, where one of all of them would be too large; else there is one, of all. */
  readonly sets?: readonly (readonly number[])[];
  readonly counts: readonly Pick<CountRequest, 'where' | 'measure' | 'column'>[];
}

/** The fields of its table that a pass reads. */
export const passFields = ({ dims, counts }: Pass, { sets }: Compilation): readonly Field[] => [
  ...dims.flatMap((how) => recodeFields(how, sets)),
  ...counts.flatMap((c) => [...ruleFields(c.where, sets), ...measureFields(c.measure, c.column)]),
];

const number = (prefix: string, i: number): Sql => sql`${sql.id(`${prefix}${i}`)}`;

/** The number and the number of rows of each count, over the rows of a scope. */
function sums(pass: Pass, scope: Scope): readonly Sql[] {
  return pass.counts.flatMap(({ where, measure, column }, i) => {
    const sum = (n: Sql): Sql =>
      where.length === 0 ? sql`sum(${n})` : sql`sum(case when ${passes(where, scope)} then ${n} else 0 end)`;
    return [
      sql`${sum(amount(measure, scope, column))} as ${number('n', i)}`,
      sql`${sum(sql`1`)} as ${number('rows', i)}`,
    ];
  });
}

/**
 * Several tables of dimensions at once for an engine without grouping sets: the table of all dimensions, of which there are never more rows than
 * there are people, and each of its rows added to every table that is wanted.
 */
function sideBySide(pass: Pass, { scope, from }: Select, sets: readonly (readonly number[])[]): Sql {
  const all = pass.dims.map((_, i) => number('g', i));
  const numbers = pass.counts
    .flatMap((_, i) => [`n${i}`, `rows${i}`])
    .map((n) => [sql.id(n), sql.id(`_${n}`)] as const);
  const finest = grouped({ ...pass, sets: [] }, { scope, from });
  const renamed = comma([
    ...all.map((g, i) => sql`${number('d', i)} as ${g}`),
    ...numbers.map(([n, own]) => sql`${n} as ${own}`),
  ]);
  const each = sql`select *, arrayJoin([${sql.join(sets.map((_, i) => sql`${i}`))}]) as _set from (select ${renamed} from (${finest}))`;
  const dims = all.map((g, d) => {
    const within = sets.flatMap((set, i) => (set.includes(d) ? [sql`${i}`] : []));
    return sql`case when _set in (${sql.join(within)}) then ${g} else null end as ${number('d', d)}`;
  });
  const sums = numbers.map(([n, own]) => sql`sum(${own}) as ${n}`);
  const by = comma([sql`_set`, ...pass.dims.map((_, d) => number('d', d))]);
  return sql`select ${comma([...dims, ...sums])} from (${each}) group by ${by}`;
}

const grouped = (pass: Pass, { scope, from }: Select): Sql => {
  if (pass.sets && pass.sets.length > 1 && !scope.dialect.standard) return sideBySide(pass, { scope, from }, pass.sets);
  const dims = pass.dims.map((how, i) => sql`${dimensionOf(how, scope)} as ${number('d', i)}`);
  // By position where it can be: a name would mean the input's own column of that name, if there is one.
  const by = dims.map((_, i) => (scope.dialect.standard ? sql.raw(String(i + 1)) : number('d', i)));
  // A group is never missing, so a dimension that is belongs to another table.
  const sets =
    pass.sets && pass.sets.length > 1 ? pass.sets.map((set) => sql`(${sql.join(set.map((i) => by[i]!))})`) : undefined;
  const end =
    dims.length === 0
      ? sql`having count(*) > 0`
      : sets
        ? sql`group by grouping sets (${comma(sets)})`
        : sql`group by ${comma(by)}`;
  return sql`select ${comma([...dims, ...sums(pass, scope)])} from ${from} as counted ${end}`;
};

/** What the order of a person's rows reads besides what is carried, of the rows of `few` only. */
function ordersOf(
  table: One,
  carried: Scope,
  to: Compilation,
): (Select & { readonly fields: readonly Field[] }) | undefined {
  if (typeof table.one !== 'string') return undefined;
  const given = to.tables[table.one]!;
  const few = sql`(select * from ${given.relation} where ${given.row} in (select ${name(rowField)} from few))`;
  const more = table.first.map((o) => o.column).filter((c) => !carried.types.has(c));
  const { from, scope } = select(table.one, more, {
    ...to,
    tables: { ...to.tables, [table.one]: { ...given, relation: few } },
  });
  const fields = [...scope.types.keys()];
  return fields.length === 0
    ? undefined
    : { from, fields, scope: { ...scope, types: new Map([...carried.types, ...scope.types]) } };
}

/**
 * One row per person without sorting everybody: count all rows, take off the rows of people who have several, and add the one chosen for each
 * of them. Only those few are sorted, and what orders them is read of them alone. Sums are of integers, so taking off is exact.
 */
function withoutSorting(pass: Pass, table: One, to: Compilation): Sql {
  const wanted = passFields(pass, to);
  const apart = typeof table.one === 'string' && to.tables[table.one]?.numbered;
  const kept = apart ? [...wanted, ...table.per] : [...wanted, ...choosing(table, to.sets)];
  const base = select(table.one, [...kept, ...ruleFields(table.where, to.sets)], to);
  const carried = [...new Set(kept)].filter((f) => base.scope.types.has(f));
  const scope: Scope = { ...base.scope, types: new Map(carried.map((f) => [f, base.scope.types.get(f)!])) };
  const orders = apart ? ordersOf(table, scope, to) : undefined;
  const added = (f: Field): boolean => (table.sum ?? []).includes(f) && scope.types.get(f) === 'number';
  const lost = new Set((table.sum ?? []).filter((f) => scope.types.has(f) && scope.types.get(f) !== 'number'));
  const own: Scope = { ...scope, types: new Map([...scope.types].filter(([f]) => !lost.has(f))) };
  const rounded = [...own.types.keys()].map((f) =>
    added(f) ? as(sql`cast(${hundredThousandths(name(f), to.dialect)} as double) / 100000`, f) : name(f),
  );
  const keys = table.per.map(name);
  const keptRows = sql`kept`;
  // A key that is missing is no key. Counted, so that it is asked once per key and not pushed down to every row of the file.
  const known = sql.join(
    keys.map((k) => sql`count(${k}) > 0`),
    sql` and `,
  );
  const on = sql.join(
    keys.map((k, i) => sql`kept.${k} = several.${number('k', i)}`),
    sql` and `,
  );
  const several = sql`select ${comma(keys.map((k, i) => sql`${k} as ${number('k', i)}`))} from ${keptRows} group by ${comma(keys)} having count(*) > 1 and ${known}`;
  const rowsOfTheirs = sql`select ${comma([...carried.map((f) => sql`kept.${name(f)}`), name(rowField)])} from kept semi join several on ${on}`;
  const theirs = orders
    ? sql`select few.*, ${comma(orders.fields.map((f) => sql`o.${name(f)}`))} from few join ${orders.from} as o on o.${name(rowField)} = few.${name(rowField)}`
    : sql`select * from few`;
  const alike = (from: Sql): Sql => sql`(select ${comma([...rounded, name(rowField)])} from ${from} as alike)`;
  const all = grouped(pass, { from: alike(sql`(select * from ${keptRows})`), scope: own });
  const off = grouped(pass, { from: alike(sql`theirs`), scope: own });
  const chosen = grouped(
    pass,
    oneOf({ ...table, where: [] }, wanted, { from: sql`theirs`, scope: orders?.scope ?? scope }, to, standard),
  );
  const dims = pass.dims.map((_, i) => number('d', i));
  const numbers = pass.counts.flatMap((_, i) => [number('n', i), number('rows', i)]);
  const signed = (part: Sql, sign: Sql): Sql =>
    sql`select ${comma([...dims, ...numbers.map((n) => sql`${sign}${n} as ${n}`)])} from (${part}) as part`;
  const parts = sql`${signed(all, sql``)} union all ${signed(off, sql`-`)} union all ${signed(chosen, sql``)}`;
  const sum = comma([...dims, ...numbers.map((n) => sql`sum(${n}) as ${n}`)]);
  const by = dims.length === 0 ? sql`` : sql` group by ${comma(dims)}`;
  return sql`with kept as materialized (select ${comma([...carried.map(name), name(rowField)])} from ${base.from} as b where ${passes(table.where, base.scope)}), several as materialized (${several}), few as materialized (${rowsOfTheirs}), theirs as materialized (${theirs}) select ${sum} from (${parts}) as parts${by}`;
}

/** A pass as one statement: a column for each dimension, then for each count its number and its number of rows. */
export function passStatement(pass: Pass, to: Compilation): Sql {
  const { from } = pass;
  if (to.dialect.name === 'duckdb' && typeof from === 'object' && 'one' in from && typeof from.one === 'string') {
    const columns = to.tables[from.one]?.columns;
    if (columns && from.per.length > 0 && from.per.every((c) => columns[c])) return withoutSorting(pass, from, to);
  }
  return grouped(pass, select(from, passFields(pass, to), to));
}
