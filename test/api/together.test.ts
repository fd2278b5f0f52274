import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { type Role, roles } from '../../api/who.js';
import { evaluate, loadLibrary, parseDay, readExtract, resultsJson } from '../../src/index.js';
import type { Run } from '../../src/release/result.js';
import { synthesise, writeWorkbook } from '../../src/synth/index.js';
import { startPostgres } from '../count/servers.js';
import { attack } from '../release/attacker.js';
import { loadHighs } from '../release/highs.js';
import { type Serving, serving, upload } from './serve.js';

const highs = await loadHighs();
const folder = mkdtempSync(join(tmpdir(), 'api-together-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const trust = join(folder, 'trust.xlsx');
await writeWorkbook(synthesise({ seed: 3, staff: 80, trust: 1, messy: false }).sheets, trust);
const far = '2999-01-01T00:00:00.000Z';
const bearer = async ({ service }: Serving, role: Role, organisation = 'RAA') => {
  const key = { organisation, role, scopes: roles[role]!, label: '', expires: far };
  return { authorization: `Bearer ${(await service.store.keys.add(key, 'test')).token}` };
};

/** What somebody has who put the answers side by side: hidden counts that they leave fewer than three numbers. */
function workedOut(answers: readonly Run[]): readonly string[] {
  // The numbers of staff: with every indicator the solver takes minutes.
  const results = answers.flatMap((a) => a.results).filter((r) => /^(wres|wdes)\.1$/.test(r.indicator));
  const attacker = attack(highs, { ...answers[0]!, results }, { neverZero: true });
  try {
    if (!attacker.feasible()) return ['the answers contradict one another'];
    const open = attacker.candidates().filter(({ values }) => values.length < 3);
    return [...attacker.leaks, ...open.map(({ name, values }) => `${name}: ${values.join(' or ')}`)];
  } finally {
    attacker.done();
  }
}

/** What a release shows otherwise than one that may show more: what it hides is no difference. */
function otherThan(less: unknown, more: unknown, path = ''): readonly string[] {
  if (typeof less !== 'object' || less === null) return less === more || path.endsWith('.working') ? [] : [path];
  if ((less as { status?: string }).status === 'suppressed') return [];
  return Object.entries(less).flatMap(([key, value]) =>
    otherThan(value, (more as Readonly<Record<string, unknown>> | undefined)?.[key], `${path}.${key}`),
  );
}

t.test('questions asked one by one tell no more than is hidden in each', async (t) => {
  const path = trust;
  const s = await serving({ authentication: 'required' });
  t.teardown(s.close);
  const analyst = await bearer(s, 'analyst');
  const machine = await bearer(s, 'service');
  const send = (headers: Readonly<Record<string, string>>) =>
    upload(s.url, { 'trust.xlsx': readFileSync(path) }, { 'as-at': '2025-03-31' }, headers);
  const { extract } = await send(analyst);
  const ask = async (of: string | undefined, question: string, headers: Readonly<Record<string, string>>) => {
    const answer = await fetch(`${s.url}/v1/extracts/${of}/results?standard=wres&years=1&${question}`, { headers });
    return { status: answer.status, etag: answer.headers.get('etag'), text: await answer.text() };
  };
  const runOf = ({ text }: { readonly text: string }): Run => JSON.parse(text) as Run;
  const questions = ['by=staff-group,sex', 'by=staff-group', 'by=sex'];

  const alone: Run[] = [];
  for (const q of questions.slice(0, 2)) alone.push(runOf(await ask(extract, q, analyst)));
  t.not(workedOut(alone).length, 0, 'released each by itself they do: the attack works');

  const first = await ask(extract, questions[0]!, machine);
  const judged = [first];
  for (const q of questions.slice(1)) judged.push(await ask(extract, q, machine));
  const given = judged.filter((a) => a.status === 200);
  t.ok(given.length >= 2, `${given.length} of ${questions.length} were given`);
  for (const a of judged) t.match(String(a.status), /200|422/);
  const seen: Run[] = given.map(runOf);
  t.same(
    otherThan(runOf(first), runOf(await ask(extract, questions[0]!, analyst))),
    [],
    'the first shows nothing else',
  );

  await t.test('what was given counts after the same files are sent again, by another key', async (t) => {
    const other = await bearer(s, 'service');
    const again = (await send(other)).extract;
    for (const q of [questions[1]!]) {
      const answer = await ask(again, q, other);
      if (answer.status === 200) seen.push(runOf(answer));
    }
    t.equal(again === extract, false);
  });

  await t.test('the same question has the same answer, and adds nothing to what was given', async (t) => {
    const before = await s.service.store.releases.past('RAA');
    const one = await ask(extract, questions[2]!, machine);
    s.service.runs.forget(extract!);
    const two = await ask(extract, questions[2]!, machine);
    t.equal(one.text === two.text, true, 'also when it was forgotten and is worked out again');
    t.same(await s.service.store.releases.past('RAA'), before);
    t.notMatch(before.text, /trust|bme|XSY/i, 'no name and no group in the clear');
  });

  await t.test('what was given counts for what is kept', async (t) => {
    const keep = await fetch(`${s.url}/v1/extracts/${extract}/results`, {
      method: 'POST',
      headers: { ...analyst, 'content-type': 'application/json' },
      body: JSON.stringify({ standard: 'wres', by: 'sex', years: 1 }),
    });
    t.equal(keep.status, 201);
    const { id } = (await keep.json()) as { id: string };
    const kept = (await (await fetch(`${s.url}/v1/results/${id}`, { headers: analyst })).json()) as Run;
    seen.push(kept);
  });

  await t.test('many at once are given one after the other', async (t) => {
    const all = await Promise.all(['by=disability', ''].map((q) => ask(extract, q, machine)));
    for (const a of all) t.match(String(a.status), /200|422/);
    seen.push(...all.filter((a) => a.status === 200).map(runOf));
  });

  t.same(workedOut(seen), [], `${seen.length} answers side by side do not`);

  await t.test('the first question has the answer of the library with a new ledger', async (t) => {
    const elsewhere = await bearer(s, 'service', 'RBB');
    const own = (await send(elsewhere)).extract;
    const asAt = parseDay('2025-03-31') as number;
    const library = await loadLibrary();
    const run = await evaluate(await readExtract([{ name: 'trust.xlsx', path }], { asAt }), library, {
      policy: library.policies.board!,
      standards: ['wres'],
      by: ['sex'],
      years: 1,
      asAt,
      release: { use: 'public', ledger: { past: [], hash: (text) => text, keep: () => undefined } },
    });
    const answer = await ask(own, 'by=sex', elsewhere);
    t.equal(answer.text === resultsJson(run), true, 'not judged by what others were given');
  });

  await t.test('another standard of the same people stands beside the one before', async (t) => {
    const elsewhere = await bearer(s, 'service', 'RCC');
    const own = (await send(elsewhere)).extract;
    const both: Run[] = [];
    for (const q of ['standard=wdes&by=sex', 'standard=wres']) {
      const answer = await fetch(`${s.url}/v1/extracts/${own}/results?years=1&${q}`, { headers: elsewhere });
      if (answer.status === 200) both.push((await answer.json()) as Run);
    }
    t.ok(both.length > 0);
    t.same(workedOut(both), []);
  });
});

t.test('two instances that share a store judge questions as one', async (t) => {
  const server = await startPostgres();
  if ('leftOut' in server) {
    t.pass(server.leftOut);
    return;
  }
  t.teardown(server.stop);
  const one = await serving({ store: server.url, authentication: 'required' });
  t.teardown(one.close);
  const two = await serving({ store: server.url, authentication: 'required' });
  t.teardown(two.close);
  const machine = await bearer(one, 'service');
  const send = ({ url }: Serving) =>
    upload(url, { 'trust.xlsx': readFileSync(trust) }, { 'as-at': '2025-03-31' }, machine);
  const sentTo = new Map<Serving, ReturnType<typeof send>>();
  const answers: Run[] = [];
  for (const [s, question] of [
    [one, 'years=1&by=staff-group,sex'],
    [two, 'years=2&by=staff-group'],
    [two, 'years=1&by=staff-group'],
  ] as const) {
    const sent = sentTo.get(s) ?? send(s);
    sentTo.set(s, sent);
    const asked = `${s.url}/v1/extracts/${(await sent).extract}/results?standard=wres&${question}`;
    const answer = await fetch(asked, { headers: machine });
    if (answer.status === 200) {
      const run = (await answer.json()) as Run;
      answers.push({ ...run, results: run.results.filter((r) => r.yearsBefore === undefined) });
    } else {
      t.equal(answer.status, 422);
      t.match(await answer.json(), { detail: /finest breakdown first/ });
    }
  }
  t.ok(answers.length > 1, 'a later question is answered');
  t.same(workedOut(answers), [], 'what the other instance gave counts');
  const { questions } = await one.service.store.organisation.export('RAA');
  t.equal(questions.length, answers.length, 'each instance knows what was asked of the other');
});
