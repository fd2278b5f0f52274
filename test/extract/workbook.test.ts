import t from 'tap';
import type { RawCell } from '../../src/extract/types.js';
import { cellsOf, type Made, readMade } from './make-workbook.js';

/** Days since 1970 worked apart from the code: the number of days that Date says lie between. */
const day = (iso: string): RawCell => ({ kind: 'date', day: Date.parse(`${iso}T00:00:00Z`) / 86_400_000 });
const one = async (made: Made): Promise<RawCell> => (await cellsOf(made))[0]?.[0];
const row = (cells: string): string => `<row r="1">${cells}</row>`;
const inline = (is: string): string => row(`<c r="A1" t="inlineStr"><is>${is}</is></c>`);

t.test('texts', async (t) => {
  t.equal(await one({ rows: inline('<t>Nurse</t>') }), 'Nurse', 'an inline text');
  t.equal(
    await one({ rows: inline('<r><t>Staff </t></r><r><rPr><b/></rPr><t>Nurse</t></r>') }),
    'Staff Nurse',
    'the runs of a rich text are joined',
  );
  t.equal(
    await one({
      rows: row('<c r="A1" t="s"><v>1</v></c>'),
      strings: ['<t>no</t>', '<r><t>Staff</t></r><r><t xml:space="preserve"> Nurse</t></r>'],
    }),
    'Staff Nurse',
    'a shared rich text',
  );
  t.equal(
    await one({
      rows: row('<c r="A1" t="s"><v>0</v></c>'),
      strings: ['<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>'],
    }),
    '東京',
    'a phonetic guide is not part of the text',
  );
  t.equal(await one({ rows: inline('<t>a_x000D_b</t>') }), 'a\rb', 'an escaped carriage return');
  t.equal(
    await one({ rows: inline('<t>_x005F_x000D_</t>') }),
    '_x000D_',
    'an escaped underscore protects what follows',
  );
  t.equal(await one({ rows: inline('<t>_xD83D__xDE00_</t>') }), '\u{1F600}', 'two escaped halves make one character');
  t.equal(
    await one({ rows: inline('<t>A &amp; B &lt;c&gt; &quot;d&apos; &#233; &#xE9;</t>') }),
    'A & B <c> "d\' é é',
    'entities, decimal and hexadecimal',
  );
  t.equal(await one({ rows: inline('<t><![CDATA[a < b & c]]> d</t>') }), 'a < b & c d', 'CDATA is taken as it stands');
  t.equal(await one({ rows: inline('<t>a<!-- not this -->b</t>') }), 'ab', 'a comment is no text');
  t.equal(await one({ rows: inline('<t xml:space="preserve">  two  </t>') }), '  two  ', 'spaces are kept');
  t.equal(await one({ rows: inline('<t>a\r\nb</t>') }), 'a\nb', 'line ends are one line feed, as XML says');
  t.equal(
    await one({ rows: row('<c r="A1" t="str"><f>A2</f><v>White – British</v></c>') }),
    'White – British',
    'the text a formula gave',
  );
  t.strictSame(
    await cellsOf({ rows: row('<c r="A1" t="inlineStr"><is><t></t></is></c><c r="B1"><v>1</v></c>') }),
    [[undefined, 1]],
    'empty text is a blank',
  );
  t.equal(
    await one({ rows: row('<c r="A1" t="s"><v>0</v></c>'), strings: ['<t/>', '<t>x</t>'] }),
    undefined,
    'so is an empty shared text',
  );
});

t.test('numbers, booleans, errors, formulas', async (t) => {
  const number = (v: string) => one({ rows: row(`<c r="A1"><v>${v}</v></c>`) });
  for (const v of [
    '0',
    '1',
    '-1',
    '0.66667',
    '.5',
    '5.',
    '37.5',
    '1E-7',
    '1.5e3',
    '123456789012345',
    '1234567890123456789',
    '0.1000000000000000055511151231257827',
    '-0.000123',
    ' 7 ',
    '9007199254740993',
    '4.35',
  ])
    t.equal(await number(v), Number(v), `${v} is the nearest double`);
  t.ok(Object.is(await number('-0'), 0), 'there is no negative nought');
  t.equal(await one({ rows: row('<c r="A1"><v><![CDATA[12.5]]></v></c>') }), 12.5, 'a number in CDATA');
  t.equal(await one({ rows: row('<c r="A1"><v>&#49;2</v></c>') }), 12, 'a number with an entity');
  t.equal(await one({ rows: row('<c r="A1" t="n"><v>4</v></c>') }), 4, 'a number that says so');
  t.strictSame(
    await cellsOf({
      rows: row('<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="b"><v>true</v></c>'),
    }),
    [[true, false, true]],
    'booleans',
  );
  t.strictSame(
    await cellsOf({ rows: row('<c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>') }),
    [
      [
        { kind: 'error', code: '#N/A' },
        { kind: 'error', code: '#DIV/0!' },
      ],
    ],
    'errors are seen',
  );
  t.equal(await one({ rows: row('<c r="A1"><f>1+1</f><v>2</v></c>') }), 2, 'a formula gives its saved result');
  t.equal(
    await one({ rows: row('<c r="A1"><f t="shared" ref="A1:A9" si="0">B1&lt;"&gt;"</f><v>2</v></c>') }),
    2,
    'a shared formula too',
  );
  t.equal(
    await one({ rows: row('<c r="A1"><f t="shared" si="0"/><v>2</v></c>') }),
    2,
    'and one that only points to it',
  );
  const missing = await readMade({
    rows: row(
      '<c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1</f><v/></c><c r="D1" t="str"><f>""</f><v></v></c>',
    ),
  });
  const gone: RawCell = { kind: 'missing-formula-value' };
  t.strictSame(
    missing.sheets[0]?.rows[0]?.cells,
    [gone, gone, gone],
    'without one it is missing, but an empty text is a result',
  );
  t.match(
    missing.file.issues,
    [{ id: 'formula-values-missing', sheet: 'Sheet1', row: 1, column: 'A', what: /3 cells hold formulas/ }],
    'and said once, with the first place',
  );
});

t.test('dates', async (t) => {
  const shown = (v: string, code: string | number, date1904 = false) =>
    one({
      rows: row(`<c r="A1" s="1"><v>${v}</v></c>`),
      ...(typeof code === 'number' ? { styles: [code] } : { formats: { 164: code }, styles: [164] }),
      date1904,
    });
  t.strictSame(await shown('45747', 14), day('2025-03-31'), 'a built-in date format; 45747 is 31 March 2025');
  t.strictSame(await shown('45747.99', 22), day('2025-03-31'), 'a time of day is dropped');
  t.strictSame(await shown('1', 14), day('1900-01-01'), 'serial 1');
  t.strictSame(await shown('59', 14), day('1900-02-28'), 'serial 59 is the day before the day that never was');
  t.strictSame(await shown('60', 14), { kind: 'error', code: '29/02/1900' }, 'serial 60 is no day');
  t.strictSame(await shown('61', 14), day('1900-03-01'), 'serial 61 is the day after');
  t.strictSame(await shown('0', 14), { kind: 'error', code: '00/01/1900' }, 'serial 0 is no day');
  t.strictSame(await shown('-1', 14), { kind: 'error', code: '#######' }, 'nor is one below');
  t.strictSame(await shown('2958465', 14), day('9999-12-31'), 'the last day');
  t.strictSame(await shown('2958466', 14), { kind: 'error', code: '#######' }, 'and there is none after it');
  t.strictSame(await shown('0', 14, true), day('1904-01-01'), 'the 1904 system begins at 0');
  t.strictSame(await shown('44285', 14, true), day('2025-03-31'), '45747 - 1462 = 44285');
  t.strictSame(
    await shown('60', 14, true),
    day('1904-03-01'),
    'and has no day too many: 31 + 29 days after 1 January 1904',
  );
  for (const code of [
    'dd/mm/yyyy',
    'dd\\-mmm\\-yyyy',
    '[$-809]d mmmm yyyy;@',
    '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy',
    'mmm-yy',
    'mmmm',
    'yyyy',
    'd',
    'yyyy-mm-dd hh:mm:ss',
    '[Red]dd/mm/yy',
    '[=0]"";dd/mm/yyyy',
    'DD/MM/YYYY',
    '"on "d/m/yy',
    'm/d',
    '[$-411]ge.m.d',
    'yyyy"年"m"月"d"日"',
  ])
    t.strictSame(await shown('45747', code), day('2025-03-31'), `${code} shows a date`);
  for (const code of [
    '0',
    'General',
    '0.00',
    '#,##0',
    'h:mm',
    'hh:mm:ss',
    '[h]:mm',
    '[mm]:ss',
    'mm:ss',
    'mm:ss.0',
    'h:mm AM/PM',
    '0.00E+00',
    '0 "days"',
    '"d"0',
    '\\d0',
    '0_d',
    '# ?/?',
    '@',
    '[$£-809]#,##0.00',
    '[Magenta]0',
    '0;[Red]-0',
    'General" headcount"',
    '[>=100]0;General',
  ])
    t.equal(await shown('45747', code), 45747, `${code} shows a number`);
  for (const id of [15, 16, 17, 22, 27, 36, 50, 58])
    t.strictSame(await shown('45747', id), day('2025-03-31'), `built-in ${id} is a date`);
  for (const id of [0, 1, 4, 11, 18, 20, 21, 45, 46, 47, 49])
    t.equal(await shown('45747', id), 45747, `built-in ${id} is a number`);
  for (const code of ['0%', '0.0%', '0.00%;[Red]-0.00%'])
    t.strictSame(await shown('0.231', code), { kind: 'percent', value: 0.231 }, `${code} shows a percentage`);
  t.strictSame(await shown('0.231', 10), { kind: 'percent', value: 0.231 }, 'built-in 10 too');
  t.equal(await shown('0.231', '0"%"'), 0.231, 'a quoted percent sign is only text');
  t.equal(await shown('12345', '00000000'), '00012345', 'a number shown with leading zeros is what the sheet shows');
  t.equal(await shown('12345.5', '00000000'), 12345.5, 'unless it is not whole');
  const iso = (v: string) => one({ rows: row(`<c r="A1" t="d"><v>${v}</v></c>`) });
  t.strictSame(await iso('2025-03-31'), day('2025-03-31'), 'an ISO date cell');
  t.strictSame(await iso('2025-03-31T23:30:00.000'), day('2025-03-31'), 'with a time');
  t.equal(await iso('T10:00:00'), 'T10:00:00', 'a time alone stays text');
  t.equal(await iso('2025-02-30'), '2025-02-30', 'so does a day that is none');
  const odd = await readMade({ rows: row('<c r="A1" s="1"><v>0</v></c><c r="B1" s="1"><v>60</v></c>'), styles: [14] });
  t.match(odd.file.issues, [{ id: 'dates-impossible', what: /2 cells/ }], 'days that are none are said once');
});

t.test('the way it is written does not matter', async (t) => {
  const plain = [['a', 1, true]];
  const rows = row('<c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1"><v>1</v></c><c r="C1" t="b"><v>1</v></c>');
  t.strictSame(await cellsOf({ rows }), plain, 'as Excel writes it');
  t.strictSame(await cellsOf({ rows: rows.replaceAll('"', "'") }), plain, 'single quotation marks');
  t.strictSame(await cellsOf({ rows: rows.replace(/ r="[A-Z]*\d"/g, '') }), plain, 'rows and cells without references');
  t.strictSame(await cellsOf({ rows: rows.replaceAll('><', '>\n  <') }), plain, 'white space between tags');
  t.strictSame(
    await cellsOf({ rows: rows.replace('t="b"', ' cm="1"\n t = "b" s="0"') }),
    plain,
    'other attributes, spaces round the equals sign',
  );
  t.strictSame(
    await cellsOf({ rows: rows.replace('<c r="B1"', '<!-- <c r="Z1"> --><?x <c ?><c x="a>b" r="B1"') }),
    plain,
    'comments, instructions, a > inside an attribute',
  );
  t.strictSame(
    await cellsOf({ rows: rows.replace('<v>1</v></c><c', '<v xml:space="preserve">1</v ></c ><c') }),
    plain,
    'spaces inside tags',
  );
  t.strictSame(
    await cellsOf({ rows: rows.replace('<v>1</v></c><c', '<v>1</v><extLst><ext uri="x"><y/></ext></extLst></c><c') }),
    plain,
    'an extension inside a cell',
  );
  const prefixed = `<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>${rows.replace(/<(\/?)/g, '<$1x:')}</x:sheetData></x:worksheet>`;
  t.strictSame(await cellsOf({ sheet: prefixed }), plain, 'a namespace prefix');
  t.strictSame(
    await cellsOf({
      sheet: prefixed.replace('</x:row>', '<y:d xmlns:y="urn:other"><y:v>9</y:v></y:d></x:row>'),
    }),
    plain,
    'an element of another namespace is passed over',
  );
  t.strictSame(await cellsOf({ rows, strict: true }), plain, 'strict OOXML');
  t.strictSame(
    await cellsOf({ rows, change: (parts) => parts.map((p) => ({ ...p, stored: true })) }),
    plain,
    'stored, not packed',
  );
  t.strictSame(
    await cellsOf({ rows, change: (parts) => parts.map((p) => ({ ...p, descriptor: true })) }),
    plain,
    'sizes after the data',
  );
  t.strictSame(
    await cellsOf({ rows, change: (parts) => parts.map((p) => ({ ...p, zip64: true })) }),
    plain,
    'ZIP64 sizes',
  );
  const utf16 = (text: string) =>
    Buffer.from(`\ufeff${text.replace('encoding="UTF-8"', 'encoding="UTF-16"')}`, 'utf16le');
  t.strictSame(
    await cellsOf({ rows, change: (parts) => parts.map((p) => ({ ...p, data: utf16(String(p.data)) })) }),
    plain,
    'UTF-16',
  );
  const mark = (p: { readonly data: string | Uint8Array }) => `\ufeff${p.data}`;
  t.strictSame(
    await cellsOf({ rows, change: (parts) => parts.map((p) => ({ ...p, data: mark(p) })) }),
    plain,
    'a byte order mark',
  );
  t.strictSame(
    await cellsOf({
      rows: `${'<row/>'.repeat(3)}${rows.replace('r="1"', 'r="4"').replace(/([ABC])1/g, '$14')}<row r="9" ht="15"/>`,
    }),
    plain,
    'blank rows are left out',
  );
});

t.test('rows and cells keep their places', async (t) => {
  const { sheets } = await readMade({
    rows: '<row r="3"><c r="C3"><v>1</v></c><c r="E3" s="0"/></row><row><c><v>2</v></c><c r="AA4"><v>3</v></c><c><v>4</v></c></row>',
  });
  t.strictSame(
    sheets[0]?.rows.map((r) => r.row),
    [3, 4],
    'a row without a number follows the one before',
  );
  t.strictSame(sheets[0]?.rows[0]?.cells, [undefined, undefined, 1], 'blanks before are there, blanks after are not');
  t.equal(sheets[0]?.rows[1]?.cells[26], 3, 'AA is the 27th column');
  t.equal(sheets[0]?.rows[1]?.cells[27], 4, 'and a cell without a reference follows');
});

t.test('sheets', async (t) => {
  const rows = ['1', '2', '3'].map((v) => row(`<c r="A1"><v>${v}</v></c>`));
  const read = await readMade({
    rows,
    names: ['Staff in Post', 'Leavers & "others"', 'Old'],
    states: ['', '', 'veryHidden'],
  });
  t.strictSame(
    read.sheets.map((s) => [s.sheet, s.hidden, s.rows[0]?.cells[0]]),
    [
      ['Staff in Post', false, 1],
      ['Leavers & "others"', false, 2],
      ['Old', true, 3],
    ],
    'names, order, hidden ones read',
  );
  t.match(read.file.issues, [{ id: 'sheet-hidden', sheet: 'Old', severity: 'note' }], 'and said');

  const moved = await readMade({
    rows,
    change: (parts) =>
      parts
        .map((p) => ({
          ...p,
          name: p.name
            .replace('xl/worksheets/sheet1.xml', 'Data/One.XML')
            .replace('xl/workbook', 'xl/book')
            .replace('_rels/workbook.xml', '_rels/book.xml'),
          data: String(p.data)
            .replace('worksheets/sheet1.xml', '/data/one.xml')
            .replace('worksheets/sheet2.xml', './x/../worksheets/sheet2.xml')
            .replace('xl/workbook.xml', '/xl/book.xml')
            .replace('r:id="rId2"', 'q:id="rId2" xmlns:q="urn:x"'),
        }))
        .reverse(),
  });
  t.strictSame(
    moved.sheets.map((s) => s.rows[0]?.cells[0]),
    [1, 2, 3],
    'relationships are followed, whatever the paths, their case and order',
  );

  const chart = await readMade({
    rows,
    change: (parts) =>
      parts.map((p) => ({
        ...p,
        data: String(p.data).replace(/worksheet" Target="worksheets\/sheet2/, 'chartsheet" Target="worksheets/sheet2'),
      })),
  });
  t.strictSame(
    chart.sheets.map((s) => s.sheet),
    ['Sheet1', 'Sheet3'],
    'a chart sheet is passed over',
  );
  t.match(chart.file.issues, [{ id: 'sheet-without-cells', sheet: 'Sheet2' }], 'and said');
});

t.test('what a person should know about a sheet', async (t) => {
  const hidden = await readMade({
    before: '<cols><col min="2" max="2" width="9" hidden="1"/><col min="4" max="6" hidden="true"/></cols>',
    rows: '<row r="1"><c><v>1</v></c></row><row r="2" hidden="1"><c><v>2</v></c></row><row r="3" hidden="true"><c><v>3</v></c></row><row r="4" hidden="0"><c><v>3</v></c></row>',
  });
  t.strictSame(
    hidden.sheets[0]?.rows.map((r) => r.hidden),
    [false, true, true, false],
    'hidden rows are read and marked',
  );
  t.match(
    hidden.file.issues,
    [
      { id: 'rows-hidden', row: 2, rows: 2 },
      { id: 'columns-hidden', what: /\(B, D to F\)/ },
    ],
    'and said with hidden columns',
  );

  const made: Made = {
    rows: row('<c r="A1"><v>1</v></c>'),
    after: '<mergeCells count="2"><mergeCell ref="B3:D3"/><mergeCell ref="A1:A2"/></mergeCells>',
  };
  const { file } = await readMade(made);
  const blocks = [
    { top: 3, left: 1, bottom: 3, right: 3 },
    { top: 1, left: 0, bottom: 2, right: 0 },
  ];
  t.strictSame(await file.sheets[0]?.merged(), blocks, 'merged blocks after the rows');
  const { openFile } = await import('../../src/extract/files.js');
  const { workbookOf } = await import('./make-workbook.js');
  const before = await openFile({ name: 'made.xlsx', bytes: workbookOf(made) });
  t.strictSame(await before.sheets[0]?.merged(), blocks, 'and before');

  const twice = hidden.file.sheets[0];
  let n = 0;
  if (twice) for await (const batch of twice.rows) n += batch.length;
  t.equal(n, 4, 'rows can be read again');
  t.equal(hidden.file.issues.length, 2, 'and nothing is said twice');
});
