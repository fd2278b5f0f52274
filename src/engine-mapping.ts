import { contracts } from '../schemas/index.js';
import type { TableName } from '../schemas/table.js';
import type { Mapping } from './count/postgres.js';
import { countable } from './engine-warehouse.js';

/**
 * A mapping file: for each table its relation, the column that numbers its rows, and what its columns are called. Every fault at once, by path.
 * Example: `staff: { relation: hr.people, row: id, columns: { employeeNumber: emp_no } }`.
 */
export async function readMapping(
  text: string,
): Promise<
  | { readonly status: 'ok'; readonly mapping: Readonly<Record<string, Mapping>> }
  | { readonly status: 'refused'; readonly reasons: readonly string[] }
> {
  const { parse } = await import('yaml');
  let given: unknown;
  try {
    given = parse(text);
  } catch (fault) {
    return { status: 'refused', reasons: [(fault as Error).message.split('\n')[0]!] };
  }
  const isRecord = (v: unknown): v is Record<string, unknown> =>
    typeof v === 'object' && v !== null && !Array.isArray(v);
  if (!isRecord(given)) return { status: 'refused', reasons: ['it must name tables, such as "staff:"'] };
  const reasons: string[] = [];
  for (const [table, mapped] of Object.entries(given)) {
    const contract = countable.includes(table as TableName) ? contracts[table as TableName] : undefined;
    if (!contract) reasons.push(`${table}: there is no such table; there are ${countable.join(', ')}`);
    else if (!isRecord(mapped)) reasons.push(`${table}: must have relation, row or columns`);
    else
      for (const [key, value] of Object.entries(mapped)) {
        if (key === 'columns' && isRecord(value)) {
          for (const [column, name] of Object.entries(value)) {
            const spec = contract.columns[column];
            if (!spec || spec.type === 'personal' || spec.type === 'token')
              reasons.push(
                `${table}.columns.${column}: there is no such column; there are ${usable(contract.columns)}`,
              );
            else if (typeof name !== 'string') reasons.push(`${table}.columns.${column}: must be a column's name`);
          }
        } else if ((key !== 'relation' && key !== 'row') || typeof value !== 'string')
          reasons.push(`${table}.${key}: there are relation, row (texts) and columns`);
      }
  }
  return reasons.length > 0
    ? { status: 'refused', reasons }
    : { status: 'ok', mapping: given as Record<string, Mapping> };
}

const usable = (columns: Readonly<Record<string, { readonly type: string }>>): string =>
  Object.entries(columns)
    .filter(([, spec]) => spec.type !== 'personal' && spec.type !== 'token')
    .map(([name]) => name)
    .join(', ');
