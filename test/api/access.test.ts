import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import t from 'tap';
import { defaultConfig } from '../../api/open.js';
import { serve } from '../../api/serve.js';
import { type Role, roles, type Scope } from '../../api/who.js';
import { type Serving, serving, upload } from './serve.js';

const counts =
  'Indicator,Measure,Group,Count\nwres.3,staff,bme,725\nwres.3,staff,white,2505\nwres.3,cases,bme,9\nwres.3,cases,white,17\n';
const far = '2999-01-01T00:00:00.000Z';
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const json = { 'content-type': 'application/json' };

const keyFor = async (
  { service }: Serving,
  organisation: string,
  role: Role,
  scopes: readonly Scope[] = roles[role]!,
) => (await service.store.keys.add({ organisation, role, scopes, label: '', expires: far }, 'test')).token;

t.test('off loopback there is no service without authentication', async (t) => {
  await t.rejects(serve({ host: '0.0.0.0', port: 0 }), { message: /without authentication/ });
  await t.rejects(serve({ host: '::', port: 0 }), /anybody on the network/);
});

t.test('who may do what', async (t) => {
  const s = await serving({ authentication: 'required' });
  t.teardown(s.close);
  const { url } = s;
  const ask = async (path: string, token?: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, {
      ...init,
      headers: { ...(init.headers as object), ...(token === undefined ? {} : bearer(token)) },
    });
  const analyst = await keyFor(s, 'RAA', 'analyst');
  const service = await keyFor(s, 'RAA', 'service');
  const board = await keyFor(s, 'RAA', 'board');
  const admin = await keyFor(s, 'RAA', 'admin');
  const other = await keyFor(s, 'RBB', 'admin');

  await t.test('nobody', async (t) => {
    for (const path of ['/v1/standards', '/v1/extracts', '/v1/results', '/v1/audit', '/v1/jobs/x']) {
      const answer = await ask(path);
      t.equal(answer.status, 401, path);
      t.equal(answer.headers.get('www-authenticate'), 'Bearer');
      t.equal((await ask(path, `${analyst.slice(0, -2)}xx`)).status, 401);
    }
    t.equal(
      (await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '10.1.2.3' } })).status,
      403,
      'metrics stay on this machine',
    );
    t.equal((await ask('/metrics')).status, 200);
    for (const path of ['/health/live', '/health/ready', '/openapi.json', '/docs'])
      t.equal((await ask(path)).status, 200, path);
  });

  const job = await upload(url, { 'counts.csv': counts }, {}, bearer(analyst));
  const own = `/v1/extracts/${job.extract}`;
  const keep = (token: string, body: unknown, key?: string) =>
    ask(`${own}/results`, token, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { ...json, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    });

  await t.test('exact figures need the right, and leave a line before they are given', async (t) => {
    const before = (await s.service.store.audit.list('RAA', 100, 0)).length;
    t.equal((await ask(`${own}/results?policy=internal&edition=2025`, service)).status, 403);
    t.equal((await ask(`${own}/results?edition=2025`, service)).status, 200);
    t.equal((await ask(`${own}/results?policy=internal&edition=2025`, analyst)).status, 200);
    const lines = (await s.service.store.audit.list('RAA', 100, 0)).slice(before);
    t.match(
      lines.map((l) => l.action),
      ['exact-figures'],
    );
    t.match(lines[0]?.detail, { policy: 'internal', by: /^key:[0-9a-f]{16}$/ });
    // Asked once more in the same words: known by now, and judged and noted all the same.
    t.equal((await ask(`${own}/results?policy=internal&edition=2025`, analyst)).status, 200);
    t.equal((await s.service.store.audit.list('RAA', 100, 0)).length, before + 2);
    t.equal((await ask(`${own}/results?policy=internal&edition=2025`, service)).status, 403);
    t.equal((await ask(`${own}/results?policy=internal&edition=2025`, other)).status, 404);
    t.equal((await ask(`${own}/results?policy=internal&edition=2025`)).status, 401);
    t.equal((await keep(service, { policy: 'internal', edition: '2025' })).status, 403);
  });

  await t.test('a board reads what was kept, and nothing else', async (t) => {
    const stored = (await (await keep(analyst, { edition: '2025', standard: 'wres' })).json()) as {
      id: string;
      expires?: string;
    };
    const exact = (await (await keep(analyst, { edition: '2025', policy: 'internal' })).json()) as {
      id: string;
      expires?: string;
    };
    t.equal(stored.expires, undefined);
    t.ok(exact.expires! > new Date().toISOString(), 'exact figures have an end');
    t.equal((await ask(`/v1/results/${stored.id}`, board)).status, 200);
    t.equal((await ask(`/v1/results/${stored.id}/report`, board)).status, 200);
    t.equal((await ask(`/v1/results/${exact.id}`, board)).status, 403);
    t.equal((await ask(own, board)).status, 403);
    t.equal((await keep(board, {})).status, 403);
    t.equal((await ask('/v1/audit', board)).status, 403);
    t.equal((await ask('/v1/audit', analyst)).status, 403);
    const [live, kept] = [
      await ask(`${own}/results?edition=2025&standard=wres`, analyst),
      await ask(`/v1/results/${stored.id}`, board),
    ];
    t.equal((await live.text()) === (await kept.text()), true, 'what was kept is what was asked');
  });

  await t.test('another organisation cannot see, infer or overwrite', async (t) => {
    const never = `x${'A'.repeat(32)}`;
    const same = async (one: string, two: string, init: RequestInit = {}) => {
      const [a, b] = [await ask(one, other, init), await ask(two, other, init)];
      t.equal(a.status, b.status, `${init.method ?? 'GET'} ${one}`);
      const plain = async (r: Response) => ({ ...((await r.json()) as object), instance: '' });
      t.same(await plain(a), await plain(b), 'an id of others is like one that never was');
    };
    const kept = (await (await ask('/v1/results', board)).json()) as { results: { id: string }[] };
    for (const path of ['', '/results', '/data-quality', '/mapping', '/report', '/charts/wres.3'])
      await same(`${own}${path}`, `/v1/extracts/${never}${path}`);
    await same(own, `/v1/extracts/${never}`, { method: 'DELETE' });
    await same(`/v1/jobs/${job.id}`, '/v1/jobs/none');
    await same(`/v1/results/${kept.results[0]!.id}`, '/v1/results/rnone');
    await same(`/v1/results/${kept.results[0]!.id}`, '/v1/results/rnone', { method: 'DELETE' });
    // The same idempotency key in two organisations is two keys.
    const mine = await (await keep(analyst, { edition: '2025' }, 'same')).json();
    const theirs = await upload(
      url,
      { 'counts.csv': counts.replace('725', '800') },
      {},
      { ...bearer(other), 'idempotency-key': 'same' },
    );
    t.not(theirs.extract, job.extract);
    t.equal(
      ((await (await keep(analyst, { edition: '2025' }, 'same')).json()) as { id: string }).id,
      (mine as { id: string }).id,
    );
    t.same(((await (await ask('/v1/results', other)).json()) as { results: unknown[] }).results, []);
    const audit = await (await ask('/v1/audit', other)).text();
    t.notMatch(audit, /RAA/);
  });

  await t.test('everything of an organisation goes out and away', async (t) => {
    const out = await (await ask('/v1/organisation', admin)).text();
    t.match(out, /"organisation":"RAA"/);
    t.equal((await ask('/v1/organisation?confirm=RBB', admin, { method: 'DELETE' })).status, 400);
    const gone = await (await ask('/v1/organisation?confirm=RAA', admin, { method: 'DELETE' })).json();
    t.match(gone, { extracts: 1, keys: 4 });
    t.match(await s.service.store.audit.verify(), { status: 'whole' });
  });
});

t.test('a revoked key stops at once where nobody is believed', async (t) => {
  const s = await serving({ authentication: 'required', believeSeconds: 0 });
  t.teardown(s.close);
  const far = '2999-01-01T00:00:00.000Z';
  const given = { organisation: 'RAA', role: 'board' as const, scopes: roles.board!, label: '', expires: far };
  const { token, key } = await s.service.store.keys.add(given, 'test');
  const ask = async () => (await fetch(`${s.url}/v1/results`, { headers: bearer(token) })).status;
  t.equal(await ask(), 200);
  await s.service.store.keys.revoke(key.id, 'test');
  t.equal(await ask(), 401);
});

t.test('who asks too often is told to come back; who guesses keys is counted by address', async (t) => {
  const limits = { ...defaultConfig.limits, requestsPerMinute: 20 };
  const s = await serving({ authentication: 'required', limits });
  t.teardown(s.close);
  const key = await keyFor(s, 'RAA', 'board');
  const other = await keyFor(s, 'RAA', 'board');
  const ask = (token: string) => fetch(`${s.url}/v1/results`, { headers: bearer(token) });
  const statuses: number[] = [];
  for (let n = 0; n < 22; n++) statuses.push((await ask(key)).status);
  t.same([statuses.filter((x) => x === 200).length, statuses.at(-1)], [20, 429]);
  const refused = await ask(key);
  t.match(refused.headers.get('retry-after'), /^\d+$/);
  t.match(await refused.json(), { status: 429 });
  t.equal((await ask(other)).status, 200, 'another caller from there is not held up');
  const guesses: number[] = [];
  for (let n = 0; n < 25; n++) guesses.push((await ask(`wee_${'0'.repeat(16)}_${String(n).padStart(43, 'A')}`)).status);
  t.same([guesses[0], guesses.at(-1)], [401, 429], 'each guess with another key');
  t.equal((await ask(other)).status, 200);
  t.equal((await fetch(`${s.url}/health/live`)).status, 200);
});

t.test('tokens of a sign-in service', async (t) => {
  const make = async (kid: string) => {
    const pair = await generateKeyPair('ES256');
    return { ...pair, jwk: { ...(await exportJWK(pair.publicKey)), kid, alg: 'ES256', use: 'sig' }, kid };
  };
  const [first, second] = [await make('one'), await make('two')];
  let published = [first.jwk];
  const provider = createServer((request, response) => {
    const base = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify(request.url === '/keys' ? { keys: published } : { issuer: base, jwks_uri: `${base}/keys` }),
    );
  });
  await new Promise<void>((ready) => provider.listen(0, '127.0.0.1', ready));
  t.teardown(() => provider.close());
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const s = await serving({
    authentication: 'required',
    oidc: { issuer, audience: 'equality', cooldownMilliseconds: 700 },
  });
  t.teardown(s.close);
  const token = (
    key: typeof first,
    claims: Record<string, unknown> = {},
    audience = 'equality',
    from = issuer,
    ends = '5m',
  ) =>
    new SignJWT({ organisation: 'RAA', role: 'analyst', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: key.kid })
      .setSubject('someone')
      .setIssuer(from)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(ends)
      .sign(key.privateKey);
  const status = async (given: string) => (await fetch(`${s.url}/v1/extracts`, { headers: bearer(given) })).status;
  t.equal(await status(await token(first)), 200);
  t.equal(await status(await token(first, {}, 'another service')), 401, 'audience');
  t.equal(await status(await token(first, {}, 'equality', 'https://elsewhere.example')), 401, 'issuer');
  t.equal(await status(await token(first, {}, 'equality', issuer, '-5m')), 401, 'out of date');
  t.equal(await status(await token(first, { role: 'nobody' })), 401, 'no role of ours');
  t.equal(await status(await token(first, { organisation: undefined })), 401, 'no organisation');
  t.equal(await status(await token(first, { role: ['x', 'board'] })), 403, 'a board may not');
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify({ iss: issuer, aud: 'equality', organisation: 'RAA', role: 'admin', sub: 'x', exp: 9e9 })).toString('base64url')}.`;
  t.equal(await status(none), 401, 'unsigned');
  t.equal(await status(await token(second)), 401, 'a key that is not published');
  published = [second.jwk];
  await new Promise((later) => setTimeout(later, 800));
  t.equal(await status(await token(second)), 200, 'keys are exchanged while it runs');
  t.equal(await status(await token(first)), 401, 'and what the old one signs is believed no more');
});
