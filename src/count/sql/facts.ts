import { sql } from 'kysely';
import { listKey, lookUp } from '../../core/recode.js';
import type { Facts } from '../../core/rows.js';
import { fewTexts } from '../kept.js';
import { type Compilation, rawText, rowsOf } from './compilation.js';
import type { Runner } from './counter.js';
import { type Sql, textOf } from './dialect.js';
import { comma, groupOfKey, keyOf, name } from './expressions.js';
import { select } from './select.js';

/** The column that says which file a row is of, where an engine reads several. */
export const fileColumn = '(file)';

export interface Known extends Facts {
  readonly length: number;
}

const number = (value: unknown): number => Number(value);
const text = (value: unknown): string | undefined =>
  value === null || value === undefined ? undefined : String(value);

/** The first of some columns that has a value; missing when none is there. */
const firstOf = (columns: readonly Sql[]): Sql =>
  columns.length === 1 ? columns[0]! : sql`coalesce(${comma(columns)})`;

/**
 * What a run must know of a table that only the engine sees: its columns, organisations, snapshots and days, and how many rows are about people whom `people`
 * (tables that say who somebody is) do not know. `dates` are lists of date columns. No row is sent, only these.
 */
export async function sqlFacts(
  table: string,
  asked: {
    readonly dates: readonly (readonly string[])[];
    readonly people: readonly string[];
    /** Columns whose different texts are asked for: they name the groups. */
    readonly values?: readonly string[];
  },
  to: Compilation,
  run: Runner,
): Promise<Known> {
  const { columns } = to.tables[table]!;
  const rows = async (statement: Sql) => await run(textOf(statement, to.dialect));
  const from = (fields: readonly string[], of = table): Sql => sql`${select(of, fields, to).from} as t`;
  const own = Object.keys(columns).filter((c) => c !== fileColumn);
  const any = own.map(
    (c, i) =>
      sql`select ${i} as place from (select 1 as one from ${from([c])} where ${name(c)} is not null limit 1) as f`,
  );
  const there = new Set(
    (any.length === 0 ? [] : await rows(sql`${sql.join(any, sql` union all `)}`)).map(([i]) => number(i)),
  );
  const known = Object.fromEntries(own.map((c, i) => [c, there.has(i)]));

  const by = ['organisation', 'snapshotDate', fileColumn].filter((c) => columns[c]);
  const groups =
    by.length === 0
      ? await rows(sql`select count(*) from ${from([])}`)
      : await rows(sql`select count(*), ${comma(by.map(name))} from ${from(by)} group by ${comma(by.map(name))}`);
  const group = (row: readonly unknown[]): Facts['groups'][number] => {
    const at = (c: string): unknown => (by.includes(c) ? row[1 + by.indexOf(c)] : undefined);
    const [organisation, snapshot, file] = [text(at('organisation')), at('snapshotDate'), text(at(fileColumn))];
    return {
      rows: number(row[0]),
      ...(organisation === undefined ? {} : { organisation }),
      ...(snapshot === null || snapshot === undefined ? {} : { snapshot: number(snapshot) }),
      ...(file === undefined ? {} : { file }),
    };
  };
  const found = groups.map(group).filter((g) => g.rows > 0);
  const length = found.reduce((n, g) => n + g.rows, 0);

  const days: Record<string, Facts['days'][string]> = {};
  const daySets = [...asked.dates, ['snapshotDate'], ['snapshotDate', 'period', 'surveyYear']];
  for (const list of daySets) {
    const held = list.filter((c) => columns[c]?.type === 'date');
    if (held.length === 0) continue;
    const first = firstOf(held.map(name));
    const each = await rows(
      sql`select day, count(*) from (select ${first} as day from ${from(held)}) as d group by day`,
    );
    days[list.join(' ')] = {
      days: [...new Set(each.flatMap(([day]) => (day === null ? [] : [number(day)])))].sort((a, b) => a - b),
      none: each.reduce((n, [day, count]) => (day === null ? n + number(count) : n), 0),
    };
  }
  const values: Record<string, readonly string[]> = {};
  for (const column of (asked.values ?? []).filter((c) => columns[c]?.type === 'text' && known[c])) {
    const texts = sql`select ${name(column)} as text from ${from([column])} where ${name(column)} is not null group by text order by text limit 1000`;
    values[column] = [...new Set((await rows(texts)).map(([value]) => String(value)))];
  }
  const strangers = await strangersOf(table, asked, to, run);
  return { length, known, groups: found, days, values, ...(strangers ? { strangers } : {}) };
}

/** How many rows of a table name a person whom the tables of people do not know: all, and those with a day. */
export async function strangersOf(
  table: string,
  { dates, people }: { readonly dates: readonly (readonly string[])[]; readonly people: readonly string[] },
  to: Compilation,
  run: Runner,
): Promise<Facts['strangers']> {
  const key = 'employeeNumber';
  const tables = people.filter((p) => to.tables[p]?.columns[key]);
  if (people.includes(table) || !to.tables[table]!.columns[key] || !tables.includes('staff')) return undefined;
  const held = dates.flat().filter((c) => to.tables[table]!.columns[c]?.type === 'date');
  const dated = held.length === 0 ? sql`1` : sql`case when ${firstOf(held.map(name))} is null then 0 else 1 end`;
  const own = sql`select ${name(key)} as who, ${dated} as dated from ${select(table, [key, ...held], to).from} as t where ${name(key)} is not null`;
  const those = sql.join(
    tables.map(
      (p) => sql`select ${name(key)} as them from ${select(p, [key], to).from} as p where ${name(key)} is not null`,
    ),
    sql` union all `,
  );
  const without = to.dialect.standard
    ? sql`not exists (select 1 from (${those}) as everybody where them = who)`
    : sql`who not in (select them from (${those}))`;
  const each = await run(textOf(sql`select count(*), sum(dated) from (${own}) as own where ${without}`, to.dialect));
  const sum = (at: number): number => each.reduce((n, row) => n + number(row[at] ?? 0), 0);
  return { all: sum(0), dated: sum(1) };
}

/** The texts of a column that a list does not know, with their numbers of rows, most frequent first; 200 at most unless told. */
export async function unknownTexts(
  table: string,
  column: string,
  list: string,
  to: Compilation,
  run: Runner,
  most = 200,
): Promise<readonly { readonly value: string; readonly rows: number }[]> {
  const { columns } = to.tables[table]!;
  const { relation } = rowsOf(to.tables[table]!, to.within?.get(table));
  const raw = rawText(columns[column]!, to.dialect);
  const texts =
    (to.within ? undefined : to.texts?.(table, column)) ??
    sql`select text, count(*) as n from (select ${raw} as text from ${relation}) as r where text is not null group by text`;
  // Few texts are looked up here: a statement that holds a list takes longer to plan than to run.
  const found = await run(textOf(sql`select text, n from (${texts}) as f limit ${fewTexts + 1}`, to.dialect));
  if (found.length <= fewTexts)
    return found
      .map(([value, n]) => ({ value: String(value), rows: number(n) }))
      .filter(({ value }) => listKey(value) !== '' && lookUp(to.lists[list]!, listKey(value)) === undefined)
      .sort((x, y) => y.rows - x.rows || (x.value < y.value ? -1 : 1))
      .slice(0, most);
  const keyed = sql`select text, n, ${keyOf(sql`text`, to.dialect)} as written from (${texts}) as f`;
  const { standard } = to.dialect;
  const meant = sql`select text, n, ${groupOfKey(sql`written`, [list], to.lists, to.dialect)} as meaning from ${standard ? sql`keyed` : sql`(${keyed}) as keyed`} where written <> ''`;
  // Each is made once: a planner that writes them out in all the places that look at them takes far longer than the count.
  const once = standard ? sql`with keyed as materialized (${keyed}), meant as materialized (${meant}) ` : sql``;
  const statement = sql`${once}select text, n from ${standard ? sql`meant` : sql`(${meant}) as meant`} where meaning is null order by n desc, text limit ${most}`;
  return (await run(textOf(statement, to.dialect))).map(([value, n]) => ({ value: String(value), rows: number(n) }));
}
