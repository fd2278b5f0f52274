import t from 'tap';
import { notSupplied, suppressed, undefinedBecause } from '../../src/core/outcome.js';
import type { Result, Run } from '../../src/release/result.js';
import { reportDocument } from '../../src/report/index.js';
import { rankIssues } from '../../src/report/quality.js';
import { plain, sectionText } from '../../src/report/text.js';
import type { ReportDocument, ReportOptions, Section, TableBlock } from '../../src/report/types.js';
import { exampleRun, released, withResults } from './example-run.js';

const report = (run: Run = exampleRun, options: ReportOptions = {}): ReportDocument =>
  reportDocument(released(run), options);
const section = (document: ReportDocument, id: string): Section => document.sections.find((s) => s.id === id)!;
const words = (document: ReportDocument, id: string): string =>
  sectionText(section(document, id)).join('\n').replaceAll('\u00a0', ' ');
const tables = (s: Section): readonly TableBlock[] => s.blocks.filter((b): b is TableBlock => b.kind === 'table');
const cells = (table: TableBlock, row: string): readonly string[] => {
  const found = table.rows.find((r) => plain(r.head).trim().startsWith(row));
  return found
    ? found.cells.map((c) =>
        c
          .map((l) => plain(l).trim())
          .join(' ')
          .replaceAll('\u00a0', ' '),
      )
    : [];
};

t.test('every section states its finding in ten words or fewer', async (t) => {
  const { sections } = report();
  t.same(
    sections.map((s) => s.id),
    ['scorecard', 'wres-1', 'wres-2', 'wres-3', 'wres-9', 'not-supplied', 'data-quality', 'method'],
  );
  t.same(
    sections.map((s) => s.heading),
    [
      'A difference is shown on two of four indicators',
      'BME share is lowest, where shown, in band 8b',
      'Shortlisted White applicants 1.39 times as likely to be appointed',
      'Ratio above the band; chance could explain it',
      'BME share of the board is below the workforce share',
      'One indicator has no figures: data not supplied',
      '2 errors in the data; unknown shares are low',
      'How the figures were made',
    ],
  );
  for (const wording of ['bme', 'ethnic-minority', 'global-majority'] as const)
    for (const s of report(exampleRun, { wording }).sections) t.ok(s.heading.split(' ').length <= 10, s.heading);
});

t.test('a ratio: counts, direction, interval, fragility, parity', async (t) => {
  const said = words(report(), 'wres-3');
  t.match(
    said,
    'In the year to 31 March 2025, 21 of 2,226 BME staff (0.9%) and 32 of 5,448 White staff (0.6%) entered the formal disciplinary process. BME staff were 1.61 times as likely as White staff to enter the formal disciplinary process (95% interval 0.93 to 2.76). Above 1 is worse for BME staff.',
  );
  t.match(
    said,
    'With one fewer than 21 of 2,226 BME staff the ratio would be 1.53; with one more, 1.68.',
    '20/2226 and 22/2226 over 32/5448',
  );
  t.match(said, 'Neither changes the size statement: above the band.');
  t.match(
    said,
    'At the White rate the count would be about 13 of 2,226 BME staff: 8 fewer than the 21 counted.',
    '2226 x 32/5448 = 13.07',
  );
  t.match(said, 'the interval includes 1');
  t.match(said, /Not yet checked against the official guidance: the length of the period\./);
  t.match(
    words(report(), 'wres-2'),
    'At the White rate the count would be about 638 of 3,020 shortlisted BME applicants: 180 more than the 458 counted.',
    'an event people wish for is told as a gain: 3020 x 812/3846 = 637.6',
  );
});

t.test('a one-event change that crosses the band is said', async (t) => {
  const run = withResults('wres.3', (r) => ({
    ...r,
    value: { status: 'ok', value: 1.26 },
    fragility: { oneFewer: 1.2, oneMore: 1.31 },
  }));
  t.match(words(report(run), 'wres-3'), 'One fewer would change the size statement to within the band.');
});

t.test('a table of shares', async (t) => {
  const s = section(report(), 'wres-1');
  const [nonClinical, clinical, medical] = tables(s) as [TableBlock, TableBlock, TableBlock];
  t.same(cells(nonClinical, 'Band 2'), ['412', '196', '24', '632', '31.0%', '27.5% to 34.7%', '+3.1']);
  t.same(cells(nonClinical, 'All'), ['1,790', '522', '72', '2,384', '21.9%', '20.3% to 23.6%', '−6.0']);
  t.same(cells(nonClinical, 'Band 9'), [
    'suppressed',
    'suppressed',
    'suppressed',
    '11',
    'suppressed',
    'suppressed',
    'suppressed',
  ]);
  t.match(
    nonClinical.rows.map((r) => plain(r.head)),
    ['Under band 1 small base'],
    '24 people',
  );
  t.match(nonClinical.caption, 'No staff: band 1.');
  t.same(
    cells(clinical, 'VSM'),
    ['12', '6', '0', '18', 'not shown', 'not shown', 'not shown'],
    '18 people carry no percentage',
  );
  t.same(cells(medical, 'Consultants').slice(0, 5), ['232', '148', '21', '401', '36.9%']);
  const said = words(report(), 'wres-1');
  t.match(said, 'BME staff are 2,226 of 7,966 staff (27.9%); ethnicity is unknown for 292 (3.7%).');
  t.match(said, /Suppressed\. Figures of non-clinical band 9 and non-clinical VSM are hidden/);
  t.match(said, /Clearly below the workforce share: non-clinical band 3 to band 8c/);
  t.match(said, /unknown share is above the warning in consultants \(5\.2%\)/, '21 of 401');
});

t.test('the board is counts and points', async (t) => {
  const s = section(report(), 'wres-9');
  const said = words(report(), 'wres-9');
  t.match(
    said,
    '3 of 15 board members are BME: 7.9 points below the workforce (27.9%). One member moves the share by 6.7 points.',
  );
  t.same(cells(tables(s)[0]!, 'Voting members'), ['2 of 13', '11 of 13', '0 of 13', '−12.6', '+16.2', '−3.7']);
  t.notMatch(said.replace('(27.9%)', ''), '%', 'no percentage of fifteen people');
  const interval = { status: 'ok', value: [-20.9, 17.4], level: 0.95, method: 'wilson' } as const;
  const run = withResults('wres.9', (r) => ({ ...r, interval }));
  const known = section(report(run), 'wres-9');
  t.same(cells(tables(known)[0]!, 'All board members').slice(-1), ['−20.9 to +17.4'], 'points, with signs');
  t.match(words(report(run), 'wres-9'), '95% interval −20.9 to +17.4');
});

t.test('every absence is a word and a sentence of its own', async (t) => {
  const absences = [
    [notSupplied('training'), /not supplied/, /not the same as zero/, 'No figure: the data was not supplied'],
    [suppressed, /suppressed/, /Suppressed is not zero/, 'The figure is suppressed; that is not zero'],
    [
      undefinedBecause('no-events'),
      /not calculable/,
      /not a ratio of 1 or of 0/,
      'The figure cannot be calculated from these counts',
    ],
    [
      undefinedBecause('zero-comparator'),
      /not calculable/,
      /happened to none of the White staff/,
      'The figure cannot be calculated from these counts',
    ],
    [
      undefinedBecause('invalid-counts'),
      /not calculable/,
      /more events than people/,
      'The figure cannot be calculated from these counts',
    ],
    [
      { status: 'not-in-force', edition: '2014', why: 'not-collected' },
      /not collected/,
      /not the same as zero/,
      'No figure: not collected in this edition',
    ],
  ] as const;
  for (const [absent, word, sentence, heading] of absences) {
    const change = (r: Result): Result => ({
      ...r,
      value: absent,
      interval: absent,
      reading: absent,
      fragility: { oneFewer: absent, oneMore: absent },
      shortfall: absent,
    });
    const document = report(withResults('wres.3', change));
    const said = words(document, 'wres-3');
    t.match(said, word);
    t.match(said, sentence);
    t.equal(section(document, 'wres-3').heading, heading);
    t.notMatch(said, /How fragile|What would parity take|NaN|undefined|null|Infinity/);
    t.match(document.summary.map(plain).join('\n'), word, 'in the summary too');
  }
  for (const s of report().sections)
    for (const table of tables(s))
      for (const row of table.rows)
        t.notOk(
          row.cells.some((c) => c.length === 0 || c.every((l) => plain(l).trim() === '')),
          `${table.name} has no empty cell`,
        );
});

t.test('data quality: rows accounted for, warnings, issues ranked', async (t) => {
  const s = section(report(), 'data-quality');
  const rows = tables(s).find((x) => x.caption.startsWith('Every row read'))!;
  const staff = (label: string): number => Number(cells(rows, label)[0]!.replaceAll(',', ''));
  t.equal(
    ['Counted', 'Merged', 'Excluded: bank', 'Excluded: honorary', 'Excluded: non-exec', 'Set aside', 'Not data'].reduce(
      (sum, l) => sum + staff(l),
      0,
    ),
    staff('Read'),
    '7,966 + 441 + 402 + 61 + 8 + 9 + 25 = 8,912',
  );
  const issues = tables(s).find((x) => x.caption.startsWith('Data-quality messages'))!;
  t.equal(issues.rows.length, 10);
  t.match(plain(issues.rows[0]!.head), 'Brittish');
  t.match(words(report(), 'data-quality'), '5 more: 5 notes.');
  t.same(
    rankIssues([
      { id: 'a', severity: 'note', rows: 900, what: '', todo: '' },
      { id: 'b', severity: 'error', what: '', todo: '' },
      { id: 'c', severity: 'error', rows: 3, what: '', todo: '' },
      { id: 'd', severity: 'warning', rows: 9, what: '', todo: '' },
    ]).map((i) => i.id),
    ['c', 'b', 'd', 'a'],
  );
  const same = { id: 'x', severity: 'error' as const, what: 'One thing.', todo: 'Do it.' };
  const twice = {
    ...exampleRun,
    issues: [
      { ...same, sheet: 'A', rows: 3 },
      { ...same, sheet: 'B' },
    ],
  };
  const one = tables(section(report(twice), 'data-quality')).find((x) => x.caption.startsWith('Data-quality'))!;
  t.same(cells(one, 'One thing.'), ['error', 'A, and 1 more place, 4 rows', 'Do it.'], 'said once, with all its rows');
  const much = withResults('wres.3', (r) => ({ ...r, unknownShare: 0.0501 }));
  t.match(section(report(much), 'data-quality').heading, 'Unknown share above the warning on 1 of 4 indicators');
  const just = withResults('wres.3', (r) => ({ ...r, unknownShare: 0.05 }));
  t.notMatch(section(report(just), 'data-quality').heading, 'above', '5 % exactly is not above it');
  const short = { ...exampleRun, reconciliation: [{ ...exampleRun.reconciliation[0]!, counted: 7965 }] };
  t.match(words(report(short), 'data-quality'), /Does not add up\. The rows of staff/);
  const hidden = {
    ...exampleRun,
    reconciliation: [{ ...exampleRun.reconciliation[0]!, counted: suppressed, read: suppressed, merged: suppressed }],
  };
  t.same(
    cells(tables(section(report(hidden), 'data-quality')).find((x) => x.caption.startsWith('Every row'))!, 'Read'),
    ['suppressed'],
  );
});

t.test('the method names edition, policy, methods, unverified settings and inputs', async (t) => {
  const said = words(report(), 'method');
  for (const wanted of [
    'WRES 2025',
    'Wilson, 95%',
    'Miettinen–Nurminen, 95%',
    'Fisher’s exact test, mid-p',
    'policy board',
    'a3f1c2d4e5b6',
    '8,912 rows',
    'memory',
  ])
    t.match(said, wanted);
  t.match(said, /WRES 3: the length of the period\./);
  t.match(
    words(report({ ...exampleRun, secondary: 'not applied' }), 'method'),
    /figures that would reveal a hidden count are not/,
  );
  t.match(words(report({ ...exampleRun, policy: 'internal' }), 'method'), /nothing is hidden/);
  t.match(report().footer, 'policy: board');
});

t.test('cover fields are optional, in any spelling; a wording is explained', async (t) => {
  t.same(
    report().cover.map((c) => c.label),
    ['Disclosure policy'],
  );
  const cover = {
    meeting: 'Board',
    date: '2025-09-25',
    lead_director: 'Chief People Officer',
    previouslyConsideredBy: ['A', 'B'],
    agenda: 11,
    recommendations: ['note it;', 'agree it.'],
    nested: { a: 1 },
    none: null,
  };
  const document = report(exampleRun, { cover, wording: 'ethnic-minority', organisationName: 'A Trust' });
  t.same(
    document.cover.map((c) => [c.label, plain(c.text)]),
    [
      ['Meeting', 'Board'],
      ['Date', '25 September 2025'],
      ['Lead director', 'Chief People Officer'],
      ['Previously considered by', 'A, B'],
      ['Agenda item', '11'],
      ['Disclosure policy', 'board: counts of 1 to 4 are hidden, and so is whatever would reveal a hidden count'],
    ],
  );
  t.same(document.recommendation.map(plain), ['note it;', 'agree it.']);
  t.match(words(document, 'scorecard'), '“Ethnic minority” here is the group that the standard calls BME');
  t.notMatch(words(document, 'wres-3'), /\bBME\b/);
  t.match(words(document, 'wres-3'), 'Ethnic minority staff were 1.61 times as likely as White staff');
});

t.test('no results, one organisation of several, an indicator nobody has written about', async (t) => {
  const empty = report({ ...exampleRun, results: [] });
  t.same(
    empty.sections.map((s) => s.id),
    ['data-quality'],
  );
  t.match(empty.standfirst, 'There are no results');
  const two = { ...exampleRun, results: [...exampleRun.results, { ...exampleRun.results[0]!, organisation: 'RYY' }] };
  t.throws(() => report(two), /RXX, RYY/);
  t.match(words(report(two, { organisation: 'RXX' }), 'wres-3'), '1.61');
  const survey: Result = {
    ...exampleRun.results.find((r) => r.indicator === 'wres.9')!,
    indicator: 'wres.5',
    breakdown: {},
    compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
    value: { status: 'ok', value: 1.5 },
    working: 'BME 26.4% of 812, White 24.9% of 2,604.',
    parts: [
      { group: 'bme', n: notSupplied('count'), base: 812, rate: 0.264 },
      { group: 'white', n: notSupplied('count'), base: 2604, rate: 0.249 },
    ],
  };
  const said = words(report({ ...exampleRun, results: [survey] }), 'wres-5');
  t.match(said, '26.4%');
  t.match(said, '+1.5 points');
  t.notMatch(said, /\b214\b/, 'a survey percent is never turned into people: 0.264 x 812 = 214');
});
