import { isoDate } from '../core/dates.js';
import { openFile } from '../extract/files.js';
import { FileRefused } from '../extract/refused.js';
import type { InputFile, RawCell, RawSheet } from '../extract/types.js';
import { cellsOf } from './cells.js';
import { knownHeaders, type PublicData, type PublicOptions, type PublicReading, readPublicData } from './read.js';

/** A workbook's cell as a CSV would print it. A cell with an error prints its code, which is no figure. */
function printed(cell: RawCell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'object') return String(cell);
  switch (cell.kind) {
    case 'date':
      return isoDate(cell.day);
    case 'percent':
      return `${Number((100 * cell.value).toPrecision(12))}%`;
    case 'error':
      return cell.code;
    default:
      return '#';
  }
}

/** The cells of a sheet at their places: rows without any value are blank rows, so that a row keeps its number. */
async function sheetCells(sheet: RawSheet): Promise<readonly (readonly string[])[]> {
  const cells: string[][] = [];
  for await (const batch of sheet.rows)
    for (const row of batch) {
      while (cells.length < row.row - 1) cells.push([]);
      cells[row.row - 1] = Array.from(row.cells, printed);
    }
  return cells;
}

export type PublicFileReading =
  | { readonly status: 'ok'; readonly data: readonly PublicData[] }
  | { readonly status: 'refused'; readonly reason: string };

const refused = (reason: string): PublicFileReading => ({ status: 'refused', reason });

const oneOf = (readings: readonly PublicReading[]): PublicFileReading => {
  const reason = readings.flatMap((r) => (r.status === 'refused' ? [r.reason] : []))[0];
  return reason === undefined
    ? { status: 'ok', data: readings.flatMap((r) => (r.status === 'ok' ? [r.data] : [])) }
    : refused(reason);
};

/**
 * Reads a published file as it was downloaded, CSV or workbook. In a workbook every sheet with the headers of a known file is read, and what the other sheets
 * say of blanks and marks holds for it: notes often have a sheet of their own. Cells that are blank, `-`, `..` and `*` stay what they are in both forms.
 * Refused: a file that cannot be opened, one of no known layout, one that mixes headcount and FTE. Example: a workbook whose sheet "Notes" says `* = suppressed`
 * gives `{ status: 'suppressed' }` for each `*` on its sheet "Data".
 */
export async function readPublicFile(input: InputFile, options: PublicOptions = {}): Promise<PublicFileReading> {
  const opened = await openFile(input);
  try {
    if (opened.kind === 'refused') return refused(opened.issues[0]?.what ?? `${input.name} cannot be read.`);
    if (opened.kind === 'csv') {
      const { readFile } = await import('node:fs/promises');
      const bytes = input.bytes ?? (await readFile(input.path ?? input.name));
      return oneOf([readPublicData(cellsOf(new TextDecoder().decode(bytes)), input.name, options)]);
    }
    const sheets = await Promise.all(opened.sheets.map(async (s) => ({ name: s.sheet, cells: await sheetCells(s) })));
    const data = sheets.filter((s) => knownHeaders(s.cells));
    if (data.length === 0) return refused(`${input.name} has the headers of no published file that is known here.`);
    const notes = sheets.filter((s) => !data.includes(s)).flatMap((s) => s.cells.flat());
    return oneOf(
      data.map((s) =>
        readPublicData(s.cells, `${input.name}, sheet ${s.name}`, {
          ...options,
          notes: [...notes, ...(options.notes ?? [])],
        }),
      ),
    );
  } catch (fault) {
    if (!(fault instanceof FileRefused)) throw fault;
    return refused(fault.issue.what);
  } finally {
    await opened.close();
  }
}
