import { sql } from 'kysely';
import { afterAll, as, type Forms, inner, missing, rowField, type Select } from './compilation.js';
import type { Sql } from './dialect.js';
import { comma, hundredThousandths, name, orderBy, passes, type Scope } from './expressions.js';
import { keyParts } from './standard.js';

// ClickHouse 18 replaces a name by an expression of the same select that has it as alias, and its joins take one condition on one name. So each step
// here reads names that its own select does not define, and keys are one text. In a key no text is without its end mark, so that ("a", "b")
// and ("ab", "") differ; a row without a key gets a mark of its side, which the other side never has.
const endMark = '\u0001';
const keyText = (on: readonly string[], scope: Scope, side: 'left' | 'right'): Sql => {
  const absent = side === 'left' ? '\u0002' : '\u0003';
  if (on.some((c) => !scope.types.has(c))) return sql`${absent} as _k`;
  const parts = on.flatMap((c) => [sql`assumeNotNull(toString(${name(c)}))`, sql`${endMark}`]);
  const blank = sql.join(
    on.map((c) => sql`${name(c)} is null`),
    sql` or `,
  );
  return sql`case when ${blank} then ${absent} else concat(${sql.join(parts)}) end as _k`;
};

/** Tables made with `limit 1 by` and `any left join` in nested selects, for ClickHouse of any age. */
export const nested: Forms = {
  one({ from, table, plain, summed, least }) {
    const { scope } = from;
    const keys = keyParts(table.per, scope);
    const kept = sql`${from.from} where ${passes(table.where, scope)}`;
    const order = comma([...orderBy(table.first, scope), name(rowField)]);
    const columns = [...plain.map(name), name(rowField)];
    const chosen = (more: readonly Sql[], by: Sql): Sql =>
      sql`(select ${comma([...columns, ...more])} from ${kept} order by ${order} limit 1 by ${by})`;
    if (summed.length + least.length === 0) return chosen([], comma(keys));
    const text = sql`concat(${sql.join(keys.flatMap((k) => [sql`coalesce(toString(${k}), ${'\u0002'})`, sql`${endMark}`]))}) as _j`;
    const sums = [
      ...summed.map((f) => sql`sum(${hundredThousandths(name(f), scope.dialect)}) as ${inner('s', f)}`),
      ...least.map((f) => sql`min(${name(f)}) as ${inner('s', f)}`),
    ];
    const left = chosen([text], sql`_j`);
    const right = sql`(select ${comma([text, ...sums])} from ${kept} group by _j)`;
    const added = [
      ...summed.map((f) => as(sql`cast(${inner('s', f)} as Nullable(Float64)) / 100000`, f)),
      ...least.map((f) => as(inner('s', f), f)),
    ];
    return sql`(select ${comma([...columns, ...added])} from ${left} any left join ${right} using _j)`;
  },

  lookup({ from, on, sources, out }) {
    const { types, dialect } = from.scope;
    const used = out.flatMap((o) => [o.field, ...(o.blank === undefined ? [] : [o.blank])]);
    const own = [...new Set(used)].filter((f) => types.has(f)).map((f) => sql`${name(f)} as ${inner('own', f)}`);
    const mine = sql`(select ${comma([...own, name(rowField), keyText(on, from.scope, 'left')])} from ${from.from})`;
    const taken = out.flatMap(({ field, type, theirs }) => (theirs === undefined ? [] : [{ field, type, theirs }]));
    // Sources one below another, and of each key the row of the first that has it: a join for each would be a level for each.
    const parts = sources.map((s, i) => {
      const theirs = taken.map(({ field, type, theirs: f }) => {
        const value = s.scope.types.get(f) === type ? name(f) : missing(type, dialect);
        return sql`${value} as ${inner('their', field)}`;
      });
      return sql`select ${comma([keyText(on, s.scope, 'right'), sql`${i + 1} as _found`, ...theirs])} from ${s.from}`;
    });
    const names = [sql`_k`, sql`_found`, ...taken.map((o) => inner('their', o.field))];
    const first = sql`(select ${comma(names)} from (${sql.join(parts, sql` union all `)}) order by _found limit 1 by _k)`;
    const columns = out.map(({ field, type, theirs, blank }) => {
      const own = types.has(field) ? inner('own', field) : missing(type, dialect);
      if (theirs === undefined || parts.length === 0) return as(own, field);
      const keep =
        blank !== undefined && types.has(blank) ? sql`when ${inner('own', blank)} is not null then ${own} ` : sql``;
      const found = sql`when _found > 0 then ${inner('their', field)}`;
      return as(sql`case ${keep}${found} else ${missing(type, dialect)} end`, field);
    });
    const joined =
      parts.length === 0 ? sql`` : sql` any left join ${parts.length === 1 ? sql`(${parts[0]!})` : first} using _k`;
    return sql`(select ${comma([...columns, name(rowField)])} from ${mine}${joined})`;
  },

  latest({ from, on, source, column, upTo, carried }) {
    const { types } = from.scope;
    const owned = [...new Set([...carried, upTo, ...(types.has(column) ? [column] : [])])];
    const mine = [...owned.map((f) => sql`${name(f)} as ${inner('own', f)}`), sql`${name(rowField)} as _from`];
    const left = sql`(select ${comma([...mine, keyText(on, from.scope, 'left')])} from ${from.from})`;
    const theirs = sql`(select ${comma([keyText(on, source.scope, 'right'), sql`1 as _found`, sql`${name(column)} as _theirs`])} from ${source.from})`;
    const names = [...owned.map((f) => inner('own', f)), sql`_from`];
    const at = sql`case when _found = 1 and _theirs <= ${inner('own', upTo)} then _theirs else null end as _at`;
    const all = sql`(select ${comma([...names, at])} from (select ${comma([...names, sql`_found`, sql`_theirs`])} from ${left} all left join ${theirs} using _k))`;
    const last = sql`(select * from ${all} order by case when _at is null then 1 else 0 end, _at desc limit 1 by _from)`;
    const out = [
      ...carried.map((f) => as(inner('own', f), f)),
      as(types.has(column) ? sql`coalesce(${inner('own', column)}, _at)` : sql`_at`, column),
      as(sql`_from`, rowField),
    ];
    return sql`(select ${comma(out)} from ${last})`;
  },

  pair({ opening, closing, on, columns, word }) {
    const { dialect } = opening.scope;
    const comparable = on.every((c) => opening.scope.types.get(c) === closing.scope.types.get(c));
    const side = (of: Select, which: 'opening' | 'closing', more: readonly Sql[]): Sql => {
      const key = keyText(comparable ? on : ['#absent'], of.scope, which === 'opening' ? 'left' : 'right');
      return sql`(select ${comma([key, ...more])} from ${of.from})`;
    };
    const fields = (which: 'opening' | 'closing') => columns.filter((c) => c.side === which);
    const renamed = (which: 'opening' | 'closing'): Sql[] => [
      ...fields(which).map((c) => sql`${name(c.field)} as ${inner(which, c.field)}`),
      sql`${name(rowField)} as _from`,
    ];
    const out = (which: readonly string[], word_: Sql, row: Sql): Sql =>
      comma([
        ...columns.map((c) => {
          const value = which.includes(c.side) ? inner(c.side, c.field) : missing(c.type, dialect);
          return as(value, `${c.side}.${c.field}`);
        }),
        ...word.map((w) => as(w.of(word_), w.field)),
        as(sql`toInt64(${row})`, rowField),
      ]);
    const found = sql`1 as _found`;
    const theirs = side(closing, 'closing', [found, ...renamed('closing').slice(0, -1)]);
    const there = sql`select ${out(['opening', 'closing'], sql`case when _found = 1 then 'stayed' else 'left' end`, sql`_from`)} from ${side(opening, 'opening', renamed('opening'))} any left join ${theirs} using _k`;
    const joined = sql`select ${out(['closing'], sql`'joined'`, sql`_from + ${afterAll}`)} from (select * from ${side(closing, 'closing', renamed('closing'))} any left join ${side(opening, 'opening', [found])} using _k) where _found = 0`;
    return sql`(select * from (${there} union all ${joined}))`;
  },

  // Sides one below another and one row per key of them all, since its joins are of two tables and one name.
  join(sides) {
    const first = sides[0]!.select.scope;
    const { dialect } = first;
    const all = sides.flatMap((s) =>
      s.fields.map((f) => ({ side: s.as, field: f, type: s.select.scope.types.get(f)! })),
    );
    const parts = sides.map(({ as: side, select, on }, i) => {
      const { types } = select.scope;
      const comparable = on.every((c, k) => types.has(c) && types.get(c) === first.types.get(sides[0]!.on[k]!));
      const own = sql`concat(${`\u0002${i} `}, toString(${name(rowField)}))`;
      const blank = sql.join(
        on.map((c) => sql`${name(c)} is null`),
        sql` or `,
      );
      const text = on.flatMap((c) => [sql`assumeNotNull(toString(${name(c)}))`, sql`${endMark}`]);
      const key = comparable ? sql`case when ${blank} then ${own} else concat(${sql.join(text)}) end` : own;
      const columns = all.map((c) => {
        const value = c.side === side ? name(c.field) : missing(c.type, dialect);
        return sql`${value} as ${inner(c.side, c.field)}`;
      });
      const row = sql`toInt64(${name(rowField)} + ${i * afterAll}) as _from`;
      return sql`select ${comma([sql`${key} as _k`, ...columns, row])} from ${select.from}`;
    });
    const out = all.map((c) => as(sql`max(${inner(c.side, c.field)})`, `${c.side}.${c.field}`));
    const rows = sql`(${sql.join(parts, sql` union all `)})`;
    return sql`(select ${comma([...out, as(sql`min(_from)`, rowField)])} from ${rows} group by _k)`;
  },
};
