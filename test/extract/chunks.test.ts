import fc from 'fast-check';
import t from 'tap';
import { defaultLimits } from '../../src/extract/limits.js';
import type { RawRow } from '../../src/extract/types.js';
import { cellMaker } from '../../src/extract/workbook/cell.js';
import { budgetFor } from '../../src/extract/workbook/counted.js';
import type { ZipEntry } from '../../src/extract/workbook/entries.js';
import { numberIn } from '../../src/extract/workbook/number.js';
import { feed } from '../../src/extract/workbook/part.js';
import { sheetScanner } from '../../src/extract/workbook/sheet.js';
import { stringsOf } from '../../src/extract/workbook/strings.js';
import { textReader } from '../../src/extract/workbook/text.js';

const sheet = `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="urn:x"><cols><col min="2" max="2" hidden="1"/></cols><sheetData><!-- a --><row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45747</v></c><?p <c ?><c r="C1" t="inlineStr"><is><r><t>a é </t></r><rPh sb="0" eb="1"><t>no</t></rPh><r><t>€ 東京</t></r></is></c></row>
<row r="2" hidden="1"><c r="A2" t='str'><f>"x&lt;y"</f><v>x&amp;y</v></c><c r="B2"/><c r="C2"><f>1</f></c><c r="D2" t="b" ><v >1</v></c></row><row r="4"><c r="A4"><v><![CDATA[1.5]]></v><extLst><ext a="c>"/></extLst></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>`;
const strings =
  '<?xml version="1.0"?><sst><si><t>Zoë _x0041_ &#x20AC;</t></si><si/><si><r><t>a</t></r><rPh><t>no</t></rPh><r><t xml:space="preserve"> b</t></r></si><si><t><![CDATA[<]]></t></si></sst>';

async function* cut(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const length = lengths[i % lengths.length] ?? 1;
    yield bytes.slice(at, at + length);
    at += length;
  }
}

async function readSheet(lengths: readonly number[]) {
  const scanner = sheetScanner({
    file: 'f',
    sheet: 's',
    limits: defaultLimits,
    strings: ['shared'],
    texts: textReader(),
    maker: cellMaker([{ as: 'number' }, { as: 'date' }], false),
  });
  const rows: RawRow[] = [];
  const bytes = new TextEncoder().encode(sheet);
  for await (const batch of feed(cut(bytes, lengths), scanner.scan, scanner.take, () => new Error()))
    rows.push(...batch);
  scanner.finish();
  return { rows, seen: scanner.seen };
}

const entry = (text: string, lengths: readonly number[]): ZipEntry => {
  const bytes = new TextEncoder().encode(text);
  return {
    name: 'x',
    size: bytes.length,
    compressedSize: bytes.length,
    encrypted: false,
    method: 0,
    open: () => cut(bytes, lengths),
  };
};

t.test('where the unpacked bytes are cut changes nothing', async (t) => {
  const whole = await readSheet([1e9]);
  t.strictSame(
    whole.rows,
    [
      { row: 1, hidden: false, cells: ['shared', { kind: 'date', day: 20_178 }, 'a é € 東京'] },
      { row: 2, hidden: true, cells: ['x&y', undefined, { kind: 'missing-formula-value' }, true] },
      { row: 4, hidden: false, cells: [1.5] },
    ],
    'what there is to read',
  );
  for (let n = 1; n < 60; n++) t.strictSame(await readSheet([n]), whole, `in pieces of ${n}`);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 12 }), async (lengths) => {
      t.strictSame(await readSheet(lengths), whole);
    }),
    { numRuns: 60 },
  );
  const budget = budgetFor('f', defaultLimits);
  const texts = ['Zoë A €', '', 'a b', '<'];
  for (let n = 1; n < 40; n++)
    t.strictSame(await stringsOf(entry(strings, [n]), budget, textReader()), texts, `shared strings in pieces of ${n}`);
});

t.test('every number is the double that its digits are nearest to', async (t) => {
  const spelt = (text: string) => {
    const bytes = new TextEncoder().encode(`<v>${text}</v>`);
    return numberIn(bytes, 3, 3 + text.length);
  };
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (n) => spelt(String(n)) === n || (n === 0 && spelt(String(n)) === 0),
    ),
    { numRuns: 2_000 },
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999_999 }),
      fc.integer({ min: 0, max: 999_999 }),
      (a, b) => spelt(`${a}.${b}`) === Number(`${a}.${b}`),
    ),
    { numRuns: 2_000 },
  );
  for (const text of ['', '-', '.', 'e5', '1e', '0x10', '1,5', '1 2', 'NaN', 'Infinity', '1e999', '--1', '1.2.3'])
    t.equal(spelt(text), undefined, `"${text}" is no number`);
});
