import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { roles } from '../../api/who.js';
import { readExtract } from '../../src/extract/extract.js';
import { comparisonCsv, comparisonJson, evaluate, loadLibrary, parseDay, resultsJson } from '../../src/index.js';
import { packageRoot } from '../../src/root.js';
import { apart } from '../two-snapshots.js';
import { command } from './command.js';
import { serving, upload } from './serve.js';

const folder = mkdtempSync(join(tmpdir(), 'api-comparison-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const paths = Object.entries(apart).map(([name, text]) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
});
const inOneProcess = (...words: string[]) => command('results', ...paths, '--standard', 'wres', ...words);
/** A call of its own, with all it says. */
const called = async (...words: string[]) => {
  const file = join(packageRoot, 'dist/bin/workforce-equality.js');
  const run = promisify(execFile)(process.execPath, [file, 'results', ...paths, '--standard', 'wres', ...words], {
    maxBuffer: 1e9,
  });
  return run.catch((fault: { stdout: string; stderr: string; code: number }) => fault);
};

t.test('two snapshots have the same bytes through the library, the command line and the service', async (t) => {
  const s = await serving();
  t.teardown(s.close);
  const { extract } = await upload(s.url, apart);
  const own = `${s.url}/v1/extracts/${extract}`;
  const ask = async (path: string, accept = 'application/json') =>
    (await fetch(`${own}/${path}`, { headers: { accept } })).text();
  const library = await loadLibrary();
  const files = Object.entries(apart).map(([name, text]) => ({ name, bytes: new TextEncoder().encode(text) }));
  const run = await evaluate(await readExtract(files), library, {
    policy: library.policies.board!,
    standards: ['wres'],
    by: [],
    comparedWith: parseDay('2023-09-30') as number,
  });
  const asked = 'standard=wres&compared-with=2023-09-30';
  const json = await ask(`comparison?${asked}`);
  t.equal(json === comparisonJson(run), true, 'JSON, library');
  t.equal((await ask(`results?${asked}`)) === resultsJson(run), true, 'results, library');
  t.equal((await ask(`comparison?${asked}`, 'text/csv')) === comparisonCsv(run), true, 'CSV, library');
  const words = ['--compared-with', '2023-09-30', '--table', 'comparison', '--format'];
  t.equal((await inOneProcess(...words, 'json')) === json, true, 'JSON, command line');
  t.equal((await inOneProcess(...words, 'csv')) === comparisonCsv(run), true, 'CSV, command line');
  const { figures } = JSON.parse(json) as { figures: { indicator: string; change: { value: { value: number } } }[] };
  t.equal(figures.find((f) => f.indicator === 'wres.3')?.change.value.value, 0.5);

  await t.test('a report and a chart of both', async (t) => {
    t.match((await ask(`report?${asked}`, 'text/html')).replace(/<[^>]*>/g, ' '), /Change since 30 September 2023/);
    t.match(await ask(`charts/wres.3?${asked}`, 'image/svg+xml'), /30 September 2023/);
  });

  await t.test('days that cannot be compared are said, with those there are', async (t) => {
    const faults = async (query: string) => {
      const answer = await fetch(`${own}/comparison?${query}`);
      const { errors } = (await answer.json()) as { errors: { parameter: string; detail: string }[] };
      return { status: answer.status, errors };
    };
    const unknown = await faults('compared-with=2023-03-31');
    t.match(unknown, {
      status: 400,
      errors: [{ parameter: 'compared-with', detail: /there are 2023-09-30, 2024-03-31, 2025-03-31/ }],
    });
    t.match(await faults('compared-with=2023-09-30&as-at=2025-01-31'), {
      status: 400,
      errors: [{ parameter: 'as-at' }],
    });
    t.match(await faults('compared-with=2025-03-31&as-at=2024-03-31'), { errors: [{ detail: /not before/ }] });
    t.match(await faults('standard=wres'), { status: 400, errors: [{ parameter: 'compared-with', detail: /needed/ }] });
    t.match(await faults('compared-with=31/3/2024'), { errors: [{ detail: /date such as 2025-03-31/ }] });
    t.equal((await fetch(`${own}/results?compared-with=2023-09-30&years=2`)).status, 400);
    const said = await called('--compared-with', '2023-03-31');
    t.match(said.stderr, /there are 2023-09-30, 2024-03-31, 2025-03-31/);
  });

  await t.test('it may be kept', async (t) => {
    const kept = await fetch(`${own}/results`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ standard: 'wres', 'compared-with': '2023-09-30' }),
    });
    t.equal(kept.status, 201);
    const { id } = (await kept.json()) as { id: string };
    t.match(await (await fetch(`${s.url}/v1/results/${id}`)).json(), { compared: { with: '2023-09-30' } });
    const again = await fetch(`${s.url}/v1/results/${id}/comparison`, { headers: { accept: 'text/csv' } });
    t.equal((await again.text()).split('\r\n').length, comparisonCsv(run).split('\r\n').length);
  });
});

t.test('a comparison is judged and entered like any other release', async (t) => {
  const s = await serving({ authentication: 'required' });
  t.teardown(s.close);
  const key = { organisation: 'RAA', role: 'service' as const, scopes: roles.service!, label: '' };
  const { token } = await s.service.store.keys.add({ ...key, expires: '2999-01-01T00:00:00.000Z' }, 'test');
  const headers = { authorization: `Bearer ${token}` };
  const { extract } = await upload(s.url, apart, {}, headers);
  const ask = (path: string) => fetch(`${s.url}/v1/extracts/${extract}/${path}`, { headers });
  t.equal((await ask('comparison?standard=wres&compared-with=2023-09-30')).status, 200);
  const { lines } = await s.service.store.releases.past('RAA');
  t.equal(lines, 1);
  t.equal((await ask('comparison?compared-with=2023-09-30&policy=internal')).status, 403);
});
