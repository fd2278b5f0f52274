import { sql } from 'kysely';
import type { Table } from '../../core/request.js';
import { remember } from '../column.js';
import { baseOf } from '../tables.js';
import {
  as,
  type Compilation,
  type Forms,
  inner,
  type JoinedSide,
  type LookedUp,
  narrowed,
  type One,
  pathsOf,
  rawText,
  rowField,
  rowsOf,
  type Select,
  scopeOf,
  whole,
} from './compilation.js';
import type { Dialect, Sql } from './dialect.js';
import { comma, groupOfKey, isNumeric, keyOf, type SqlType } from './expressions.js';
import { type Field, type ListSets, partsOf, ruleFields } from './fields.js';
import { nested } from './nested.js';
import { standard } from './standard.js';

/** The select of a table with those of the fields that exist. Throws a RangeError for a table that was not given. */
export function select(table: Table, fields: Iterable<Field>, to: Compilation, anyRow = false): Select {
  const wanted = [...new Set(fields)].filter((f) => f !== rowField);
  const before = to.reuse?.(table, wanted, pathsOf(table, to));
  if (before) return before;
  if (typeof table === 'string') return base(table, wanted, to);
  const forms = to.dialect.standard ? standard : nested;
  if ('one' in table) return one(table, wanted, to, forms, anyRow);
  if ('join' in table) return join(table, wanted, to, forms);
  return 'lookup' in table ? lookup(table, wanted, to, forms) : pair(table, wanted, to, forms);
}

function base(table: string, wanted: readonly Field[], to: Compilation): Select {
  const given = to.tables[table];
  if (!given) {
    const there = Object.keys(to.tables).join(', ') || 'none';
    throw new RangeError(`no table "${table}": tables given are ${there}`);
  }
  const rows = rowsOf(given, pathsOf(table, to));
  const there = wanted.filter((f) => given.columns[partsOf(f).column]);
  // A table of meanings is joined once, whatever is taken of it.
  const joins = new Map<string, { readonly alias: string; readonly join: Sql }>();
  // Made once and not again wherever they are asked for.
  const before = new Map<string, { readonly as: Sql; readonly value: Sql }>();
  const first = (id: string, value: () => Sql): Sql =>
    remember(before, id, () => ({ as: sql`${sql.id(`_key${before.size}`)}`, value: value() })).as;
  const selected = there.map((f) => {
    const { column, set } = partsOf(f);
    const from = given.columns[column]!;
    const kept = to.kept?.(table, column, set);
    if (kept && 'texts' in kept) {
      const { of, read } = to.dialect.among!;
      return as(read(of(rawText(from, to.dialect), kept.texts, kept.groups), inner('found', f)), f);
    }
    if (kept) {
      const { alias } = remember(joins, kept.id, () => {
        const own = `_m${joins.size}`;
        const on = sql`${sql.id(own, '_text')} = ${rawText(from, to.dialect)}`;
        const meanings = kept.rows ? sql`(${kept.rows})` : sql.id(kept.id);
        return { alias: own, join: sql` left join ${meanings} as ${sql.id(own)} on ${on}` };
      });
      return as(sql`${sql.id(alias, kept.meaning)}`, f);
    }
    // Where a name means what the same select makes of it (see `nested`), what is made of a day that is taken too is made first: a day is no date twice.
    const ofDay = from.reads?.some((r) => r !== f && there.includes(r) && given.columns[r]?.type === 'date');
    if (set === undefined && ofDay && !to.dialect.standard)
      return as(
        first(f, () => from.value),
        f,
      );
    if (set === undefined) return as(from.value, f);
    const key = first(column, () => keyOf(rawText(from, to.dialect), to.dialect));
    return as(groupOfKey(key, to.sets.sets[set]!, to.lists, to.dialect), f);
  });
  const columns = comma([...selected, as(rows.row, rowField)]);
  const types = there.map((f) => [f, partsOf(f).set === undefined ? given.columns[f]!.type : 'group'] as const);
  return {
    from: sql`(select ${columns} from ${made(rows.relation, before.values(), to.dialect)}${sql.join(
      [...joins.values()].map((j) => j.join),
      sql``,
    )})`,
    scope: scopeOf(to, types),
  };
}

/** A base table with what is made of its columns first: keys, meanings. */
function made(relation: Sql, first: Iterable<{ readonly as: Sql; readonly value: Sql }>, dialect: Dialect): Sql {
  const columns = [...first].map(({ as: own, value }) => sql`${value} as ${own}`);
  if (columns.length === 0) return relation;
  // Nothing is left out by the offset; it keeps PostgreSQL from writing the key out in each place again.
  const fence = dialect.name === 'postgres' ? sql` offset 0` : sql``;
  return sql`(select *, ${comma(columns)} from ${relation}${fence}) as made`;
}

/** The fields that choosing one row per key reads, besides those wanted of the row chosen. */
export const choosing = (table: One, sets: ListSets): readonly Field[] => [
  ...table.per,
  ...ruleFields(table.where, sets),
  ...table.first.map((o) => o.column),
];

function one(table: One, wanted: readonly Field[], to: Compilation, forms: Forms, anyRow: boolean): Select {
  const from = select(table.one, [...wanted, ...choosing(table, to.sets)], narrowed(table, to));
  return oneOf(table, wanted, from, to, forms, anyRow);
}

/** One row per key of a select that has the fields for it. */
export function oneOf(
  table: One,
  wanted: readonly Field[],
  from: Select,
  to: Compilation,
  forms: Forms,
  anyRow = false,
): Select {
  const typeOf = (f: Field): SqlType => from.scope.types.get(f)!;
  // A column to be added that holds no numbers is missing in every row.
  const added = (f: Field): boolean => table.sum?.includes(f) ?? false;
  const out = wanted.filter((f) => from.scope.types.has(f) && (!added(f) || typeOf(f) === 'number'));
  const lowest = (f: Field): boolean => !added(f) && (table.least?.includes(f) ?? false) && isNumeric(typeOf(f));
  const made = forms.one({
    from,
    table,
    plain: out.filter((f) => !added(f) && !lowest(f)),
    summed: out.filter(added),
    least: out.filter(lowest),
    anyRow,
  });
  return {
    from: made,
    scope: scopeOf(
      to,
      out.map((f) => [f, typeOf(f)] as const),
    ),
  };
}

type Lookup = Extract<Table, { lookup: Table }>;
function lookup(table: Lookup, wanted: readonly Field[], to: Compilation, forms: Forms): Select {
  const prefix = table.as === undefined ? '' : `${table.as}.`;
  /** The name of a field in the sources, when it is taken from them. */
  const theirsOf = (f: Field): Field | undefined => {
    const field = f.slice(prefix.length);
    return f.startsWith(prefix) && table.take.includes(partsOf(field).column) ? field : undefined;
  };
  const taken = wanted.flatMap((f) => theirsOf(f) ?? []);
  const own = table.as === undefined ? wanted : wanted.filter((f) => theirsOf(f) === undefined);
  // Whether a row's own value is blank is asked of the value, also when only its group is carried.
  const blanks = table.as === undefined ? taken.map((f) => partsOf(f).column) : [];
  const ends = table.latest ? [table.latest.upTo] : [];
  const from = select(table.lookup, [...own, ...table.on, ...blanks, ...ends], to);
  const all = table.from
    .filter((t) => to.tables[baseOf(t)])
    .map((t) => select(t, [...table.on, ...taken], whole(to), true));
  const keyTypes = table.on.map((c) => from.scope.types.get(c));
  const sources = all.filter((s) => table.on.every((c, i) => keyTypes[i] && s.scope.types.get(c) === keyTypes[i]));
  if (table.latest) return latest(table.latest, table.on, from, sources, wanted, to, forms);
  const out = wanted.flatMap((field): LookedUp[] => {
    const theirs = theirsOf(field);
    const types = theirs === undefined ? [] : sources.map((s) => s.scope.types.get(theirs));
    const type = from.scope.types.get(field) ?? types.find((t) => t !== undefined);
    if (type === undefined) return [];
    if (theirs === undefined) return [{ field, type }];
    return [{ field, type, theirs, ...(table.as === undefined ? { blank: partsOf(field).column } : {}) }];
  });
  const made = forms.lookup({ from, on: table.on, sources, out });
  return {
    from: made,
    scope: scopeOf(
      to,
      out.map((o) => [o.field, o.type] as const),
    ),
  };
}

function latest(
  { column, upTo }: NonNullable<Lookup['latest']>,
  on: readonly string[],
  from: Select,
  sources: readonly Select[],
  wanted: readonly Field[],
  to: Compilation,
  forms: Forms,
): Select {
  const [source] = sources.filter((s) => isNumeric(s.scope.types.get(column)));
  if (!source || !wanted.includes(column) || !isNumeric(from.scope.types.get(upTo))) return from;
  const carried = wanted.filter((f) => f !== column && from.scope.types.has(f));
  const type = from.scope.types.get(column) ?? source.scope.types.get(column)!;
  return {
    from: forms.latest({ from, on, source, column, upTo, carried }),
    scope: scopeOf(to, [...carried.map((f) => [f, from.scope.types.get(f)!] as const), [column, type]]),
  };
}

type Pair = Extract<Table, { pair: readonly [Table, Table] }>;
function pair(table: Pair, wanted: readonly Field[], to: Compilation, forms: Forms): Select {
  const of = (side: string): Field[] =>
    wanted.filter((f) => f.startsWith(`${side}.`)).map((f) => f.slice(side.length + 1));
  const opening = select(table.pair[0], [...of('opening'), ...table.on], to);
  const closing = select(table.pair[1], [...of('closing'), ...table.on], to);
  const columns = (['opening', 'closing'] as const).flatMap((side) => {
    const { types } = (side === 'opening' ? opening : closing).scope;
    return of(side).flatMap((field) => (types.has(field) ? [{ side, field, type: types.get(field)! }] : []));
  });
  // The word itself can be grouped by lists like any column.
  const word = wanted
    .filter((f) => partsOf(f).column === 'pair')
    .map((field) => {
      const { set } = partsOf(field);
      const lists = set === undefined ? undefined : to.sets.sets[set]!;
      return { field, of: (w: Sql) => (lists ? groupOfKey(w, lists, to.lists, to.dialect) : w) };
    });
  const types = [
    ...columns.map((c) => [`${c.side}.${c.field}`, c.type] as const),
    ...word.map((w) => [w.field, partsOf(w.field).set === undefined ? 'text' : 'group'] as const),
  ];
  return { from: forms.pair({ opening, closing, on: table.on, columns, word }), scope: scopeOf(to, types) };
}

type Join = Extract<Table, { join: readonly unknown[] }>;
function join({ join: sides }: Join, wanted: readonly Field[], to: Compilation, forms: Forms): Select {
  const made = sides.map(({ as: side, table, on }): JoinedSide => {
    const own = wanted.filter((f) => f.startsWith(`${side}.`)).map((f) => f.slice(side.length + 1));
    const from = select(table, [...own, ...on], to);
    return { as: side, select: from, on, fields: own.filter((f) => from.scope.types.has(f)) };
  });
  const types = made.flatMap((s) => s.fields.map((f) => [`${s.as}.${f}`, s.select.scope.types.get(f)!] as const));
  return { from: forms.join(made), scope: scopeOf(to, types) };
}
