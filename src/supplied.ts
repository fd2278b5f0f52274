import { rememberedDictionary } from './core/column.js';
import type { CodeLists } from './core/recode.js';
import { listKey } from './core/recode.js';
import type { Rows, Value } from './core/rows.js';
import type { Extract } from './extract/types.js';
import type { Dated, Edition, Grouping } from './standard/types.js';

/** The values of a column, each at least once in the order of the rows: of its dictionary where it was made from one. */
function valuesIn(rows: Rows, name: string): readonly Value[] {
  const column = rows.columns[name] ?? [];
  return rows.facts?.values?.[name] ?? rememberedDictionary(column)?.values ?? column;
}

/** The values of a column in all tables, each once in its first spelling, in alphabetical order. */
function valuesOf(tables: Extract['tables'], columns: readonly string[]): readonly string[] {
  const found = new Map<string, string>();
  for (const rows of Object.values(tables))
    for (const column of columns)
      for (const value of valuesIn(rows, column)) {
        const key = listKey(value);
        if (key !== '' && !found.has(key)) found.set(key, String(value).trim());
      }
  return [...found.values()].sort((a, b) => (a < b ? -1 : 1));
}

const listName = (dimension: string): string => `${dimension}-as-supplied`;

/**
 * An edition whose groupings "as supplied" (directorate) have the groups that the rows have, with `lists` of their values. A value that reads like the last resort is
 * in it. Example: rows with "Medicine" and "MEDICINE" have the groups Medicine and unknown.
 */
export function withSupplied(
  edition: Edition,
  tables: Extract['tables'],
): { readonly edition: Edition; readonly lists: CodeLists } {
  const groupings: Record<string, Dated<Grouping>> = { ...edition.groupings };
  const lists: Record<string, CodeLists[string]> = {};
  for (const [dimension, dated] of Object.entries(edition.groupings)) {
    const { value } = dated;
    if (!value.supplied) continue;
    const names = valuesOf(tables, value.columns).filter((v) => listKey(v) !== listKey(value.otherwise));
    const list = listName(dimension);
    lists[list] = { exact: new Map(names.map((n) => [listKey(n), n])), patterns: [] };
    groupings[dimension] = {
      ...dated,
      value: {
        ...value,
        lists: [{ list, groups: Object.fromEntries(names.map((n) => [n, [n]])) }],
        order: [...names, value.otherwise],
      },
    };
  }
  return { edition: { ...edition, groupings }, lists };
}
