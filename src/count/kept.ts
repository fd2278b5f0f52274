import { sql } from 'kysely';
import { remember } from './column.js';
import type { Need, Runner } from './sql/counter.js';
import { textOf } from './sql/dialect.js';
import { groupOfKey, keyOf } from './sql/expressions.js';
import { type Compilation, rawText } from './sql/select.js';

/** A raw value that none of the lists tried on its column knows, with how many rows hold it. */
export interface UnmappedValue {
  readonly table: string;
  readonly column: string;
  readonly value: string;
  readonly rows: number;
}

export interface KeptMeanings {
  kept: NonNullable<Compilation['kept']>;
  /** Works out what is not kept yet. */
  prepare(needs: readonly Need[], to: Compilation): Promise<void>;
  /** Values of the columns grouped so far that no list tried on them knows, most frequent first. */
  unmapped(): Promise<readonly UnmappedValue[]>;
}

interface Kept {
  readonly id: string;
  readonly table: string;
  readonly column: string;
  readonly set: number | undefined;
  readonly to: Compilation;
}

/**
 * Keeps, for each grouped column, a small table of its distinct texts with what each means: keys are made and lists searched once per distinct text, in
 * SQL, and the rows are joined to it. The numbers of rows it holds also tell which values no list knows.
 */
export function keptMeanings(run: Runner): KeptMeanings {
  const all = new Map<string, Kept>();
  const idOf = (table: string, column: string, set: number | undefined): string => JSON.stringify([table, column, set]);
  return {
    kept: (table, column, set) => {
      const found = all.get(idOf(table, column, set));
      return found && sql`${sql.id(found.id)}`;
    },
    async prepare(needs, to) {
      for (const { table, column, set } of needs) {
        const key = idOf(table, column, set);
        const { relation, columns } = to.tables[table]!;
        const { of } = columns[column]!;
        if (all.has(key) || (set === undefined && !of)) continue;
        const id = `meanings_${all.size}`;
        const text = rawText(columns[column]!, to.dialect);
        const texts = sql`select ${text} as text, count(*) as n from ${relation} group by 1`;
        const keyed = sql`select text, ${set === undefined ? sql`text` : keyOf(sql`text`, to.dialect)} as key, n from (${texts}) as found where text is not null`;
        const meaning =
          set === undefined ? of!(sql`key`) : groupOfKey(sql`key`, to.sets.sets[set]!, to.lists, to.dialect);
        const made = sql`create temp table ${sql.id(id)} as with keyed as materialized (${keyed}) select text as _text, ${meaning} as _meaning, n as _rows, key <> '' as _said from keyed`;
        await run(textOf(made, to.dialect));
        all.set(key, { id, table, column, set, to });
      }
    },
    async unmapped() {
      const columns = new Map<string, Kept[]>();
      for (const kept of all.values())
        if (kept.set !== undefined) remember(columns, `${kept.table} ${kept.column}`, (): Kept[] => []).push(kept);
      const found: UnmappedValue[] = [];
      for (const kepts of columns.values()) {
        const [{ table, column, to }] = kepts as [Kept];
        const each = kepts.map(({ id }) => sql`select _text, _meaning, _rows from ${sql.id(id)} where _said`);
        const statement = sql`select _text, max(_rows) from (${sql.join(each, sql` union all `)}) as tried group by 1 having max(_meaning) is null order by 2 desc, 1`;
        for (const [value, rows] of await run(textOf(statement, to.dialect)))
          found.push({ table, column, value: String(value), rows: Number(rows) });
      }
      return found;
    },
  };
}
