import { sql } from 'kysely';
import type { Rule } from '../../core/predicate.js';
import type { CountRequest } from '../../core/request.js';
import { leftOut } from '../needed.js';
import type { Fates } from '../tally.js';
import { type Compilation, type One, rowField, type Select } from './compilation.js';
import type { Runner } from './counter.js';
import { type Sql, textOf } from './dialect.js';
import { comma, name, orderBy, test } from './expressions.js';
import { ruleFields } from './fields.js';
import { choosing, select } from './select.js';
import { keyParts } from './standard.js';

/** For each request the fate of each kind of row, and how many rows are of each kind. */
export interface Kinds {
  readonly fates: readonly Fates[];
  readonly rows: readonly number[];
}

const field = (prefix: string, i: number): Sql => sql`${sql.id(`_${prefix}${i}`)}`;

/** The place of the first rule a row fails, or -1. */
const reason = (rules: readonly Rule[], { scope }: Select): Sql => {
  const whens = rules.map((r, i) => sql`when not ${test(r.keep, scope)} then ${i}`);
  return whens.length === 0 ? sql`-1` : sql`case ${sql.join(whens, sql` `)} else -1 end`;
};

interface Asked {
  readonly from: One;
  readonly where: readonly Rule[];
  readonly i: number;
}

const keyed = ({ from }: Asked, { scope }: Select): boolean => from.per.some((c) => scope.types.has(c));

/** Code of a fate: 0 counted, 1 merged, 2 + the place of the rule among the table's and then the request's. */
const fateOf = ({ from, i }: Asked, outer: Sql, first: Sql): Sql =>
  sql`case when ${field('r', i)} >= 0 then ${field('r', i)} + 2 when ${outer} >= 0 then ${outer} + ${from.where.length + 2} when ${first} then 0 else 1 end`;

/** Rows with a reason and an outer reason for each request, and what choosing one per person reads. */
function reasons(inner: One['one'], asked: readonly Asked[], to: Compilation): { rows: Sql; from: Select } {
  const wanted = asked.flatMap(({ from, where }) => [...choosing(from, to.sets), ...ruleFields(where, to.sets)]);
  const from = select(inner, wanted, to);
  const used = [...new Set(asked.flatMap((a) => [...a.from.per, ...a.from.first.map((o) => o.column)]))];
  const columns = [
    name(rowField),
    ...used.filter((c) => from.scope.types.has(c)).map(name),
    ...asked.map((a) => sql`${reason(a.from.where, from)} as ${field('r', a.i)}`),
    ...asked.map((a) => sql`${reason(a.where, from)} as ${field('o', a.i)}`),
  ];
  return { rows: sql`(select ${comma(columns)} from ${from.from} as asked)`, from };
}

/** A column for each request with a row's fate, made with window functions, and the row's number. */
function windowed({ rows, from }: ReturnType<typeof reasons>, asked: readonly Asked[], only?: Sql): Sql {
  const columns = asked.map((a) => {
    const [r, o] = [field('r', a.i), field('o', a.i)];
    if (!keyed(a, from)) return sql`${fateOf(a, o, sql`(1 = 1)`)} as ${field('f', a.i)}`;
    const order = comma([...orderBy(a.from.first, from.scope), name(rowField)]);
    const over = sql`over (partition by case when ${r} >= 0 then 1 else 0 end, ${comma(keyParts(a.from.per, from.scope))} order by ${order})`;
    const outer = a.where.length === 0 ? o : sql`first_value(${o}) ${over}`;
    return sql`${fateOf(a, outer, sql`row_number() ${over} = 1`)} as ${field('f', a.i)}`;
  });
  return sql`(select ${comma([name(rowField), ...columns])} from ${rows} as w${only ? sql` where ${only}` : sql``})`;
}

/** The same without window functions: the row chosen for each person is joined to the rows by the person's key. */
function joined({ rows, from }: ReturnType<typeof reasons>, asked: readonly Asked[]): Sql {
  const { scope } = from;
  const keyOf = (a: Asked): Sql => {
    const parts = keyParts(a.from.per, scope).flatMap((k) => [
      sql`coalesce(toString(${k}), ${'\u0002'})`,
      sql`${'\u0001'}`,
    ]);
    return sql`concat(${sql.join(parts)}) as ${field('j', a.i)}`;
  };
  const own = asked.flatMap((a) => [field('r', a.i), field('o', a.i)]);
  let made = sql`(select ${comma([name(rowField), ...own, ...asked.map(keyOf)])} from ${rows})`;
  let there: readonly Sql[] = [name(rowField), ...own, ...asked.map((a) => field('j', a.i))];
  for (const a of asked) {
    const order = comma([...orderBy(a.from.first, scope), name(rowField)]);
    const renamed = [
      keyOf(a),
      sql`${field('o', a.i)} as ${field('p', a.i)}`,
      sql`${name(rowField)} as ${field('c', a.i)}`,
    ];
    const used = sql`(select * from ${rows} where ${field('r', a.i)} < 0 order by ${order})`;
    const chosen = sql`(select ${comma(renamed)} from ${used} limit 1 by ${field('j', a.i)})`;
    const more = [field('p', a.i), field('c', a.i)];
    made = sql`(select ${comma([...there, ...more])} from ${made} any left join ${chosen} using ${field('j', a.i)})`;
    there = [...there, ...more];
  }
  const columns = asked.map(
    (a) => sql`${fateOf(a, field('p', a.i), sql`${field('c', a.i)} = ${name(rowField)}`)} as ${field('f', a.i)}`,
  );
  return sql`(select ${comma([name(rowField), ...columns])} from ${made})`;
}

/**
 * Follows the rows of a table through several requests at once: as many kinds of row as there are combinations of fates, each with its number of
 * rows. Undefined for requests that do not choose one row per person of a table or of a lookup of one, and where an engine without window functions
 * has no column that numbers the rows.
 */
export async function sqlFates(
  table: string,
  requests: readonly CountRequest[],
  to: Compilation,
  run: Runner,
  numbered: boolean,
  {
    ready = async () => undefined,
    keep = (_, make) => make(),
  }: {
    /** Makes ready what a statement reads. */
    readonly ready?: (compile: (to: Compilation) => unknown) => Promise<void>;
    /** What the rows of these files, or of all, were found to be before, or is now made. */
    readonly keep?: <T>(files: readonly string[] | undefined, make: () => Promise<T>) => Promise<T>;
  } = {},
): Promise<Kinds | undefined> {
  const unlike = new Map<string, number>();
  const places = requests.map(({ from, where }) => {
    const id = JSON.stringify([from, where]);
    const at = unlike.get(id) ?? unlike.size;
    unlike.set(id, at);
    return at;
  });
  const asked = [...unlike.keys()].map((id, i): Asked | undefined => {
    const [from, where] = JSON.parse(id) as [CountRequest['from'], Rule[]];
    const follows =
      typeof from === 'object' &&
      'one' in from &&
      (from.one === table || (typeof from.one === 'object' && 'lookup' in from.one && from.one.lookup === table));
    return follows ? { from, where, i } : undefined;
  });
  const { standard } = to.dialect;
  if (asked.some((a) => a === undefined) || (!standard && !numbered)) return undefined;
  const all = asked as readonly Asked[];
  // Files of which every row is out by what is known of them are not read.
  const { within, outside } = outsideOf(table, all, to);
  const own = within ? { ...to, within: new Map([[table, within]]) } : to;
  const kinds = async (): Promise<readonly (readonly number[])[]> => {
    const rows: (readonly number[])[] = [];
    await ready((to) => statementsOf(table, all, { ...to, ...(own.within ? { within: own.within } : {}) }));
    for (const statement of statementsOf(table, all, own))
      for (const row of await run(textOf(statement, to.dialect))) rows.push(row.map(Number));
    return rows;
  };
  const found = [...outside, ...(within?.length === 0 ? [] : await keep(within, kinds))];
  return {
    rows: found.map((row) => Number(row[all.length])),
    fates: places.map((at) => {
      const { from, where } = all[at]!;
      const kinds = [
        { kind: 'counted' } as const,
        { kind: 'merged' } as const,
        ...[...from.where, ...where].map(({ rule }) => ({ kind: 'excluded', rule }) as const),
      ];
      return { table, fate: found.map((row) => kinds[Number(row[at])]!) };
    }),
  };
}

/** The files of a table that have to be read, where that is not all of them, and the kinds of rows that all others are of: a fate for each request, and their number. */
function outsideOf(
  table: string,
  asked: readonly Asked[],
  { groups, tables }: Compilation,
): { readonly within?: readonly string[]; readonly outside: readonly (readonly number[])[] } {
  const known = groups?.(table);
  const paths = tables[table]?.files?.paths;
  if (!known || !paths || known.some((g) => g.file === undefined)) return { outside: [] };
  const placed = known.map((group) => ({ group, out: asked.map(({ from }) => leftOut(from, group)) }));
  const read = new Set(placed.flatMap(({ group, out }) => (out.includes(undefined) ? [group.file!] : [])));
  const outside = placed
    .filter(({ group }) => !read.has(group.file!))
    .map(({ group, out }) => [...out.map((rule) => rule! + 2), group.rows]);
  return { within: paths.filter((p) => read.has(p)), outside };
}

/** The statements that give every kind of row with its number: a code for each request, and the number of rows. */
function statementsOf(table: string, all: readonly Asked[], to: Compilation): readonly Sql[] {
  const { standard } = to.dialect;
  const plain = all.filter((a) => a.from.one === table);
  const parts = [
    ...(plain.length > 0 ? [{ inner: table as One['one'], own: plain }] : []),
    ...all.filter((a) => a.from.one !== table).map((a) => ({ inner: a.from.one, own: [a] })),
  ].map(({ inner, own }) => ({ own, made: reasons(inner, own, to) }));
  const codes = all.map((a) => field('f', a.i));
  const counted = (from: Sql): Sql =>
    sql`select ${comma([...codes, sql`count(*) as n`])} from ${from} group by ${comma(codes)}`;
  const statements: Sql[] = [];
  const [only] = parts;
  if (standard && only && parts.length === 1) {
    // Rows that every request leaves out are most of them, and need no order.
    const out = sql.join(
      only.own.map((a) => sql`${field('r', a.i)} >= 0`),
      sql` and `,
    );
    const left = only.own.map((a) => sql`${field('r', a.i)} + 2 as ${field('f', a.i)}`);
    statements.push(
      counted(sql`(select ${comma(left)} from ${only.made.rows} as w where ${out}) as rows_out`),
      counted(sql`${windowed(only.made, only.own, sql`not (${out})`)} as rows_in`),
    );
  } else {
    const each = parts.map(({ own, made }) => (standard ? windowed(made, own) : joined(made, own)));
    const row = name(rowField);
    const together = each
      .slice(1)
      .reduce(
        (left, right, k) =>
          standard
            ? sql`(select l.*, ${comma(parts[k + 1]!.own.map((a) => sql`r.${field('f', a.i)}`))} from ${left} as l join ${right} as r on l.${row} = r.${row})`
            : sql`(select * from ${left} any left join ${right} using ${row})`,
        each[0]!,
      );
    statements.push(counted(sql`${together} as followed`));
  }
  return statements;
}
