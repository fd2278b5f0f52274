import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { roles } from '../../api/who.js';
import { packageRoot } from '../../src/root.js';
import { command } from './command.js';
import { serving, upload } from './serve.js';

const folder = mkdtempSync(join(tmpdir(), 'api-settings-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));

const policy = `policy: ours
title: Ours
dated: { value: '2026-01-01', source: { title: project decision }, verified: false }
`;
const written = readFileSync(join(packageRoot, 'src/release/policies/examples/lt5.yaml'), 'utf8');
const counts =
  'Indicator,Measure,Group,Count\nwres.3,staff,bme,725\nwres.3,staff,white,2505\nwres.3,cases,bme,9\nwres.3,cases,white,17\n';
const files = {
  'counts.csv': counts,
  'policy.yaml': written,
  'labels.yaml': 'groups:\n  ethnicity:\n    bme: Lleiafrifol\n',
  'cover.yaml': 'organisation: Ysbyty Prawf\nmeeting: Bwrdd\n',
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
const at = (name: keyof typeof files): string => join(folder, name);

t.test('what the command line takes as a file comes with the files', async (t) => {
  const { url, close } = await serving();
  t.teardown(close);
  const parts = { policy: written, labels: files['labels.yaml'], cover: files['cover.yaml'] };
  const { extract } = await upload(url, { 'counts.csv': counts }, parts);
  const own = `${url}/v1/extracts/${extract}`;
  const asked = 'standard=wres&edition=2025&policy=own';
  const words = ['--standard', 'wres', '--edition', '2025', '--policy', at('policy.yaml')];
  t.equal(
    (await (await fetch(`${own}/results?${asked}`)).text()) ===
      (await command('results', at('counts.csv'), ...words, '--json')),
    true,
    'a policy file',
  );
  const drawn = [...words, '--labels', at('labels.yaml')];
  await command('report', at('counts.csv'), ...drawn, '--cover', at('cover.yaml'), '--out', join(folder, 'a.html'));
  const report = await (await fetch(`${own}/report?${asked}`)).text();
  t.match(report, /Lleiafrifol/);
  t.match(report, /Ysbyty Prawf/);
  t.equal(report === readFileSync(join(folder, 'a.html'), 'utf8'), true, 'labels and cover');
  await command('chart', 'wres.3', at('counts.csv'), ...drawn, '--out', join(folder, 'a.svg'));
  const chart = await fetch(`${own}/charts/wres.3?${asked}`, { headers: { accept: 'image/svg+xml' } });
  t.equal((await chart.text()) === readFileSync(join(folder, 'a.svg'), 'utf8'), true, 'a chart');

  await t.test('kept results keep their words and their cover; rules may come as an object', async (t) => {
    const { parse } = await import('yaml');
    const keep = (body: unknown) =>
      fetch(`${own}/results`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const kept = await keep({ standard: 'wres', edition: '2025', policy: parse(written) });
    t.equal(kept.status, 201);
    const { id } = (await kept.json()) as { id: string };
    t.equal((await (await fetch(`${url}/v1/results/${id}/report`)).text()) === report, true);
    const wrong = await keep({ policy: { policy: 'x', hide: { from: 'a' } } });
    t.equal(wrong.status, 400);
    t.match((await wrong.json()) as object, { errors: [{ pointer: /^\/policy/ }] });
  });

  await t.test('what cannot be used is said, each with its part', async (t) => {
    const form = new FormData();
    form.append('files', new Blob([counts]), 'counts.csv');
    const faulty = { policy, labels: 'colour: red', cover: '- a list', framework: 'none', public: 'nothing' };
    for (const [name, text] of Object.entries(faulty)) form.append(name, text);
    const answer = await fetch(`${url}/v1/extracts`, { method: 'POST', body: form });
    t.equal(answer.status, 400);
    const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
    const said = new Set(errors.map((e) => e.pointer.split('/')[1]));
    t.same([...said].sort(), ['cover', 'framework', 'labels', 'policy', 'public']);
  });

  await t.test('a self-assessment tool by its name', async (t) => {
    const { extract } = await upload(url, { 'counts.csv': counts }, { framework: 'nhs-england' });
    const { tables } = (await (await fetch(`${url}/v1/extracts/${extract}`)).json()) as { tables: { table: string }[] };
    t.ok(tables.some((x) => x.table === 'framework'));
  });
});

t.test('rules of one’s own and numbers of rows are for those who may see exact figures', async (t) => {
  const s = await serving({ authentication: 'required' });
  t.teardown(s.close);
  const bearer = async (role: 'analyst' | 'service') => {
    const key = { organisation: 'RAA', role, scopes: roles[role]!, label: '', expires: '2999-01-01T00:00:00.000Z' };
    return { authorization: `Bearer ${(await s.service.store.keys.add(key, 'test')).token}` };
  };
  const [analyst, machine] = [await bearer('analyst'), await bearer('service')];
  const { extract } = await upload(s.url, { 'counts.csv': counts }, { policy: written }, analyst);
  const own = `${s.url}/v1/extracts/${extract}`;
  const status = async (path: string, headers: Record<string, string>) => (await fetch(own + path, { headers })).status;
  t.equal(await status('/results?policy=own&edition=2025', machine), 403);
  t.equal(await status('/results?policy=own&edition=2025', analyst), 200);
  t.equal(await status('/data-quality', machine), 403);
  t.equal(await status('/data-quality', analyst), 200);
  t.notMatch(await (await fetch(own, { headers: machine })).text(), /"rows"|"issues"/);
  t.match(await (await fetch(own, { headers: analyst })).text(), /"rows"/);
  const sent = (await upload(s.url, { 'counts.csv': counts }, {}, machine)).extract;
  t.equal(
    (await fetch(`${s.url}/v1/extracts/${sent}/data-quality`, { headers: machine })).status,
    200,
    'its own files',
  );
  const audit = await s.service.store.audit.list('RAA', 100, 0);
  t.equal(audit.filter((l) => l.action === 'own-policy').length, 1);
});
