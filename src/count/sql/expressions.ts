import { sql } from 'kysely';
import type { Measure } from '../../core/cube.js';
import type { Predicate, Rule } from '../../core/predicate.js';
import { type CodeLists, elsewhere, type Recode } from '../../core/recode.js';
import type { Dimension, Order } from '../../core/request.js';
import { remember } from '../column.js';
import { measured } from '../memory.js';
import type { Dialect, Sql } from './dialect.js';
import { type Field, grouped, type ListSets, sqlName } from './fields.js';

export type SqlType = 'text' | 'number' | 'yes-no' | 'date' | 'group';

/** What an expression may read: the type of each field that is there. A field that is not is missing in every row. */
export interface Scope {
  readonly dialect: Dialect;
  readonly sets: ListSets;
  readonly types: ReadonlyMap<Field, SqlType>;
}

/** A group as the dialect writes it. */
export const group = (of: string, { codes, types }: Dialect): Sql =>
  codes ? sql`cast(${codes.of(of)} as ${sql.raw(types.group)})` : sql`${of}`;

export const name = (field: Field): Sql => sql`${sql.id(sqlName(field))}`;
export const comma = (parts: readonly Sql[]): Sql => sql`${sql.join(parts, sql`, `)}`;

// Written as comparisons because not every engine has the words true and false.
const yes = sql`(1 = 1)`;
const no = sql`(1 = 0)`;
const known = (test: Sql): Sql => sql`coalesce(${test}, ${no})`;
const joined = (parts: readonly Sql[], by: Sql): Sql => sql`(${sql.join(parts, by)})`;

const range = (from: number, to: number): string =>
  String.fromCharCode(...Array.from({ length: to - from + 1 }, (_, i) => from + i));

/** The characters that `listKey` makes a space of, besides `&`: JavaScript's white space, ASCII punctuation, dashes and quotes. */
export const separatorCharacters = [
  range(0x09, 0x0d),
  ' \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff',
  range(0x2000, 0x200a),
  range(0x21, 0x25),
  range(0x27, 0x2f),
  range(0x3a, 0x40),
  range(0x5b, 0x60),
  range(0x7b, 0x7e),
  range(0x2010, 0x2015),
  '\u2018\u2019\u201c\u201d\u2212',
].join('');

// A class in brackets, of which only [ ] \ ^ and - are special, in every engine.
const separators = `[${separatorCharacters.replace(/[\]\\^[-]/g, '\\$&')}]+`;

/** A text of nothing but separators, which is no code. */
export const noCode = `^(${separators})?$`;

/** Core's `listKey` in SQL: the same text for the same value. */
export const keyOf = (text: Sql, { replaceAll, lowerAscii }: Dialect): Sql =>
  replaceAll(lowerAscii(replaceAll(replaceAll(text, '&', ' and '), separators, ' ')), '^ +| +$', '');

/** The group of a key in lists tried in order, each its exact keys and then its patterns; missing when none knows it. */
export function groupOfKey(key: Sql, lists: readonly string[], codeLists: CodeLists, dialect: Dialect): Sql {
  const missing = sql`cast(null as ${sql.raw(dialect.types.group)})`;
  const then = (to: string): Sql => (to === elsewhere ? missing : group(to, dialect));
  const found = lists.flatMap((id) => {
    const list = codeLists[id];
    if (!list) throw new RangeError(`no code list "${id}"`);
    const byGroup = new Map<string, string[]>();
    for (const [k, to] of list.exact) remember(byGroup, to, () => []).push(k);
    const whens = [
      ...[...byGroup].map(([to, keys]) => sql`when ${key} in (${sql.join(keys)}) then ${then(to)}`),
      ...list.patterns.map((p) => sql`when ${dialect.matches(key, p.pattern)} then ${then(p.group)}`),
    ];
    return whens.length === 0
      ? []
      : [sql`case when ${key} = '' then ${missing} ${sql.join(whens, sql` `)} else ${missing} end`];
  });
  return found.length === 0 ? missing : found.length === 1 ? found[0]! : sql`coalesce(${comma(found)})`;
}

// Limits one after another, or, of many, the halves of them: every row would else be compared with half of hundreds.
const fewBins = 8;
const within = (n: Sql, bins: readonly number[], labels: readonly Sql[]): Sql => {
  if (bins.length === 0) return labels[0]!;
  if (bins.length <= fewBins) {
    const whens = bins.map((limit, i) => sql`when ${n} < ${limit} then ${labels[i]!}`);
    return sql`case ${sql.join(whens, sql` `)} else ${labels.at(-1)!} end`;
  }
  const half = bins.length >> 1;
  const [low, high] = [
    within(n, bins.slice(0, half), labels.slice(0, half + 1)),
    within(n, bins.slice(half + 1), labels.slice(half + 1)),
  ];
  return sql`case when ${n} < ${bins[half]!} then ${low} else ${high} end`;
};
const bin = (n: Sql, bins: readonly number[], labels: readonly Sql[], otherwise: Sql): Sql =>
  sql`case when ${n} is null then ${otherwise} else ${within(n, bins, labels)} end`;

export const isNumeric = (type: SqlType | undefined): boolean => type === 'number' || type === 'date';

/** Core's `recode` in SQL: the group of a row, never missing. */
export function groupOf(how: Recode, scope: Scope): Sql {
  const otherwise = group(how.otherwise, scope.dialect);
  if ('columns' in how) {
    const fields = how.columns.map((c, i) =>
      grouped(c, scope.sets.of(how.paired ? how.lists.slice(i, i + 1) : how.lists)),
    );
    const there = fields.filter((f) => scope.types.has(f)).map(name);
    return there.length === 0 ? otherwise : sql`coalesce(${comma(there)}, ${otherwise})`;
  }
  if ('cases' in how) {
    const whens = how.cases.map(
      ({ when, gives }) =>
        sql`when ${test(when, scope)} then ${typeof gives === 'string' ? group(gives, scope.dialect) : groupOf(gives, scope)}`,
    );
    return whens.length === 0 ? otherwise : sql`case ${sql.join(whens, sql` `)} else ${otherwise} end`;
  }
  const columns = 'column' in how ? [how.column] : how.days;
  if (!columns.every((c) => isNumeric(scope.types.get(c)))) return otherwise;
  const n = 'column' in how ? name(how.column) : sql`(${name(how.days[1])} - ${name(how.days[0])})`;
  return bin(
    n,
    how.bins,
    how.labels.map((l) => group(l, scope.dialect)),
    otherwise,
  );
}

/** What stands for a number that is missing, where every group must be something: no day or count of months is it. */
const noNumber = -1_000_000_000;

/** A dimension in SQL: the group of a row, or its whole number. */
export function dimensionOf(how: Dimension, scope: Scope): Sql {
  if (!('exact' in how)) return groupOf(how, scope);
  if (!isNumeric(scope.types.get(how.exact))) return sql`${noNumber}`;
  return sql`coalesce(${whole(name(how.exact), scope.dialect)}, ${noNumber})`;
}

/** The group that a value of a dimension stands for, as it comes from the engine. */
export const groupRead = (how: Dimension, value: unknown, { codes }: Dialect): string =>
  'exact' in how
    ? Number(value) === noNumber
      ? how.otherwise
      : String(Number(value))
    : codes
      ? codes.nameOf(Number(value))
      : String(value);

/** The texts of a column of which a row may have any, when that is what is asked: hundreds of organisations are one look-up. */
function oneOfTexts(
  any: readonly Predicate[],
): { readonly column: string; readonly values: readonly string[] } | undefined {
  const [first] = any;
  if (typeof first !== 'object' || !('is' in first)) return undefined;
  const values = any.flatMap((q) =>
    typeof q === 'object' && 'is' in q && q.column === first.column && typeof q.is === 'string' ? [q.is] : [],
  );
  return values.length === any.length ? { column: first.column, values } : undefined;
}

/** Core's `holds` in SQL: always true or false, never unknown, so that `not` keeps a row whose value is missing. */
export function test(p: Predicate, scope: Scope): Sql {
  if (p === true) return yes;
  if ('all' in p)
    return p.all.length === 0
      ? yes
      : joined(
          p.all.map((q) => test(q, scope)),
          sql` and `,
        );
  const texts = 'any' in p ? oneOfTexts(p.any) : undefined;
  if (texts) {
    const type = scope.types.get(texts.column);
    return type === 'text' ? known(sql`${name(texts.column)} in (${sql.join(texts.values)})`) : no;
  }
  if ('any' in p)
    return p.any.length === 0
      ? no
      : joined(
          p.any.map((q) => test(q, scope)),
          sql` or `,
        );
  if ('not' in p) return sql`(not ${test(p.not, scope)})`;
  if ('group' in p) {
    const wanted = p.in.map((g) => group(g, scope.dialect));
    return wanted.length === 0 ? no : sql`(${groupOf(p.group, scope)} in (${comma(wanted)}))`;
  }
  if ('is' in p) {
    const type = scope.types.get(p.column);
    const column = name(p.column);
    if (typeof p.is === 'boolean')
      return type === 'yes-no' ? known(p.is ? sql`${column} = ${yes}` : sql`${column} = ${no}`) : no;
    if (typeof p.is === 'number') return isNumeric(type) ? known(sql`${column} = ${p.is}`) : no;
    return type === 'text' ? known(sql`${column} = ${p.is}`) : no;
  }
  const there = p.columns.filter((c) => scope.types.has(c));
  if ('known' in p)
    return there.length === 0
      ? no
      : joined(
          there.map((c) => sql`${name(c)} is not null`),
          sql` or `,
        );
  const whens = there.map((c) => {
    const inside = isNumeric(scope.types.get(c)) ? sql`${name(c)} between ${p.between[0]} and ${p.between[1]}` : no;
    return sql`when ${name(c)} is not null then ${inside}`;
  });
  return whens.length === 0 ? no : sql`(case ${sql.join(whens, sql` `)} else ${no} end)`;
}

export const passes = (rules: readonly Rule[], scope: Scope): Sql => test({ all: rules.map((r) => r.keep) }, scope);

/** Orders for choosing a row: blanks last whatever the direction, texts by number of characters and then by code point. */
export function orderBy(orders: readonly Order[], scope: Scope): readonly Sql[] {
  return orders.flatMap(({ column, descending }) => {
    const type = scope.types.get(column);
    if (type === undefined) return [];
    const direction = descending ? sql` desc` : sql``;
    const value = name(column);
    const { characters, byCodePoint } = scope.dialect;
    const keys = type === 'text' ? [characters(value), byCodePoint(value)] : [value];
    return [sql`case when ${value} is null then 1 else 0 end`, ...keys.map((k) => sql`${k}${direction}`)];
  });
}

const whole = (n: Sql, dialect: Dialect): Sql => sql`cast(floor(${n} + 0.5) as ${sql.raw(dialect.types.integer)})`;

/** A number in whole hundred-thousandths, so that its sum is exact; missing stays missing. */
export const hundredThousandths = (n: Sql, dialect: Dialect): Sql => whole(sql`${n} * 100000`, dialect);

/** What a row adds to a measure, an integer; a blank adds nothing. Sums of these are exact in every engine and in any order. */
export function amount(measure: Measure, scope: Scope, own?: string): Sql {
  const column = own ?? measured[measure];
  if (column === undefined) return sql`1`;
  if (!isNumeric(scope.types.get(column))) return sql`0`;
  const n = name(column);
  const each = measure === 'fte' ? hundredThousandths(n, scope.dialect) : whole(n, scope.dialect);
  return sql`coalesce(${measure === 'weight-squared' ? sql`${each} * ${each}` : each}, 0)`;
}
