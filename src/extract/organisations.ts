import type { Issue } from '../core/issue.js';
import { listKey } from '../core/recode.js';
import type { Rows, Value } from '../core/rows.js';
import { extractWords } from '../words/extract.js';
import { placeOf } from './assemble.js';

/** The different texts of some columns, in order. */
export const distinct = (columns: readonly (readonly Value[])[]): readonly string[] =>
  [...new Set(columns.flatMap((c) => [...new Set(c)]))].filter((v): v is string => typeof v === 'string').sort();

/** Writes every organisation one way: "rxx" and "RXX " are RXX, as they are first written. Changes `tables` where they differ. */
export function oneSpelling(tables: Record<string, Rows>): void {
  const spelt = new Map<string, string>();
  for (const [table, rows] of Object.entries(tables)) {
    const column = rows.columns.organisation;
    if (!column) continue;
    const forms = new Map<Value, string>();
    for (const v of new Set(column)) {
      if (typeof v !== 'string') continue;
      const key = listKey(v);
      if (!spelt.has(key)) spelt.set(key, v);
      if (spelt.get(key) !== v) forms.set(v, spelt.get(key)!);
    }
    if (forms.size > 0)
      tables[table] = { ...rows, columns: { ...rows.columns, organisation: column.map((v) => forms.get(v) ?? v) } };
  }
}

/**
 * What is wrong with organisations: several in staff and none chosen (an error; all rows stay), a chosen one that is not there, rows that
 * name none among several.
 */
export function organisationIssues(
  tables: Readonly<Record<string, Rows>>,
  names: readonly string[],
  wanted: string | undefined,
): readonly Issue[] {
  const issues: Issue[] = [];
  const { staff } = tables;
  const column = staff?.columns.organisation;
  const own = distinct([column ?? []]);
  if (wanted === undefined && own.length > 1 && staff && column) {
    const second = column.findIndex((v) => v !== undefined && v !== column.find((w) => w !== undefined));
    issues.push({
      id: 'two-organisations',
      ...extractWords['two-organisations']({ names: own.slice(0, 6), more: Math.max(0, own.length - 6) }),
      ...placeOf(staff, second),
      column: 'Organisation',
    });
  }
  if (wanted !== undefined && names.length > 0 && !names.some((n) => listKey(n) === listKey(wanted)))
    issues.push({
      id: 'no-such-organisation',
      ...extractWords['no-such-organisation']({ wanted, names: names.slice(0, 6) }),
    });
  for (const rows of Object.values(tables)) {
    const values = rows.columns.organisation;
    if (!values || distinct([values]).length < 2) continue;
    const blank = values.flatMap((v, i) => (v === undefined ? [i] : []));
    if (blank.length > 0)
      issues.push({
        id: 'organisation-blank',
        ...placeOf(rows, blank[0]!),
        column: 'Organisation',
        ...(blank.length > 1 ? { rows: blank.length } : {}),
        ...extractWords['organisation-blank'](),
      });
  }
  return issues;
}
