/** Our reader beside two others: on what three writers write, and feature by feature, with the reason wherever the others differ. */
import XLSX from '@e965/xlsx';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import t from 'tap';
import type { RawCell } from '../../src/extract/types.js';
import { type Made, readAll, workbookOf } from './make-workbook.js';

/** A value that any of the readers can give; a date is `@` and its day. */
type Plain = string | number | boolean | undefined;
const dayMs = 86_400_000;
const atDay = (date: Date): string => `@${Math.floor(date.getTime() / dayMs)}`;

const plain = (cell: RawCell): Plain => {
  if (typeof cell !== 'object') return cell;
  if (cell.kind === 'date') return `@${cell.day}`;
  if (cell.kind === 'percent') return cell.value;
  return cell.kind === 'error' ? cell.code : '(no value)';
};

/** Rows without the blanks at their ends, blank rows left out. */
const trimmed = (rows: readonly (readonly Plain[])[]): readonly (readonly Plain[])[] =>
  rows.map((row) => row.slice(0, row.findLastIndex((v) => v !== undefined) + 1)).filter((row) => row.length > 0);

async function ours(bytes: Uint8Array) {
  const { sheets, thrown, file } = await readAll({ name: 'a.xlsx', bytes });
  if (thrown) throw thrown;
  if (!sheets[0]) throw new Error(file.issues[0]?.what);
  return trimmed(sheets[0].rows.map((r) => Array.from(r.cells, plain)));
}

async function hucre(bytes: Uint8Array) {
  const { sheets } = await readXlsx(bytes);
  const value = (v: unknown): Plain =>
    v === null || v === '' ? undefined : v instanceof Date ? atDay(v) : (v as Plain);
  return trimmed((sheets[0]?.rows ?? []).map((row) => Array.from(row, value)));
}

function sheetjs(bytes: Uint8Array) {
  const book = XLSX.read(bytes, { cellDates: true, UTC: true, dense: true });
  const value = (cell: XLSX.CellObject | undefined): Plain => {
    if (cell === undefined || cell.v === '' || cell.t === 'z') return undefined;
    if (cell.t === 'e') return cell.w;
    return cell.v instanceof Date ? atDay(cell.v) : (cell.v as Plain);
  };
  const rows = book.Sheets[book.SheetNames[0]!]?.['!data'] ?? [];
  return trimmed(Array.from(rows, (row) => Array.from(row ?? [], value)));
}

interface Cell {
  readonly write: string | number | boolean | Date | null;
  readonly format?: string;
}
const character = fc.constantFrom(
  'a',
  'Z',
  '7',
  ' ',
  '&',
  '<',
  '>',
  '"',
  "'",
  '\n',
  'é',
  '€',
  '–',
  '東',
  '😀',
  '_',
  'x',
  '=',
  '-',
);
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.record({ write: fc.string({ unit: character, minLength: 1, maxLength: 12 }).map((s) => `t${s}t`) }),
  fc.record({ write: fc.integer({ min: -1_000_000, max: 1_000_000 }) }),
  fc.record({
    write: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).map((n) => (n === 0 ? 0 : n)),
  }),
  fc.record({ write: fc.boolean() }),
  fc.record({
    write: fc.integer({ min: -25_508, max: 40_000 }).map((d) => new Date(d * dayMs)),
    format: fc.constantFrom('dd/mm/yyyy', 'dd-mmm-yyyy', 'yyyy-mm-dd', '[$-809]d mmmm yyyy'),
  }),
  fc.record({ write: fc.double({ noNaN: true, min: 0.001, max: 1 }), format: fc.constant('0.0%') }),
  fc.constant({ write: null }),
);
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 });
const said = ({ write }: Cell): Plain => (write === null ? undefined : write instanceof Date ? atDay(write) : write);

const writers: Readonly<Record<string, (rows: readonly (readonly Cell[])[]) => Promise<Uint8Array>>> = {
  exceljs: async (rows) => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Staff');
    rows.forEach((row, r) => {
      row.forEach(({ write, format }, c) => {
        const to = sheet.getCell(r + 1, c + 1);
        to.value = write;
        if (format) to.numFmt = format;
      });
    });
    return new Uint8Array(await book.xlsx.writeBuffer());
  },
  '@e965/xlsx with shared strings': async (rows) => sheetjsBytes(rows, true),
  '@e965/xlsx with inline strings': async (rows) => sheetjsBytes(rows, false),
  hucre: async (rows) =>
    writeXlsx({
      sheets: [
        {
          name: 'Staff',
          rows: rows.map((row) => row.map((c) => c.write)),
          cells: new Map(
            rows.flatMap((row, r) =>
              row.map(
                (c, i) =>
                  [`${r},${i}`, { value: c.write, ...(c.format ? { style: { numFmt: c.format } } : {}) }] as const,
              ),
            ),
          ),
        },
      ],
    }),
};

function sheetjsBytes(rows: readonly (readonly Cell[])[], bookSST: boolean): Uint8Array {
  const sheet = XLSX.utils.aoa_to_sheet(
    rows.map((row) => row.map((c) => c.write)),
    { UTC: true },
  );
  rows.forEach((row, r) => {
    row.forEach(({ format }, c) => {
      const to: XLSX.CellObject | undefined = sheet[XLSX.utils.encode_cell({ r, c })];
      if (to && format) to.z = format;
    });
  });
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, 'Staff');
  return new Uint8Array(
    XLSX.write(book, { type: 'array', bookType: 'xlsx', bookSST, compression: true }) as ArrayBuffer,
  );
}

for (const [name, write] of Object.entries(writers))
  t.test(`what ${name} writes is read as it was, by us and by both others`, async (t) => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const bytes = await write(rows);
        const want = trimmed(rows.map((row) => row.map(said)));
        t.strictSame(await ours(bytes), want, 'ours');
        t.strictSame(await hucre(bytes), want, 'hucre');
        t.strictSame(sheetjs(bytes), want, '@e965/xlsx');
      }),
      { numRuns: 25 },
    );
  });

const row = (cells: string): string => `<row r="1">${cells}</row>`;
const inline = (is: string): Made => ({ rows: row(`<c r="A1" t="inlineStr"><is>${is}</is></c>`) });
const shown = (v: number, code: string | number, more: Partial<Made> = {}): Made => ({
  rows: row(`<c r="A1" s="1"><v>${v}</v></c>`),
  ...(typeof code === 'number' ? { styles: [code] } : { formats: { 164: code }, styles: [164] }),
  ...more,
});
const number = row('<c r="A1"><v>1</v></c>');

const agreed: Readonly<Record<string, Made>> = {
  'a rich text': inline('<r><t>Staff </t></r><r><rPr><b/></rPr><t>Nurse</t></r>'),
  'a phonetic guide of a shared text': {
    rows: row('<c r="A1" t="s"><v>0</v></c>'),
    strings: ['<t>東京</t><rPh sb="0" eb="2"><t>トウ</t></rPh>'],
  },
  'an escaped carriage return': inline('<t>a_x000D_b</t>'),
  'a protected escape': inline('<t>_x005F_x000D_</t>'),
  'an escaped pair': inline('<t>_xD83D__xDE00_</t>'),
  CDATA: inline('<t><![CDATA[a < b & c]]> d</t>'),
  entities: inline('<t>A &amp; &#233; &#xE9;</t>'),
  spaces: inline('<t xml:space="preserve">  two  </t>'),
  'serial 59': shown(59, 14),
  'serial 61': shown(61, 14),
  'the 1904 system': shown(44_285, 14, { date1904: true }),
  'a date and time': shown(45_747.99, 22),
  'a month alone': shown(45_747, 'mmmm'),
  'quoted letters': shown(5, '0 "days"'),
  'a colour': shown(5, '[Red]0'),
  'an escaped letter': shown(5, '0\\d'),
  'a date in the second section': shown(45_747, '[=0]"";dd/mm/yyyy'),
  'a percentage': shown(0.231, '0.0%'),
  'an error': { rows: row('<c r="A1" t="e"><v>#N/A</v></c>') },
  'the text of a formula': { rows: row('<c r="A1" t="str"><f>A2</f><v>x</v></c>') },
  'single quotation marks': { rows: number.replaceAll('"', "'") },
  'no references': { rows: '<row><c><v>1</v></c><c><v>2</v></c></row>' },
  'a number in CDATA': { rows: row('<c r="A1"><v><![CDATA[12.5]]></v></c>') },
  'more digits than a double has': { rows: row('<c r="A1"><v>1234567890123456789</v></c>') },
  'a namespace prefix': {
    sheet: `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
  },
  'strict OOXML': { rows: number, strict: true },
  'sizes after the data': { rows: number, change: (parts) => parts.map((p) => ({ ...p, descriptor: true })) },
  'blank rows above': { rows: '<row r="3"><c r="C3"><v>1</v></c></row>' },
};

for (const [name, made] of Object.entries(agreed))
  t.test(`all three agree: ${name}`, async (t) => {
    const bytes = workbookOf(made);
    const mine = await ours(bytes);
    t.ok(mine.length > 0);
    t.strictSame(await hucre(bytes), mine, 'hucre');
    t.strictSame(sheetjs(bytes), mine, '@e965/xlsx');
  });

interface Difference {
  readonly made: Made;
  readonly ours: Plain;
  /** `thrown` where it gives up; left out where it agrees with us. */
  readonly hucre?: Plain | 'thrown';
  readonly sheetjs?: Plain | 'thrown';
  readonly why: string;
}
const differences: Readonly<Record<string, Difference>> = {
  'a comment inside a text': {
    made: inline('<t>a<!-- no -->b</t>'),
    ours: 'ab',
    sheetjs: 'a<!-- no -->b',
    why: 'a comment is not character data (XML 1.0, 2.5)',
  },
  'CR LF inside a text': {
    made: inline('<t>a\r\nb</t>'),
    ours: 'a\nb',
    hucre: 'a\r\nb',
    why: 'an XML processor passes on one line feed (XML 1.0, 2.11)',
  },
  'a phonetic guide of an inline text': {
    made: inline('<t>東京</t><rPh sb="0" eb="2"><t>トウ</t></rPh>'),
    ours: '東京',
    hucre: '東京トウ',
    why: 'the guide tells how to say the text and is not shown in the cell',
  },
  'serial 60': {
    made: shown(60, 14),
    ours: '29/02/1900',
    hucre: `@${Date.UTC(1900, 1, 28) / dayMs}`,
    sheetjs: 60,
    why: 'there was no 29 February 1900; Excel shows it, and 28 February is serial 59',
  },
  'serial 0': {
    made: shown(0, 14),
    ours: '00/01/1900',
    hucre: `@${Date.UTC(1899, 11, 31) / dayMs}`,
    sheetjs: `@${Date.UTC(1899, 11, 31) / dayMs}`,
    why: 'Excel shows 00/01/1900; it is a blank that a formula looked up, not a day of 1899',
  },
  'a serial below 0': {
    made: shown(-1, 14),
    ours: '#######',
    hucre: `@${Date.UTC(1899, 11, 30) / dayMs}`,
    sheetjs: `@${Date.UTC(1899, 11, 30) / dayMs}`,
    why: 'Excel shows no date for it',
  },
  'a time of day': {
    made: shown(0.5, 20),
    ours: 0.5,
    hucre: `@${Date.UTC(1899, 11, 31) / dayMs}`,
    sheetjs: `@${Date.UTC(1899, 11, 31) / dayMs}`,
    why: 'a format without a day shows no day',
  },
  'hours worked': {
    made: shown(1.5, '[h]:mm'),
    ours: 1.5,
    hucre: `@${Date.UTC(1900, 0, 1) / dayMs}`,
    sheetjs: `@${Date.UTC(1900, 0, 1) / dayMs}`,
    why: 'Excel shows 36:00, a length of time',
  },
  'leading zeros by format': {
    made: shown(12_345, '00000000'),
    ours: '00012345',
    hucre: 12_345,
    sheetjs: 12_345,
    why: 'the sheet shows an employee number of eight digits, and another sheet may hold it as text',
  },
  'an ISO date': {
    made: { rows: row('<c r="A1" t="d"><v>2025-03-31</v></c>') },
    ours: '@20178',
    hucre: '2025-03-31',
    why: 'the cell says that it is a date (ECMA-376 18.18.11)',
  },
  'a formula without a result': {
    made: { rows: row('<c r="A1"><f>1+1</f></c>') },
    ours: '(no value)',
    hucre: undefined,
    sheetjs: undefined,
    why: 'a blank would say that there is nothing, where Excel would show 2',
  },
  'a sheet in UTF-16': {
    made: {
      rows: number,
      change: (parts) =>
        parts.map((p) => (p.name.includes('sheet1') ? { ...p, data: Buffer.from(`\ufeff${p.data}`, 'utf16le') } : p)),
    },
    ours: 1,
    hucre: undefined,
    why: 'OPC allows UTF-16; a sheet read as empty loses people',
  },
  ZIP64: {
    made: { rows: number, change: (parts) => parts.map((p) => ({ ...p, zip64: true })) },
    ours: 1,
    sheetjs: 'thrown',
    why: 'ZIP64 sizes are part of the format (APPNOTE 4.5.3), and streaming writers use them',
  },
};

for (const [name, { made, why, ...want }] of Object.entries(differences))
  t.test(`ours is right where another differs: ${name}, since ${why}`, async (t) => {
    const bytes = workbookOf(made);
    const first = async (read: (bytes: Uint8Array) => Promise<readonly (readonly Plain[])[]>) =>
      (await read(bytes).catch(() => [['thrown' as const]]))[0]?.[0];
    t.strictSame(await first(ours), want.ours, 'ours');
    t.strictSame(await first(hucre), 'hucre' in want ? want.hucre : want.ours, 'hucre');
    t.strictSame(await first(async (b) => sheetjs(b)), 'sheetjs' in want ? want.sheetjs : want.ours, '@e965/xlsx');
  });
