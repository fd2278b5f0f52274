import fc from 'fast-check';
import t from 'tap';
import { separatorOf } from '../../src/core/separator.js';
import type { Limits } from '../../src/extract/types.js';
import { readAll } from './make-workbook.js';

const read = (content: string | Uint8Array, limits: Partial<Limits> = {}, name = 'staff.csv') =>
  readAll({ name, bytes: Buffer.from(content as string) }, limits);
const rowsOf = async (content: string | Uint8Array) =>
  (await read(content)).sheets[0]?.rows.map((r) => [r.row, ...r.cells]);

t.test('separators, quotation marks, line ends', async (t) => {
  t.strictSame(
    await rowsOf('a,b\r\n1,2\r\n'),
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
    'CR LF; every value is text',
  );
  t.strictSame(
    await rowsOf('a,b\n1,2'),
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
    'LF, no last line end',
  );
  t.strictSame(
    await rowsOf('a,b\r1,2\r'),
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
    'CR',
  );
  t.strictSame(
    await rowsOf('a,b\n1,2\r\n3,4\n'),
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
      [3, '3', '4'],
    ],
    'mixed line ends',
  );
  t.strictSame(
    await rowsOf('a,b\n"x, y","say ""hi"""\n'),
    [
      [1, 'a', 'b'],
      [2, 'x, y', 'say "hi"'],
    ],
    'quoted separator and quotation mark',
  );
  t.strictSame(
    await rowsOf('a,b\n"x\ny",2\n3,4\n'),
    [
      [1, 'a', 'b'],
      [2, 'x\ny', '2'],
      [3, '3', '4'],
    ],
    'a line end in a value does not make a row',
  );
  t.strictSame(
    await rowsOf('a,b\n\n\n1,2\n,\n3,4\n'),
    [
      [1, 'a', 'b'],
      [4, '1', '2'],
      [6, '3', '4'],
    ],
    'blank lines count as rows and are left out',
  );
  t.strictSame(
    await rowsOf('a,b\n,2\n1,\n'),
    [
      [1, 'a', 'b'],
      [2, undefined, '2'],
      [3, '1', undefined],
    ],
    'empty values are blanks',
  );
  t.strictSame(
    await rowsOf('a,b\n00123, x \n'),
    [
      [1, 'a', 'b'],
      [2, '00123', ' x '],
    ],
    'leading zeros and spaces are kept',
  );
  t.strictSame(
    await rowsOf('a;b\n1,5;2\n'),
    [
      [1, 'a', 'b'],
      [2, '1,5', '2'],
    ],
    'semicolons',
  );
  t.strictSame(
    await rowsOf('a\tb\n1\t2\n'),
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
    'tabs',
  );
  t.strictSame(
    await rowsOf('a|b\n1|2\n'),
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
    'bars',
  );
  t.strictSame(
    await rowsOf('sep=;\r\na;b\r\n1;2\r\n'),
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
    "Excel's own sign, which is no row",
  );
  t.strictSame(
    await rowsOf('a,b\n5" pipe,2\n'),
    [
      [1, 'a', 'b'],
      [2, '5" pipe', '2'],
    ],
    'a quotation mark in the middle stays',
  );
  const { file } = await read('a;b\n1;2\n');
  t.match(file.choices, [{ id: 'csv-separator', what: /semicolons/ }], 'the choice is said');
  t.equal(file.sheets[0]?.sheet, 'staff', 'the sheet is named as the file');
});

t.test('the separator is the one that cuts most lines alike', async (t) => {
  t.equal(separatorOf('NHS Trust, Staff in Post\n\na;b;c\n1;"x,y";3\n2;x;4\n'), ';', 'title rows with commas');
  t.equal(
    separatorOf('NHS|XR05|Band 5,A,1\nNHS|XR06|Band 6,B,2\nNHS|XR07|Band 7,B,2\n'),
    ',',
    'bars inside values lose to as many commas? the first of equals wins',
  );
  t.equal(separatorOf('one column\nonly\n'), ',', 'none');
  t.equal(separatorOf('a,b'), ',', 'a single line');
});

t.test('encodings', async (t) => {
  const text = 'Name,Reason\nZoë,Dismissal – Conduct\n';
  const want = [
    [1, 'Name', 'Reason'],
    [2, 'Zoë', 'Dismissal – Conduct'],
  ];
  const cp1252 = Buffer.from(text.replace('–', '\x96'), 'latin1');
  const utf16be = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  t.strictSame(await rowsOf(text), want, 'UTF-8');
  t.strictSame(await rowsOf(`\ufeff${text}`), want, 'UTF-8 with a mark');
  t.strictSame(await rowsOf(Buffer.from(`\ufeff${text}`, 'utf16le')), want, 'UTF-16, little end first');
  t.strictSame(await rowsOf(utf16be), want, 'UTF-16, big end first');
  t.strictSame(await rowsOf(cp1252), want, 'windows-1252');
  t.match((await read(cp1252)).file.choices, [{ id: 'csv-encoding', what: /windows-1252/ }], 'which is said');
  t.strictSame((await read(text)).file.choices, [], 'UTF-8 needs no word');
  const late = Buffer.concat([
    Buffer.from('a,b\n'),
    Buffer.from(`${'1'.repeat(99)},2\n`.repeat(12_000)),
    Buffer.from([0x80, 0x2c, 0x92, 0x0a]),
  ]);
  const { sheets } = await read(late);
  t.strictSame(sheets[0]?.rows.at(-1)?.cells, ['€', '’'], 'a first foreign byte after a megabyte still decides');
  const wide = `a,b\n${'é€😀,x\n'.repeat(60_000)}`;
  const all = (await read(wide)).sheets[0]?.rows ?? [];
  t.equal(all.length, 60_001, 'every row is read');
  t.ok(
    all.slice(1).every((r) => r.cells[0] === 'é€😀'),
    'no character is cut between two reads',
  );
});

t.test('what is wrong is said', async (t) => {
  const nul = await read('a,b\n1\0,2\n');
  t.strictSame(nul.sheets[0]?.rows[1]?.cells, ['1', '2'], 'NULs are left out');
  t.match(nul.file.issues, [{ id: 'csv-nul', what: /^1 NUL/ }]);
  const ragged = await read('Title\n\na,b\n1,2\n3,4,5\n6\n7,8,\n9,0\n1,2\n');
  t.strictSame(
    ragged.sheets[0]?.rows.map((r) => r.row),
    [1, 3, 4, 5, 6, 7, 8, 9],
    'ragged rows are read',
  );
  t.match(
    ragged.file.issues,
    [{ id: 'csv-ragged', row: 5, rows: 1 }],
    'and those with a value too many said; a blank at the end is none',
  );
  const unclosed = await read('a,b\n1,2\n"3,4\n5,6\n');
  t.match(
    unclosed.thrown,
    { issue: { id: 'csv-unclosed-quote', row: 3 } },
    'a quotation mark never closed, at the row where it opens',
  );
  t.match((await read(`a,b\n1,${'x'.repeat(32_768)}\n`)).thrown, {
    issue: { id: 'cell-too-long', row: 2, column: 'B' },
  });
  t.match(
    (await read(`a,b\n"${'x\n'.repeat(3e6)}`, { columns: 10 })).thrown,
    { issue: { id: 'cell-too-long', row: 2 } },
    'an endless value is given up',
  );
  t.match((await read('a\n'.repeat(11), { rows: 10 })).thrown, {
    issue: { id: 'rows-too-many', todo: /CSV or Parquet/ },
  });
  t.match(
    (await read('1,'.repeat(501))).thrown,
    { issue: { id: 'columns-too-many', column: 'SG' } },
    'column 501 is SG',
  );
  t.equal(
    (await read(`${'1,'.repeat(500)}${','.repeat(90)}`)).thrown,
    undefined,
    'blanks past the last column are nothing',
  );
  t.match((await read('1,2\n3,4\n', { cells: 3 })).thrown, { issue: { id: 'cells-too-many' } });
  t.match((await read('1,2\n3,4\n', { milliseconds: -1 })).thrown, { issue: { id: 'file-too-slow' } });
});

t.test('anything written as RFC 4180 says is read as it was', async (t) => {
  const value = fc.string({
    unit: fc.constantFrom('a', ',', '"', '\n', '\r\n', ';', 'é', ' ', '\t', '7'),
    maxLength: 8,
  });
  const quoted = (s: string) => `"${s.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(value, value, value), { minLength: 1, maxLength: 8 }), async (rows) => {
      const all = [['x', 'y', 'z'], ['x', 'y', 'z'], ...rows];
      const found = await rowsOf(`sep=,\n${all.map((r) => r.map(quoted).join(',')).join('\r\n')}`);
      const want = all
        .map((r, i) => [i + 1, ...r.map((v) => (v === '' ? undefined : v))])
        .filter((r) => r.slice(1).some((v) => v !== undefined));
      t.strictSame(found, want);
    }),
    { numRuns: 100 },
  );
});
