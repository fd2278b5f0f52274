import type { CodeList } from '../core/recode.js';
import { type Across, stagesAcross } from './across.js';
import { keyOf } from './headers.js';
import { type Outbound, outbound } from './outbound.js';
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
  /** Keys of every header of every table. */
  readonly headerKeys: ReadonlySet<string>;
  readonly listNamed: (list: string | undefined) => CodeList | undefined;
  readonly tokens: (table: string, column: string) => Map<string, string>;
}

const holds = (row: RawRow): boolean =>
  row.cells.some((cell) => cell !== undefined && (typeof cell !== 'string' || cell.trim() !== ''));

type Table = Recognised & { kind: 'table' };

/** The part of a sheet that is being read as one table. */
interface Part {
  readonly recognised: Table;
  readonly headerRow: number;
  readonly title: readonly RawRow[];
  readonly across: Across | undefined;
  readonly reader: ReturnType<typeof sheetReader>;
}

/** Whether a row is the header of a table that is whole and fits better than the one being read. */
function beginsAnother(tools: SheetTools, current: Candidate, row: RawRow): boolean {
  const headers = row.cells.filter((cell) => typeof cell === 'string' && tools.headerKeys.has(keyOf(cell)));
  if (headers.length < 3) return false;
  const found = recognise(tools.candidates, '', '', [row]);
  if (found.kind !== 'table' || !found.complete || found.candidate === current) return false;
  const own = recognise([current], '', '', [row]);
  return own.kind !== 'table' || found.weight > own.weight;
}

function startPart(tools: SheetTools, found: Table, first: readonly RawRow[], from: number): Part {
  const { index, height } = found.header;
  const counts = tools.candidates.find((c) => c.contract.table === 'recruitment-counts');
  const across = stagesAcross(found, counts, first.slice(index + height));
  const recognised = across?.recognised ?? found;
  const { contract, aliases } = recognised.candidate;
  const context = {
    contract,
    aliases,
    listNamed: tools.listNamed,
    tokens: (column: string) => tools.tokens(contract.table, column),
    begins: (row: RawRow) => across === undefined && beginsAnother(tools, recognised.candidate, row),
  };
  return {
    recognised,
    headerRow: first[index]!.row,
    title: first.slice(0, index),
    across,
    reader: sheetReader(context, recognised.header, first.slice(0, index + height), from),
  };
}

const rowsUnder = (part: Part, rows: readonly RawRow[]): readonly RawRow[] => part.across?.spread(rows) ?? rows;

/**
 * Reads one sheet from its first row to its last: recognises the table from the first rows, then types the rest as it comes. Where another
 * table begins below, the sheet has several outcomes, and their rows add up to the sheet's. A sheet that the file reader gives up on
 * half-way is `refused` as a whole; its issue is the file's.
 */
export async function readSheet(raw: RawSheet, tools: SheetTools): Promise<readonly SheetOutcome[]> {
  const first: RawRow[] = [];
  const parts: { part: Part; to: number }[] = [];
  let recognised: Recognised | undefined;
  let part: Part | undefined;
  let last = 0;
  const take = (rows: readonly RawRow[]) => {
    let rest = rows;
    while (part && rest.length > 0) {
      const under = rowsUnder(part, rest);
      const taken = part.reader.push(under);
      if (taken === under.length) return;
      const header = rest[taken]!;
      const next = recognise(tools.candidates, '', '', [header]) as Table;
      parts.push({ part, to: header.row - 1 });
      part = startPart(tools, next, [header], header.row - 1);
      rest = rest.slice(taken + 1);
    }
  };
  let interfaceFile: Outbound | undefined;
  const decide = () => {
    interfaceFile = outbound(first);
    if (interfaceFile) {
      const { header, rows } = interfaceFile;
      recognised = recognise(
        tools.candidates.filter((c) => c.contract.table === 'staff'),
        '',
        '',
        [header],
      );
      if (recognised.kind === 'table') part = startPart(tools, recognised, [header], 0);
      return take(rows(first));
    }
    recognised = recognise(tools.candidates, raw.file, raw.sheet, first);
    if (recognised.kind !== 'table') return;
    part = startPart(tools, recognised, first, 0);
    take(first.slice(recognised.header.index + recognised.header.height));
  };
  try {
    for await (const batch of raw.rows) {
      const rows = batch.filter(holds);
      if (rows.length > 0) last = Math.max(last, rows[rows.length - 1]!.row);
      if (recognised === undefined) {
        for (const row of rows) first.push(row);
        if (first.length > headerWindow * 2) decide();
      } else take(interfaceFile ? interfaceFile.rows(rows) : rows);
    }
    if (first.length === 0) return [{ kind: 'empty' }];
    if (recognised === undefined) decide();
    if (!part) return [{ kind: 'no-table', recognised: recognised as Recognised & { kind: 'no-table' }, rows: last }];
    const merged = await raw.merged();
    return [...parts, { part, to: 0 }].map(({ part: { recognised, headerRow, title, across, reader }, to }) => {
      const sheet = reader.end(to);
      return { kind: 'table', recognised, headerRow, title, sheet: across ? across.fold(sheet) : sheet, merged };
    });
  } catch (error) {
    if (error instanceof FileRefused) return [{ kind: 'refused' }];
    throw error;
  }
}
