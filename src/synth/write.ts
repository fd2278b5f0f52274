import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firstZipDay, fixZipTimes } from '../zip-times.js';
import { esrDate, type SynthCell, type SynthSheet, serial } from './sheet.js';

const dateFormat = 'dd-mmm-yyyy';

type Written = string | number | boolean | { formula: string; result: number } | null;

const written = (cell: SynthCell): Written => {
  if (cell === undefined) return null;
  if (typeof cell !== 'object') return cell;
  return 'day' in cell ? serial(cell.day) : { formula: cell.formula, result: cell.result };
};

const text = (cell: SynthCell): string =>
  cell === undefined
    ? ''
    : typeof cell !== 'object'
      ? String(cell)
      : 'day' in cell
        ? esrDate(cell.day)
        : String(cell.result);

const widest = 60;

/** Column widths in characters, from the header and the first rows; title lines run over and do not count. */
function widths({ rows }: SynthSheet): readonly number[] {
  const found: number[] = [];
  for (const row of rows.slice(0, 300))
    if (row.cells.length > 1)
      row.cells.forEach((cell, i) => {
        found[i] = Math.min(widest, Math.max(found[i] ?? 8, text(cell).length + 2));
      });
  return Array.from(found, (w) => w ?? 8);
}

const isDay = (cell: SynthCell): boolean => typeof cell === 'object' && 'day' in cell;

/**
 * Writes sheets to one .xlsx file, row by row, so that a large extract is never in memory twice. The bytes depend on the sheets
 * only: every date inside is fixed. Dates are real date cells (`dd-mmm-yyyy`); merged and hidden rows are kept.
 * Throws when the file cannot be written or two sheets share a name.
 */
export async function writeWorkbook(sheets: readonly SynthSheet[], path: string): Promise<void> {
  const { default: excel } = await import('exceljs');
  const workbook = new excel.stream.xlsx.WorkbookWriter({
    filename: path,
    useSharedStrings: true,
    useStyles: true,
    zip: { zlib: { level: 6 } },
  });
  workbook.created = firstZipDay;
  workbook.modified = firstZipDay;
  // One style for each kind of cell: what a style object comes to is worked out once, and half of the time when each cell has its own.
  const styles = new Map<string, { numFmt?: string }>();
  const styleOf = (cell: SynthCell): { numFmt?: string } => {
    const kind = isDay(cell) ? 'day' : typeof cell;
    const style = styles.get(kind) ?? (kind === 'day' ? { numFmt: dateFormat } : {});
    styles.set(kind, style);
    return style;
  };
  for (const sheet of sheets) {
    const state = sheet.hidden ? 'hidden' : 'visible';
    const top = sheet.rows[0]?.kind === 'header' ? [{ state: 'frozen' as const, ySplit: 1 }] : [];
    const ws = workbook.addWorksheet(sheet.name, { state, views: top });
    ws.columns = widths(sheet).map((width) => ({ width }));
    const endingAt = new Map<number, { column: number; from: number }[]>();
    for (const { column, from, to } of sheet.merges ?? [])
      endingAt.set(to, [...(endingAt.get(to) ?? []), { column, from }]);
    // A merge needs its rows at hand, so rows wait until no open merge begins at or above them.
    const open = new Set<number>();
    for (const m of sheet.merges ?? []) for (let i = m.from; i < m.to; i++) open.add(i);
    sheet.rows.forEach((row, i) => {
      const line = ws.addRow(row.cells.map(written));
      if (row.kind === 'header') line.font = { bold: true };
      row.cells.forEach((cell, c) => {
        if (isDay(cell) && row.kind === 'header') line.getCell(c + 1).numFmt = dateFormat;
        else if (cell !== undefined && row.kind !== 'header') line.getCell(c + 1).style = styleOf(cell);
      });
      if (row.hidden) line.hidden = true;
      for (const m of endingAt.get(i) ?? []) ws.mergeCells(m.from + 1, m.column + 1, i + 1, m.column + 1);
      if (!open.has(i)) line.commit();
    });
    ws.commit();
  }
  await workbook.commit();
  await writeFile(path, fixZipTimes(await readFile(path)));
}

const csvText = (cell: SynthCell): string => {
  const plain = text(cell);
  return /[",\r\n]|^\s|\s$/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** One sheet as CSV (RFC 4180, CRLF line ends, UTF-8). Dates read `31-MAR-2025`; merges and hidden rows have no CSV form. */
export const toCsv = (sheet: SynthSheet): string =>
  sheet.rows.map((row) => `${row.cells.map(csvText).join(',')}\r\n`).join('');

/** Writes one CSV file per sheet into a folder, named after the sheets, with a byte-order mark as spreadsheets save it. Returns the paths. */
export async function writeCsv(sheets: readonly SynthSheet[], folder: string): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const sheet of sheets) {
    const path = join(folder, `${sheet.name}.csv`);
    await writeFile(path, `\ufeff${toCsv(sheet)}`);
    paths.push(path);
  }
  return paths;
}
