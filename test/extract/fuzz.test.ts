import fc from 'fast-check';
import t from 'tap';
import { excelColumns, excelRows } from '../../src/extract/limits.js';
import { type Made, readAll, workbookOf } from './make-workbook.js';
import type { Part } from './make-zip.js';

const made: Made = {
  rows: [
    '<row r="1" spans="1:4"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45747</v></c><c r="C1" t="inlineStr"><is><r><t>a é</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c></row><row r="2" hidden="1"><c r="A2" t="str"><f>"x"</f><v>x&amp;y</v></c><c r="D2" t="b"><v>1</v></c><c r="E2" t="e"><v>#N/A</v></c></row>',
    '<row><c><v>1.5</v></c></row>',
  ],
  before: '<cols><col min="2" max="2" hidden="1"/></cols>',
  after: '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
  strings: ['<t>one _x0041_</t>', '<r><t>two</t></r>'],
  formats: { 164: 'dd/mm/yyyy' },
  styles: [164, 10],
};
const tokens = [
  '<',
  '>',
  '"',
  "'",
  '/',
  '&',
  '&amp;',
  '&#x;',
  '</c>',
  '<c>',
  '<v>',
  '</row>',
  '<row>',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?',
  '<!DOCTYPE',
  ' r="A1"',
  ' t="s"',
  ' s="9"',
  '\0',
  'é',
  '',
  '=',
  '99999999999',
  '-1',
  '</sheetData>',
  '<is>',
  '<f/>',
];

interface Edit {
  readonly part: number;
  readonly at: number;
  readonly cut: number;
  readonly put: string;
}
const edit: fc.Arbitrary<Edit> = fc.record({
  part: fc.nat({ max: 20 }),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat({ max: 30 }),
  put: fc.constantFrom(...tokens),
});

function edited(parts: readonly Part[], { part, at, cut, put }: Edit): readonly Part[] {
  const target = part % parts.length;
  return parts.map((p, i) => {
    if (i !== target) return p;
    const text = String(p.data);
    const from = Math.floor(at * text.length);
    return { ...p, data: text.slice(0, from) + put + text.slice(from + cut) };
  });
}

/** Whatever the bytes, reading ends in rows that could be rows, or in a refusal in words; never in another error. */
async function endsWell(bytes: Uint8Array): Promise<void> {
  const { file, sheets, thrown } = await readAll({ name: 'a.xlsx', bytes }, { milliseconds: 10_000 });
  if (thrown !== undefined && thrown.name !== 'FileRefused') throw thrown;
  if (file.kind === 'refused' && file.issues.length === 0) throw new Error('refused without a word');
  if (thrown !== undefined && !file.issues.some((i) => i.severity === 'error'))
    throw new Error('stopped without a word');
  for (const { rows } of sheets) {
    let last = 0;
    for (const { row, cells } of rows) {
      if (row <= last || row > excelRows || cells.length > excelColumns || !cells.some((c) => c !== undefined))
        throw new Error(`row ${row} cannot be`);
      last = row;
    }
  }
}

t.test('no change to the XML of a workbook makes the reader throw anything but a refusal', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
      await endsWell(workbookOf({ ...made, change: (parts) => edits.reduce(edited, parts) }));
    }),
    { numRuns: 400 },
  );
  t.pass('400 changed workbooks');
});

t.test('nor does any change to the bytes of the file', async (t) => {
  const whole = workbookOf(made);
  const change = fc.record({ at: fc.nat({ max: whole.length - 1 }), to: fc.nat({ max: 255 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.option(fc.nat({ max: whole.length })),
      async (changes, length) => {
        const bytes = Buffer.from(length === null ? whole : whole.subarray(0, length));
        for (const { at, to } of changes) if (at < bytes.length) bytes[at] = to;
        await endsWell(bytes);
      },
    ),
    { numRuns: 400 },
  );
  t.pass('400 changed files');
});

t.test('nor does any text with the name of a CSV file', async (t) => {
  const piece = fc.constantFrom('a', ',', ';', '"', '\n', '\r', '\t', '|', '\0', 'é', '=', '1', ' ', '""', '\ufeff');
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 60 }), fc.boolean(), async (pieces, latin) => {
      const bytes = Buffer.from(pieces.join(''), latin ? 'latin1' : 'utf8');
      const { thrown, file } = await readAll({ name: 'a.csv', bytes });
      if (thrown !== undefined && thrown.name !== 'FileRefused') throw thrown;
      if (thrown !== undefined && file.issues.length === 0) throw new Error('stopped without a word');
    }),
    { numRuns: 300 },
  );
  t.pass('300 texts');
});
