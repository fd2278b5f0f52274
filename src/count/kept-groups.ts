import { sql } from 'kysely';
import { remember } from './column.js';
import type { GroupKeeper, Runner } from './sql/counter.js';
import { duckdb, textOf } from './sql/dialect.js';
import { groupOfKey, keyOf } from './sql/expressions.js';
import { rawText } from './sql/select.js';

/** A raw value that none of the lists tried on its column knows, with how many rows hold it. */
export interface UnmappedValue {
  readonly table: string;
  readonly column: string;
  readonly value: string;
  readonly rows: number;
}

export interface KeptGroups extends GroupKeeper {
  /** Values of the columns grouped so far that no list tried on them knows, most frequent first. */
  unmapped(): Promise<readonly UnmappedValue[]>;
}

/**
 * Keeps, for each grouped column, a small table of its distinct values with their group: the key is made and the lists are searched once per distinct
 * value, in SQL, and the rows are joined to it. The counts it holds also say which values no list knows.
 */
export function keptGroups(run: Runner): KeptGroups {
  const kept = new Map<string, { readonly table: string; readonly column: string; readonly id: string }>();
  const idOf = (table: string, column: string, set: number): string => JSON.stringify([table, column, set]);
  return {
    groups: (table, column, set) => {
      const found = kept.get(idOf(table, column, set));
      return found && sql`${sql.id(found.id)}`;
    },
    async prepare(groupings, to) {
      for (const { table, column, set } of groupings) {
        const key = idOf(table, column, set);
        if (kept.has(key)) continue;
        const id = `groups_${kept.size}`;
        const { relation, columns } = to.tables[table]!;
        const value = rawText(columns[column]!, to.dialect);
        const values = sql`select value, ${keyOf(sql`value`, to.dialect)} as key, rows from (select ${value} as value, count(*) as rows from ${relation} group by 1) as found where value is not null`;
        const group = groupOfKey(sql`key`, to.sets.sets[set]!, to.lists, to.dialect);
        const made = sql`create temp table ${sql.id(id)} as with distinct_values as materialized (${values}) select value as _value, ${group} as _group, rows as _rows from distinct_values`;
        await run(textOf(made, duckdb));
        kept.set(key, { table, column, id });
      }
    },
    async unmapped() {
      const columns = new Map<string, { table: string; column: string; ids: string[] }>();
      for (const { table, column, id } of kept.values())
        remember(columns, `${table} ${column}`, () => ({ table, column, ids: [] })).ids.push(id);
      const found: UnmappedValue[] = [];
      for (const { table, column, ids } of columns.values()) {
        const each = ids.map((id) => sql`select _value, _group, _rows from ${sql.id(id)}`);
        const statement = sql`select _value, max(_rows) from (${sql.join(each, sql` union all `)}) as tried group by _value having max(_group) is null order by 2 desc, 1`;
        for (const [value, rows] of await run(textOf(statement, duckdb)))
          found.push({ table, column, value: String(value), rows: Number(rows) });
      }
      return found;
    },
  };
}
