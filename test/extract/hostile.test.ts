import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { repeated } from '../../bench/reading-files.js';
import type { Limits } from '../../src/extract/types.js';
import { type Made, partsOfMade, readAll, readMade, workbookOf } from './make-workbook.js';
import { makeZip, type Part } from './make-zip.js';

const cell = '<row r="1"><c r="A1"><v>1</v></c></row>';
const changed = (name: string, change: (p: Part) => Part) => (parts: readonly Part[]) =>
  parts.map((p) => (p.name === name ? change(p) : p));
const sheetPart = 'xl/worksheets/sheet1.xml';
const inSheet = (change: (text: string) => string) =>
  changed(sheetPart, (p) => ({ ...p, data: change(String(p.data)) }));

/** Reads and gives the ids of errors; every one must have words that say what and what to do, and no other error may be thrown. */
async function refusals(name: string, bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<readonly string[]> {
  const { file, thrown } = await readAll({ name, bytes }, limits);
  if (thrown !== undefined && thrown.name !== 'FileRefused') throw thrown;
  const errors = file.issues.filter((i) => i.severity === 'error');
  for (const { what, todo, file: where } of errors)
    if (!/^[A-Z].{8,}\.$/.test(what) || !/^[A-Z].{8,}\.$/.test(todo) || where !== name)
      throw new Error(`${what} / ${todo} / ${where}`);
  return errors.map((i) => i.id);
}
const refusalsOf = (made: Made, limits: Partial<Limits> = {}) => refusals('made.xlsx', workbookOf(made), limits);
const text = (s: string): Buffer => Buffer.from(s);

t.test('a name and leading bytes must both be right', async (t) => {
  const xlsx = workbookOf({ rows: cell });
  t.strictSame(await refusals('Staff.XLSX', xlsx), [], 'a workbook');
  t.strictSame(await refusals('staff.csv', text('a,b\n1,2\n')), [], 'a text file');
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(3000)]);
  const encrypted = Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(100)]);
  const cases: readonly (readonly [string, string, Uint8Array])[] = [
    ['file-empty', 'a.xlsx', text('')],
    ['file-encrypted', 'a.xlsx', encrypted],
    ['file-encrypted', 'a.xls', encrypted],
    ['file-old-excel', 'a.xls', compound],
    ['file-old-excel', 'a.xlsx', compound],
    ['file-old-excel', 'a.xls', Buffer.from('0908080000050500', 'hex')],
    ['file-html', 'a.xls', text('<html><body><table><tr><td>1</td></tr></table>')],
    ['file-html', 'a.xlsx', text('\ufeff  <!DOCTYPE html>\n<html>')],
    ['file-html', 'a.csv', text('<table border=1><tr><th>Employee Number</th></tr>')],
    ['file-html', 'a.xls', Buffer.from('\ufeff<HTML xmlns:o="urn:x">', 'utf16le')],
    ['file-html', 'a.xls', text('<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">')],
    ['file-mht', 'a.xls', text('MIME-Version: 1.0\nContent-Type: multipart/related')],
    ['file-mht', 'a.xlsx', text('From: <Saved by Some Browser>\r\nSubject: x')],
    ['file-xml-spreadsheet', 'a.xls', text('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>')],
    ['file-pdf', 'a.xlsx', text('%PDF-1.7')],
    ['file-parquet', 'a.parquet', text('PAR1xxxx')],
    ['file-macros', 'a.xlsm', xlsx],
    ['file-binary-excel', 'a.xlsb', xlsx],
    ['file-open-document', 'a.ods', xlsx],
    ['file-zip', 'a.zip', xlsx],
    ['file-ending', 'a.xls', xlsx],
    ['file-ending', 'a', xlsx],
    ['file-ending', 'a.xls', text('Employee Number\tName\n1\tx\n')],
    ['file-ending', 'a.xlsx', text('Employee Number,Name\n1,x\n')],
    ['csv-not-text', 'a.csv', Buffer.from(Array.from({ length: 900 }, (_, i) => (i * 7) % 32))],
    ['csv-utf16-without-mark', 'a.csv', Buffer.from('Employee Number,Name\n', 'utf16le')],
  ];
  for (const [id, name, bytes] of cases) t.strictSame(await refusals(name, bytes), [id], `${id}: ${name}`);
  const missing = await readAll({ name: 'none.xlsx', path: join(tmpdir(), 'there-is-no-such-file.xlsx') });
  t.match(
    missing.file,
    { kind: 'refused', issues: [{ id: 'file-unreadable', what: /ENOENT/ }] },
    'a file that is not there',
  );
  const folder = await readAll({ name: 'folder.xlsx', path: tmpdir() });
  t.match(folder.file, { kind: 'refused', issues: [{ id: 'file-unreadable', what: /not a file/ }] }, 'a folder');
  t.strictSame(
    await refusals('made.xlsx', workbookOf({ rows: cell }), { bytes: 100 }),
    ['file-too-large'],
    'a file that is too large',
  );
});

t.test('what the directory of a workbook may not hold', async (t) => {
  const extra = (...parts: readonly Part[]): Made => ({ rows: cell, parts });
  const named = (name: string): Made => extra({ name, data: 'x' });
  t.strictSame(await refusalsOf(named('xl/vbaProject.bin')), ['file-macros']);
  t.strictSame(await refusalsOf(named('xl/macrosheets/sheet1.xml')), ['file-macros']);
  t.strictSame(await refusalsOf(named('xl/externalLinks/externalLink1.xml')), ['file-external-links']);
  t.strictSame(await refusalsOf(named('xl/embeddings/oleObject1.bin')), ['file-embedded-objects']);
  t.strictSame(await refusalsOf(named('xl/activeX/activeX1.xml')), ['file-embedded-objects']);
  t.strictSame(await refusalsOf(named('xl/workbook.bin')), ['file-binary-excel']);
  for (const name of ['../evil.xml', '/etc/passwd', 'xl/../../x', 'C:\\x.xml', 'xl\\..\\..\\x', 'a\0b'])
    t.strictSame(await refusalsOf(named(name)), ['zip-names'], JSON.stringify(name));
  t.strictSame(
    await refusalsOf(named('XL/Worksheets/Sheet1.xml')),
    ['zip-duplicates'],
    'a second part of one name, which another reader might take',
  );
  t.strictSame(await refusalsOf(extra({ name: 'x', data: 'y', flags: 1 })), ['file-encrypted'], 'an encrypted part');
  t.strictSame(await refusalsOf(extra({ name: 'x', data: 'y', method: 12 })), ['zip-method'], 'a part packed by bzip2');
  const many = Array.from({ length: 1_001 }, (_, i) => ({ name: `p${i}`, data: '' }));
  t.strictSame(await refusals('a.xlsx', makeZip(many)), ['zip-entries'], 'more than 1,000 parts');
  t.strictSame(await refusals('a.xlsx', makeZip([{ name: 'x.txt', data: 'hello' }])), ['file-zip']);
  t.strictSame(await refusals('a.xlsx', makeZip([{ name: 'word/document.xml', data: 'hello' }])), [
    'file-other-office',
  ]);
  t.strictSame(
    await refusals(
      'a.xlsx',
      makeZip([
        { name: 'mimetype', data: 'application/vnd.oasis' },
        { name: 'content.xml', data: '' },
      ]),
    ),
    ['file-open-document'],
  );
  t.strictSame(
    await refusalsOf({
      rows: cell,
      change: changed('_rels/.rels', (p) => ({ ...p, data: String(p.data).replace('xl/workbook.xml', '../../x') })),
    }),
    ['zip-names'],
    'a relationship that leads out',
  );
  t.strictSame(
    await refusalsOf({
      rows: cell,
      change: changed('xl/_rels/workbook.xml.rels', (p) => ({
        ...p,
        data: String(p.data).replace(
          '</Relationships>',
          '<Relationship Id="v" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="other.dat"/></Relationships>',
        ),
      })),
    }),
    ['file-macros'],
    'macros under another name',
  );
});

t.test('a DOCTYPE anywhere', async (t) => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
  const made: Made = { rows: cell, strings: ['<t>x</t>'], styles: [14] };
  for (const { name } of partsOfMade(made)) {
    if (name === '[Content_Types].xml') continue;
    const withDoctype = changed(name, (p) => ({ ...p, data: String(p.data).replace('?>', `?>${bomb}`) }));
    t.strictSame(await refusalsOf({ ...made, change: withDoctype }), ['xml-doctype'], name);
  }
  const later = inSheet((x) => x.replace('</row>', '<!DOCTYPE y></row>'));
  t.strictSame(await refusalsOf({ rows: cell, change: later }), ['xml-doctype'], 'even among the rows');
  const unknown = await readMade({ rows: '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;&b;</t></is></c></row>' });
  t.strictSame(unknown.ids, ['text-damaged'], 'an entity that XML does not know is damaged text, and said');
});

t.test('bombs and lies about size', async (t) => {
  const open = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>';
  const close = '</sheetData></worksheet>';
  const block = '<row><c><v>1</v></c></row>'.repeat(4_000);
  const bomb = repeated(sheetPart, open, block, 200, close);
  const into = (part: Part): Made => ({ rows: '', change: changed(sheetPart, () => part) });
  t.strictSame(await refusalsOf(into(bomb)), ['zip-bomb'], 'the directory says so');
  t.strictSame(await refusalsOf(into({ ...bomb, size: 1_000 })), ['zip-size'], 'the directory says 1,000 bytes');
  t.strictSame(
    await refusalsOf(into({ ...bomb, size: (bomb.packed?.length ?? 0) * 100 }), { rows: 1e9 }),
    ['zip-bomb'],
    'it says just within the ratio, and counting finds out',
  );
  t.strictSame(
    await refusalsOf({ rows: cell, change: changed(sheetPart, (p) => ({ ...p, size: 100_000 })) }),
    ['zip-size'],
    'it says more than there is',
  );
  t.strictSame(
    await refusalsOf({ rows: cell, change: changed(sheetPart, (p) => ({ ...p, crc: 1 })) }),
    ['file-damaged'],
    'its checksum is wrong',
  );
  t.strictSame(
    await refusalsOf(into(bomb), { ratio: 2_000, inflatedBytes: 1_000_000 }),
    ['file-too-much-data'],
    'too much in all',
  );
  const lying = { ...bomb, size: 900_000 };
  t.strictSame(await refusalsOf(into(lying), { ratio: 2_000, inflatedBytes: 950_000 }), ['zip-size']);
  const strings = repeated('xl/sharedStrings.xml', '<sst>', '<si/>'.repeat(10_000), 100, '</sst>');
  t.strictSame(
    await refusalsOf(
      { rows: cell, strings: [], change: changed(strings.name, () => strings) },
      { ratio: 5_000, cells: 100_000 },
    ),
    ['cells-too-many'],
    'a million empty texts',
  );
  const started = performance.now();
  await refusalsOf(into(bomb));
  t.ok(performance.now() - started < 1_000, 'and at once');
});

t.test('limits on what a sheet holds', async (t) => {
  const rows = (n: number) => '<row><c><v>1</v></c></row>'.repeat(n);
  t.strictSame(await refusalsOf({ rows: rows(10) }, { rows: 10 }), []);
  t.strictSame(await refusalsOf({ rows: rows(11) }, { rows: 10 }), ['rows-too-many']);
  t.strictSame(
    await refusalsOf({ rows: rows(5) + '<row><c s="0"/></row>'.repeat(90) + rows(5) }, { rows: 10 }),
    [],
    'formatted rows without a value are no rows',
  );
  const { file } = await readMade({ rows: rows(11) }, { rows: 10 });
  t.match(file.issues[0], { what: /more than 10 rows/, todo: /CSV or Parquet/, sheet: 'Sheet1' });
  const cells = (n: number) => `<row>${'<c><v>1</v></c>'.repeat(n)}</row>`;
  t.strictSame(await refusalsOf({ rows: cells(500) }), []);
  t.strictSame(await refusalsOf({ rows: cells(501) }), ['columns-too-many']);
  t.strictSame(
    await refusalsOf({ rows: `<row><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>` }),
    [],
    'a blank far out is nothing',
  );
  t.strictSame(await refusalsOf({ rows: cells(9) + cells(9) }, { cells: 17 }), ['cells-too-many']);
  t.strictSame(await refusalsOf({ rows: [cell, cell, cell] }, { sheets: 2 }), ['sheets-too-many']);
  const long = (n: number) => `<row><c t="inlineStr"><is><t>${'x'.repeat(n)}</t></is></c></row>`;
  t.strictSame(await refusalsOf({ rows: long(32_767) }), []);
  t.strictSame(await refusalsOf({ rows: long(32_768) }), ['cell-too-long']);
  t.strictSame(
    await refusalsOf({ rows: long(3_000_000) }, { ratio: 5_000 }),
    ['cell-too-long'],
    'longer than any buffer',
  );
  t.strictSame(await refusalsOf({ rows: cell, strings: [`<t>${'x'.repeat(32_768)}</t>`] }), ['cell-too-long']);
  t.strictSame(await refusalsOf({ rows: '<row r="1048577"><c><v>1</v></c></row>' }), ['beyond-excel']);
  t.strictSame(await refusalsOf({ rows: '<row r="1"><c r="XFE1"><v>1</v></c></row>' }), ['beyond-excel']);
  t.strictSame(await refusalsOf({ rows: rows(200_000) }, { milliseconds: 0, ratio: 5_000 }), ['file-too-slow']);
});

t.test('damage', async (t) => {
  const whole = workbookOf({ rows: cell, strings: ['<t>x</t>'] });
  for (const length of [4, 30, 200, whole.length - 30, whole.length - 1])
    t.strictSame(await refusals('a.xlsx', whole.subarray(0, length)), ['file-damaged'], `cut to ${length} bytes`);
  const cases: readonly (readonly [string, (x: string) => string, string])[] = [
    ['cut short', (x) => x.slice(0, -30), 'sheet-damaged'],
    ['cut in a cell', (x) => x.slice(0, x.indexOf('<v>')), 'sheet-damaged'],
    ['a cell not closed', (x) => x.replace('</c>', ''), 'sheet-damaged'],
    ['a row not closed', (x) => x.replace('</row>', ''), 'sheet-damaged'],
    ['a word for a number', (x) => x.replace('<v>1<', '<v>one<'), 'sheet-damaged'],
    ['a comma in a number', (x) => x.replace('<v>1<', '<v>1,5<'), 'sheet-damaged'],
    ['an unknown type', (x) => x.replace('r="A1"', 'r="A1" t="zz"'), 'sheet-not-understood'],
    ['a text that is not there', (x) => x.replace('r="A1"', 'r="A1" t="s"'), 'sheet-damaged'],
    ['a negative text', (x) => x.replace('r="A1"', 'r="A1" t="s"').replace('<v>1<', '<v>-1<'), 'sheet-damaged'],
    ['a style that is not there', (x) => x.replace('r="A1"', 'r="A1" s="9"'), 'sheet-damaged'],
    ['a boolean of 2', (x) => x.replace('r="A1"', 'r="A1" t="b"').replace('<v>1<', '<v>2<'), 'sheet-damaged'],
    ['a wrong reference', (x) => x.replace('r="A1"', 'r="1A"'), 'sheet-damaged'],
    ['a cell of another row', (x) => x.replace('r="A1"', 'r="A2"'), 'sheet-damaged'],
    ['cells out of order', (x) => x.replace('<c r="A1">', '<c r="B1"><v>1</v></c><c r="A1">'), 'sheet-damaged'],
    ['a cell twice', (x) => x.replace('<c r="A1">', '<c r="A1"><v>1</v></c><c r="A1">'), 'sheet-damaged'],
    ['rows out of order', (x) => x.replace('<row r="1">', '<row r="2"></row><row r="1">'), 'sheet-damaged'],
    ['a row twice', (x) => x.replace('<row r="1">', '<row r="1"></row><row r="1">'), 'sheet-damaged'],
    ['row 0', (x) => x.replace('row r="1"', 'row r="0"'), 'sheet-damaged'],
    ['another root', (x) => x.replaceAll('worksheet', 'chartsheet'), 'sheet-not-understood'],
    ['no rows element', (x) => x.replace(/<sheetData>.*<\/sheetData>/, ''), 'sheet-not-understood'],
    ['rows under a second prefix', (x) => x.replace('<c ', '<q:c ').replace('</c>', '</q:c>'), 'sheet-not-understood'],
    ['another encoding', (x) => x.replace('UTF-8', 'ISO-8859-1'), 'xml-encoding'],
  ];
  for (const [name, change, id] of cases)
    t.strictSame(await refusalsOf({ rows: cell, change: inSheet(change) }), [id], name);
  const without = (name: string): Made => ({ rows: cell, change: (parts) => parts.filter((p) => p.name !== name) });
  for (const name of ['xl/workbook.xml', sheetPart, 'xl/_rels/workbook.xml.rels'])
    t.strictSame(await refusalsOf(without(name)), ['file-damaged'], `without ${name}`);
  const bytes = await readMade({ rows: '', change: inSheet((x) => x) });
  t.strictSame(bytes.ids, [], 'an empty sheet is no damage');
  const latin = changed(sheetPart, (p) => ({
    ...p,
    data: Buffer.from(String(p.data).replace('<v>1</v>', '<v>\xe9</v>').replace('r="A1"', 'r="A1" t="str"'), 'latin1'),
  }));
  t.strictSame(
    (await readMade({ rows: cell, change: latin })).ids,
    ['text-damaged'],
    'bytes that are not UTF-8 are said',
  );
});

t.test('what was handed over before a refusal must not be counted: the iteration throws', async (t) => {
  const { thrown, file } = await readMade({ rows: '<row><c><v>1</v></c></row>'.repeat(11) }, { rows: 10 });
  t.match(thrown, { name: 'FileRefused', issue: { id: 'rows-too-many' } });
  t.equal(file.issues.length, 1, 'and the issue is there once');
});

t.test('a file on disk is closed again', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'a.xlsx');
  writeFileSync(path, workbookOf({ rows: cell }));
  const read = await readAll({ name: 'a.xlsx', path });
  t.strictSame(read.sheets[0]?.rows[0]?.cells, [1]);
  t.match(read.file.sha256, /^[0-9a-f]{64}$/);
  const again = await readAll({ name: 'b.xlsx', bytes: workbookOf({ rows: cell }) });
  t.equal(again.file.sha256, read.file.sha256, 'the same bytes have the same hash from disk and from memory');
});
