import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { csvRefused } from '../../src/count/csv-refused.js';
import { columnNames, csvShape } from '../../src/count/csv-shape.js';
import { engines, evaluate, loadLibrary, resultsJson } from '../../src/index.js';

// However a large CSV file is written, its figures are those of the same rows read by the reader.
const folder = mkdtempSync(join(tmpdir(), 'wee-csv-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const library = await loadLibrary();
const { openRun } = await engines();
const file = join(folder, 'staff 2025-03-31.csv');

const header = 'Employee Number,Assignment Category,Staff Group,Pay Scale,FTE,Ethnic Origin,Position Title';
const row = (i: number): string =>
  `3000${1000 + i},Permanent,Nursing and Midwifery Registered,XR0${5 + (i % 3)},1,${'AHM'[i % 3]},Nurse`;
const rows = Array.from({ length: 40 }, (_, i) => row(i));
const lines = (end: string, last = end): string => `${[header, ...rows].join(end)}${last}`;
/** Beyond the lines that DuckDB would have guessed by. */
const many = Array.from({ length: 21_000 }, (_, i) => row(1000 + i));

/** Whoever reads the file, and what WRES says of it; its wording apart. */
async function read(text: string | Buffer, above: number) {
  writeFileSync(file, text);
  const { extract, engine, close } = await openRun([file], library, { above });
  const run = await evaluate(extract, library, {
    policy: library.policies.internal!,
    standards: ['wres'],
    ...(engine ? { engine } : {}),
  }).finally(close);
  const { results } = JSON.parse(resultsJson(run)) as { results: { engine: string; input: unknown }[] };
  return {
    staff: extract.tables.staff?.length,
    by: extract.choices.some((c) => c.id === 'read-by-duckdb') ? 'DuckDB' : 'the reader',
    issues: extract.issues.filter((i) => i.file !== undefined).map((i) => i.id),
    figures: results.map(({ engine: _, input: __, ...rest }) => rest),
  };
}

const written: Readonly<Record<string, readonly [string | Buffer, 'DuckDB' | 'the reader', number]>> = {
  'lines ended by LF': [lines('\n'), 'DuckDB', 40],
  'by CRLF, the last by nothing': [lines('\r\n', ''), 'DuckDB', 40],
  'by CR': [lines('\r'), 'the reader', 40],
  'semicolons, a byte order mark, blank lines': [`\ufeff${lines('\n').replaceAll(',', ';')}\n\n`, 'DuckDB', 40],
  'commas and line ends within quotation marks, after twenty thousand lines without': [
    `${header}\n${many.join('\n')}\n${row(1).replace('Nurse', '"Nurse, ""lead""\r\nof a ward"')}\n${row(2)}\n`,
    'DuckDB',
    21_002,
  ],
  'a header twice, and a column without one': [
    `${lines('\n').replaceAll('Nurse\n', 'Nurse,Z,x\n').replace('Title\n', 'Title,ethnic origin,\n')}`,
    'DuckDB',
    40,
  ],
  'a value too few': [
    `${lines('\n')}30009001,Permanent,Nursing and Midwifery Registered,XR05,1,H\n${row(50)}\n`,
    'the reader',
    42,
  ],
  'a value too many': [`${lines('\n')}${row(50)},more\n${row(51)}\n`, 'the reader', 42],
  'lines that end in two ways': [`${lines('\n')}${row(50)}\r\n${row(51)}\r\n`, 'the reader', 42],
  'LF among CRLF': [`${lines('\r\n')}${row(50)}\n${row(51)}\r\n`, 'the reader', 42],
  'text after a quotation mark': [
    `${lines('\n')}${row(50).replace('Nurse', '"Nurse" lead')}\n${row(51)}\n`,
    'the reader',
    42,
  ],
};

for (const [name, [text, by, people]] of Object.entries(written))
  t.test(name, async (t) => {
    const [large, small] = [await read(text, 2), await read(text, 1_000_000)];
    t.equal(large.by, by);
    t.equal(small.by, 'the reader');
    t.equal(large.staff, people);
    t.ok(JSON.stringify(large.figures) === JSON.stringify(small.figures), 'the figures are the same');
    if (by === 'the reader') t.same(large.issues, small.issues, 'and the problems are the same');
  });

t.test('a line that is not like the others, in a file too large for the reader, is said', async (t) => {
  const large = Array.from({ length: 200_001 }, (_, i) => row(i % 9000));
  writeFileSync(file, `${[header, ...large, '30009001,Permanent'].join('\n')}\n`);
  // The header is the first line, so the last is 200,003.
  await t.rejects(openRun([file], library, {}), {
    message: /^staff 2025-03-31\.csv, line 200003: 2 values under 7 headers\. A file of more than 200,000 rows/,
  });
});

t.test('what DuckDB says of a file comes without the line it quotes', async (t) => {
  const said = (what: string): Error =>
    new Error(
      `Invalid Input Error: CSV Error on Line: 3\nOriginal Line: 30001001,Ann Person\n${what}\n\n  file = /data/staff.csv\n  delimiter = ,`,
    );
  const message = (what: string): string => (csvRefused('staff', said(what)) as Error).message;
  t.equal(message('Expected Number of Columns: 7 Found: 2'), 'staff.csv, line 3: 2 values under 7 headers.');
  t.equal(
    message('Value with unterminated quote found.'),
    'staff.csv, line 3: a quotation mark is not closed, or text follows it.',
  );
  t.equal(message('Something new'), 'staff.csv, line 3: it is not written by the rules of CSV.');
  const other = new Error('No such file');
  t.equal(csvRefused('staff', other), other);
});

t.test('how a file is written is seen in its first line', async (t) => {
  const shape = async (text: string) => {
    writeFileSync(file, text);
    return csvShape(file);
  };
  t.same(await shape('\ufeffa;"b\r\nc";d\r\n1;2;3\n'), {
    separator: ';',
    lineEnd: '\r\n',
    header: ['a', 'b\r\nc', 'd'],
  });
  t.same(await shape('a\tb'), { separator: '\t', lineEnd: undefined, header: ['a', 'b'] });
  t.same((await shape('')).header, []);
  t.same(columnNames(['FTE', '', 'fte', 'Column 2']), ['FTE', 'column 2', 'fte again', 'Column 2 again']);
});
