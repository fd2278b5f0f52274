import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { openStore } from '../../api/store/open.js';
import { type Running, running } from './process.js';
import { upload } from './serve.js';

const counts =
  'Indicator,Measure,Group,Count\nwres.3,staff,bme,725\nwres.3,staff,white,2505\nwres.3,cases,bme,9\nwres.3,cases,white,17\n';
const people = [
  'Employee Number,Ethnic Origin,Pay Scale,FTE,Staff Group,Gender',
  ...Array.from(
    { length: 6_000 },
    (_, n) =>
      `${n},${['A', 'N', 'H', 'Z'][n % 4]},XR0${3 + (n % 6)},1,Nursing and Midwifery Registered,${n % 3 ? 'Female' : 'Male'}`,
  ),
].join('\n');
const json = { 'content-type': 'application/json' };
const quiet = <T>(asked: Promise<T>): Promise<T | undefined> => asked.catch(() => undefined);
const folderFor = (t: Test): string => {
  const folder = mkdtempSync(join(tmpdir(), 'api-killed-'));
  mkdirSync(join(folder, 'tmp'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Begins an upload and goes on sending, never to an end. */
function streaming(url: string): { readonly end: () => void } {
  const { host, port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    `POST /v1/extracts HTTP/1.1\r\nHost: ${host}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 90000000\r\n\r\n--b\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n`,
  );
  const sending = setInterval(() => socket.write('x'.repeat(65_536)), 2);
  return {
    end: () => {
      clearInterval(sending);
      socket.destroy();
    },
  };
}

t.test('kill -9 in the middle of each kind of work', async (t) => {
  const folder = folderFor(t);
  const start = (): Promise<Running> => running(folder, [], `export TMPDIR=${join(folder, 'tmp')};`);
  let service = await start();
  const first = await upload(service.url, { 'counts.csv': counts });
  const keep = (url: string, extract: string, key: string) =>
    fetch(`${url}/v1/extracts/${extract}/results`, {
      method: 'POST',
      headers: { ...json, 'idempotency-key': key },
      body: JSON.stringify({ standard: 'wres', edition: '2025' }),
    });
  const kept = (await (await keep(service.url, first.extract!, 'first')).json()) as { id: string };
  const before = await (await fetch(`${service.url}/v1/results/${kept.id}`)).text();

  /** What is under way when the process dies. Answers how many answers came back whole although it died. */
  const moments: Readonly<Record<string, (service: Running) => Promise<unknown>>> = {
    'an upload streams, and files are read': async ({ url, kill }) => {
      const sending = streaming(url);
      await later(150);
      const form = new FormData();
      form.append('files', new Blob([people]), 'staff 31-MAR-2025.csv');
      const job = (await (await fetch(`${url}/v1/extracts`, { method: 'POST', body: form })).json()) as { id: string };
      for (;;) {
        const { status } = (await (await fetch(`${url}/v1/jobs/${job.id}`)).json()) as { status: string };
        if (status !== 'waiting') break;
      }
      await kill();
      sending.end();
    },
    'results are counted': async ({ url, kill }) => {
      const { extract } = await upload(url, { 'staff 31-MAR-2025.csv': people });
      const asked = quiet(fetch(`${url}/v1/extracts/${extract}/results?by=sex`).then((r) => r.text()));
      await later(120);
      await kill();
      const answer = await asked;
      if (answer !== undefined) t.doesNotThrow(() => JSON.parse(answer), 'what came, came whole');
    },
    'a report is drawn': async ({ url, kill }) => {
      const { extract } = await upload(url, { 'counts.csv': counts });
      const own = `${url}/v1/extracts/${extract}`;
      await (await fetch(`${own}/results?edition=2025`)).text();
      const asked = quiet(fetch(`${own}/report?edition=2025`).then((r) => r.text()));
      await later(60);
      await kill();
      const answer = await asked;
      if (answer !== undefined) t.match(answer, /<\/html>\s*$/, 'what came, came whole');
    },
  };
  for (const [moment, work] of Object.entries(moments)) {
    await work(service);
    t.same(readdirSync(join(folder, 'tmp')), [], `${moment}: no file of an extract is left`);
    service = await start();
    t.equal((await fetch(`${service.url}/health/ready`)).status, 200, moment);
    t.equal((await (await fetch(`${service.url}/v1/results/${kept.id}`)).text()) === before, true, moment);
    t.equal((await fetch(`${service.url}/v1/extracts/${first.extract}`)).status, 410, 'upload it again');
  }
  // While results are stored: asked again with the same key, it is kept once, whole.
  const { extract } = await upload(service.url, { 'counts.csv': counts });
  const told: string[] = [];
  const asked = Array.from({ length: 12 }, (_, n) =>
    quiet(
      keep(service.url, extract!, `many-${n}`).then(async (r) => {
        if (r.status === 201) told.push(((await r.json()) as { id: string }).id);
      }),
    ),
  );
  while (told.length === 0) await later(1);
  await service.kill();
  await Promise.all(asked);
  service = await start();
  for (const id of told)
    t.equal((await fetch(`${service.url}/v1/results/${id}`)).status, 200, 'acknowledged and there');
  const list = (await (await fetch(`${service.url}/v1/results?limit=100`)).json()) as { results: { id: string }[] };
  for (const { id } of list.results)
    t.match(await (await fetch(`${service.url}/v1/results/${id}`)).json(), { policy: 'board' }, 'nothing half-written');
  await service.kill();
  const store = await openStore(join(folder, 'store.db'));
  t.match(await store.audit.verify(), { status: 'whole' });
  await store.close();
});

t.test('a disk that is really full, and has room again', async (t) => {
  const folder = folderFor(t);
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=700k', 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    t.pass('left out: this machine lets nobody mount a small disk here');
    return;
  }
  t.teardown(() => execFileSync('umount', ['-l', disk]));
  const service = await running(disk);
  t.teardown(service.kill);
  const { extract } = await upload(service.url, { 'counts.csv': counts });
  const keep = async (n: number) =>
    fetch(`${service.url}/v1/extracts/${extract}/results`, {
      method: 'POST',
      headers: { ...json, 'idempotency-key': `d-${n}` },
      body: JSON.stringify({ standard: 'wres', edition: '2025' }),
    });
  const told: string[] = [];
  let status = 201;
  for (let n = 0; n < 60 && status === 201; n++) {
    const answer = await keep(n);
    status = answer.status;
    if (status === 201) told.push(((await answer.json()) as { id: string }).id);
  }
  t.equal(status, 503, `full after ${told.length}`);
  t.equal(
    (await fetch(`${service.url}/v1/extracts/${extract}/results?edition=2025`)).status,
    200,
    'figures still come',
  );
  for (const id of told)
    t.equal((await fetch(`${service.url}/v1/results/${id}`)).status, 200, 'what was kept is there');
  execFileSync('mount', ['-o', 'remount,size=20m', disk]);
  t.equal((await keep(100)).status, 201, 'with room again it goes on');
});

t.test('a client that does not read its answer holds nobody up', async (t) => {
  const folder = folderFor(t);
  const service = await running(folder);
  t.teardown(service.kill);
  const { extract } = await upload(service.url, { 'counts.csv': counts });
  const { host, port } = new URL(service.url);
  await (await fetch(`${service.url}/v1/extracts/${extract}/results?edition=2025`)).text();
  const stalled = Array.from({ length: 50 }, () => {
    const socket = connect(Number(port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.pause();
    socket.write(`GET /v1/extracts/${extract}/results?edition=2025 HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(20));
    return socket;
  });
  await later(300);
  const begun = Date.now();
  t.equal((await fetch(`${service.url}/v1/extracts/${extract}/results?edition=2025`)).status, 200);
  t.ok(Date.now() - begun < 5_000, 'others are answered');
  for (const socket of stalled) socket.destroy();
  t.equal((await fetch(`${service.url}/health/ready`)).status, 200);
});
