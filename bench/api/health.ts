/**
 * How long health takes to answer while workbooks wait to be read: `node dist/bench/api/health.js [workbooks] [staff]`.
 * The service runs as a process of its own, as it does for a person; 99th percentile of answers asked one after the other, idle and busy.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthetic } from '../../src/index.js';
import { running } from '../../test/api/process.js';

const [workbooks, staff] = [Number(process.argv[2] ?? 10), Number(process.argv[3] ?? 30_000)];
const folder = mkdtempSync(join(tmpdir(), 'bench-health-'));
const { synthesise, writeWorkbook } = await synthetic();
const path = join(folder, 'trust.xlsx');
await writeWorkbook(synthesise({ seed: 7, staff, trust: 1 }).sheets, path);
const content = readFileSync(path);
const { url, kill } = await running(folder);

async function asked(until: () => boolean): Promise<readonly number[]> {
  const times: number[] = [];
  while (!until()) {
    const before = performance.now();
    const answer = await fetch(`${url}/health/live`);
    await answer.text();
    if (answer.status !== 200) throw new Error(`health said ${answer.status}`);
    times.push(performance.now() - before);
    await new Promise((later) => setTimeout(later, 2));
  }
  return times.sort((a, b) => a - b);
}
const p99 = (times: readonly number[]): number => times[Math.floor(times.length * 0.99)]!;
const show = (name: string, times: readonly number[]): void =>
  console.log(
    `${name}: ${times.length} answers, median ${times[times.length >> 1]!.toFixed(1)} ms, 99th percentile ${p99(times).toFixed(1)} ms, worst ${times.at(-1)!.toFixed(1)} ms`,
  );

const end = Date.now() + 6_000;
const idle = await asked(() => Date.now() > end);
show('idle', idle);
const started = Date.now();
const jobs: string[] = [];
const sending = (async () => {
  for (let n = 0; n < workbooks; n++) {
    const form = new FormData();
    form.append('files', new Blob([content]), `trust-${n}.xlsx`);
    const answer = await fetch(`${url}/v1/extracts`, { method: 'POST', body: form });
    jobs.push(((await answer.json()) as { id: string }).id);
  }
})();
let done = false;
const watching = (async () => {
  await sending;
  for (const id of jobs)
    for (;;) {
      const job = (await (await fetch(`${url}/v1/jobs/${id}`)).json()) as { status: string };
      if (job.status === 'done' || job.status === 'failed') {
        if (job.status === 'failed') console.log(JSON.stringify(job).slice(0, 300));
        break;
      }
      await new Promise((later) => setTimeout(later, 200));
    }
  done = true;
})();
const busy = await asked(() => done);
await watching;
show(
  `while ${workbooks} workbooks of ${staff} staff (${Math.round(content.length / 1_048_576)} MB each) were read in ${Math.round((Date.now() - started) / 1_000)} s`,
  busy,
);
console.log(`99th percentile busy over idle: ${(p99(busy) / p99(idle)).toFixed(1)}`);
await kill();
rmSync(folder, { recursive: true, force: true });
