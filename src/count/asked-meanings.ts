import { sql } from 'kysely';
import { remember } from './column.js';
import { fewTexts, lookedUp, meaningAt, meaningOf } from './kept.js';
import { type Compilation, type KeptIn, rawText, rowsOf } from './sql/compilation.js';
import type { Preparer, Runner } from './sql/counter.js';
import { type Sql, textOf } from './sql/dialect.js';
import { comma } from './sql/expressions.js';

/** The texts of columns of one table with their numbers of rows: column (by its place), text, rows. At most `few` + 1 of each column. */
function textsOf(table: string, columns: readonly string[], few: number, to: Compilation): Sql {
  const { columns: known } = to.tables[table]!;
  const { relation } = rowsOf(to.tables[table]!);
  const texts = columns.map((c) => rawText(known[c]!, to.dialect));
  if (!to.dialect.standard) {
    const each = texts.map((text, i) => {
      const all = sql`(select ${text} as _text from ${relation})`;
      return sql`select * from (select toInt64(${i}) as _place, _text, count(*) as _rows from ${all} where _text is not null group by _text limit ${few + 1})`;
    });
    return sql`select * from (${sql.join(each, sql` union all `)})`;
  }
  const places = comma(texts.map((text, i) => sql`(${i}, ${text})`));
  const all = sql`select v._place, v._text from ${relation} cross join lateral (values ${places}) as v(_place, _text)`;
  const counted = sql`select _place, _text, count(*) as _rows, row_number() over (partition by _place) as _nth from (${all}) as texts where _text is not null group by 1, 2`;
  return sql`select _place, _text, _rows from (${counted}) as found where _nth <= ${few + 1}`;
}

/**
 * Looks up here what the texts of grouped columns mean, for a database that is only read: the distinct texts of a column are asked for once, with their
 * numbers of rows, and statements then hold those texts and their groups in place of whole code lists, which take a server longer to plan than to
 * run. A column with more than `few` different texts, or with one that cannot be written, is looked up by the lists in the statement.
 * Example: a pay scale with 40 texts is 40 pairs, not 200 patterns tried on every row.
 */
export function askedMeanings(run: Runner, few = fewTexts): Pick<Preparer, 'kept' | 'prepare'> {
  /** By table and column; undefined when they are too many. */
  const texts = new Map<string, readonly string[] | undefined>();
  const known = new Map<string, KeptIn>();
  const idOf = (table: string, column: string, set: number | undefined): string => JSON.stringify([table, column, set]);
  let made = 0;

  async function ask(table: string, columns: readonly string[], to: Compilation): Promise<void> {
    const found = new Map<number, Set<string>>();
    for (const [place, text] of await run(textOf(textsOf(table, columns, few, to), to.dialect)))
      remember(found, Number(place), () => new Set<string>()).add(String(text));
    for (const [i, column] of columns.entries()) {
      const all = [...(found.get(i) ?? [])];
      // What is no UTF-8 comes back with a mark in its place, and is not what stands there.
      const written = all.length <= few && !all.some((t) => /[\0\ufffd]/.test(t));
      texts.set(`${table} ${column}`, written ? all : undefined);
    }
  }

  return {
    kept: (table, column, set) => known.get(idOf(table, column, set)),
    async prepare(needs, to) {
      const wanted = new Map<string, Map<string, Set<number>>>();
      for (const { table, column, set } of needs)
        if (set !== undefined && !known.has(idOf(table, column, set)))
          remember(
            remember(wanted, table, () => new Map<string, Set<number>>()),
            column,
            () => new Set<number>(),
          ).add(set);
      for (const [table, columns] of wanted) {
        const unasked = [...columns.keys()].filter((c) => !texts.has(`${table} ${c}`));
        if (unasked.length > 0) await ask(table, unasked, to);
        for (const [column, sets] of columns) {
          const all = texts.get(`${table} ${column}`);
          if (!all) continue;
          const lists = [...sets].map((s) => to.sets.sets[s]!);
          const rows =
            to.dialect.among || all.length === 0
              ? undefined
              : lookedUp(
                  all.map((t) => [t, 0]),
                  lists,
                  to,
                );
          const id = `asked_${made++}`;
          for (const [i, set] of [...sets].entries()) {
            const groups = (): readonly (string | undefined)[] => all.map((t) => meaningOf(t, lists[i]!, to.lists));
            if (to.dialect.among) known.set(idOf(table, column, set), { texts: all, groups: groups() });
            else if (rows) known.set(idOf(table, column, set), { id, meaning: meaningAt(i), rows });
          }
        }
      }
    },
  };
}
