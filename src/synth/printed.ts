import { contracts, type TableName } from '../../schemas/index.js';
import type { Day } from '../core/dates.js';
import type { SynthCell } from './sheet.js';

/** A table as printed: one record per row, keyed by the printed headers. `dates` names the headers that hold days. */
export interface SynthTable {
  readonly table: TableName;
  /** The snapshot a Staff in Post table is of. */
  readonly snapshot?: Day;
  readonly headers: readonly string[];
  readonly dates: readonly string[];
  readonly rows: readonly Readonly<Record<string, SynthCell>>[];
}

/** A column of the contract and what a row prints in it. */
export type Column<R> = readonly [column: string, print: (row: R) => SynthCell];

export const filled = (text: string | undefined): SynthCell => (text === '' ? undefined : text);
export const yesNo = (value: boolean | undefined): SynthCell =>
  value === undefined ? undefined : value ? 'Yes' : 'No';
export const date = (day: Day | undefined): SynthCell => (day === undefined ? undefined : { day });

/** Rows printed under the first header of each column in the contract. Throws a RangeError for a column the contract does not have. */
export function tableOf<R>(
  table: TableName,
  columns: readonly Column<R>[],
  rows: readonly R[],
  snapshot?: Day,
): SynthTable {
  const contract = contracts[table];
  const printed = columns.map(([name, print]) => {
    const spec = contract.columns[name];
    if (!spec) throw new RangeError(`the ${table} table has no column "${name}"`);
    return { header: spec.headers[0]!, type: spec.type, dated: spec.dateColumn !== undefined, print };
  });
  return {
    table,
    ...(snapshot === undefined ? {} : { snapshot }),
    headers: printed.map((p) => p.header),
    dates: printed.filter((p) => p.type === 'date' || p.dated).map((p) => p.header),
    rows: rows.map((row) => Object.fromEntries(printed.map((p) => [p.header, p.print(row)]))),
  };
}
