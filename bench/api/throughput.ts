/**
 * Cached results beside a bare Fastify route that returns the same bytes, in one run: `node dist/bench/api/throughput.js [seconds]`.
 * Twice each, in turn; the better of the two counts. "Guarded" is the service as it is served: key, roles, limits, headers, ETag.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import Fastify from 'fastify';
import { buildApp } from '../../api/app.js';
import { defaultConfig, openService } from '../../api/open.js';
import { roles } from '../../api/who.js';
import { upload } from '../../test/api/serve.js';

const seconds = Number(process.argv[2] ?? 6);
const counts =
  'Indicator,Measure,Group,Count\nwres.3,staff,bme,725\nwres.3,staff,white,2505\nwres.3,cases,bme,9\nwres.3,cases,white,17\n';
const folder = mkdtempSync(join(tmpdir(), 'bench-api-'));
const service = await openService({
  ...defaultConfig,
  log: false,
  authentication: 'required',
  store: join(folder, 'store.db'),
  limits: { ...defaultConfig.limits, requestsPerMinute: 100_000_000 },
});
const app = await buildApp(service);
const url = await app.listen({ host: '127.0.0.1', port: 0 });
const { token } = await service.store.keys.add(
  { organisation: 'RXX', role: 'analyst', scopes: roles.analyst!, label: '', expires: '2999-01-01T00:00:00.000Z' },
  'bench',
);
const headers = { authorization: `Bearer ${token}` };
const job = await upload(url, { 'counts.csv': counts }, {}, headers);
const path = `/v1/extracts/${job.extract}/results?standard=wres&edition=2025`;
const bytes = Buffer.from(await (await fetch(url + path, { headers })).arrayBuffer());

const bare = Fastify();
bare.get('/same', async (_request, reply) => reply.type('application/json; charset=utf-8').send(bytes));
const bareUrl = await bare.listen({ host: '127.0.0.1', port: 0 });

const rate = async (to: string, more: Readonly<Record<string, string>> = {}): Promise<number> => {
  const run = await autocannon({ url: to, connections: 20, duration: seconds, headers: more, workers: 1 });
  if (run.non2xx > 0 && !('if-none-match' in more)) throw new Error(`${run.non2xx} answers were not 200`);
  return run.requests.average;
};
const best: Record<string, number> = {};
const tried: readonly (readonly [string, () => Promise<number>])[] = [
  ['bare route', () => rate(`${bareUrl}/same`)],
  ['cached results, guarded', () => rate(url + path, headers)],
];
// Both are warmed: the first thousands of answers are slower on either side.
for (const [, run] of tried) await run();
for (let round = 0; round < 2; round++)
  for (const [name, run] of tried) best[name] = Math.max(best[name] ?? 0, await run());
for (const [name, n] of Object.entries(best))
  console.log(
    `${name}: ${Math.round(n)} answers/s of ${bytes.length} bytes, ${Math.round((100 * n) / best['bare route']!)}% of the bare route`,
  );
await Promise.all([app.close(), bare.close()]);
await service.close();
rmSync(folder, { recursive: true, force: true });
