import fc from 'fast-check';
import createClient from 'openapi-fetch';
import t from 'tap';
import { defaultConfig } from '../../api/open.js';
import { clientTypes, compile } from './client.js';
import { fuzzer, type OpenApi, validators } from './fuzz.js';
import { serving, upload } from './serve.js';

const counts =
  'Indicator,Measure,Group,Count\nwres.3,staff,bme,725\nwres.3,staff,white,2505\nwres.3,cases,bme,9\nwres.3,cases,white,17\n';

/** Two snapshots of twenty people. */
const staff = [
  'Employee Number,Ethnic Origin,Pay Scale,FTE,Staff Group,Snapshot Date',
  ...['31-MAR-2024', '31-MAR-2025'].flatMap((day) =>
    Array.from(
      { length: 20 },
      (_, n) => `${n + 1},${n % 3 ? 'A' : 'N'},XR05,1,Nursing and Midwifery Registered,${day}`,
    ),
  ),
].join('\n');

t.test('the contract', async (t) => {
  const { url, close } = await serving({ limits: { ...defaultConfig.limits, requestsPerMinute: 1_000_000 } });
  t.teardown(close);
  const api = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApi;

  await t.test('is OpenAPI 3.1, every operation with its problems', async (t) => {
    t.match(api.openapi, /^3\.1/);
    for (const [path, methods] of Object.entries(api.paths))
      for (const [method, o] of Object.entries(methods)) {
        t.ok(o.summary, `${method} ${path} says what it is for`);
        for (const status of ['400', '500'])
          t.ok(o.responses[status]?.content?.['application/problem+json'], `${method} ${path} ${status}`);
      }
  });

  const job = await upload(url, { 'counts.csv': counts });
  const two = await upload(url, { 'staff.csv': staff });
  const client = createClient<Record<string, never>>({ baseUrl: url }) as unknown as {
    GET(path: string, init: unknown): Promise<{ data?: unknown; response: Response }>;
    POST(path: string, init: unknown): Promise<{ data?: unknown; response: Response }>;
  };

  await t.test('the generated client reaches every definition', async (t) => {
    const { data } = await client.GET('/v1/extracts/{extract}/results', {
      params: { path: { extract: job.extract }, query: { standard: ['wres'], edition: '2025', policy: 'internal' } },
    });
    const found = (data as { results: { indicator: string; value: { value: number } }[] }).results.find(
      (r) => r.indicator === 'wres.3',
    );
    t.equal(found?.value.value.toFixed(4), '1.8292', '(9 / 725) / (17 / 2,505)');
  });

  await t.test('its examples work', async (t) => {
    let ran = 0;
    for (const [path, methods] of Object.entries(api.paths))
      for (const [method, o] of Object.entries(methods)) {
        const schema = o.requestBody?.content?.['application/json']?.schema;
        for (const example of (validators(api).resolve(schema) as { examples?: unknown[] } | undefined)?.examples ??
          []) {
          const { response } = await client.POST(path, { body: example });
          t.equal(response.status, 200, `${method} ${path}`);
          ran++;
        }
      }
    t.ok(ran > 0, 'there are some');
    const known: Readonly<Record<string, string>> = { extract: two.extract!, standard: 'wres', edition: '2025' };
    const asked: string[] = [];
    for (const [path, { get }] of Object.entries(api.paths)) {
      if (!get) continue;
      const exampleOf = ({ name, in: place, example }: NonNullable<typeof get.parameters>[number]) =>
        example ?? (place === 'path' ? known[name] : undefined);
      const all = (get.parameters ?? []).filter((p) => p.in !== 'header');
      const given = all.filter((p) => p.in === 'query' && exampleOf(p) !== undefined);
      if (given.length === 0 || all.some((p) => (p.required || p.in === 'path') && exampleOf(p) === undefined))
        continue;
      const { response } = await client.GET(path, {
        params: {
          path: Object.fromEntries(all.filter((p) => p.in === 'path').map((p) => [p.name, exampleOf(p)])),
          query: Object.fromEntries(given.map((p) => [p.name, exampleOf(p)])),
        },
        parseAs: 'text',
      });
      t.equal(response.status, 200, path);
      asked.push(path);
    }
    t.ok(asked.includes('/v1/extracts/{extract}/comparison'), asked.join(' '));
  });

  await t.test('whatever is asked, the answer is one that is documented', async (t) => {
    const { request, check } = fuzzer(api, {
      extract: [job.extract!, two.extract!],
      job: [job.id],
      indicator: ['wres.3', 'wres.1'],
      standard: ['wres', 'wdes'],
      edition: ['2025', '2024'],
      'compared-with': ['2024-03-31', '2025-03-31'],
      'as-at': ['2025-03-31'],
    });
    const statuses = new Map<number, number>();
    // What takes long is asked less often: each of these is counted and released anew.
    const runs = Number(process.env.FUZZ ?? 1_500);
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const answer = await fetch(`${url}${asked.path}`, {
          method: asked.method,
          headers: { ...asked.headers, ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }) },
          ...(asked.body === undefined ? {} : { body: asked.body }),
        });
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        const fault = await check(asked, answer);
        if (fault !== undefined) throw new Error(`${asked.method} ${asked.path} ${asked.body ?? ''}: ${fault}`);
      }),
      { numRuns: runs, seed: Number(process.env.FUZZ_SEED ?? 7), endOnFailure: true },
    );
    t.pass(`${runs} requests: ${JSON.stringify([...statuses].sort())}`);
    t.ok(
      [...statuses.keys()].every((s) => s < 500),
      'none was the service’s fault',
    );
    for (const status of [200, 400, 404]) t.ok(statuses.has(status), `${status} was among them`);
  });

  // The compiler holds up this process, and with it the service: last.
  await t.test('a client is generated from it, and the compiler holds programs to it', async (t) => {
    const types = await clientTypes(api);
    const program = (indicator: string) => `
      import createClient from 'openapi-fetch';
      import type { paths } from './api.js';
      const client = createClient<paths>({ baseUrl: '' });
      const { data } = await client.GET('/v1/indicators/{indicator}', { params: { path: { indicator: ${indicator} } } });
      const title: string | undefined = data?.title;
      export { title };`;
    t.same(await compile(types, program("'wres.3'")), []);
    t.match((await compile(types, program('3'))).join(), /number.*not assignable/s);
  });
});
