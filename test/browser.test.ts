import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { bundle } from '../src/bundle.js';
import { resultsJson } from '../src/interchange/json.js';
import type { Released, Run } from '../src/release/result.js';
import { packageRoot } from '../src/root.js';
import { synthesise, writeWorkbook } from '../src/synth/index.js';

const chromium = '/usr/bin/chromium';
const quiet =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const bundled = bundle();
const standards = ['wres', 'wdes', 'turnover'].flatMap((name) => ['--standard', name]);
const skip = existsSync(chromium) ? false : `left out: there is no browser at ${chromium}`;

/** What the command line prints of the same file. */
async function commandLine(args: readonly string[]): Promise<string> {
  const script = join(packageRoot, 'dist', 'bin', 'workforce-equality.js');
  const { stdout } = await promisify(execFile)(process.execPath, [script, 'results', ...args, '--json'], {
    maxBuffer: 64 * 1_048_576,
  }).catch((fault: { readonly code?: number; readonly stdout?: string; readonly message: string }) => {
    // 3: the input has errors, and what can be computed is printed all the same.
    if (fault.code === 3) return { stdout: String(fault.stdout) };
    throw new Error(fault.message);
  });
  return stdout;
}

/** Logarithms of two versions of one JavaScript engine may differ in the sixteenth digit; whole numbers are left as they are. */
const short = (run: Released<Run>): Released<Run> =>
  JSON.parse(
    JSON.stringify(run, (_, value) =>
      typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(12)) : value,
    ),
  );

const page = `<!doctype html><html lang="en"><title>t</title><input type="file" multiple><script type="module">
import * as engine from './engine.js';
document.querySelector('input').addEventListener('change', async ({ target }) => {
  try {
    const files = await Promise.all([...target.files].map(async (f) => ({ name: f.name, bytes: new Uint8Array(await f.arrayBuffer()) })));
    const library = await engine.loadLibrary();
    const extract = await engine.readExtract(files, { lists: library.lists });
    const run = await engine.evaluate(extract, library, { policy: library.policies.board, standards: ['wres', 'wdes', 'turnover'] });
    const drawn = await engine.svg(engine.chartSpec(run, { indicator: 'wres.3', width: 'wide' }));
    window.made = { json: engine.resultsJson(run), drawn };
  } catch (fault) { window.made = { fault: String(fault && fault.stack || fault) }; }
});
</script>`;

t.test(
  'a workbook is read, counted, released and drawn in a page, with the command line’s figures',
  { skip },
  async (t) => {
    const folder = t.testdir();
    const workbook = join(folder, 'extract.xlsx');
    await writeWorkbook(synthesise({ seed: 11, staff: 600, trust: 1, messy: true }).sheets, workbook);
    const { path } = await bundled;
    const asked: string[] = [];
    const server = createServer(({ url = '' }, response) => {
      asked.push(url);
      const script = url === '/engine.js';
      response.writeHead(script || url === '/' ? 200 : 404, {
        'content-type': script ? 'text/javascript' : 'text/html',
      });
      response.end(script ? readFileSync(path) : url === '/' ? page : '');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    t.teardown(() => server.close());

    const { chromium: launcher } = await import('playwright-core');
    const browser = await launcher.launch({ executablePath: chromium, args: quiet.split(' ') });
    t.teardown(() => browser.close());
    const tab = await browser.newPage();
    const faults: string[] = [];
    tab.on('pageerror', (fault) => faults.push(fault.message));
    await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await tab.waitForLoadState('load');
    await tab.setInputFiles('input', workbook);
    await tab.waitForFunction('window.made !== undefined', undefined, { timeout: 120_000 });
    const made = (await tab.evaluate('window.made')) as {
      readonly json: string;
      readonly drawn: string;
      readonly fault?: string;
    };
    t.equal(made.fault, undefined);
    t.same(faults, [], 'no fault in the page');
    t.same(
      asked.filter((url) => url !== '/favicon.ico'),
      ['/', '/engine.js'],
      'nothing else is fetched, and nothing is sent',
    );

    const here = JSON.parse(made.json) as Released<Run>;
    const there = JSON.parse(await commandLine([workbook, ...standards])) as Released<Run>;
    t.ok(here.results.length > 100, `${here.results.length} results`);
    t.ok(
      here.results.some((r) => r.value.status === 'suppressed'),
      'small numbers are hidden in the page too',
    );
    t.equal(
      resultsJson(short(here)),
      resultsJson(short(there)),
      'every count, issue and word is the command line’s, and every figure to twelve digits',
    );
    t.match(made.drawn, /^<svg[^>]*role="img"/);
    t.ok(made.drawn.includes('<title'), 'the chart has its title');
  },
);

t.test('nothing of Node is left in the bundle', async (t) => {
  const { path } = await bundled;
  const text = readFileSync(path, 'utf8');
  t.notMatch(text, /from"node:|require\("(?:fs|path|crypto)"\)/);
  t.notMatch(text, /^import /m, 'one module that imports none');
});
