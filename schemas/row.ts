import { z } from 'zod';
import type { ColumnSpec, TableContract } from './table.js';

/** The zod schema of a typed value of one column, or undefined for a column that is dropped on read. */
function typedValue(spec: ColumnSpec): z.ZodType | undefined {
  switch (spec.type) {
    case 'personal':
      return undefined;
    case 'date':
      return z.int();
    case 'number':
      return z.number();
    case 'yes-no':
      return z.boolean();
    default:
      return z.string().min(1);
  }
}

/** The zod schema of one typed row of a table, made from its contract so that the two cannot disagree. Strict: an unknown key is an error. */
export function rowSchema(contract: TableContract): z.ZodObject {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, spec] of Object.entries(contract.columns)) {
    const value = typedValue(spec)?.meta({
      title: spec.headers[0]!,
      description: spec.type === 'date' ? `${spec.description} Days since 1970-01-01.` : spec.description,
      ...(spec.list === undefined ? {} : { 'x-code-list': spec.list }),
    });
    if (value) shape[name] = spec.required ? value : value.optional();
  }
  return z.strictObject(shape).meta({ title: contract.title, description: contract.grain });
}
