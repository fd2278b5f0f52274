import type { Released, Run } from '../release/result.js';
import { columnsOf, type InterchangeTable } from './columns.js';

/** A released run as a Parquet file (Snappy): text and 64-bit floating point, columns as `columnsOf` has them. The same run gives the same bytes. */
export async function toParquet(run: Released<Run>, table: InterchangeTable = 'results'): Promise<Uint8Array> {
  const { parquetWriteBuffer } = await import('hyparquet-writer');
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columnsOf(run, table).map(({ name, kind, values }) => ({
        name,
        data: values as (string | number | undefined)[],
        type: kind === 'text' ? ('STRING' as const) : ('DOUBLE' as const),
        nullable: kind === 'number',
      })),
    }),
  );
}
