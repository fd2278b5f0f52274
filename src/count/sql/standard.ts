import { sql } from 'kysely';
import { afterAll, as, type Forms, missing, rowField, type Select } from './compilation.js';
import type { Sql } from './dialect.js';
import { comma, hundredThousandths, name, orderBy, passes, type Scope } from './expressions.js';

/** Key columns that make a row's key, and the row's own number when one of them is missing. */
export function keyParts(per: readonly string[], scope: Scope): readonly Sql[] {
  const blank = per.map((c) => (scope.types.has(c) ? sql`${name(c)} is null` : sql`(1 = 1)`));
  const there = per.filter((c) => scope.types.has(c)).map(name);
  return [...there, sql`case when ${sql.join(blank, sql` or `)} then ${name(rowField)} else -1 end`];
}

/** Keys of two selects that can be compared; of different types, or not there, they are missing and match nothing. */
const key = ({ scope }: Select, other: Select, on: readonly string[]): Sql[] =>
  on.map((c, i) => {
    const type = scope.types.get(c);
    const same = type !== undefined && type === other.scope.types.get(c);
    return sql`${same ? name(c) : missing('text', scope.dialect)} as ${sql.id(`_k${i}`)}`;
  });
const matches = (a: string, b: string, on: readonly string[]): Sql =>
  sql`${sql.join(
    on.map((_, i) => sql`${sql.id(a, `_k${i}`)} = ${sql.id(b, `_k${i}`)}`),
    sql` and `,
  )}`;

/** Tables made with window functions and full joins: DuckDB, PostgreSQL and what is like them. */
export const standard: Forms = {
  one({ from, table, plain, summed, least, anyRow }) {
    const { scope } = from;
    const keys = comma(keyParts(table.per, scope));
    // Of the key's own columns and the least of others there is no row to choose, and nothing to sort.
    if (anyRow && summed.length === 0 && plain.every((f) => table.per.includes(f))) {
      const lowest = least.map((f) => as(sql`min(${name(f)})`, f));
      const columns = comma([...plain.map(name), ...lowest, as(sql`min(${name(rowField)})`, rowField)]);
      return sql`(select ${columns} from ${from.from} as kept where ${passes(table.where, scope)} group by ${keys})`;
    }
    const order = comma([...orderBy(table.first, scope), name(rowField)]);
    const sums = summed.map((f) =>
      as(sql`sum(${hundredThousandths(name(f), scope.dialect)}) over (partition by ${keys})`, f),
    );
    const lowest = least.map((f) => as(sql`min(${name(f)}) over (partition by ${keys})`, f));
    const nth = sql`row_number() over (partition by ${keys} order by ${order}) as _nth`;
    const double = sql.raw(scope.dialect.types.double);
    const columns = [
      ...plain.map(name),
      ...summed.map((f) => as(sql`cast(${name(f)} as ${double}) / 100000`, f)),
      ...least.map(name),
      name(rowField),
    ];
    const numbered = sql`select ${comma([...plain.map(name), name(rowField), ...sums, ...lowest, nth])} from ${from.from} as kept where ${passes(table.where, scope)}`;
    return sql`(select ${comma(columns)} from (${numbered}) as numbered where _nth = 1)`;
  },

  lookup({ from, on, sources, out }) {
    const { types, dialect } = from.scope;
    const joins = sources.map((s, i) => {
      const taken = out.filter((o) => o.theirs !== undefined && s.scope.types.has(o.theirs));
      const columns = [...key(s, from, on), ...taken.map((o) => as(name(o.theirs!), o.field))];
      return sql` left join (select ${comma(columns)} from ${s.from} as t) as ${sql.id(`s${i}`)} on ${matches(`s${i}`, 'mine', on)}`;
    });
    const columns = out.map(({ field, type, theirs: taken, blank }) => {
      const own = types.has(field) ? sql`mine.${name(field)}` : missing(type, dialect);
      const whens = sources.map((s, i) => {
        const theirs =
          taken !== undefined && s.scope.types.get(taken) === type ? sql`${sql.id(`s${i}`)}.${name(field)}` : sql`null`;
        return sql`when ${sql.id(`s${i}`)}._k0 is not null then ${theirs}`;
      });
      if (taken === undefined || whens.length === 0) return as(own, field);
      const keep =
        blank !== undefined && types.has(blank) ? sql`when mine.${name(blank)} is not null then ${own} ` : sql``;
      return as(sql`case ${keep}${sql.join(whens, sql` `)} else ${missing(type, dialect)} end`, field);
    });
    const firstSource = sources[0];
    const mine = sql`(select *, ${comma(firstSource ? key(from, firstSource, on) : [sql`1 as _k0`])} from ${from.from} as own)`;
    return sql`(select ${comma([...columns, sql`mine.${name(rowField)}`])} from ${mine} as mine${sql.join(joins, sql``)})`;
  },

  latest({ from, on, source, column, upTo, carried }) {
    const { types, dialect } = from.scope;
    const mine = sql`(select *, ${comma(key(from, source, on))} from ${from.from} as own) as mine`;
    const theirs = sql`(select ${comma([...key(source, from, on), sql`${name(column)} as _at`])} from ${source.from} as t) as theirs`;
    const own = types.has(column) ? sql`mine.${name(column)}` : missing('date', dialect);
    const last = sql`order by case when theirs._at is null then 1 else 0 end, theirs._at desc`;
    const columns = [
      ...carried.map((f) => sql`mine.${name(f)}`),
      as(sql`coalesce(${own}, theirs._at)`, column),
      sql`mine.${name(rowField)}`,
      sql`row_number() over (partition by mine.${name(rowField)} ${last}) as _nth`,
    ];
    const out = comma([...carried.map(name), name(column), name(rowField)]);
    return sql`(select ${out} from (select ${comma(columns)} from ${mine} left join ${theirs} on ${matches('theirs', 'mine', on)} and theirs._at <= mine.${name(upTo)}) as tried where _nth = 1)`;
  },

  pair({ opening, closing, on, columns, word }) {
    const side = (of: Select, other: Select, which: 'opening' | 'closing'): Sql => {
      const fields = columns.filter((c) => c.side === which).map((c) => as(name(c.field), c.field));
      return sql`(select ${comma([...fields, name(rowField), ...key(of, other, on)])} from ${of.from} as own)`;
    };
    const [o, c] = [sql`o.${name(rowField)}`, sql`c.${name(rowField)}`];
    const which = sql`case when ${o} is null then 'joined' when ${c} is null then 'left' else 'stayed' end`;
    const out = [
      ...columns.map((f) => as(sql`${sql.id(f.side.slice(0, 1))}.${name(f.field)}`, `${f.side}.${f.field}`)),
      ...word.map((w) => as(w.of(which), w.field)),
      as(sql`coalesce(${o}, ${c} + ${afterAll})`, rowField),
    ];
    const sides = [side(opening, closing, 'opening'), side(closing, opening, 'closing')] as const;
    return sql`(select ${comma(out)} from ${sides[0]} as o full join ${sides[1]} as c on ${matches('o', 'c', on)})`;
  },

  join(sides) {
    const first = sides[0]!.select;
    const keyAt = (i: number, k: number): Sql => sql.id(`s${i}`, `_k${k}`) as unknown as Sql;
    const from = sides.map(({ select, on, fields }, i) => {
      const { types, dialect } = select.scope;
      // Keys of the first side are compared by their place: a side may have its key under another name.
      const keys = on.map((c, k) => {
        const same = types.has(c) && types.get(c) === first.scope.types.get(sides[0]!.on[k]!);
        return sql`${same ? name(c) : missing('text', dialect)} as ${sql.id(`_k${k}`)}`;
      });
      const columns = [...fields.map((f) => as(name(f), f)), name(rowField), ...keys];
      const side = sql`(select ${comma(columns)} from ${select.from} as own) as ${sql.id(`s${i}`)}`;
      if (i === 0) return side;
      const before = (k: number): Sql =>
        i === 1 ? keyAt(0, k) : sql`coalesce(${comma(sides.slice(0, i).map((_, j) => keyAt(j, k)))})`;
      const same = on.map((_, k) => sql`${keyAt(i, k)} = ${before(k)}`);
      return sql` full join ${side} on ${sql.join(same, sql` and `)}`;
    });
    const out = sides.flatMap(({ as: side, fields }, i) =>
      fields.map((f) => as(sql`${sql.id(`s${i}`)}.${name(f)}`, `${side}.${f}`)),
    );
    const rows = sides.map((_, i) => sql`${sql.id(`s${i}`)}.${name(rowField)} + ${i * afterAll}`);
    return sql`(select ${comma([...out, as(sql`coalesce(${comma(rows)})`, rowField)])} from ${sql.join(from, sql``)})`;
  },
};
