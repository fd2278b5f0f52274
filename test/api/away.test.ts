import t from 'tap';
import { roles } from '../../api/who.js';
import { startPostgres } from '../count/servers.js';
import { serving, upload } from './serve.js';

const counts =
  'Indicator,Measure,Group,Count\nwres.3,staff,bme,725\nwres.3,staff,white,2505\nwres.3,cases,bme,9\nwres.3,cases,white,17\n';

t.test('a store that goes away and returns', async (t) => {
  const server = await startPostgres();
  if ('leftOut' in server) {
    t.pass(server.leftOut);
    return;
  }
  t.teardown(server.stop);
  const s = await serving({ store: server.url, authentication: 'required' });
  t.teardown(s.close);
  const key = (role: 'analyst' | 'service') =>
    s.service.store.keys.add(
      { organisation: 'RAA', role, scopes: roles[role]!, label: '', expires: '2999-01-01T00:00:00.000Z' },
      'test',
    );
  const bearer = async (role: 'analyst' | 'service') => ({ authorization: `Bearer ${(await key(role)).token}` });
  const [analyst, machine] = [await bearer('analyst'), await bearer('service')];
  const { extract } = await upload(s.url, { 'counts.csv': counts }, {}, analyst);
  const ask = async (path: string, headers = analyst, init: RequestInit = {}) =>
    fetch(`${s.url}${path}`, { ...init, headers: { ...headers, ...(init.headers as object) } });
  const keep = (name: string) =>
    ask(`/v1/extracts/${extract}/results`, analyst, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': name },
      body: '{"standard":"wres","edition":"2025"}',
    });
  const kept = (await (await keep('one')).json()) as { id: string };
  t.equal((await ask(`/v1/extracts/${extract}/results?edition=2025`, machine)).status, 200);
  const before = await s.service.store.releases.past('RAA');

  server.away?.();
  const refused = await ask(`/v1/results/${kept.id}`);
  t.equal(refused.status, 503);
  t.match(refused.headers.get('retry-after'), /^\d+$/);
  t.match(await refused.json(), { detail: /store does not answer/ });
  t.equal((await fetch(`${s.url}/health/live`)).status, 200);
  t.equal((await fetch(`${s.url}/health/ready`)).status, 503);
  t.equal((await keep('two')).status, 503, 'nothing is acknowledged');
  t.equal(
    (await ask(`/v1/extracts/${extract}/results?edition=2025&policy=internal`)).status,
    503,
    'no audit, no exact figure',
  );
  t.equal(
    (await ask(`/v1/extracts/${extract}/results?edition=2025&by=sex`, machine)).status,
    503,
    'no ledger, no release',
  );

  server.back?.();
  for (let n = 0; n < 50 && (await fetch(`${s.url}/health/ready`)).status !== 200; n++)
    await new Promise((later) => setTimeout(later, 100));
  t.equal((await fetch(`${s.url}/health/ready`)).status, 200);
  t.equal((await ask(`/v1/results/${kept.id}`)).status, 200, 'what was acknowledged is there');
  t.same(await s.service.store.releases.past('RAA'), before, 'and what was not given is not entered');
  const [two, again] = [await keep('two'), await keep('two')];
  t.equal(two.status, 201);
  t.equal(((await two.json()) as { id: string }).id, ((await again.json()) as { id: string }).id);
  t.equal((await ask(`/v1/extracts/${extract}/results?edition=2025&policy=internal`)).status, 200);
  t.match(await s.service.store.audit.verify(), { status: 'whole' });
});
