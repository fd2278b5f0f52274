import type { Released, Run } from '../release/result.js';
import { columnsOf, type InterchangeTable } from './columns.js';

/**
 * A released run as an Arrow IPC file (also called Feather version 2): text and 64-bit floating point, columns as `columnsOf` has them.
 * The same run gives the same bytes.
 */
export async function toArrow(run: Released<Run>, table: InterchangeTable = 'results'): Promise<Uint8Array> {
  const { float64, tableFromArrays, tableToIPC, utf8 } = await import('@uwdata/flechette');
  const columns = columnsOf(run, table);
  const arrow = tableFromArrays(
    columns.map(({ name, values }): [string, unknown[]] => [name, values.map((v) => v ?? null)]),
    { types: Object.fromEntries(columns.map(({ name, kind }) => [name, kind === 'text' ? utf8() : float64()])) },
  );
  return tableToIPC(arrow, { format: 'file' }) as Uint8Array;
}
