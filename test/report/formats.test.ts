import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import t from 'tap';
import type { Run } from '../../src/release/result.js';
import { figureText } from '../../src/report/figure-text.js';
import { cannotWrite, reportDocument, reportFormats, writeReport } from '../../src/report/index.js';
import { REPLACEMENT } from '../../src/report/pdf-characters.js';
import { blockText, plain } from '../../src/report/text.js';
import type { Block, FigureBlock, ReportDocument, TableBlock } from '../../src/report/types.js';
import { packageRoot } from '../../src/root.js';
import { exampleRun, released } from './example-run.js';
import { bare, docxText, entries, htmlText, pdfText, xlsxSheets } from './read-formats.js';

const noPdf: string | false = cannotWrite('pdf') ?? false;
const document = reportDocument(released(exampleRun), {
  organisationName: 'Mossvale NHS Foundation Trust (fictional)',
  cover: { meeting: 'Board of Directors', date: '2025-09-25', recommendation: ['note it;', 'agree it.'] },
});
const written = {
  html: await writeReport(document, 'html'),
  pdf: noPdf ? undefined : await writeReport(document, 'pdf'),
  docx: await writeReport(document, 'docx'),
  xlsx: await writeReport(document, 'xlsx'),
};
const blocks = document.sections.flatMap((s) => s.blocks);
const isTable = (b: Block): b is TableBlock => b.kind === 'table';
const figures = blocks.filter((b): b is FigureBlock => b.kind === 'figure');
const cellsOf = (table: TableBlock): readonly string[] =>
  table.rows.flatMap((r) => [plain(r.head), ...r.cells.map((lines) => lines.map(plain).join(' '))]);

/** Every sentence and every cell of the document, in its order. */
const sentences = (doc: ReportDocument): readonly string[] => [
  doc.title,
  doc.standfirst,
  ...doc.cover.flatMap((f) => [f.label, plain(f.text)]),
  ...[...doc.recommendation, ...doc.summary].map(plain),
  ...doc.sections.flatMap((s) => [
    s.heading,
    ...s.blocks.flatMap((b) =>
      b.kind === 'figure'
        ? [`${b.name} ${b.caption}`, plain(b.howToRead)]
        : b.kind === 'table'
          ? cellsOf(b)
          : blockText(b),
    ),
  ]),
];

/** Which of the texts stand nowhere, one after the other: a format must have them all, in the document's order. */
function missing(texts: readonly string[], text: string): readonly string[] {
  const all = bare(text);
  let from = 0;
  return texts.filter((said) => {
    const at = all.indexOf(bare(said), from);
    if (at < 0) return true;
    from = at;
    return false;
  });
}

t.test('the same sentences and figures, in the same order', async (t) => {
  const wanted = sentences(document);
  t.ok(wanted.length > 300, `${wanted.length} texts`);
  t.same(missing(wanted, htmlText(written.html)), [], 'the page');
  t.same(missing(wanted, docxText(written.docx)), [], 'Word');
});

t.test('the PDF says the same', { skip: noPdf }, async (t) => {
  const text = pdfText(written.pdf!);
  if (text === undefined) {
    t.pass('left out: there is no pdftotext');
    return;
  }
  const { footer, organisation, date } = document;
  const pages = text.split('\f');
  const running = pages.map((page) =>
    page
      .replace(`${organisation}\n${date}\n`, '')
      .replace(new RegExp(`\\n\\d+ of ${pages.length - 1}\\n`), '\n')
      .replace(footer, ''),
  );
  t.same(missing(sentences(document), running.join('\n')), []);
});

t.test('the workbook: every table a sheet with the same figures, every sentence a row', async (t) => {
  const sheets = xlsxSheets(written.xlsx);
  const tables = blocks.filter(isTable);
  t.same([...sheets.keys()].slice(0, 4), ['Cover', 'Contents', 'Notes', 'Report text']);
  t.equal(sheets.size, 4 + tables.length);
  const numbers = (text: string): readonly string[] => text.match(/[+−]?\d[\d,]*(?:\.\d+)?%?/g) ?? [];
  for (const table of tables) {
    const [title, , head, ...rows] = sheets.get(table.name.replace('.', ''))!;
    t.equal(title![0], `${table.name} ${table.caption}`);
    t.equal(new Set(head).size, head!.length, 'column names are distinct');
    t.equal(rows.length, table.rows.length);
    for (const [i, row] of rows.entries()) {
      t.equal(row.length, head!.length, 'no cell is empty');
      const own = [table.rows[i]!.head, ...table.rows[i]!.cells.flat()].map(plain).join(' ');
      t.same(numbers(row.join(' ')), numbers(own), `${table.name} row ${i + 1}: the figures of the report`);
    }
  }
  const said = sheets
    .get('Report text')!
    .map((r) => r.join(' '))
    .join('\n');
  const spoken = document.sections.flatMap((s) => [
    s.heading,
    ...s.blocks.filter((b) => b.kind !== 'table').flatMap((b) => (b.kind === 'stats' ? [] : blockText(b))),
  ]);
  t.same(missing(spoken, said), []);
  const xml = [...entries(written.xlsx)].filter(([name]) => name.startsWith('xl/worksheets/sheet'));
  t.notOk(
    xml.some(([, text]) => /<f[ >]|<mergeCell/.test(text)),
    'no formula, no merged cell',
  );
  t.equal(
    [...entries(written.xlsx)].filter(([name]) => /^xl\/tables\/.*xml$/.test(name)).length,
    sheets.size,
    'every sheet has its table marked',
  );
  t.match([...entries(written.xlsx)].find(([n]) => n === 'xl/tables/table5.xml')![1], / ref="A3:/);
});

t.test('what is suppressed is a word in every format', async (t) => {
  const hidden = blocks
    .filter(isTable)
    .flatMap(cellsOf)
    .filter((c) => /^suppressed/.test(c)).length;
  t.ok(hidden >= 5, `${hidden} cells`);
  const count = (text: string): number => text.match(/suppressed/g)?.length ?? 0;
  const inDocument = count(sentences(document).join('\n'));
  t.ok(count(htmlText(written.html)) >= inDocument);
  t.equal(count(docxText(written.docx)), inDocument, 'Word');
  const sheets = [...xlsxSheets(written.xlsx)].filter(([name]) => /^Table/.test(name));
  const cells = sheets.flatMap(([, rows]) => rows.slice(3).flat());
  t.ok(cells.filter((c) => c === 'suppressed [c]').length >= hidden, 'with the shorthand for confidential');
  t.match(xlsxSheets(written.xlsx).get('Notes')!.flat().join('\n'), /\[c\]\nConfidential/);
  if (!noPdf) {
    const text = pdfText(written.pdf!);
    if (text !== undefined) t.ok(count(text) >= inDocument, 'PDF');
  }
});

t.test('every chart has its reading in words', async (t) => {
  t.ok(figures.length > 0);
  const word = entries(written.docx).get('word/document.xml')!;
  t.equal(word.match(/<pic:pic/g)?.length, figures.length);
  const text = xlsxSheets(written.xlsx).get('Report text')!.flat().join('\n');
  for (const figure of figures) {
    const said = figureText(figure);
    t.ok(said.length > 60);
    t.ok(word.includes(`descr="${said.replaceAll('&', '&amp;')}"`), `${figure.name} in Word`);
    t.ok(text.includes(said), `${figure.name} in the workbook`);
  }
});

t.test('Word: title, language, headings and header rows', async (t) => {
  const files = entries(written.docx);
  const word = files.get('word/document.xml')!;
  t.match(files.get('docProps/core.xml'), /<dc:title>[^<]+: Mossvale NHS Foundation Trust \(fictional\)<\/dc:title>/);
  t.match(files.get('word/styles.xml'), /w:lang w:val="en-GB"/);
  t.equal(word.match(/w:pStyle w:val="Heading1"/g)?.length, document.sections.length);
  t.equal(word.match(/<w:tbl>/g)?.length, word.match(/<w:tblHeader\/>/g)?.length, 'a header row each');
});

t.test('PDF/UA-1 with title and language', { skip: noPdf }, async (t) => {
  const bytes = Buffer.from(written.pdf!).toString('latin1');
  t.match(bytes, /pdfuaid:part>1</, 'the claim, which the compiler makes only of what it has checked');
  t.match(bytes, /\/Lang ?\(en-GB\)/);
  t.match(bytes, /\/MarkInfo|\/StructTreeRoot/);
  t.notMatch(bytes, /\/CreationDate/, 'no clock');
});

const hostile = `#eval("1+1") $x^2$ \\ *b* _i_ <x> @ref "q" 'a' // no comment [c] {d} =cmd|'/c calc'!A1 </w:t> &amp; ${'Pneumono'.repeat(40)}`;
const foreign = 'عربي עברית 😀 中文 e\u0301 \u202eabc\u202c \u0007\ud800';

t.test('names are text, whatever they hold', async (t) => {
  const run: Run = {
    ...exampleRun,
    issues: [{ id: 'x', severity: 'error', sheet: hostile, column: foreign, what: `=${hostile}`, todo: `@${foreign}` }],
    results: exampleRun.results
      .filter((r) => /^wres\.[39]$/.test(r.indicator))
      .map((r) => ({
        ...r,
        organisation: hostile,
        breakdown: r.indicator === 'wres.3' ? { directorate: hostile } : r.breakdown,
      })),
  };
  const doc = reportDocument(released(run), {
    organisationName: `${hostile} ${foreign}`,
    cover: { [hostile]: foreign, meeting: hostile, recommendation: [hostile] },
    sources: [{ title: hostile, href: 'https://example.org/"><script>' }],
  });
  const word = docxText(await writeReport(doc, 'docx'));
  t.ok(bare(word).includes(bare(hostile)), 'Word');
  t.ok(word.includes('中文') && word.includes('😀'));
  const cells = [...xlsxSheets(await writeReport(doc, 'xlsx')).values()].flat(2);
  t.ok(cells.includes(hostile), 'Excel');
  t.ok(cells.includes(`'=${hostile}`), 'what would be a formula has a quote in front');
  t.notOk(cells.some((c) => /^[=@\t\r]/.test(c) || /^[+-](?![\d.])/.test(c)));
  if (noPdf) return;
  const text = pdfText(await writeReport(doc, 'pdf'));
  if (text === undefined) return;
  t.ok(bare(text).includes(bare(hostile)), 'PDF');
  t.ok(/עברית/.test(text) || /תירבע/.test(text), 'letters that the font has');
  t.ok(text.includes(`${REPLACEMENT} stands for characters`), 'and a word about those it has not');
});

t.test('the same document gives the same bytes', async (t) => {
  for (const format of reportFormats) {
    const before = written[format];
    if (before === undefined || format === 'html') continue;
    t.equal(Buffer.compare(Buffer.from(await writeReport(document, format)), Buffer.from(before)), 0, format);
  }
  for (const format of ['docx', 'xlsx'] as const)
    t.notMatch(entries(written[format]).get('docProps/core.xml'), /20\d\d-/, `${format} has no date of its making`);
});

t.test('a document without results in every format', async (t) => {
  const empty = reportDocument(released({ ...exampleRun, results: [] }));
  for (const format of reportFormats)
    if (!cannotWrite(format)) t.ok((await writeReport(empty, format)).length > 1_000, format);
});

t.test('the command line says which formats there are, and where there is no PDF', async (t) => {
  const run = (out: string, ...node: readonly string[]) =>
    spawnSync(
      process.execPath,
      [...node, join(packageRoot, 'dist/bin/workforce-equality.js'), 'report', 'none.csv', '--out', out],
      { encoding: 'utf8' },
    );
  const wrong = run('board.odt');
  t.equal(wrong.status, 2);
  t.match(wrong.stderr, /\.html, \.pdf, \.docx \(Word\) and \.xlsx \(Excel\)/);
  const without = run('board.pdf', '--no-addons');
  t.equal(without.status, 1);
  t.match(without.stderr, /Linux on x64.*\.docx \(Word\) or \.html/);
});
