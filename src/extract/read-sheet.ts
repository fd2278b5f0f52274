import type { CodeList } from '../core/recode.js';
import { type Across, stagesAcross } from './across.js';
import { type Candidate, headerWindow, type Recognised, recognise } from './recognise.js';
import { FileRefused } from './refused.js';
import { type ReadSheet, sheetReader } from './sheet.js';
import type { MergedRange, RawRow, RawSheet } from './types.js';

/** What became of one raw sheet. */
export type SheetOutcome =
  | { readonly kind: 'refused' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'no-table'; readonly recognised: Recognised & { kind: 'no-table' }; readonly rows: number }
  | {
      readonly kind: 'table';
      readonly recognised: Recognised & { kind: 'table' };
      readonly headerRow: number;
      readonly title: readonly RawRow[];
      readonly sheet: ReadSheet;
      readonly merged: readonly MergedRange[];
    };

export interface SheetTools {
  readonly candidates: readonly Candidate[];
  readonly listNamed: (list: string | undefined) => CodeList | undefined;
  readonly tokens: (table: string, column: string) => Map<string, string>;
}

const holds = (row: RawRow): boolean =>
  row.cells.some((cell) => cell !== undefined && (typeof cell !== 'string' || cell.trim() !== ''));

/**
 * Reads one sheet from its first row to its last: recognises the table from the first rows, then types the rest as it comes. A sheet that
 * the file reader gives up on half-way is `refused` as a whole; its issue is the file's.
 */
export async function readSheet(raw: RawSheet, tools: SheetTools): Promise<SheetOutcome> {
  const first: RawRow[] = [];
  let recognised: Recognised | undefined;
  let reader: ReturnType<typeof sheetReader> | undefined;
  let last = 0;
  let across: Across | undefined;
  const push = (rows: readonly RawRow[]) => reader?.push(across ? across.spread(rows) : rows);
  const decide = () => {
    const found = recognise(tools.candidates, raw.file, raw.sheet, first);
    recognised = found;
    if (found.kind !== 'table') return;
    const below = found.header.index + found.header.height;
    const counts = tools.candidates.find((c) => c.contract.table === 'recruitment-counts');
    across = stagesAcross(found, counts, first.slice(below));
    const { candidate, header } = across?.recognised ?? found;
    if (across) recognised = across.recognised;
    const { contract, aliases } = candidate;
    reader = sheetReader(
      { contract, aliases, listNamed: tools.listNamed, tokens: (column) => tools.tokens(contract.table, column) },
      header,
      first.slice(0, below),
    );
    push(first.slice(below));
  };
  try {
    for await (const batch of raw.rows) {
      const rows = batch.filter(holds);
      if (rows.length > 0) last = Math.max(last, rows[rows.length - 1]!.row);
      if (recognised === undefined) {
        for (const row of rows) first.push(row);
        if (first.length > headerWindow * 2) decide();
      } else push(rows);
    }
    if (first.length === 0) return { kind: 'empty' };
    if (recognised === undefined) decide();
    if (recognised?.kind !== 'table' || !reader)
      return { kind: 'no-table', recognised: recognised as Recognised & { kind: 'no-table' }, rows: last };
    const { header } = recognised;
    return {
      kind: 'table',
      recognised,
      headerRow: first[header.index]!.row,
      title: first.slice(0, header.index),
      sheet: across ? across.fold(reader.end()) : reader.end(),
      merged: await raw.merged(),
    };
  } catch (error) {
    if (error instanceof FileRefused) return { kind: 'refused' };
    throw error;
  }
}
