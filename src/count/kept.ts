import { sql } from 'kysely';
import { type CodeLists, listKey, lookUp } from '../core/recode.js';
import { remember } from './column.js';
import { type Compilation, type KeptIn, rawText, rowsOf } from './sql/compilation.js';
import type { Need, Runner } from './sql/counter.js';
import { type Sql, textOf } from './sql/dialect.js';
import { comma, group, groupOfKey, keyOf } from './sql/expressions.js';

/** A raw value that none of the lists tried on its column knows, with how many rows hold it. */
export interface UnmappedValue {
  readonly table: string;
  readonly column: string;
  readonly value: string;
  readonly rows: number;
}

export interface KeptMeanings extends Required<Pick<Compilation, 'texts'>> {
  kept: NonNullable<Compilation['kept']>;
  /** Works out what is not kept yet. */
  prepare(needs: readonly Need[], to: Compilation): Promise<void>;
  /** Values of the columns grouped so far that no list tried on them knows, most frequent first. */
  unmapped(): Promise<readonly UnmappedValue[]>;
}

interface Kept {
  /** The texts and their groups, where they are written into statements. */
  readonly written?: Extract<KeptIn, { texts: readonly string[] }>;
  /** Of the table of meanings, and of the column in it. */
  readonly id: string;
  readonly meaning: string;
  readonly table: string;
  readonly column: string;
  readonly set: number | undefined;
  /** The files whose texts it has; all when left out. */
  readonly paths?: readonly string[];
  readonly to: Compilation;
}

interface Wanted {
  readonly table: string;
  readonly column: string;
  readonly sets: Set<number | undefined>;
  paths: readonly string[] | undefined;
}

/** Whether the texts of these files are among those kept. */
const covers = ({ paths }: Kept, wanted: readonly string[] | undefined): boolean =>
  paths === undefined || (wanted?.every((p) => paths.includes(p)) ?? false);

/** Texts, different from each other, above which SQL looks their meanings up: so many are no codes. */
export const fewTexts = 2_000;

// So many are looked through in a list, once for each text of a dictionary; more are joined.
const fewWritten = 200;

/** The group of a key in the first of the lists that knows it. */
const groupIn = (key: string, ids: readonly string[], lists: CodeLists): string | undefined => {
  for (const id of ids) {
    const list = lists[id];
    if (!list) throw new RangeError(`no code list "${id}"`);
    const found = lookUp(list, key);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** The group of a text in lists tried in order; undefined when none of them knows it. */
export function meaningOf(text: string, ids: readonly string[], lists: CodeLists): string | undefined {
  const key = listKey(text);
  return key === '' ? undefined : groupIn(key, ids, lists);
}

/** The meanings of texts in sets of lists as rows of a table: looked up here, since a statement that holds whole lists takes longer to plan than to run. */
export function lookedUp(
  texts: readonly (readonly unknown[])[],
  sets: readonly (readonly string[])[],
  { dialect, lists }: Compilation,
): Sql {
  const missing = sql`cast(null as ${sql.raw(dialect.types.group)})`;
  const rows = texts.map(([value, n]) => {
    const text = String(value);
    const said = listKey(text) === '' ? sql`(1 = 0)` : sql`(1 = 1)`;
    const meanings = sets.map((ids) => {
      const found = meaningOf(text, ids, lists);
      return found === undefined ? missing : group(found, dialect);
    });
    return sql`(${comma([sql`${text}`, sql`${Number(n)}`, said, ...meanings])})`;
  });
  const columns = comma(['_text', '_rows', '_said', ...sets.map((_, i) => meaningAt(i))].map((c) => sql`${sql.id(c)}`));
  return sql`select * from (values ${comma(rows)}) as v(${columns})`;
}

export const meaningAt = (i: number): string => `_meaning${i}`;

/**
 * Keeps, for each grouped column, a small table of its distinct texts with what each means: keys are made and lists searched once per distinct text
 * (here when there are at most `few`, else in SQL), and the rows are joined to it; where the texts of a table are stored as `dictionaries`, so that an expression is
 * worked out once per text, the statement has the texts and their groups instead. The numbers of rows it holds also tell which values no list knows.
 */
export function keptMeanings(
  run: Runner,
  few = fewTexts,
  dictionaries: (table: string) => boolean = () => false,
): KeptMeanings {
  const all = new Map<string, Kept>();
  let tables = 0;
  const idOf = (table: string, column: string, set: number | undefined): string => JSON.stringify([table, column, set]);
  return {
    kept(table, column, set) {
      const found = all.get(idOf(table, column, set));
      return found?.written ?? found;
    },
    texts(table, column) {
      const known = [...all.values()].find(
        (k) => k.table === table && k.column === column && k.set !== undefined && k.paths === undefined,
      );
      return known && sql`select _text as text, _rows as n from ${sql.id(known.id)}`;
    },
    async prepare(needs, to) {
      const unlike = new Map<string, Wanted>();
      for (const { table, column, set, paths } of needs) {
        const before = all.get(idOf(table, column, set));
        if ((before && covers(before, paths)) || (set === undefined && !to.tables[table]!.columns[column]!.of))
          continue;
        const wanted = remember(unlike, `${table} ${column}`, () => ({ table, column, sets: new Set(), paths }));
        wanted.sets.add(set);
        wanted.paths = wanted.paths && paths && [...new Set([...wanted.paths, ...paths, ...(before?.paths ?? [])])];
      }
      for (const { table, column, sets, paths } of unlike.values()) {
        const { columns } = to.tables[table]!;
        const { relation } = rowsOf(to.tables[table]!, paths);
        const text = rawText(columns[column]!, to.dialect);
        const texts = sql`select ${text} as text, count(*) as n from ${relation} group by 1`;
        const keep = async (
          made: Sql,
          own: readonly (number | undefined)[],
          written: readonly string[] = [],
        ): Promise<void> => {
          const id = `meanings_${tables++}`;
          await run(textOf(sql`create temp table ${sql.id(id)} as ${made}`, to.dialect));
          for (const [i, set] of own.entries())
            all.set(idOf(table, column, set), {
              id,
              meaning: meaningAt(i),
              table,
              column,
              set,
              to,
              ...(set === undefined || written.length === 0
                ? {}
                : {
                    written: { texts: written, groups: written.map((w) => meaningOf(w, to.sets.sets[set]!, to.lists)) },
                  }),
              ...(paths ? { paths } : {}),
            });
        };
        let grouped = [...sets].filter((s) => s !== undefined);
        if (grouped.length > 0) {
          const asked = sql`select text, n from (${texts}) as found where text is not null limit ${few + 1}`;
          const found = await run(textOf(asked, to.dialect));
          const here = found.length > 0 && found.length <= few && !found.some(([t]) => String(t).includes('\0'));
          if (here) {
            await keep(
              lookedUp(
                found,
                grouped.map((s) => to.sets.sets[s]!),
                to,
              ),
              grouped,
              dictionaries(table) && found.length <= fewWritten ? found.map(([x]) => String(x)) : [],
            );
            grouped = [];
          }
        }
        for (const set of grouped) {
          const keyed = sql`select text, ${keyOf(sql`text`, to.dialect)} as key, n from (${texts}) as found where text is not null`;
          const meaning = groupOfKey(sql`key`, to.sets.sets[set]!, to.lists, to.dialect);
          const made = sql`with keyed as materialized (${keyed}) select text as _text, ${meaning} as ${sql.id(meaningAt(0))}, n as _rows, key <> '' as _said from keyed`;
          await keep(made, [set]);
        }
        const { of, plainly } = columns[column]!;
        if (sets.has(undefined) && of) {
          const found = sql.id(`texts_${tables}`);
          const distinct = sql`select text, n from (${texts}) as found where text is not null`;
          await run(textOf(sql`create temp table ${found} as ${distinct}`, to.dialect));
          const odd = plainly && sql`select 1 from ${found} where not ${plainly.is(sql`text`)} limit 1`;
          const all = odd && (await run(textOf(odd, to.dialect))).length === 0 ? plainly.of : of;
          await keep(
            sql`select text as _text, ${all(sql`text`)} as ${sql.id(meaningAt(0))}, n as _rows, text <> '' as _said from ${found}`,
            [undefined],
          );
          await run(textOf(sql`drop table ${found}`, to.dialect));
        }
      }
    },
    async unmapped() {
      const columns = new Map<string, Kept[]>();
      for (const kept of all.values())
        if (kept.set !== undefined) remember(columns, `${kept.table} ${kept.column}`, (): Kept[] => []).push(kept);
      const found: UnmappedValue[] = [];
      for (const kepts of columns.values()) {
        const [{ table, column, to }] = kepts as [Kept];
        const each = kepts.map(
          ({ id, meaning }) => sql`select _text, ${sql.id(meaning)} as _meaning, _rows from ${sql.id(id)} where _said`,
        );
        const statement = sql`select _text, max(_rows) from (${sql.join(each, sql` union all `)}) as tried group by 1 having max(_meaning) is null order by 2 desc, 1`;
        for (const [value, rows] of await run(textOf(statement, to.dialect)))
          found.push({ table, column, value: String(value), rows: Number(rows) });
      }
      return found;
    },
  };
}
