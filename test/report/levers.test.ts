import t from 'tap';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { loadLibrary } from '../../src/library.js';
import { html, reportDocument } from '../../src/report/index.js';
import { sectionText } from '../../src/report/text.js';
import { packagePolicy } from '../../src/standard/node.js';

const library = await loadLibrary();

/** Two of 28 staff in 8d, 4 of 20 in 8c and 44 of 152 in band 5 are BME: parity is 50 of 200. */
const people = [
  ['Band 5', 108, 44],
  ['Band 8c', 16, 4],
  ['Band 8d', 26, 2],
] as const;

async function section(chosen: Readonly<Record<string, string>>) {
  let next = 1;
  const rows = people.flatMap(([band, white, bme]) =>
    [...Array<string>(white).fill('A'), ...Array<string>(bme).fill('N')].map(
      (ethnicity) => `${next++},Permanent,Administrative and Clerical,${band},${ethnicity},31-Mar-2026`,
    ),
  );
  const text = ['Employee Number,Assignment Category,Staff Group,Pay Scale,Ethnic Origin,Snapshot Date', ...rows].join(
    '\n',
  );
  const extract = await readExtract([{ name: 'staff.csv', bytes: new TextEncoder().encode(text) }], {
    lists: library.lists,
  });
  const policy = packagePolicy('internal');
  const run = await evaluate(extract, library, { policy, standards: ['model-employer'], chosen });
  const document = reportDocument(run);
  const found = document.sections.find((s) => s.id === 'model-employer')!;
  return { lines: sectionText(found), page: await html(document) };
}

t.test('the levers are a table of their own: a year with its interval, or why there is none', async (t) => {
  const { lines, page } = await section({
    'model-employer.leaver-rate': '0.1',
    'model-employer.hired-share': '0.35',
    'model-employer.promoted-share': '0.35',
  });
  // Worked by SciPy in the case file: hiring alone in 11 years, 3 to 36; as now, and promotion alone, the band settles below parity.
  const row = lines.find((l) => /2037/.test(l))!;
  t.match(row, '2029 to 2062', row);
  t.ok(lines.some((l) => /infeasible/.test(l)));
  t.ok(lines.some((l) => /Each lever is then set/.test(l)));
  t.match(page, /As now/);
});

t.test('without a leaver rate nothing is said of levers', async (t) => {
  const { lines } = await section({});
  t.notOk(lines.some((l) => /lever/i.test(l)));
});
