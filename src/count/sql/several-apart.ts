import { sql } from 'kysely';
import { as, type Compilation, narrowed, type One, pathsOf, rowField, rowsOf, type Select } from './compilation.js';
import type { Sql } from './dialect.js';
import { comma, hundredThousandths, name, passes, type Scope } from './expressions.js';
import { type Field, ruleFields } from './fields.js';
import { choosing, oneOf, select } from './select.js';
import { standard } from './standard.js';

/** The rows of a `one`, with those of people who have several apart from the others. */
export interface Apart {
  /** For a `with`: `kept` has every row that the rules keep, `several` the keys that have more than one of them, `theirs` the rows of those. */
  readonly clauses: Sql;
  /** What `alike` gives, and what is known of it. */
  readonly scope: Scope;
  /** Rows of `kept` or `theirs` as the row of a person who has no other. */
  readonly alike: (from: Sql) => Sql;
  /** The one row of each of the people who have several. */
  readonly chosen: Select;
  /** Rows of `kept` whose people have no other. */
  readonly single: Sql;
}

/** What the order of a person's rows reads besides what is carried, of the rows of `few` only. */
function ordersOf(
  table: One,
  carried: Scope,
  to: Compilation,
): (Select & { readonly fields: readonly Field[] }) | undefined {
  if (typeof table.one !== 'string') return undefined;
  const { columns } = to.tables[table.one]!;
  const { relation, row } = rowsOf(to.tables[table.one]!, pathsOf(table.one, to));
  const few = sql`(select * from ${relation} where ${row} in (select ${name(rowField)} from few))`;
  const more = table.first.map((o) => o.column).filter((c) => !carried.types.has(c));
  const { from, scope } = select(table.one, more, {
    ...to,
    tables: { ...to.tables, [table.one]: { columns, row, relation: few } },
  });
  const fields = [...scope.types.keys()];
  return fields.length === 0
    ? undefined
    : { from, fields, scope: { ...scope, types: new Map([...carried.types, ...scope.types]) } };
}

/**
 * People who have several rows apart from those who have one, so that only those few are sorted; what orders them is read of them alone where their table
 * numbers its rows. For DuckDB. The columns of the key must be there.
 */
export function severalApart(table: One, wanted: readonly Field[], given: Compilation): Apart {
  const to = narrowed(table, given);
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
  const keyAt = (i: number): Sql => sql`${sql.id(`k${i}`)}`;
  // A key that is missing is no key. Counted, so that it is asked once per key and not pushed down to every row of the file.
  const known = sql.join(
    keys.map((k) => sql`count(${k}) > 0`),
    sql` and `,
  );
  const on = sql.join(
    keys.map((k, i) => sql`kept.${k} = several.${keyAt(i)}`),
    sql` and `,
  );
  const several = sql`select ${comma(keys.map((k, i) => sql`${k} as ${keyAt(i)}`))} from kept group by ${comma(keys)} having count(*) > 1 and ${known}`;
  const rowsOfTheirs = sql`select ${comma([...carried.map((f) => sql`kept.${name(f)}`), name(rowField)])} from kept semi join several on ${on}`;
  const theirs = orders
    ? sql`select few.*, ${comma(orders.fields.map((f) => sql`o.${name(f)}`))} from few join ${orders.from} as o on o.${name(rowField)} = few.${name(rowField)}`
    : sql`select * from few`;
  return {
    clauses: sql`kept as materialized (select ${comma([...carried.map(name), name(rowField)])} from ${base.from} as b where ${passes(table.where, base.scope)}), several as materialized (${several}), few as materialized (${rowsOfTheirs}), theirs as materialized (${theirs})`,
    scope: own,
    alike: (from) => sql`(select ${comma([...rounded, name(rowField)])} from ${from} as alike)`,
    chosen: oneOf({ ...table, where: [] }, wanted, { from: sql`theirs`, scope: orders?.scope ?? scope }, to, standard),
    single: sql`(select kept.* from kept anti join several on ${on})`,
  };
}
