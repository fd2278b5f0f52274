import { sql } from 'kysely';
import type { CountRequest, Dimension, Table } from '../../core/request.js';
import type { Compilation, One, Select } from './compilation.js';
import type { Sql } from './dialect.js';
import { amount, comma, dimensionOf, passes, type Scope } from './expressions.js';
import { type Field, measureFields, recodeFields, ruleFields } from './fields.js';
import { select } from './select.js';
import { severalApart } from './several-apart.js';

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
function sums(pass: Pass, scope: Scope, inside = ''): readonly Sql[] {
  return pass.counts.flatMap(({ where, measure, column }, i) => {
    const sum = (n: Sql): Sql =>
      where.length === 0 ? sql`sum(${n})` : sql`sum(case when ${passes(where, scope)} then ${n} else 0 end)`;
    return [
      sql`${sum(amount(measure, scope, column))} as ${number(`${inside}n`, i)}`,
      sql`${sum(sql`1`)} as ${number(`${inside}rows`, i)}`,
    ];
  });
}

/**
 * Several tables of dimensions at once for an engine without grouping sets: the table of all dimensions, of which there are never more rows than
 * there are people, and each of its rows added to every table that is wanted.
 */
function sideBySide(pass: Pass, { scope, from }: Select, sets: readonly (readonly number[])[]): Sql {
  const finest = grouped({ ...pass, sets: [] }, { scope, from }, '_');
  const dims = pass.dims.map((_, d) => {
    const within = sets.flatMap((set, i) => (set.includes(d) ? [sql`${i}`] : []));
    return sql`case when _set in (${sql.join(within)}) then ${number('_d', d)} else null end as ${number('d', d)}`;
  });
  const sums = pass.counts
    .flatMap((_, i) => [`n${i}`, `rows${i}`])
    .map((n) => sql`sum(${sql.id(`_${n}`)}) as ${sql.id(n)}`);
  const by = comma([sql`_set`, ...pass.dims.map((_, d) => number('d', d))]);
  const each = sql`[${sql.join(sets.map((_, i) => sql`${i}`))}]`;
  return sql`select ${comma([...dims, ...sums])} from (${finest}) array join ${each} as _set group by ${by}`;
}

/** `inside` stands before the names of what is made. */
const grouped = (pass: Pass, { scope, from }: Select, inside = ''): Sql => {
  if (pass.sets && pass.sets.length > 1 && !scope.dialect.standard) return sideBySide(pass, { scope, from }, pass.sets);
  const dims = pass.dims.map((how, i) => sql`${dimensionOf(how, scope)} as ${number(`${inside}d`, i)}`);
  // By position where it can be: a name would mean the input's own column of that name, if there is one.
  const by = dims.map((_, i) => (scope.dialect.standard ? sql.raw(String(i + 1)) : number(`${inside}d`, i)));
  // A group is never missing, so a dimension that is belongs to another table.
  const sets =
    pass.sets && pass.sets.length > 1 ? pass.sets.map((set) => sql`(${sql.join(set.map((i) => by[i]!))})`) : undefined;
  const end =
    dims.length === 0
      ? sql`having count(*) > 0`
      : sets
        ? sql`group by grouping sets (${comma(sets)})`
        : sql`group by ${comma(by)}`;
  return sql`select ${comma([...dims, ...sums(pass, scope, inside)])} from ${from} as counted ${end}`;
};

/**
 * One row per person without sorting everybody: count all rows, take off the rows of people who have several, and add the one chosen for each
 * of them. Sums are of integers, so taking off is exact.
 */
function withoutSorting(pass: Pass, table: One, to: Compilation): Sql {
  const wanted = passFields(pass, to);
  const { clauses, scope, alike, chosen } = severalApart(table, wanted, to);
  const all = grouped(pass, { from: alike(sql`(select * from kept)`), scope });
  const off = grouped(pass, { from: alike(sql`theirs`), scope });
  const one = grouped(pass, chosen);
  const dims = pass.dims.map((_, i) => number('d', i));
  const numbers = pass.counts.flatMap((_, i) => [number('n', i), number('rows', i)]);
  const signed = (part: Sql, sign: Sql): Sql =>
    sql`select ${comma([...dims, ...numbers.map((n) => sql`${sign}${n} as ${n}`)])} from (${part}) as part`;
  const parts = sql`${signed(all, sql``)} union all ${signed(off, sql`-`)} union all ${signed(one, sql``)}`;
  const sum = comma([...dims, ...numbers.map((n) => sql`sum(${n}) as ${n}`)]);
  const by = dims.length === 0 ? sql`` : sql` group by ${comma(dims)}`;
  return sql`with ${clauses} select ${sum} from (${parts}) as parts${by}`;
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
