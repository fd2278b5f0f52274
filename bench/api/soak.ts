/**
 * Whether memory stays flat under mixed traffic: `node dist/bench/api/soak.js [seconds]`. The service runs as a process of its own; extracts are sent, asked in every
 * format, kept and deleted, with wrong requests and broken files among them. Prints resident memory by tenths of the time, and the second half's slope.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { running } from '../../test/api/process.js';
import { upload } from '../../test/api/serve.js';

const seconds = Number(process.argv[2] ?? 120);
const folder = mkdtempSync(join(tmpdir(), 'bench-soak-'));
const { url, child, kill } = await running(folder);
const megabytes = (): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024;

let requests = 0;
async function ask(path: string, init: RequestInit = {}): Promise<number> {
  const answer = await fetch(url + path, init);
  await answer.arrayBuffer();
  requests++;
  if (answer.status === 429) {
    await new Promise((later) => setTimeout(later, Number(answer.headers.get('retry-after') ?? 1) * 1_000));
    return ask(path, init);
  }
  return answer.status;
}
async function round(n: number): Promise<void> {
  const rows = Array.from({ length: 2_000 }, (_, i) => `${i},${(i * 7 + n) % 5 ? 'A' : 'N'},XR0${5 + (i % 3)},1`);
  const staff = ['Employee Number,Ethnic Origin,Pay Scale,FTE', ...rows].join('\n');
  const { extract } = await upload(url, { [`staff ${n} 31-MAR-2025.csv`]: staff });
  const own = `/v1/extracts/${extract}`;
  for (const accept of ['application/json', 'text/csv', 'application/vnd.apache.arrow.file'])
    await ask(`${own}/results?standard=wres`, { headers: { accept } });
  await ask(`${own}/report?standard=wres`);
  await ask(`${own}/charts/wres.1?standard=wres`, { headers: { accept: 'image/svg+xml' } });
  await ask(`${own}/results?nothing=1`);
  await ask(`${own}/data-quality`);
  await ask(`${own}/results`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"standard":"wres"}',
  });
  await upload(url, { 'broken.xlsx': 'none' });
  await ask(own, { method: 'DELETE' });
}
const begin = Date.now();
const seen: { readonly at: number; readonly mb: number }[] = [];
const watching = setInterval(() => seen.push({ at: (Date.now() - begin) / 1_000, mb: megabytes() }), 500);
for (let n = 0; Date.now() - begin < seconds * 1_000; n++) await round(n);
clearInterval(watching);
for (let tenth = 0; tenth < 10; tenth++) {
  const part = seen.filter(({ at }) => Math.floor((at / seconds) * 10) === tenth);
  console.log(
    `${Math.round((tenth + 1) * (seconds / 10))} s: ${Math.round(Math.max(...part.map((p) => p.mb)))} MB at most`,
  );
}
const half = seen.filter(({ at }) => at > seconds / 2);
const [mx, my] = [half.reduce((a, p) => a + p.at, 0) / half.length, half.reduce((a, p) => a + p.mb, 0) / half.length];
const slope = half.reduce((a, p) => a + (p.at - mx) * (p.mb - my), 0) / half.reduce((a, p) => a + (p.at - mx) ** 2, 0);
console.log(
  `${requests} requests; second half: ${my.toFixed(0)} MB on average, ${(slope * 60).toFixed(1)} MB more each minute`,
);
await kill();
rmSync(folder, { recursive: true, force: true });
