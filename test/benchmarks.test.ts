import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { benchmarksOf } from '../src/benchmarks.js';
import { evaluate } from '../src/evaluate.js';
import { readExtract } from '../src/extract/extract.js';
import { loadLibrary } from '../src/library.js';
import { readOrganisations } from '../src/organisations.js';
import { withFunnels } from '../src/release/funnels.js';
import type { Released, Result, Run } from '../src/release/result.js';
import { reportDocument } from '../src/report/index.js';
import { sectionText } from '../src/report/text.js';
import { packageRoot } from '../src/root.js';
import type { RunOptions } from '../src/run-options.js';

const library = await loadLibrary();
const policy = library.policies.internal!;
const wres = library.editions.wres!['2025']!;

t.test('a benchmark keeps its own year, and a region is for those in it', async (t) => {
  const england = benchmarksOf(wres, 'wres.2', {}, {});
  t.match(england, [{ level: 'national', place: 'England', year: '2022', value: 1.54, verified: true }]);
  t.equal(england.length, 1);
  t.match(benchmarksOf(wres, 'wres.2', { organisation: 'RAA' }, { region: 'london' }), [
    { place: 'England', year: '2022' },
    { level: 'region', place: 'London', year: '2024', value: 1.16 },
  ]);
  t.same(benchmarksOf(wres, 'wres.2', { campaign: 'without-international' }, {}), [], 'only the row it is of');
  // An edition before the figure was published does not know it.
  t.match(benchmarksOf(library.editions.wres!['2022']!, 'wres.2', {}, {}), [{ year: '2022', value: 1.54 }]);
  t.match(benchmarksOf(wres, 'wres.6', {}, {}), [
    { group: 'bme', value: 24.9, unit: 'percent', year: '2024' },
    { group: 'white', value: 20.7 },
  ]);
});

t.test('every benchmark of every edition was read at its source and says where', async (t) => {
  let n = 0;
  for (const years of Object.values(library.editions))
    for (const { indicators } of Object.values(years))
      for (const [id, values] of Object.entries(indicators))
        for (const [name, { verified, source }] of Object.entries(values))
          if (name.startsWith('benchmark-')) {
            n++;
            t.ok(verified && source.href, `${id} ${name}`);
          }
  t.ok(n > 50);
});

const staffHead = 'Organisation,Employee Number,Assignment Number,Ethnic Origin,Pay Scale,Staff Group,FTE';
const caseHead = 'Organisation,Case Reference,Employee Number,Case Type,Formal,Date Opened';
/** Trusts of 900 White and 300 BME staff; `cases` of each group are disciplined. */
const trusts: Readonly<Record<string, readonly [number, number]>> = {
  RAA: [30, 10],
  RBB: [27, 9],
  RCC: [33, 12],
  RDD: [15, 60],
  RFF: [29, 11],
  ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`RX${i}`, [30, 10] as const])),
};
const staff = Object.keys(trusts).flatMap((o) =>
  Array.from(
    { length: 1200 },
    (_, i) => `${o},${i + 1},${i + 1}-1,${i < 900 ? 'A' : 'H'},XR05,Nursing and Midwifery Registered,1`,
  ),
);
const cases = Object.entries(trusts).flatMap(([o, [white, bme]]) =>
  [...Array.from({ length: white }, (_, i) => i + 1), ...Array.from({ length: bme }, (_, i) => 901 + i)].map(
    (n) => `${o},C${n},${n},Disciplinary,Yes,2024-06-01`,
  ),
);
const files = {
  'staff 31-MAR-2025.csv': [staffHead, ...staff].join('\n'),
  'cases.csv': [caseHead, ...cases].join('\n'),
};
const extract = await readExtract(
  Object.entries(files).map(([name, lines]) => ({ name, bytes: new TextEncoder().encode(lines) })),
);
const run = async (more: Partial<RunOptions>) =>
  evaluate(extract, library, {
    policy,
    standards: ['wres'],
    edition: '2025',
    rollUp: { levels: ['organisation'] },
    ...more,
  });
const of = (made: Run, organisation: string): Result =>
  made.results.find((r) => r.indicator === 'wres.3' && r.breakdown.organisation === organisation)!;

t.test('outliers are good or poor by the side the indicator calls worse', async (t) => {
  const made = await run({});
  t.match(of(made, 'RDD').funnel, { status: 'ok', place: 'high-998', standing: 'poor' });
  t.match(of(made, 'RAA').funnel, { status: 'ok', standing: 'usual' });
  const share = made.results.find((r) => r.indicator === 'wres.1' && r.breakdown.organisation === 'RAA')!;
  t.ok(share.funnel && !('standing' in share.funnel), 'no side of a share is worse');
  // The same figures with the other side worse: what was poor is good.
  const rows = made.results.map(() => ({ years: 1, adverse: 'below' as const }));
  const turned = withFunnels(made.results, rows).find(
    (r) => r.indicator === 'wres.3' && r.breakdown.organisation === 'RDD',
  )!;
  t.match(turned.funnel, { standing: 'good' });
});

t.test('a list of peers leaves the others out of the figure of all and of the funnel', async (t) => {
  const made = await run({ peers: ['RBB', 'RCC', 'rff', 'RZZ'], organisation: 'RAA' });
  const organisations = [...new Set(made.results.flatMap((r) => r.breakdown.organisation ?? []))];
  t.same(organisations.sort(), ['RAA', 'RBB', 'RCC', 'RFF']);
  const whole = made.results.find((r) => r.indicator === 'wres.3' && Object.keys(r.breakdown).length === 0)!;
  // BME 10 + 9 + 12 + 11 of 1,200, White 30 + 27 + 33 + 29 of 3,600
  t.match(
    whole.parts.map((p) => [p.group, p.n, p.base]),
    [
      ['white', 119, 3600],
      ['bme', 42, 1200],
      ['unknown', 0, 0],
    ],
  );
  t.match(of(made, 'RAA').funnel, { status: 'ok', organisations: 4, standing: 'usual' });
  t.ok(made.issues.some((i) => i.id === 'peer-not-there' && /RZZ/.test(i.what)));
  const row = made.reconciliation.find((r) => r.table === 'cases')!;
  t.equal(row.excluded['not-a-peer'], 75 + 12 * 40, 'rows of the others are accounted for');
});

t.test('a report shows verified benchmarks with their year, and no other', async (t) => {
  const places = await readOrganisations('organisation,region\nRAA,London\n', 'o.csv');
  if (places.status !== 'ok') throw new Error('organisations');
  const one = await readExtract([
    {
      name: 'staff 31-MAR-2025.csv',
      bytes: new TextEncoder().encode([staffHead, ...staff.filter((l) => l.startsWith('RAA'))].join('\n')),
    },
    {
      name: 'recruitment.csv',
      bytes: new TextEncoder().encode(
        [
          'Application Reference,Date Applied,Shortlisted,Appointed,Ethnic Origin',
          ...Array.from(
            { length: 400 },
            (_, i) => `A${i},2024-06-01,Yes,${i % 5 === 0 ? 'Yes' : 'No'},${i % 2 ? 'A' : 'H'}`,
          ),
        ].join('\n'),
      ),
    },
  ]);
  const made = await evaluate(one, library, {
    policy,
    standards: ['wres'],
    edition: '2025',
    hierarchy: places.hierarchy,
  });
  const said = (r: Released<Run>): string => reportDocument(r).sections.flatMap(sectionText).join('\n');
  t.match(said(made), /London[\s\S]*1\.16/);
  t.match(said(made), /2022, the latest read at its source/);
  const doubted = {
    ...made,
    results: made.results.map((r) => ({
      ...r,
      benchmarks: r.benchmarks?.map((b) => ({ ...b, verified: false })) ?? [],
    })),
  } as unknown as Released<Run>;
  t.notMatch(said(doubted), /1\.16/);
});

t.test('--peers through the command line', async (t) => {
  const dir = t.testdir({ 'peers.txt': 'RBB\nRCC\nRFF\n' });
  const paths = Object.entries(files).map(([name, lines]) => {
    writeFileSync(join(dir, name), lines);
    return join(dir, name);
  });
  const command = join(packageRoot, 'dist', 'bin', 'workforce-equality.js');
  const call = ['results', ...paths, '--standard', 'wres', '--organisation', 'RAA', '--peers', join(dir, 'peers.txt')];
  const text = execFileSync(process.execPath, [command, ...call, '--format', 'funnel'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  t.match(text, /wres\.3[\s\S]*RAA +1\.00/);
  t.notMatch(text, /RDD/);
});

t.test('a report beside peers is of the organisation, with its place among them', async (t) => {
  const made = await run({ peers: ['RBB', 'RCC', 'RFF'], organisation: 'RAA' });
  const document = reportDocument(made, { organisation: 'RAA' });
  t.equal(document.organisation, 'RAA');
  const wres3 = document.sections.find((s) => s.id === 'wres-3')!;
  t.ok(sectionText(wres3).some((l) => /Among 4 organisations: within the limits\. About/.test(l)));
  const all = await run({});
  const poor = reportDocument(all, { organisation: 'RDD' }).sections.find((s) => s.id === 'wres-3')!;
  t.ok(sectionText(poor).some((l) => /above both limits, a poor outlier/.test(l)));
  const one = document.sections.flatMap(sectionText).join('\n');
  t.notMatch(one, /RBB/, 'nothing of another organisation');
});
