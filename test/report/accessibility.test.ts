import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import t from 'tap';
import { html, reportDocument } from '../../src/report/index.js';
import { exampleRun, released } from './example-run.js';

const chromium = '/usr/bin/chromium';
const quiet =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

interface Axe {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  readonly passes: readonly unknown[];
}

const skip = existsSync(chromium) ? false : `left out: there is no browser at ${chromium}`;

t.test('in a real browser', { skip }, async (t) => {
  const { chromium: launcher } = await import('playwright-core');
  const browser = await launcher.launch({ executablePath: chromium, args: quiet.split(' ') });
  t.teardown(() => browser.close());
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const text = await html(
    reportDocument(released(exampleRun), {
      organisationName: 'Mossvale NHS Foundation Trust (fictional)',
      cover: { meeting: 'Board of Directors', date: '2025-09-25', recommendation: ['note it;', 'agree it.'] },
      indicators: { 'wres.3': { source: { title: 'Guidance', href: 'https://www.england.nhs.uk/' } } },
    }),
  );
  for (const width of [1280, 390]) {
    await t.test(`${width} px wide`, async (t) => {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.setContent(text);
      t.same(
        asked.filter((url) => !url.startsWith('about:')),
        [],
        'nothing is fetched',
      );
      await page.evaluate(axe);
      const found = (await page.evaluate(
        `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
      )) as Axe;
      t.ok(found.passes.length > 20, `${found.passes.length} rules were applied and passed`);
      t.same(
        found.violations.map((v) => `${v.id}: ${v.nodes[0]?.html.slice(0, 160)}`),
        [],
        'no fault',
      );
      const wide = (await page.evaluate('document.documentElement.scrollWidth')) as number;
      t.ok(wide <= width, `the page is ${wide} px wide and does not scroll sideways`);
      const clipped = (await page.evaluate(`[...document.querySelectorAll('th, td')].filter((c) =>
        !c.closest('.stack thead') && c.getClientRects().length > 0 && c.scrollWidth > c.clientWidth + 1).map((c) => c.textContent.slice(0, 60))`)) as string[];
      t.same(clipped, [], 'no cell holds more than its width');
      await page.keyboard.press('Tab');
      t.equal(await page.evaluate('document.activeElement.textContent'), 'Skip to the report', 'the first stop');
      await page.close();
    });
  }
  await t.test('on paper', async (t) => {
    const page = await browser.newPage();
    await page.setContent(text);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 680, height: 1000 });
    const wide = (await page.evaluate('document.documentElement.scrollWidth')) as number;
    t.ok(wide <= 680, `nothing is wider than A4 inside its margins: ${wide} px`);
    const shown = (await page.evaluate(
      `[...document.querySelectorAll('.narrow')].filter((n) => n.getClientRects().length > 0).length`,
    )) as number;
    t.equal(shown, 0, 'only the wide charts are printed');
    await page.close();
  });
});
