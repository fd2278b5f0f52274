import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { packageRoot } from '../../src/root.js';

const record = `import { indicator } from '../../src/define.js';

export default indicator({
  id: 'wres.99',
  title: 'Started from appointed',
  unit: 'ratio',
  compared: { dimension: 'ethnicity', over: 'white', under: 'bme' },
  counts: {
    appointed: { from: 'recruitment', population: 'applications', by: ['ethnicity'], measure: 'rows', when: 'period',
      where: [{ rule: 'not-appointed', column: 'appointed', is: true }] },
    started: { from: 'recruitment', population: 'applications', by: ['ethnicity'], measure: 'rows', when: 'period',
      where: [{ rule: 'not-appointed', column: 'appointed', is: true }, { rule: 'not-started', column: 'started', is: true }] },
  },
  formula: { name: 'relative-likelihood', events: 'started', base: 'appointed' },
  rows: [{ breakdown: {} }],
  words: { people: 'appointed applicants', happened: 'started', toHappen: 'to start' },
  chart: 'ratio-dots',
  checks: ['events-within-base'],
});
`;

const editions = `indicator: wres.99
editions:
  '2025':
    title: { value: Started from appointed, source: { title: project decision }, verified: false }
    years: { value: 1, source: { title: project decision }, verified: false }
`;

// Appointed: White 4 of whom 4 started, BME 4 of whom 2: (4/4) / (2/4) = 2.
const applications = [
  'Application Reference,Date Applied,Shortlisted,Appointed,Started,Ethnic Origin',
  ...[1, 2, 3, 4].map((n) => `W${n},01/05/2024,Yes,Yes,Yes,A`),
  ...[1, 2, 3, 4].map((n) => `B${n},01/05/2024,Yes,Yes,${n > 2 ? 'Yes' : 'No'},N`),
].join('\n');

t.test('adding an indicator touches no existing file', async (t) => {
  const copy = mkdtempSync(join(tmpdir(), 'add-indicator-'));
  t.teardown(() => rmSync(copy, { recursive: true, force: true }));
  for (const part of [
    'dist/src',
    'dist/schemas',
    'dist/indicators',
    'dist/bin',
    'indicators',
    'schemas',
    'src',
    'package.json',
  ])
    cpSync(join(packageRoot, part), join(copy, part), { recursive: true });
  symlinkSync(join(packageRoot, 'node_modules'), join(copy, 'node_modules'));

  const { default: ts } = await import('typescript');
  mkdirSync(join(copy, 'indicators/wres'), { recursive: true });
  writeFileSync(join(copy, 'indicators/wres/i99-started.ts'), record);
  writeFileSync(join(copy, 'indicators/wres/i99-started.editions.yaml'), editions);
  const compiled = ts.transpileModule(record, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
  });
  writeFileSync(join(copy, 'dist/indicators/wres/i99-started.js'), compiled.outputText);
  writeFileSync(join(copy, 'applications.csv'), applications);

  // What a build does beside compiling: the data are checked and kept, the new ones among them.
  t.equal(spawnSync(process.execPath, [join(copy, 'dist/src/prepare.js')]).status, 0);
  const command = (...args: string[]) => {
    const run = spawnSync(process.execPath, [join(copy, 'dist/bin/workforce-equality.js'), ...args], {
      encoding: 'utf8',
      cwd: copy,
    });
    return { status: run.status, out: run.stdout, err: run.stderr };
  };
  const results = command('results', 'applications.csv', '--edition', '2025', '--policy', 'internal', '--json');
  t.equal(results.status, 0, results.err);
  const found = JSON.parse(results.out).results.find((r: { indicator: string }) => r.indicator === 'wres.99');
  t.same(found?.value, { status: 'ok', value: 2 });
  const description = command('describe', 'wres.99', '--edition', '2025');
  t.match(description.out, /likelihood for white.*divided by the likelihood for bme/i);
  const svg = command(
    'chart',
    'wres.99',
    'applications.csv',
    '--edition',
    '2025',
    '--policy',
    'internal',
    '--out',
    'chart.svg',
  );
  t.equal(svg.status, 0, svg.err);
  t.match(readFileSync(join(copy, 'chart.svg'), 'utf8'), /role="img"/);
  const report = command(
    'report',
    'applications.csv',
    '--edition',
    '2025',
    '--policy',
    'internal',
    '--out',
    'report.html',
  );
  t.equal(report.status, 0, report.err);
  t.match(readFileSync(join(copy, 'report.html'), 'utf8'), /Started from appointed/);
});
