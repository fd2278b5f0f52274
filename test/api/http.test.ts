import t from 'tap';
import { serving, upload } from './serve.js';

/** WRES 3: 9 of 725 BME and 17 of 2,505 White staff: (9 / 725) / (17 / 2,505) = 1.8292... */
const counts = [
  'Indicator,Measure,Group,Count',
  'wres.3,staff,bme,725',
  'wres.3,staff,white,2505',
  'wres.3,cases,bme,9',
  'wres.3,cases,white,17',
].join('\n');

t.test('over HTTP', async (t) => {
  const { url, close } = await serving();
  t.teardown(close);
  const job = await upload(url, { 'counts.csv': counts });
  t.equal(job.status, 'done');
  const own = `${url}/v1/extracts/${job.extract}`;
  const ask = `${own}/results?standard=wres&edition=2025&policy=internal`;
  const body = async (answer: Response) =>
    (await answer.json()) as { detail: string; errors: Record<string, unknown>[] };

  await t.test('a worked figure', async (t) => {
    const answer = await fetch(ask);
    const { results } = (await answer.json()) as { results: { indicator: string; value: { value: number } }[] };
    const wres3 = results.find((r) => r.indicator === 'wres.3');
    t.equal(wres3?.value.value.toFixed(4), '1.8292');
    const etag = answer.headers.get('etag')!;
    t.match(etag, /^"[\w-]{43}-json(-gzip)?"$/);
    const again = await fetch(ask, { headers: { 'if-none-match': etag } });
    t.equal(again.status, 304);
    t.equal(await again.text(), '');
  });

  await t.test('the same counts as JSON', async (t) => {
    const [, ...rows] = counts.split('\n').map((l) => l.split(','));
    const question = {
      edition: '2025',
      standard: 'wres',
      policy: 'internal',
      rows: rows.map(([indicator, measure, group, count]) => ({ indicator, measure, group, count: Number(count) })),
    };
    const send = (what: unknown) =>
      fetch(`${url}/v1/results`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(what),
      });
    const { results } = (await (await send(question)).json()) as {
      results: { indicator: string; value: { value: number } }[];
    };
    t.equal(results.find((r) => r.indicator === 'wres.3')?.value.value.toFixed(4), '1.8292');
    const wrong = await send({
      ...question,
      colour: 'red',
      rows: [
        { ...question.rows[0], size: 3 },
        { measure: 'staff', group: 'bme', count: [] },
      ],
    });
    t.equal(wrong.status, 400);
    const { errors } = await body(wrong);
    t.same(
      errors.map((e) => e.pointer).sort(),
      ['/colour', '/rows/0/size', '/rows/1/count', '/rows/1/indicator'],
      'every fault has its pointer',
    );
  });

  await t.test('what is not understood is said, every fault of it', async (t) => {
    const answer = await fetch(`${own}/results?standard=wress&by=colour&years=0&x=1`);
    t.equal(answer.status, 400);
    t.equal(answer.headers.get('content-type'), 'application/problem+json; charset=utf-8');
    t.same((await body(answer)).errors.map((e) => e.parameter).sort(), ['x', 'years']);
    const names = await body(await fetch(`${own}/results?standard=wress&by=colour&policy=none`));
    t.same(names.errors.map((e) => e.parameter).sort(), ['by', 'policy', 'standard']);
    t.match(names.errors.find((e) => e.parameter === 'standard')?.detail, /there are .*wres/);
    t.equal((await fetch(`${own}/results`, { headers: { accept: 'application/x-none' } })).status, 406);
    t.equal((await fetch(`${own}/charts/wres.99`)).status, 404);
    t.equal((await fetch(`${url}/v1/extracts/x${'A'.repeat(32)}`)).status, 404, 'an id that never was');
    const stop = await fetch(own.replace('/v1/', '/v2/'));
    t.equal(stop.status, 404);
  });

  await t.test('an address that no route can read is a problem like any other, and is not repeated', async (t) => {
    for (const [path, status] of [
      ['/v1/%zz', 400],
      [`/v1/indicators/${'a'.repeat(3_000)}`, 404],
    ] as const) {
      const answer = await fetch(`${url}${path}`);
      t.equal(answer.status, status);
      t.match(answer.headers.get('content-type'), /^application\/problem\+json/);
      const problem = await answer.text();
      t.notMatch(problem, /%zz|aaa/);
      t.equal(JSON.parse(problem).status, status);
    }
    const answer = await fetch(own, { method: 'DELETE', body: '<a/>', headers: { 'content-type': 'text/x' } });
    t.equal(answer.status, 415);
    t.equal((await fetch(own)).status, 200, 'nothing was deleted');
  });

  await t.test('every format', async (t) => {
    const office = 'application/vnd.openxmlformats-officedocument';
    const [word, excel] = [`${office}.wordprocessingml.document`, `${office}.spreadsheetml.sheet`];
    const types: readonly (readonly [string, string])[] = [
      ['/results', 'text/csv'],
      ['/results', 'application/vnd.apache.arrow.file'],
      ['/results', 'application/vnd.apache.parquet'],
      ['/charts/wres.3', 'application/vnd.vegalite.v6+json'],
      ['/charts/wres.3', 'image/svg+xml'],
      ['/charts/wres.3', 'image/png'],
      ['/report', 'text/html'],
      ['/report', 'application/pdf'],
      ['/report', word],
      ['/report', excel],
    ];
    for (const [path, accept] of types) {
      const asked = `${own}${path}?standard=wres&edition=2025`;
      const answer = await fetch(asked, { headers: { accept } });
      if (accept === 'application/pdf' && answer.status === 406) {
        t.match(await answer.text(), /Linux on x64/, 'PDF is not made on every platform, and the answer says so');
        continue;
      }
      t.equal(answer.status, 200, accept);
      const etag = answer.headers.get('etag') ?? '';
      t.equal(
        (await fetch(asked, { headers: { accept, 'if-none-match': etag } })).status,
        304,
        'the tag is of the bytes',
      );
      t.equal(answer.headers.get('content-type')?.split(';')[0], accept);
      t.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      const policy = answer.headers.get('content-security-policy') ?? '';
      t.match(policy, /default-src 'none'/);
      t.notMatch(policy, /script-src[^;]*unsafe/);
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (accept === 'image/png') t.equal(bytes.subarray(1, 4).toString(), 'PNG');
      const name = { 'application/pdf': 'pdf', [word]: 'docx', [excel]: 'xlsx' }[accept];
      if (name) t.equal(answer.headers.get('content-disposition'), `attachment; filename="report.${name}"`);
      if (name === 'pdf') t.equal(bytes.subarray(0, 5).toString(), '%PDF-');
      if (name === 'docx' || name === 'xlsx') t.equal(bytes.subarray(0, 2).toString(), 'PK');
      if (accept.includes('parquet')) t.equal(bytes.subarray(0, 4).toString(), 'PAR1');
    }
  });

  await t.test('a report in no format that there is', async (t) => {
    const answer = await fetch(`${own}/report`, { headers: { accept: 'application/msword' } });
    t.equal(answer.status, 406);
    t.match(await answer.text(), /text\/html, application\/pdf, .*wordprocessingml\.document, .*spreadsheetml\.sheet/);
  });

  await t.test('a warning is accepted with a reason, an error is not', async (t) => {
    // One in eight has a code that no list knows: a warning about their share.
    const people = Array.from({ length: 40 }, (_, n) => `${n},${n % 8 ? 'A White - British' : 'ZZ Other'},XR05,1`);
    const file = ['Employee Number,Ethnic Origin,Pay Scale,FTE', ...people].join('\n');
    const { extract } = await upload(url, { 'staff 31-MAR-2025.csv': file });
    const own = `${url}/v1/extracts/${extract}`;
    const send = (what: unknown) =>
      fetch(`${own}/accepted`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(what),
      });
    const { issues } = (await (await fetch(`${own}/data-quality`)).json()) as {
      issues: { id: string; severity: string }[];
    };
    const warning = issues.find((i) => i.severity === 'warning');
    const tag = async () => (await fetch(`${own}/results?standard=wres`)).headers.get('etag');
    const before = await tag();
    t.equal(await tag(), before, 'the same question has the same answer');
    t.equal((await send({ issue: warning?.id, reason: 'known' })).status, 200);
    t.not(await tag(), before, 'what was accepted is in the next answer');
    t.equal((await send({ issue: 'no-such-issue', reason: 'known' })).status, 409);
    t.equal((await send({ issue: 'x' })).status, 400);
  });

  await t.test('a file that is none fails the job, with the place', async (t) => {
    const bad = await upload(url, { 'staff.xlsx': 'this is no workbook' });
    t.equal(bad.status, 'failed');
    t.match(bad.problem, { status: 422, errors: [{ file: 'staff.xlsx', detail: /plain text/ }] });
  });

  await t.test('events of a job end with it', async (t) => {
    const events = await (await fetch(`${url}/v1/jobs/${job.id}/events`)).text();
    t.match(events, /^event: job\ndata: \{.*"status":"done"/);
  });

  await t.test('the same upload with the same key is one job; another with that key is refused', async (t) => {
    const send = (content: string) => {
      const form = new FormData();
      form.append('files', new Blob([content]), 'counts.csv');
      return fetch(`${url}/v1/extracts`, { method: 'POST', body: form, headers: { 'idempotency-key': 'k1' } });
    };
    const [one, two, other] = [await send(counts), await send(counts), await send(`${counts}\n`)];
    t.equal(((await one.json()) as { id: string }).id, ((await two.json()) as { id: string }).id);
    t.equal(other.status, 409);
  });

  await t.test('a page of another site gets nothing', async (t) => {
    const foreign = await fetch(`${url}/v1/standards`, { headers: { origin: 'https://elsewhere.example' } });
    t.equal(foreign.status, 403);
    const forwarded = await fetch(`${url}/v1/standards`, { headers: { 'x-forwarded-for': '10.1.2.3' } });
    t.equal(forwarded.status, 403, 'nor does anybody behind a proxy');
  });

  await t.test('deleted is gone', async (t) => {
    t.equal((await fetch(own, { method: 'DELETE' })).status, 204);
    t.equal((await fetch(ask)).status, 410);
    t.same(
      await (await fetch(`${url}/v1/extracts`))
        .json()
        .then((b) => (b as { extracts: { id: string }[] }).extracts.some((e) => e.id === job.extract)),
      false,
    );
  });
});
