import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { evaluate, loadLibrary, readExtract, resultsJson, synthetic } from '../../src/index.js';
import { command } from './command.js';
import { serving, upload } from './serve.js';

t.test('the same extract through the library, the command line and the service gives the same bytes', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'api-parity-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const { synthesise, writeWorkbook } = await synthetic();
  const path = join(folder, 'trust.xlsx');
  await writeWorkbook(synthesise({ seed: 11, staff: 300, trust: 1, messy: true }).sheets, path);
  const service = await serving();
  t.teardown(service.close);
  const job = await upload(service.url, { 'trust.xlsx': readFileSync(path) });
  // The board's sheet names no date: like the command line, the service dates it when it reads it.
  const dated = await upload(service.url, { 'trust.xlsx': readFileSync(path) }, { 'as-at': '2025-03-31' });
  t.equal(job.status, 'done');
  const asked = [
    {
      query: 'standard=wres&by=sex&policy=internal&years=1',
      words: ['--standard', 'wres', '--by', 'sex', '--policy', 'internal', '--years', '1'],
    },
    {
      query: 'standard=wres&organisation=XSY01&as-at=2025-03-31&years=2',
      words: ['--standard', 'wres', '--organisation', 'XSY01', '--as-at', '2025-03-31', '--years', '2'],
    },
  ];
  // A process each, all at once.
  const csvThere = command('results', path, '--standard', 'wres', '--format', 'csv');
  const same = async ({ query, words }: (typeof asked)[number]): Promise<void> => {
    const { extract } = query.includes('as-at') ? dated : job;
    const [here, there] = await Promise.all([
      fetch(`${service.url}/v1/extracts/${extract}/results?${query}`).then((r) => r.text()),
      command('results', path, ...words, '--json'),
    ]);
    t.ok(there.length > 1_000, 'the command line gave results');
    t.equal(here === there, true, `command line: ${query}`);
  };
  await Promise.all(asked.map(same));
  const library = await loadLibrary();
  const run = await evaluate(await readExtract([{ name: 'trust.xlsx', path }]), library, {
    standards: ['wres'],
    policy: library.policies.board!,
  });
  const here = await (await fetch(`${service.url}/v1/extracts/${job.extract}/results?standard=wres`)).text();
  t.equal(here === resultsJson(run), true, 'library');
  const csv = await fetch(`${service.url}/v1/extracts/${job.extract}/results?standard=wres`, {
    headers: { accept: 'text/csv' },
  });
  t.equal((await csv.text()) === (await csvThere), true, 'CSV');
});

t.test('several organisations, one beside its peers', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'api-peers-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const row = (_: unknown, n: number) =>
    `${n},${n % 4 ? 'A White - British' : 'N Black or Black British - African'},XR0${5 + (n % 3)},1,Nursing and Midwifery Registered,${['RAA', 'RBB', 'RCC'][n % 3]}`;
  const files = {
    'staff 31-MAR-2025.csv': [
      'Employee Number,Ethnic Origin,Pay Scale,FTE,Staff Group,Organisation',
      ...Array.from({ length: 240 }, row),
    ].join('\n'),
    'organisations.csv':
      'organisation,name,system,region,trust-type\nRAA,,S1,London,acute\nRBB,,S1,London,acute\nRCC,,S2,North,acute\n',
    'peers.csv': 'RAA\nRBB\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { url, close } = await serving();
  t.teardown(close);
  const { extract } = await upload(
    url,
    { 'staff 31-MAR-2025.csv': files['staff 31-MAR-2025.csv'] },
    { organisations: files['organisations.csv'] },
  );
  const asked = 'standard=wres&by=region&peers=RAA,RBB&organisation=RAA';
  const here = await (await fetch(`${url}/v1/extracts/${extract}/results?${asked}`)).text();
  const staffFile = join(folder, 'staff 31-MAR-2025.csv');
  const at = (name: string): string => join(folder, name);
  const words = [
    '--standard',
    'wres',
    '--by',
    'region',
    '--peers',
    at('peers.csv'),
    '--organisation',
    'RAA',
    '--organisations',
    at('organisations.csv'),
    '--json',
  ];
  const report = join(folder, 'report.html');
  const said = ['--standard', 'wres', '--by', 'organisation', '--organisations', at('organisations.csv')];
  const [there, , funnelThere] = await Promise.all([
    command('results', staffFile, ...words),
    command('report', staffFile, ...words.slice(0, 2), ...words.slice(4, -1), '--out', report),
    command('results', staffFile, ...said, '--format', 'funnel'),
  ]);
  t.equal(here === there, true);
  t.match(here, /"region"/);
  const reportOf = async (more: string): Promise<Response> =>
    fetch(`${url}/v1/extracts/${extract}/report?standard=wres&peers=RAA,RBB${more}`);
  const own = await reportOf('&organisation=raa');
  t.equal(own.status, 200);
  t.equal((await own.text()) === readFileSync(report, 'utf8'), true, 'the report of one beside its peers');
  t.equal((await reportOf('')).status, 404, 'a report of several that names none');
  const kept = await fetch(`${url}/v1/extracts/${extract}/results`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ standard: 'wres', peers: 'RAA,RBB', organisation: 'raa' }),
  });
  t.equal(kept.status, 201);
  const { id } = (await kept.json()) as { id: string };
  const later = await fetch(`${url}/v1/results/${id}/report`);
  t.equal(later.status, 200);
  const pageOf = (html: string): string => html.replace(/<[^>]*>/g, ' ');
  t.match(pageOf(await later.text()), /RAA/, 'the report of one beside its peers, when it was kept');
  const accept = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const word = await fetch(`${url}/v1/results/${id}/report`, { headers: { accept } });
  t.same([word.status, word.headers.get('content-type')], [200, accept], 'and for Word');
  const wordFile = join(folder, 'report.docx');
  await command('report', at('staff 31-MAR-2025.csv'), ...words.slice(0, 2), ...words.slice(4, -1), '--out', wordFile);
  t.ok(Buffer.from(await word.arrayBuffer()).equals(readFileSync(wordFile)), 'byte for byte that of the command line');
  const funnel = await fetch(`${url}/v1/extracts/${extract}/results?standard=wres&by=organisation&table=funnel`, {
    headers: { accept: 'text/csv' },
  });
  t.equal((await funnel.text()) === funnelThere, true, 'a funnel as CSV');
});
