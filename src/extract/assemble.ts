import type { RowSource, Rows, Value } from '../core/rows.js';

/** One sheet's typed columns, ready to be joined with the others of its table. */
export interface Block {
  readonly file: string;
  readonly sheet: string;
  readonly rows: readonly number[];
  readonly columns: Readonly<Record<string, readonly Value[]>>;
}

/** A table from its sheets, in order; a column that a sheet does not have is blank there. */
export function joinBlocks(table: string, blocks: readonly Block[]): Rows {
  const names = [...new Set(blocks.flatMap((b) => Object.keys(b.columns)))];
  const columns: Record<string, readonly Value[]> = {};
  const [only] = blocks;
  if (only && blocks.length === 1) Object.assign(columns, only.columns);
  else
    for (const name of names) {
      const values: Value[] = [];
      for (const b of blocks) {
        const own = b.columns[name];
        if (own) for (const v of own) values.push(v);
        else for (let i = 0; i < b.rows.length; i++) values.push(undefined);
      }
      columns[name] = values;
    }
  const sources: RowSource[] = blocks.map(({ file, sheet, rows }) => ({ file, sheet, rows }));
  return { table, length: blocks.reduce((n, b) => n + b.rows.length, 0), columns, sources };
}

/** Where row i of a table came from: file, sheet and the row number a spreadsheet shows. */
export function placeOf(
  rows: Rows,
  i: number,
): { readonly file: string; readonly sheet: string; readonly row: number } {
  let left = i;
  for (const { file, sheet, rows: numbers } of rows.sources) {
    if (left < numbers.length) return { file, sheet, row: numbers[left]! };
    left -= numbers.length;
  }
  throw new RangeError(`table ${rows.table} has no row ${i}`);
}

/** The same block without some of its rows. */
export function without(block: Block, drop: ReadonlySet<number>): Block {
  if (drop.size === 0) return block;
  const keep = <T>(values: readonly T[]): T[] => values.filter((_, i) => !drop.has(i));
  return {
    ...block,
    rows: keep(block.rows),
    columns: Object.fromEntries(Object.entries(block.columns).map(([name, values]) => [name, keep(values)])),
  };
}
