import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { embedded } from '../../api/store/embedded.js';
import { openStore, type Store } from '../../api/store/open.js';
import { postgres } from '../../api/store/postgres.js';
import { startPostgres } from '../count/servers.js';

const folder = mkdtempSync(join(tmpdir(), 'api-store-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));

const result = (organisation: string, body: string) => ({
  organisation,
  by: 'test',
  manifest: 'm',
  policy: 'board',
  options: { standard: 'wres' },
  exact: false,
  body,
});

/** What every store must do; `again` opens the same one a second time, as another instance does. */
async function behaves(t: Test, store: Store, again: () => Promise<Store>): Promise<void> {
  const { keys, results, audit } = store;
  const far = '2999-01-01T00:00:00.000Z';
  const { token, key } = await keys.add(
    { organisation: 'RAA', role: 'analyst', scopes: ['read', 'work', 'admin'], label: '', expires: far },
    'test',
  );
  t.same(key.scopes, ['read', 'work'], 'no scope that the role has not');
  t.equal((await keys.find(token))?.organisation, 'RAA');
  t.equal(await keys.find(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`), undefined, 'another secret');
  t.equal(await keys.find('wee_x'), undefined);
  const old = await keys.add(
    { organisation: 'RAA', role: 'board', scopes: ['read'], label: '', expires: '2001-01-01T00:00:00.000Z' },
    'test',
  );
  t.equal(await keys.find(old.token), undefined, 'out of date');

  const kept = (await results.keep({ ...result('RAA', '{"a":1}'), once: { key: 'k', fingerprint: 'f' } }))!;
  const same = (await results.keep({ ...result('RAA', '{"a":2}'), once: { key: 'k', fingerprint: 'f' } }))!;
  t.equal(same.id, kept.id, 'the same key is done once');
  await t.rejects(results.keep({ ...result('RAA', '{}'), once: { key: 'k', fingerprint: 'other' } }), {
    message: /Idempotency-Key came with another/,
  });
  const others = (await results.keep({ ...result('RBB', '{"b":1}'), once: { key: 'k', fingerprint: 'other' } }))!;
  t.equal(await results.body('RAA', kept.id), '{"a":1}');
  await t.rejects(results.body('RBB', kept.id), { message: /no such result/ });
  await t.rejects(results.drop('RBB', kept.id, 'test'), { message: /no such result/ });
  for (let n = 0; n < 4; n++) await results.keep(result('RAA', `{"n":${n}}`));
  const first = await results.list('RAA', 3);
  const second = await results.list('RAA', 3, first.next);
  t.equal(new Set([...first.results, ...second.results].map((r) => r.id)).size, 5, 'pages of 3 and 2, none twice');
  t.same([first.total, second.next], [5, undefined]);
  await results.keep({ ...result('RAA', '{}'), expires: '2001-01-01T00:00:00.000Z' });
  t.equal((await results.list('RAA', 100)).total, 5, 'what is past its end is not there');

  const line = (n: number) => ({ ledger: { after: n, line: `{"n":${n}}\n` } });
  t.ok(await results.keep({ ...result('RCC', '{}'), ...line(0) }));
  t.equal(await results.keep({ ...result('RCC', '{}'), ...line(0) }), undefined, 'a release came between');
  t.ok(await results.keep({ ...result('RCC', '{}'), ...line(1) }));
  t.same(await store.releases.past('RCC'), { text: '{"n":0}\n{"n":1}\n', lines: 2 });
  t.equal((await results.list('RCC', 10)).total, 2, 'what was not judged is not kept');

  const question = { about: 'these files', name: 'by sex', asked: '{"by":["sex"]}' };
  t.ok(await store.releases.enter('RCC', { after: 2, question }), 'nothing new was given, but it was asked');
  t.notOk(await store.releases.enter('RCC', { after: 1, question: { ...question, name: 'late' } }));

  const other = await again();
  t.same(await other.releases.questions('RCC', 'these files'), [{ name: 'by sex', asked: '{"by":["sex"]}' }]);
  t.same(await other.releases.questions('RAA', 'these files'), [], 'each organisation has its own');
  await store.organisation.delete('RCC');
  t.same(await other.releases.questions('RCC', 'these files'), []);
  t.equal(await other.results.body('RBB', others.id), '{"b":1}', 'another instance sees it');
  t.same([...other.secret], [...store.secret], 'and signs with the same secret');
  await Promise.all(
    [1, 2, 3, 4, 5].flatMap((n) => [audit.add('RAA', 'one', { n }), other.audit.add('RBB', 'two', { n })]),
  );
  await other.keys.revoke(key.id, 'test');
  await other.close();
  t.equal(await keys.find(token), undefined, 'revoked by another');
  const whole = await audit.verify();
  t.match(whole, { status: 'whole' }, 'one chain, whoever wrote');
  const out = await store.organisation.export('RAA');
  t.same([out.results.length, out.keys.length], [6, 2]);
  t.notMatch(JSON.stringify(out), /"hash"|RBB/);
  t.match(await store.organisation.delete('RAA'), { results: 6, keys: 2 });
  t.same((await store.organisation.export('RAA')).results, []);
  t.equal(await results.body('RBB', others.id), '{"b":1}', 'nothing of another organisation goes');
  t.ok(
    (await audit.list('RAA', 100, 0)).slice(0, -1).every((l) => l.detail === undefined),
    'who and what are erased',
  );
  t.match(
    await audit.verify(whole.status === 'whole' ? whole.head : ''),
    { status: 'whole', knownHead: true },
    'and the chain is whole',
  );
}

t.test('the embedded store', async (t) => {
  const file = join(folder, 'one.db');
  const store = await openStore(file);
  await behaves(t, store, () => openStore(file));
  await store.close();
});

t.test('PostgreSQL, shared by two instances', async (t) => {
  const server = await startPostgres();
  if ('leftOut' in server) {
    t.pass(server.leftOut);
    return;
  }
  t.teardown(server.stop);
  const store = await openStore(server.url);
  await behaves(t, store, () => openStore(server.url));
  const other = await postgres(server.url);
  await other.all(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()',
  );
  await other.close();
  await store.results.list('RBB', 10).catch((fault: Error) => t.match(fault.message, /does not answer/));
  t.equal((await store.results.list('RBB', 10)).total, 1, 'a store that went away and is back is used again');
  await store.close();
});

t.test('an audit that was touched says where', async (t) => {
  const file = join(folder, 'two.db');
  const store = await openStore(file);
  for (let n = 1; n <= 5; n++) await store.audit.add('RAA', 'looked', { n });
  const noted = await store.audit.verify();
  const sql = await embedded(file);
  const [line] = await sql.all('SELECT * FROM audit WHERE seq = 3');
  await sql.all('UPDATE audit SET detail = ? WHERE seq = 3', ['{"n":9}']);
  t.match(await store.audit.verify(), { status: 'broken', seq: 3, why: /detail/ });
  await sql.all('UPDATE audit SET detail = ?, action = ? WHERE seq = 3', [line!.detail!, 'nothing']);
  t.match(await store.audit.verify(), { status: 'broken', seq: 3 });
  await sql.all('DELETE FROM audit WHERE seq = 3');
  t.match(await store.audit.verify(), { status: 'broken', seq: 3, why: /missing/ });
  await sql.all('DELETE FROM audit WHERE seq > 2');
  t.match(
    await store.audit.verify(noted.status === 'whole' ? noted.head : ''),
    { status: 'whole', lines: 2, knownHead: false },
    'cut off at the end',
  );
  await sql.close();
  await store.close();
});

t.test('a store of a newer version is left alone', async (t) => {
  const file = join(folder, 'three.db');
  await (await openStore(file)).close();
  const sql = await embedded(file);
  await sql.all("UPDATE meta SET value = '99' WHERE name = 'version'");
  await sql.close();
  await t.rejects(openStore(file), /newer version/);
});
