import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { openStore } from '../../api/store/open.js';
import { type Running, running } from './process.js';
import { upload } from './serve.js';

const counts =
  'Indicator,Measure,Group,Count\nwres.3,staff,bme,725\nwres.3,staff,white,2505\nwres.3,cases,bme,9\nwres.3,cases,white,17\n';
const folderFor = (t: Test): string => {
  const folder = mkdtempSync(join(tmpdir(), 'api-faults-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
const keep = (url: string, extract: string, key: string) =>
  fetch(`${url}/v1/extracts/${extract}/results`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify({ standard: 'wres', edition: '2025' }),
  });

t.test('kill -9 while results are kept: what was acknowledged is there, whole', async (t) => {
  const folder = folderFor(t);
  const acknowledged = new Map<string, string>();
  let service: Running = await running(folder);
  let extract: string | undefined;
  for (let round = 0; round < 2; round++) {
    const job = await upload(service.url, { 'counts.csv': counts });
    if (extract !== undefined)
      t.equal(
        (await fetch(`${service.url}/v1/extracts/${extract}`)).status,
        410,
        'an extract is gone with the process',
      );
    extract = job.extract;
    const { url } = service;
    let going = true;
    const keeping = (async () => {
      for (let n = 0; going; n++) {
        const answer = await keep(url, job.extract!, `k-${round}-${n}`).catch(() => undefined);
        if (!answer) break;
        if (answer.status !== 201) continue;
        const { id, manifest } = (await answer.json().catch(() => ({}))) as { id?: string; manifest?: string };
        if (id !== undefined) acknowledged.set(id, manifest!);
      }
    })();
    // An upload that is under way when the process dies, and one that is being counted.
    void fetch(`${url}/v1/extracts/${job.extract}/report`).catch(() => undefined);
    while (acknowledged.size < 2 * (round + 1)) await new Promise((later) => setTimeout(later, 10));
    await new Promise((later) => setTimeout(later, 37 * round));
    await service.kill();
    going = false;
    await keeping;
    t.same(
      readdirSync(folder).filter((f) => !f.startsWith('store.db')),
      [],
      'no file of an extract is left behind',
    );
    service = await running(folder);
  }
  t.ok(acknowledged.size >= 4, `${acknowledged.size} were acknowledged`);
  for (const [id, manifest] of acknowledged) {
    const answer = await fetch(`${service.url}/v1/results/${id}`);
    t.equal(answer.status, 200, id);
    t.match(answer.headers.get('etag'), manifest);
    t.match(await answer.json(), { policy: 'board', results: [] });
  }
  await service.kill();
  const store = await openStore(join(folder, 'store.db'));
  t.match(await store.audit.verify(), { status: 'whole' });
  await store.close();
});

t.test('a full disk: keeping fails and says so, the rest goes on', async (t) => {
  const folder = folderFor(t);
  // No file may grow beyond 600 blocks of 1 kB: the store is full soon.
  const service = await running(folder, [], 'ulimit -f 600;');
  const job = await upload(service.url, { 'counts.csv': counts });
  const kept: string[] = [];
  let full = 0;
  for (let n = 0; n < 40 && full < 2; n++) {
    const answer = await keep(service.url, job.extract!, `f-${n}`).catch((fault: Error) => {
      throw new Error(
        `${fault.message}; the service: ${service.child.exitCode} ${service.child.signalCode} ${service.said().slice(-400)}`,
      );
    });
    if (answer.status === 201) kept.push(((await answer.json()) as { id: string }).id);
    else {
      t.equal(answer.status, 503);
      t.match(await answer.json(), { detail: /Nothing was kept/ });
      full++;
    }
  }
  t.equal(full, 2, `full after ${kept.length}`);
  t.equal(
    (await fetch(`${service.url}/v1/extracts/${job.extract}/results?standard=wres&edition=2025`)).status,
    200,
    'figures still come',
  );
  for (const id of kept) t.equal((await fetch(`${service.url}/v1/results/${id}`)).status, 200, 'and what was kept');
  await service.kill();
});

t.test('logs hold no name, no file name and no value', async (t) => {
  const folder = folderFor(t);
  const service = await running(folder);
  const staff = [
    'Employee Number,Employee Name,NI Number,Ethnic Origin,Pay Scale,FTE,Staff Group',
    '77700123,Zebedee Quillfeather,QQ123456C,A White - British,XR05,1,Nursing and Midwifery Registered',
    '77700124,Ophelia Thrumble,QQ654321C,Klingon,XR06,1,Nursing and Midwifery Registered',
  ].join('\n');
  const job = await upload(service.url, { 'secretname 31-MAR-2025.csv': staff }, { organisation: 'SECRETORG' });
  t.equal(job.status, 'done');
  for (const path of [
    'results?policy=internal',
    'data-quality',
    'mapping',
    'report',
    'results?standard=SECRETSTANDARD',
  ])
    await (await fetch(`${service.url}/v1/extracts/${job.extract}/${path}`)).text();
  const answer = await (await fetch(`${service.url}/v1/extracts/${job.extract}/results?policy=internal`)).text();
  t.notMatch(answer, /Zebedee|Quillfeather|QQ123456C/, 'nor do answers hold names');
  await upload(service.url, { 'broken secretname.xlsx': 'PK\u0003\u0004 SECRETBYTES' });
  await service.kill();
  t.match(service.said(), /"route":"\/v1\/extracts\/:extract\/results"/, 'there is a log');
  t.notMatch(service.said(), /Zebedee|Quillfeather|Thrumble|QQ123456C|77700123|Klingon|secretname|SECRET/i);
  const store = readdirSync(folder).filter((f) => f.startsWith('store.db'));
  t.ok(store.length > 0);
  const { readFileSync } = await import('node:fs');
  for (const file of store)
    t.notMatch(readFileSync(join(folder, file), 'latin1'), /Zebedee|77700123|QQ123456C|secretname/);
});

t.test('a client that stalls is let go, and what it sent is forgotten', async (t) => {
  const { serving } = await import('./serve.js');
  const { defaultConfig } = await import('../../api/open.js');
  const { url, service, close } = await serving({ limits: { ...defaultConfig.limits, requestMilliseconds: 1_500 } });
  t.teardown(close);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.resume();
  socket.on('error', () => undefined);
  const ended = new Promise<void>((done) => socket.once('close', () => done()));
  socket.write(
    `POST /v1/extracts HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n--b\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n${'x,'.repeat(50_000)}`,
  );
  await new Promise((later) => setTimeout(later, 500));
  t.ok(service.budget.used() > 0, 'it is held while it comes');
  await ended;
  await new Promise((later) => setTimeout(later, 300));
  t.equal(service.budget.used(), 0, 'and given back');
  t.equal((await fetch(`${url}/health/live`)).status, 200);
});
