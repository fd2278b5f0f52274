import { writeFileSync } from 'node:fs';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { partsOfMade } from '../test/extract/make-workbook.js';
import { makeZip, type Part } from '../test/extract/make-zip.js';

const pick = <T>(from: readonly T[], i: number): T => from[i % from.length]!;
const dayOf = (n: number): Date => new Date(Date.UTC(1960, 0, 1) + n * 86_400_000);

const headers = [
  'Employee Number',
  'Assignment Number',
  'Primary Assignment',
  'Assignment Status',
  'Assignment Category',
  'Staff Group',
  'Job Role',
  'Occupation Code',
  'Pay Scale',
  'FTE',
  'Ethnic Origin',
  'Nationality',
  'Disability',
  'Gender',
  'Age Band',
  'Date Of Birth',
  'Latest Hire Date',
  'Organisation',
  'Directorate',
  'Snapshot Date',
  'Religious Belief',
  'Sexual Orientation',
  'Position Title',
  'Area Of Work',
  'Contracted Hours',
];

const person = (i: number): readonly (string | number | Date)[] => [
  20_000_000 + i,
  `${20_000_000 + i}${i % 20 === 0 ? '-2' : ''}`,
  'Yes',
  'Active Assignment',
  pick(['Permanent', 'Fixed Term Temp', 'Bank'], i * 7),
  'Nursing and Midwifery Registered',
  pick(['Staff Nurse', 'Sister/Charge Nurse', 'Consultant'], i * 5),
  pick(['N6A', 'N6H', '025'], i),
  `NHS|XR0${1 + (i % 9)}|Review Body Band ${1 + (i % 9)}`,
  Math.round(((10 + (i % 28)) / 37.5) * 100_000) / 100_000,
  pick(
    ['A White - British', 'B White - Irish', 'H Asian or Asian British - Indian', 'N Black - African', 'Z Not Stated'],
    i * 3,
  ),
  'British',
  pick(['No', 'Yes', 'Not Declared'], i),
  pick(['Female', 'Male'], i * 11),
  '36-40',
  dayOf((i * 37) % 15_000),
  dayOf(18_000 + ((i * 13) % 5_000)),
  'Example Trust',
  `Directorate ${i % 12}`,
  dayOf(23_831),
  'Christianity',
  'Heterosexual or Straight',
  `${4_000_000 + (i % 5_000)}|Community Nurse Band 5|N6H`,
  'Community Health Services',
  i % 3 ? 37.5 : 22.5,
];

/** A staff sheet of 25 columns with shared strings and formatted dates, written by exceljs as a third party would. */
export async function writeStaff(path: string, rows: number): Promise<void> {
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings: true, useStyles: true });
  const sheet = book.addWorksheet('Staff in Post');
  sheet.addRow(headers).commit();
  for (let i = 0; i < rows; i++) {
    const row = sheet.addRow(person(i));
    for (const column of [16, 17, 20]) row.getCell(column).numFmt = 'dd/mm/yyyy';
    row.commit();
  }
  sheet.commit();
  await book.commit();
}

/** One part that repeats a block, packed block by block, so that neither maker nor test holds it whole. */
export function repeated(name: string, before: string, block: string, times: number, after: string): Part {
  const flush = (text: string, finishFlush: number) => deflateRawSync(text, { finishFlush });
  const middle = flush(block, constants.Z_FULL_FLUSH);
  const packed = Buffer.concat([
    flush(before, constants.Z_FULL_FLUSH),
    ...Array<Buffer>(times).fill(middle),
    deflateRawSync(after),
  ]);
  let crc = crc32(before);
  for (let i = 0; i < times; i++) crc = crc32(block, crc);
  return { name, data: '', packed, size: before.length + block.length * times + after.length, crc: crc32(after, crc) };
}

const open = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
const close = '</sheetData></worksheet>';
const cells = (n: number, value: string): string => `<row>${`<c><v>${value}</v></c>`.repeat(n)}</row>`;

/** About 300 MB of one repeated row in about 300 KB. */
export function writeBomb(path: string): void {
  const block = cells(25, '1').repeat(2_000);
  const bomb = repeated('xl/worksheets/sheet1.xml', open, block, Math.ceil(300e6 / block.length), close);
  writeFileSync(path, makeZip(partsOfMade({ rows: '' }).map((p) => (p.name === bomb.name ? bomb : p))));
}

/** A million rows of ten cells, of the honest kind: numbers that differ, so that they pack about 6 to 1. */
export function writeMillion(path: string): void {
  const packed: Buffer[] = [];
  let [crc, size] = [0, 0];
  const add = (text: string, finishFlush: number): void => {
    packed.push(deflateRawSync(text, { finishFlush }));
    crc = crc32(text, crc);
    size += text.length;
  };
  add(open, constants.Z_FULL_FLUSH);
  for (let row = 1; row <= 1_000_000; ) {
    let text = '';
    for (const last = row + 9_999; row <= last; row++) {
      text += `<row r="${row}">`;
      for (let c = 0; c < 10; c++)
        text += `<c r="${'ABCDEFGHIJ'[c]}${row}"><v>${(row * 7919 * (c + 1)) % 100_003}</v></c>`;
      text += '</row>';
    }
    add(text, constants.Z_FULL_FLUSH);
  }
  add(close, constants.Z_FINISH);
  const sheet: Part = { name: 'xl/worksheets/sheet1.xml', data: '', packed: Buffer.concat(packed), size, crc };
  writeFileSync(path, makeZip(partsOfMade({ rows: '' }).map((p) => (p.name === sheet.name ? sheet : p))));
}
