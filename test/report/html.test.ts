import t from 'tap';
import type { Run } from '../../src/release/result.js';
import { escapeCss, escapeHtml, safeHref } from '../../src/report/escape.js';
import { html, type ReportOptions, reportDocument } from '../../src/report/index.js';
import { exampleRun, released } from './example-run.js';

const page = (run: Run = exampleRun, options: ReportOptions = {}): Promise<string> =>
  html(reportDocument(released(run), options));

const all = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map((m) => m[1] ?? m[0]);

t.test('one page that asks for nothing', async (t) => {
  const text = await page(exampleRun, { organisationName: 'Mossvale', cover: { meeting: 'Board' } });
  t.match(text, /^<!DOCTYPE html>\n<html lang="en-GB">/);
  t.notMatch(text, /<script|<link|<img|<iframe|<object|@import|url\(|\ssrc=|\son\w+=/i);
  t.same(
    all(text, /href="([^"]*)"/g).filter((h) => !h.startsWith('#')),
    [],
    'no address outside the page',
  );
  t.equal(await page(), await page(), 'the same bytes from the same run');
});

t.test('structure: headings in order, unique ids, named tables and figures, a way past the top', async (t) => {
  const text = await page(exampleRun, { cover: { meeting: 'Board', recommendation: 'note it.' } });
  const levels = all(text, /<h([1-6])[ >]/g).map(Number);
  t.equal(levels[0], 1);
  t.equal(levels.filter((l) => l === 1).length, 1, 'one title');
  t.ok(
    levels.every((l, i) => i === 0 || l <= levels[i - 1]! + 1),
    'no level is skipped',
  );
  const ids = all(text, /\sid="([^"]+)"/g);
  t.equal(new Set(ids).size, ids.length, 'ids are unique');
  const targets = [
    ...all(text, /href="#([^"]+)"/g),
    ...all(text, /aria-labelledby="([^"]+)"/g).flatMap((s) => s.split(' ')),
  ];
  t.same(
    targets.filter((x) => !ids.includes(x)),
    [],
    'every reference is there',
  );
  const tables = all(text, /<table[^>]*>(?:(?!<\/table>).)*<\/table>/gs);
  t.equal(tables.length, 13, 'scorecard 1, WRES 1 three, the others four, data quality 3, method 2');
  for (const table of tables) {
    t.ok(/<caption>/.test(table) || /aria-labelledby=/.test(table.slice(0, 120)), 'a table has a name');
    t.notOk(/<th(?![^>]*scope=)/.test(table.replace(/<thead/g, '')), 'every header cell has a scope');
    const columns = all(table.slice(0, table.indexOf('</thead>')), /<th[ >]/g).length;
    for (const row of all(table.slice(table.indexOf('<tbody')), /<tr[^>]*>(?:(?!<\/tr>).)*<\/tr>/gs))
      t.equal(all(row, /<t[hd][ >]/g).length, columns, 'as many cells as columns');
  }
  const images = all(text, /<svg[^>]*>/g);
  t.equal(images.length, 10, 'five figures, each wide and narrow');
  t.ok(images.every((i) => i.includes('role="img"')));
  t.match(text, '<a class="skip" href="#main">');
  t.match(text, 'tabindex="0" aria-labelledby="table-2-caption"');
});

t.test('text from people and data never becomes markup', async (t) => {
  const bad = '</style><script>alert("1")</script><b x=\'y\'>&amp;';
  const run: Run = {
    ...exampleRun,
    policy: bad,
    issues: [{ id: 'x', severity: 'error', sheet: bad, column: bad, what: bad, todo: bad }],
    choices: [{ id: 'x', what: bad }],
    reconciliation: [{ ...exampleRun.reconciliation[0]!, table: bad, excluded: { [bad]: 480 } }],
    results: exampleRun.results.map((r) => ({
      ...r,
      organisation: bad,
      edition: bad,
      engine: bad,
      method: bad,
      unverified: [bad],
      breakdown: r.indicator === 'wres.3' ? { directorate: bad } : r.breakdown,
    })),
  };
  const text = await page(run, {
    title: bad,
    organisationName: bad,
    cover: { [bad]: bad, recommendation: bad },
    indicators: {
      'wres.3': {
        title: bad,
        words: { people: bad, happened: bad, toHappen: bad },
        definition: bad,
        source: { title: bad, href: 'javascript:alert(1)', clause: bad },
        questions: [bad],
      },
    },
    policyWords: bad,
    sources: [{ title: bad, href: 'https://example.org/"><script>' }],
    rules: { [bad]: bad },
  });
  t.equal(all(text, /<\/style>/g).length, 1, 'the one style element ends once');
  t.notMatch(text, /<script/i);
  t.notMatch(text, /<b x=/);
  t.notMatch(text, /href="javascript/);
  t.match(text, '&lt;/style&gt;&lt;script&gt;');
});

t.test('escaping', async (t) => {
  t.equal(escapeHtml(`<a b="c" d='e'>&\u0007`), '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp; ');
  t.equal(escapeCss('A "B"\\ </style>\n'), 'A \\22 B\\22 \\5c  \\3c \\2f style\\3e \\a ');
  t.equal(safeHref('https://www.england.nhs.uk/x'), 'https://www.england.nhs.uk/x');
  t.equal(safeHref('javascript:alert(1)'), undefined);
  t.equal(safeHref('https://x.org/"onclick='), undefined);
});

t.test('no run gives a page without results', async (t) => {
  const text = await page({ ...exampleRun, results: [] });
  t.match(text, 'There are no results');
  t.match(text, 'Brittish', 'and says why');
});
