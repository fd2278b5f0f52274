/**
 * Cached results beside a bare Fastify route that returns the same bytes, in one run: `node dist/bench/api/throughput.js [seconds] [rounds]`.
 * In turn, round by round, each beside the bare route of its round; the middle one counts. "Guarded" is the service as it is served: key, roles, limits, headers, ETag;
 * "alone" is the same route over the same extract with everything in front of it off. Asked for: 50 % and 70 % of the bare route.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { buildApp } from '../../api/app.js';
import { defaultConfig, openService } from '../../api/open.js';
import { results } from '../../api/routes/results.js';
import { type Identity, roles } from '../../api/who.js';
import { upload } from '../../test/api/serve.js';

const [seconds, rounds] = [Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 5)];
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
  /** Processor time of the serving thread for one answer, microseconds. The client is another thread. */
  readonly own: number;
}
/** Processor time of this thread so far, seconds, in hundredths, as Linux counts it. */
function processorSeconds(): number {
  const [user = 0, system = 0] = readFileSync(`/proc/self/task/${process.pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) / 100;
}
const rate = async (to: string, more: Readonly<Record<string, string>> = {}): Promise<Rate> => {
  const before = processorSeconds();
  const run = await autocannon({ url: to, connections: 20, duration: seconds, headers: more, workers: 1 });
  if (run.non2xx > 0) throw new Error(`${run.non2xx} answers were not 200`);
  return { average: run.requests.average, own: ((processorSeconds() - before) / run.requests.total) * 1e6 };
};
const tried: readonly (readonly [string, () => Promise<Rate>])[] = [
  ['bare route', () => rate(`${bareUrl}/same`)],
  ['cached results, guarded', () => rate(url + path, headers)],
  ['cached results, alone', () => rate(aloneUrl + path)],
  ['cached results, guarded, packed', () => rate(url + path, { ...headers, 'accept-encoding': 'gzip, br' })],
];
// All are warmed: the first thousands of answers are slower on every side.
for (const [, run] of tried) await run();
const found: Record<string, Rate[]> = {};
for (let round = 0; round < rounds; round++)
  for (const [name, run] of tried) found[name] = [...(found[name] ?? []), await run()];
const middle = (of: readonly number[]): number => [...of].sort((a, b) => a - b)[of.length >> 1]!;
const percent = (of: number): string => `${Math.round(100 * of)}%`;
const plain = found['bare route']!;
for (const [name, rates] of Object.entries(found)) {
  const beside = rates.map((r, n) => r.average / plain[n]!.average);
  const own = rates.map((r, n) => plain[n]!.own / r.own);
  console.log(
    `${name}: ${Math.round(middle(rates.map((r) => r.average)))} answers/s of ${bytes.length} bytes, ${percent(middle(beside))} of the bare route (${beside.map(percent).join(', ')}); ${Math.round(middle(rates.map((r) => r.own)))} microseconds of the serving thread an answer, ${percent(middle(own))} of the bare route (${own.map(percent).join(', ')})`,
  );
}
await Promise.all([app.close(), bare.close(), alone.close()]);
await service.close();
rmSync(folder, { recursive: true, force: true });
