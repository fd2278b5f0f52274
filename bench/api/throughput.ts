/**
 * Cached results beside a bare Fastify route that returns the same bytes, in one run: `node dist/bench/api/throughput.js [seconds]`.
 * Several times each, in turn; the best of each counts. "Guarded" is the service as it is served: key, roles, limits, headers, ETag;
 * "alone" is the same route over the same extract with everything in front of it off. Asked for: 50 % and 70 % of the bare route.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { buildApp } from '../../api/app.js';
import { defaultConfig, openService } from '../../api/open.js';
import { results } from '../../api/routes/results.js';
import { type Identity, roles } from '../../api/who.js';
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

const who: Identity = { name: 'bench', organisation: 'RXX', role: 'analyst', scopes: roles.analyst! };
const alone = Fastify();
alone.setValidatorCompiler(validatorCompiler);
alone.setSerializerCompiler(serializerCompiler);
alone.decorateRequest('who', null as unknown as Identity);
alone.addHook('onRequest', (request, _reply, next) => {
  request.who = who;
  next();
});
await alone.register(results, { service, prefix: '/v1' });
const aloneUrl = await alone.listen({ host: '127.0.0.1', port: 0 });

interface Rate {
  readonly average: number;
  readonly busy: number;
}
const rate = async (to: string, more: Readonly<Record<string, string>> = {}): Promise<Rate> => {
  const before = performance.eventLoopUtilization();
  const run = await autocannon({ url: to, connections: 20, duration: seconds, headers: more, workers: 1 });
  if (run.non2xx > 0 && !('if-none-match' in more)) throw new Error(`${run.non2xx} answers were not 200`);
  // The client is another thread: when the serving one is not busy all the time, the client is what holds the rate down.
  const { utilization } = performance.eventLoopUtilization(before);
  return { average: run.requests.average, busy: utilization };
};
const best: Record<string, Rate> = {};
const tried: readonly (readonly [string, () => Promise<Rate>])[] = [
  ['bare route', () => rate(`${bareUrl}/same`)],
  ['cached results, guarded', () => rate(url + path, headers)],
  ['cached results, alone', () => rate(aloneUrl + path)],
];
// All are warmed: the first thousands of answers are slower on every side.
for (const [, run] of tried) await run();
for (let round = 0; round < 3; round++)
  for (const [name, run] of tried) {
    const now = await run();
    if (now.average > (best[name]?.average ?? 0)) best[name] = now;
  }
const percent = (of: number): string => `${Math.round(100 * of)}%`;
const { 'bare route': plain } = best;
for (const [name, { average, busy }] of Object.entries(best))
  console.log(
    `${name}: ${Math.round(average)} answers/s of ${bytes.length} bytes, ${percent(average / plain!.average)} of the bare route; serving thread ${percent(busy)} busy, so ${percent(average / busy / (plain!.average / plain!.busy))} of the bare route in its own time`,
  );
await Promise.all([app.close(), bare.close(), alone.close()]);
await service.close();
rmSync(folder, { recursive: true, force: true });
