import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import t from 'tap';
import { apart } from '../two-snapshots.js';
import { serving } from './serve.js';

const chromium = '/usr/bin/chromium';
const quiet =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
const counts =
  'Indicator,Measure,Group,Count\nwres.3,staff,bme,725\nwres.3,staff,white,2505\nwres.3,cases,bme,9\nwres.3,cases,white,17\n';
const skip = existsSync(chromium) ? false : `left out: there is no browser at ${chromium}`;

interface Axe {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

t.test('the pages in a real browser', { skip }, async (t) => {
  const { chromium: launcher } = await import('playwright-core');
  const { url, close } = await serving();
  t.teardown(close);
  const browser = await launcher.launch({ executablePath: chromium, args: quiet.split(' ') });
  t.teardown(() => browser.close());
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // The content policy would refuse the checker too: it comes in by the browser's own door, in a page apart.
  const context = await browser.newContext({ viewport: { width: 1000, height: 800 } });
  const page = await context.newPage();
  const asked: string[] = [];
  const said: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (line) => said.push(line.text()));
  page.on('pageerror', (fault) => said.push(fault.message));
  const accessible = async (where: string): Promise<void> => {
    await page.evaluate(axe);
    const found = (await page.evaluate(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
    )) as Axe;
    t.same(
      found.violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`),
      [],
      `${where} has no fault`,
    );
  };
  await page.goto(`${url}/`);
  await accessible('the page');
  await page.keyboard.press('Tab');
  t.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to the main content');
  await page.click('#send');
  await page.waitForSelector('#errors:not([hidden]) li:has-text("Choose at least one file")');
  await page.setInputFiles('#files', { name: 'bad.xlsx', mimeType: 'text/plain', buffer: Buffer.from('none') });
  await page.click('#send');
  await page.waitForSelector('#errors:not([hidden]) li:has-text("bad.xlsx")');
  await accessible('the page with a problem');
  await page.setInputFiles('#files', { name: 'counts.csv', mimeType: 'text/csv', buffer: Buffer.from(counts) });
  await page.selectOption('#policy', 'internal');
  await page.click('#send');
  await page.waitForSelector('#found:not([hidden])');
  const row = await page.textContent('#figures tr:has(th:text-is("wres.3"))');
  t.match(row, /1\.83 times/);
  await accessible('the page with figures');
  t.equal(await page.isVisible('#snapshots'), false, 'nothing to compare');
  await page.setInputFiles(
    '#files',
    Object.entries(apart).map(([name, text]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })),
  );
  await page.click('#send');
  await page.waitForSelector('#snapshots:not([hidden])');
  await page.selectOption('#before', '2023-09-30');
  await page.click('#compare');
  await page.waitForSelector('#side-by-side:not([hidden])');
  // (12 / 200) / (12 / 400) = 2, then (10 / 250) / (16 / 400) = 1.
  const changed = await page.textContent('#changes tr:has(th:text-is("wres.3"))');
  t.match(changed, /2\.00 times.*1\.00 times.*0\.50 times; change not clear/);
  await accessible('the page with two snapshots');
  const [download] = await Promise.all([page.waitForEvent('download'), page.click('#report')]);
  t.equal(download.suggestedFilename(), 'report.html');
  for (const kind of ['docx', 'xlsx']) {
    const [file] = await Promise.all([page.waitForEvent('download'), page.click(`#${kind}`)]);
    t.equal(file.suggestedFilename(), `report.${kind}`);
  }
  await page.click('#delete');
  await page.waitForSelector('#status:has-text("deleted")');
  await page.goto(`${url}/docs`);
  await accessible('the reference');
  t.same(
    asked.filter((a) => !a.startsWith(url) && !/^(data|blob):/.test(a)),
    [],
    'nothing is asked of anybody else',
  );
  t.same(
    said.filter((l) => !/status of 4\d\d/.test(l)),
    [],
    'the content policy is kept, and no script fails',
  );
});
