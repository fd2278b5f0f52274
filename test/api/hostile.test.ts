import t from 'tap';
import { defaultConfig } from '../../api/open.js';
import { makeZip } from '../extract/make-zip.js';
import { serving, upload } from './serve.js';

const zip = (entries: Readonly<Record<string, string>>): Uint8Array =>
  makeZip(Object.entries(entries).map(([name, data]) => ({ name, data })));
const mebibyte = 1_048_576;
const counts =
  'Indicator,Measure,Group,Count\nwres.3,staff,bme,725\nwres.3,staff,white,2505\nwres.3,cases,bme,9\nwres.3,cases,white,17\n';

t.test('hostile uploads', async (t) => {
  const s = await serving({ limits: { ...defaultConfig.limits, fileBytes: mebibyte, files: 3 } });
  t.teardown(s.close);
  const { url, service } = s;
  const send = (parts: readonly (readonly [string, string | Uint8Array, string?])[]) => {
    const form = new FormData();
    for (const [name, content, file] of parts)
      if (file === undefined) form.append(name, content as string);
      else form.append(name, new Blob([content as string]), file);
    return fetch(`${url}/v1/extracts`, { method: 'POST', body: form });
  };

  await t.test('too much is refused while it comes', async (t) => {
    t.equal((await send([['files', 'x'.repeat(mebibyte + 1), 'a.csv']])).status, 413);
    t.equal((await send([1, 2, 3, 4].map((n) => ['files', 'a', `${n}.csv`] as const))).status, 413);
    // A line without an end: the client is cut off at the limit, whatever it says it will send.
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (sent === 0)
          controller.enqueue(
            new TextEncoder().encode('--b\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\n'),
          );
        sent += 65_536;
        if (sent > 5_000 * mebibyte) controller.close();
        else controller.enqueue(new Uint8Array(65_536).fill(65));
      },
    });
    const answer = await fetch(`${url}/v1/extracts`, {
      method: 'POST',
      body: endless,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      duplex: 'half',
    } as RequestInit).then(
      (r) => r.status,
      () => 413,
    );
    t.equal(answer, 413);
    t.ok(sent < 100 * mebibyte, `cut off after ${Math.round(sent / mebibyte)} MiB`);
    t.equal(service.budget.used(), 0, 'nothing is held');
  });

  await t.test('what is not a form, or not of its form', async (t) => {
    const post = (body: string, type: string) =>
      fetch(`${url}/v1/extracts`, { method: 'POST', body, headers: { 'content-type': type } });
    t.equal((await post('{}', 'application/json')).status, 415);
    t.equal((await post('--b\r\nno end', 'multipart/form-data; boundary=b')).status, 400);
    t.equal((await post('x', 'multipart/form-data')).status, 400);
    t.equal((await send([])).status, 400);
    const wrong = await send([
      ['files', counts, 'a.csv'],
      ['colour', 'red'],
      ['as-at', 'soon'],
      ['profile', 'nothing: ['],
    ]);
    t.equal(wrong.status, 400);
    const { errors } = (await wrong.json()) as { errors: { pointer: string }[] };
    t.same(errors.map((e) => e.pointer).sort(), ['/as-at', '/colour', '/profile']);
    t.equal(
      (
        await send([
          ['__proto__', 'x'],
          ['files', counts, 'a.csv'],
        ])
      ).status,
      400,
    );
    t.equal(service.budget.used(), 0);
  });

  await t.test('files that are traps fail their job with the reason, and the service goes on', async (t) => {
    const workbook = (sheet: string, more: Readonly<Record<string, string>> = {}) =>
      zip({
        '[Content_Types].xml': '<Types/>',
        '_rels/.rels':
          '<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        'xl/workbook.xml':
          '<workbook xmlns:r="r"><sheets><sheet name="Staff" sheetId="1" r:id="r1"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        'xl/worksheets/sheet1.xml': sheet,
        ...more,
      });
    const bomb = workbook(`<worksheet><sheetData>${'<row/>'.repeat(9_000_000)}</sheetData></worksheet>`);
    t.ok(bomb.length < mebibyte, `54 MB in ${Math.round(bomb.length / 1024)} kB`);
    const traps: Readonly<Record<string, Uint8Array | string>> = {
      'bomb.xlsx': bomb,
      'doctype.xlsx': workbook('<!DOCTYPE x [<!ENTITY a "b">]><worksheet><sheetData/></worksheet>'),
      'macro.xlsm': workbook('<worksheet><sheetData/></worksheet>', { 'xl/vbaProject.bin': 'x' }),
      'macro.xlsx': workbook('<worksheet><sheetData/></worksheet>', { 'xl/vbaProject.bin': 'x' }),
      'climbing.xlsx': zip({ '../../etc/passwd': 'x' }),
      'old.xls': '\u00d0\u00cf\u0011\u00e0',
      'nul.csv': `a,b\n${'\0'.repeat(100)}`,
    };
    for (const [name, content] of Object.entries(traps)) {
      const job = await upload(url, { [name]: content });
      t.match(job, { status: 'failed', problem: { status: 422, errors: [{ file: name }] } }, name);
    }
    t.equal(service.budget.used(), 0);
    t.equal((await upload(url, { 'counts.csv': counts })).status, 'done');
  });

  await t.test('a name is only a name', async (t) => {
    const job = await upload(url, { '../../\u0007etc/pass\u0000wd.csv': counts });
    const { inputs } = (await (await fetch(`${url}/v1/extracts/${job.extract}`)).json()) as {
      inputs: { name: string }[];
    };
    t.equal(inputs[0]?.name, 'passwd.csv');
  });
});

t.test('a thread that takes too long or too much is stopped; nobody else notices', async (t) => {
  // Made before anything listens: this process is the service too, and must not be busy then.
  const many = ['Employee Number,Ethnic Origin', ...Array.from({ length: 60_000 }, (_, n) => `${n},A`)].join('\n');
  const row = Array.from({ length: 50 }, (_, m) => `some text of column ${m}`).join(',');
  const wide = Buffer.from(
    `Employee Number,Ethnic Origin,${row}\n${Array.from({ length: 30_000 }, (_, n) => `${n},A,${n}${row}\n`).join('')}`,
  );
  const slow = await serving({ limits: { ...defaultConfig.limits, taskMilliseconds: 1 } });
  t.teardown(slow.close);
  t.match(await upload(slow.url, { 'staff 31-MAR-2025.csv': many }), {
    status: 'failed',
    problem: { status: 422, type: /too-slow/ },
  });
  t.equal(slow.service.pool.stopped(), 1);
  t.equal((await fetch(`${slow.url}/health/ready`)).status, 200);
  const small = await serving({ limits: { ...defaultConfig.limits, heapMegabytes: 40 } });
  t.teardown(small.close);
  t.match(await upload(small.url, { 'staff 31-MAR-2025.csv': wide }), {
    status: 'failed',
    problem: { status: 422, type: /too-much-memory|no-table/ },
  });
  t.equal((await upload(small.url, { 'counts.csv': counts })).status, 'done', 'the next one is read');
  t.equal(small.service.budget.used() < 1_000_000, true, 'and memory is given back');
});
