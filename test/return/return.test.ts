import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { loadLibrary } from '../../src/library.js';
import { makeReturn, returnWorkbook } from '../../src/return/index.js';
import { readBack } from '../../src/return/read-back.js';
import { packageRoot } from '../../src/root.js';

const library = await loadLibrary();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (files: Readonly<Record<string, string | Uint8Array>>) =>
  readExtract(
    Object.entries(files).map(([name, v]) => ({ name, bytes: typeof v === 'string' ? bytes(v) : v })),
    { lists: library.lists },
  );

// Non-clinical band 4: White 3, BME 1. Clinical band 6: White 2, BME 2, unknown 1. Medical: consultants White 2 and BME 1, of whom White 1 is a
// medical director; trainee BME 1. One person in no block. Headcount 3+1 + 5 + 4 + 1 = 14.
const person = (n: number, group: string, scale: string, role: string, ethnicity: string, disability: string): string =>
  `${n},Permanent,${group},${scale},${role},${ethnicity},${disability},31/03/2025`;
const [admin, nurse, doctor] = [
  'Administrative and Clerical',
  'Nursing and Midwifery Registered',
  'Medical and Dental',
];
const files = {
  'staff.csv': [
    'Employee Number,Assignment Category,Staff Group,Pay Scale,Job Role,Ethnic Origin,Disability,Snapshot Date',
    ...['A', 'A', 'B', 'N'].map((e, i) => person(i + 1, admin, 'Band 4', 'Officer', e, i === 0 ? 'Yes' : 'No')),
    ...['A', 'C', 'H', 'J', 'Z'].map((e, i) => person(i + 5, nurse, 'Band 6', 'Nurse', e, i < 2 ? 'Yes' : 'No')),
    person(10, doctor, '', 'Medical Director', 'A', 'No'),
    person(11, doctor, '', 'Consultant', 'A', 'No'),
    person(12, doctor, '', 'Consultant', 'H', 'No'),
    person(13, doctor, '', 'Foundation Year 1', 'N', 'No'),
    person(14, '', 'Local scale', '', 'A', 'No'),
  ].join('\n'),
  'recruitment.csv': [
    'Application Reference,Date Applied,Shortlisted,Appointed,Ethnic Origin,Disability',
    ...[1, 2, 3, 4].map((n) => `W${n},01/05/2024,Yes,${n < 3 ? 'Yes' : 'No'},A,No`),
    ...[1, 2, 3, 4].map((n) => `B${n},01/05/2024,Yes,${n < 2 ? 'Yes' : 'No'},N,Yes`),
  ].join('\n'),
  'cases.csv': [
    'Case Reference,Employee Number,Case Type,Ground,Formal,Date Opened',
    'C1,1,Disciplinary,,Yes,01/06/2024',
    'C2,1,Capability,Performance,Yes,01/06/2024',
    'C3,2,Capability,Ill Health,Yes,01/06/2023',
  ].join('\n'),
  'board.csv': [
    'Employee Number,Role,Voting,Executive,Ethnic Origin,Disability',
    '10,Medical Director,Yes,Yes,A,No',
    '901,Chair,Yes,No,N,No',
    '902,Director,No,Yes,A,Yes',
  ].join('\n'),
};
const extract = await read(files);

const lineOf = (made: Awaited<ReturnType<typeof makeReturn>>['made'], part: string, label: string) =>
  made?.sheets.find((s) => s.part === part)?.lines.find((l) => l.label === label)?.numbers;

t.test('the WRES return holds the numbers of the collection, and they read back', async (t) => {
  const { made, run } = await makeReturn(extract, library, {}, 'wres');
  t.strictSame(lineOf(made, '1a', 'Band 4'), { white: 3, bme: 1, unknown: 0 });
  t.strictSame(lineOf(made, '1b', 'Band 6'), { white: 2, bme: 2, unknown: 1 });
  t.strictSame(lineOf(made, '1c', 'Consultants'), { white: 2, bme: 1, unknown: 0 }, 'all consultants');
  t.strictSame(lineOf(made, '1c', 'of which senior medical managers'), { white: 1, bme: 0, unknown: 0 });
  t.strictSame(lineOf(made, '1c', 'All'), { white: 2, bme: 2, unknown: 0 }, 'nobody twice');
  t.strictSame(lineOf(made, '1 other', 'In no pay block'), { white: 1, bme: 0, unknown: 0 });
  t.strictSame(lineOf(made, '2', 'Appointed from shortlisting'), { white: 2, bme: 1, unknown: 0 });
  t.strictSame(lineOf(made, '2', 'Relative likelihood'), { white: 2 }, '(2/4) / (1/4)');
  t.strictSame(lineOf(made, '3', 'Workforce'), { white: 8, bme: 5, unknown: 1 });
  t.strictSame(lineOf(made, '3', 'Entered the formal process'), { white: 1, bme: 0, unknown: 0 });
  t.match(made?.sheets.find((s) => s.part === '4')?.absent, /Not supplied: training table/);
  t.strictSame(lineOf(made, '9', 'Total board members'), { white: 2, bme: 1, unknown: 0 });
  t.strictSame(lineOf(made, '9', 'of which non-voting'), { white: 1, bme: 0, unknown: 0 });
  t.strictSame(lineOf(made, '9', 'of which non-executive'), { white: 0, bme: 1, unknown: 0 });
  t.ok(made?.checks.length && made.checks.every((c) => c.agrees), 'every check agrees');
  t.match(made, { policy: 'internal', mark: /For submission only/, edition: '2025', snapshot: '2025-03-31' });
  t.equal(run.policy, 'internal');
});

t.test('the WDES return keeps the halves of a two-year mean, and ill health apart', async (t) => {
  const { made } = await makeReturn(extract, library, {}, 'wdes');
  // Two years: one capability case on performance (disabled), one on ill health (non-disabled): half a person each.
  const all = 'Entered the formal process for any reason (mean of the years)';
  t.strictSame(lineOf(made, '3', all), { disabled: 0.5, 'non-disabled': 0.5, unknown: 0 });
  t.strictSame(lineOf(made, '3', 'of which on ill-health grounds'), { disabled: 0, 'non-disabled': 0.5, unknown: 0 });
  t.strictSame(lineOf(made, '10', 'Total board members'), { disabled: 1, 'non-disabled': 2, unknown: 0 });
  t.ok(
    made?.checks.every((c) => c.agrees),
    JSON.stringify(made?.checks.filter((c) => !c.agrees)),
  );
});

t.test('the workbook reads back as input and gives the same figures', async (t) => {
  for (const [standard, dimension] of [
    ['wres', 'ethnicity'],
    ['wdes', 'disability'],
  ] as const) {
    const { made, run } = await makeReturn(extract, library, {}, standard);
    if (!made) return void t.fail('no return');
    const again = await read({ 'return.xlsx': await returnWorkbook(made, dimension) });
    t.strictSame(
      again.issues.filter((i) => i.severity !== 'note'),
      [],
      'read without a warning',
    );
    const policy = library.policies.internal!;
    const figures = await evaluate(again, library, { policy, standards: [standard], edition: '2025' });
    for (const r of run.results.filter((x) => x.value.status === 'ok')) {
      const same = figures.results.find(
        (x) => x.indicator === r.indicator && JSON.stringify(x.breakdown) === JSON.stringify(r.breakdown),
      );
      t.strictSame(same?.value, r.value, `${r.indicator} ${JSON.stringify(r.breakdown)}`);
    }
  }
});

t.test(
  'the workbook can be read by everyone: a title, one table on each sheet, no merged cells, formulas that follow the parts',
  async (t) => {
    const { made } = await makeReturn(extract, library, {}, 'wres');
    if (!made) return void t.fail('no return');
    const { default: excel } = await import('exceljs');
    const workbook = new excel.Workbook();
    await workbook.xlsx.load((await returnWorkbook(made, 'ethnicity')).buffer as ArrayBuffer);
    t.match(workbook.title, /for submission only/);
    const names = workbook.worksheets.map((w) => w.name);
    t.strictSame(names, [
      'Cover',
      'Notes',
      '1a',
      '1b',
      '1c',
      '2',
      '3',
      '4',
      '5 to 8',
      '9',
      '1 other',
      'Counts',
      'Statements',
      'Checks',
    ]);
    for (const w of workbook.worksheets) {
      t.strictSame((w.model as { merges?: unknown[] }).merges ?? [], [], `${w.name} has no merged cells`);
      t.ok(w.getCell('A1').font?.bold, `${w.name} begins with its header`);
    }
    const consultants = made.counts.findIndex(({ row }) => row.grade === 'consultant' && row.group === 'white');
    const cell = workbook.getWorksheet('Counts')?.getCell(`J${consultants + 2}`).value;
    t.strictSame(cell, { formula: "'1c'!B2-'1c'!B3", result: 1 }, 'consultants who are not senior medical managers');
  },
);

t.test('a number that does not read back is found', async (t) => {
  const { made, run } = await makeReturn(extract, library, {}, 'wres');
  if (!made) return void t.fail('no return');
  const [first, ...rest] = made.counts;
  const wrong = { ...made, counts: [{ ...first!, row: { ...first!.row, count: first!.row.count + 1 } }, ...rest] };
  const checks = await readBack(wrong, run, library, library.policies.internal!);
  t.notOk(checks.find((c) => c.part === 'wres.1')?.agrees);
});

t.test('on the command line', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'return-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const inputs = Object.keys(files).map((name) => join(folder, name));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(packageRoot, 'dist/bin/workforce-equality.js'), 'return', ...args], {
      encoding: 'utf8',
    });
  const out = join(folder, 'return.json');
  const fine = run(...inputs, '--standard', 'wres', '--out', out);
  t.match(fine.stderr, /For submission only/);
  const json = JSON.parse(readFileSync(out, 'utf8')) as { counts: { indicator: string; count: number }[] };
  t.equal(
    json.counts.filter((c) => c.indicator === 'wres.1').reduce((n, c) => n + c.count, 0),
    14,
  );
  for (const [args, says] of [
    [['--out', out], /needs one --standard/],
    [['--standard', 'wres', '--out', 'x.pdf'], /needs --out FILE.xlsx or FILE.json/],
    [['--standard', 'wres', '--out', out, '--policy', 'publish'], /does not take --policy/],
  ] as const) {
    const wrong = run(...inputs, ...args);
    t.equal(wrong.status, 2);
    t.match(wrong.stderr, says);
  }
});

t.test('survey percentages, a yes or no with its text, and last year: there, and read back', async (t) => {
  const more = {
    ...files,
    // A year before: four people in band 4, all White, and nobody else.
    'staff before.csv': [
      'Employee Number,Assignment Category,Staff Group,Pay Scale,Job Role,Ethnic Origin,Disability,Snapshot Date',
      ...[1, 2, 3, 4].map((n) => person(n, admin, 'Band 4', 'Officer', 'A', 'No').replace('2025', '2024')),
    ].join('\n'),
    'survey.csv': [
      'Survey Year,Question,Group,Percentage,Score,Respondents',
      '2024,Q14a,White,20.1,,310',
      '2024,Q14a,BME,26.4,,120',
      '2024,Q15,Disabled,51.3,,90',
      '2024,Q15,Non-disabled,57.6,,300',
      '2024,Staff engagement,Disabled,,6.68,90',
      '2024,Staff engagement,Non-disabled,,7.15,300',
    ].join('\n'),
    'statements.csv': [
      'Statement,Period,Answer,Text,Action,Owner',
      'Metric 9b,2025,Yes,A network of disabled staff meets the board.,,',
      'wdes.2,2025,,Recruitment was centralised in May.,Train every panel,Head of recruitment',
    ].join('\n'),
  };
  const both = await read(more);
  const { made: wres } = await makeReturn(both, library, {}, 'wres');
  const { made: wdes } = await makeReturn(both, library, {}, 'wdes');
  if (!wres || !wdes) return void t.fail('no return');
  t.strictSame(lineOf(wres, '5 to 8', '5 Harassment by patients, relatives or the public'), {
    white: 0.201,
    bme: 0.264,
  });
  t.ok(
    wres.sheets
      .find((s) => s.part === '5 to 8')
      ?.lines.some((l) => /Harassment by staff \(not supplied\)/.test(l.label)),
  );
  t.strictSame(lineOf(wdes, '4 to 9a', '9a Staff engagement score'), { disabled: 6.68, 'non-disabled': 7.15 });
  t.strictSame(lineOf(wdes, '9b', '1 is yes, 0 is no; the text is on the sheet Statements'), { disabled: 1 });
  const before = wres.sheets.find((s) => s.part === '1a')?.lines.find((l) => l.label === 'Band 4')?.before;
  t.strictSame(before, { white: 4, bme: 0, unknown: 0 });
  t.match(wres.before, { edition: '2024', snapshot: '2024-03-31' });
  t.ok(
    [...wres.checks, ...wdes.checks].every((c) => c.agrees),
    'all read back',
  );
  t.ok(['wres.5', 'wdes.5', 'wdes.9a'].every((id) => [...wres.checks, ...wdes.checks].some((c) => c.part === id)));

  const own = wdes.statements.find((s) => s.statement === 'wdes.2');
  t.match(own, { words: 'Recruitment was centralised in May.', action: 'Train every panel', answer: '' });
  t.match(
    wdes.statements.find((s) => s.statement === 'wdes.9b'),
    { answer: 'Yes', words: /network/ },
  );
  t.match(
    wdes.statements.find((s) => s.statement === 'wdes.10'),
    { words: '', answer: '' },
    'to be filled in',
  );

  // The workbook alone gives the same survey figures, answer and words again.
  const again = await read({ 'return.xlsx': await returnWorkbook(wdes, 'disability') });
  t.strictSame(
    again.issues.filter((i) => i.severity !== 'note'),
    [],
  );
  const { made: second } = await makeReturn(again, library, {}, 'wdes');
  t.strictSame(second?.survey, wdes.survey);
  t.strictSame(second?.statements, wdes.statements);
});
