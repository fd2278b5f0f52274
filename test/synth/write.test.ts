import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as xlsx from '@e965/xlsx';
import t from 'tap';
import { type SynthSheet, synthesise, toCsv, writeCsv, writeWorkbook } from '../../src/synth/index.js';
import { fixZipTimes } from '../../src/zip-times.js';

const sha = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const small: SynthSheet = {
  name: 'Small',
  columns: [
    { header: 'Name', isDate: false },
    { header: 'On', isDate: true },
  ],
  rows: [
    { kind: 'header', cells: ['Name', 'On', 'N', 'Yes', 'Sum'] },
    // 31 March 2025 is day 20178 and, in a spreadsheet, 20178 + 25569 = 45747.
    { kind: 'data', cells: ['a', { day: 20178 }, 0.66667, true, { formula: 'C2*2', result: 1.33334 }] },
    { kind: 'data', cells: [undefined, 45747, '021', false], hidden: true },
    { kind: 'data', cells: [undefined, undefined, 'x, "y"'] },
    { kind: 'blank', cells: [] },
    { kind: 'data', cells: ['b'] },
  ],
  merges: [{ column: 0, from: 1, to: 3 }],
};

t.test('a workbook reads back cell by cell, with dates, merges, hidden rows and formulas', async (t) => {
  const path = join(t.testdir({}), 'small.xlsx');
  await writeWorkbook([small, { ...small, name: 'Unseen', hidden: true, merges: [] }], path);
  const book = xlsx.read(readFileSync(path), { cellDates: false, cellNF: true, cellStyles: true });
  t.same(book.SheetNames, ['Small', 'Unseen']);
  t.same(
    book.Workbook!.Sheets!.map((s) => s.Hidden),
    [0, 1],
  );
  const sheet = book.Sheets.Small!;
  t.equal(sheet.A2.v, 'a');
  t.equal(sheet.B2.v, 45747);
  t.equal(sheet.B2.t, 'n');
  t.equal(sheet.B2.z, 'dd-mmm-yyyy');
  t.equal(sheet.C2.v, 0.66667);
  t.equal(sheet.D2.v, true);
  t.equal(sheet.E2.f, 'C2*2');
  t.equal(sheet.E2.v, 1.33334);
  t.equal(sheet.B3.v, 45747);
  t.not(sheet.B3.z, 'dd-mmm-yyyy', 'a serial number without a date format stays a number');
  t.equal(sheet.C3.v, '021', 'text that looks like a number stays text');
  t.equal(sheet.A6.v, 'b');
  t.same(sheet['!merges'], [{ s: { r: 1, c: 0 }, e: { r: 3, c: 0 } }]);
  t.equal(sheet['!rows']![2]!.hidden, true);
});

t.test('the same sheets give the same bytes, at any time of day', async (t) => {
  const dir = t.testdir({});
  const { sheets } = synthesise({ seed: 4, staff: 120, messy: true });
  const [a, b] = [join(dir, 'a.xlsx'), join(dir, 'b.xlsx')];
  await writeWorkbook(sheets, a);
  await new Promise((resolve) => setTimeout(resolve, 2100)); // ZIP times have steps of two seconds
  await writeWorkbook(synthesise({ seed: 4, staff: 120, messy: true }).sheets, b);
  t.equal(sha(a), sha(b));
  await writeWorkbook(synthesise({ seed: 5, staff: 120, messy: true }).sheets, b);
  t.not(sha(a), sha(b));
});

t.test('every sheet of a messy extract survives writing', async (t) => {
  const path = join(t.testdir({}), 'messy.xlsx');
  const { sheets } = synthesise({ seed: 4, staff: 150, messy: true });
  await writeWorkbook(sheets, path);
  const book = xlsx.read(readFileSync(path), { cellDates: false });
  t.same(
    book.SheetNames,
    sheets.map((s) => s.name),
  );
  for (const { name, rows } of sheets) {
    const sheet = book.Sheets[name]!;
    const wrong = rows.flatMap((row, r) =>
      row.cells.flatMap((cell, c) => {
        const read = (sheet[xlsx.utils.encode_cell({ r, c })] as { v?: unknown } | undefined)?.v;
        const written = typeof cell !== 'object' ? cell : 'day' in cell ? cell.day + 25569 : cell.result;
        return read === written ? [] : [`${name} row ${r + 1} column ${c + 1}`];
      }),
    );
    t.same(wrong, [], name);
  }
});

t.test('CSV: one file a sheet, quoted where it must be, dates as ESR prints them', async (t) => {
  const lines = toCsv(small).split('\r\n');
  t.equal(lines[0], 'Name,On,N,Yes,Sum');
  t.equal(lines[1], 'a,31-MAR-2025,0.66667,true,1.33334');
  t.equal(lines[2], ',45747,021,false');
  t.equal(lines[3], ',,"x, ""y"""');
  t.equal(lines[4], '');
  const dir = join(t.testdir({}), 'new');
  const paths = await writeCsv([small], dir);
  t.same(paths, [join(dir, 'Small.csv')]);
  t.equal(readFileSync(paths[0]!, 'utf8'), `\ufeff${toCsv(small)}`);
});

t.test('what is no ZIP file is refused', async (t) => {
  t.throws(() => fixZipTimes(Buffer.from('not a zip file, only text of some length')), TypeError);
  const path = join(t.testdir({}), 'x.xlsx');
  await writeWorkbook([small], path);
  const bytes = readFileSync(path);
  bytes.writeUInt32LE(0, bytes.length - 22 + 16);
  t.throws(() => fixZipTimes(bytes), TypeError, 'a directory that is not where it should be');
  writeFileSync(path, '');
});
