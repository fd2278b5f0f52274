import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import t from 'tap';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { reportDocument } from '../../src/report/index.js';
import { blockText } from '../../src/report/text.js';
import type { TableBlock } from '../../src/report/types.js';
import { packagePolicy } from '../../src/standard/node.js';
import { synthesise, writeCsv } from '../../src/synth/index.js';
import { library } from '../turnover/given.js';

const folder = mkdtempSync(join(tmpdir(), 'retention-page-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const trust = synthesise({ seed: 31, staff: 1500, retention: true });
const wanted = /staff in post|leaver|starter|absence|agency|interview|flexible|retention/i;
const written = (await writeCsv(trust.sheets, folder)).filter((p) => wanted.test(basename(p)));
const extract = await readExtract(
  written.map((path) => ({ name: basename(path), path })),
  { lists: library.lists },
);
const run = await evaluate(extract, library, {
  standards: ['turnover', 'retention'],
  policy: packagePolicy('internal'),
});
const document = reportDocument(run, {
  indicators: Object.fromEntries(library.indicators.map((i) => [i.id, { title: i.title }])),
  ownLabels: { whole: 'Yr holl staff', groups: { ethnicity: { white: 'Gwyn', bme: 'lleiafrifoedd ethnig' } } },
});
const page = document.sections.find((s) => s.id === 'retention')!;

t.test('the core set is one page, with a control chart and a table of months', async (t) => {
  t.equal(document.sections.filter((s) => s.eyebrow.startsWith('Retention')).length, 1);
  const figures = page.blocks.filter((b) => b.kind === 'figure');
  // Two years of months each; flexible working has too few requests in a month of a trust of this size.
  t.same(
    figures.map((f) => f.kind === 'figure' && f.wide.usermeta.kind),
    ['control-chart', 'control-chart', 'control-chart'],
  );
  for (const f of figures)
    if (f.kind === 'figure') {
      t.match(f.caption, /by month: /, 'its caption is a finding');
      t.match(f.wide.description, /24 months to 2025-03/, 'its text alternative says the reading');
    }
  const months = page.blocks.find((b) => b.kind === 'table' && /same months/.test(b.caption)) as TableBlock;
  t.equal(months.rows.length, 24);
  t.same(
    months.columns.map((c) => c.label),
    ['Month', 'Leaver rate', 'Sickness absence', 'Agency spend'],
  );
});

t.test('every figure of the core set is on it, in the words of the person who asked', async (t) => {
  const core = page.blocks.find((b) => b.kind === 'table') as TableBlock;
  t.same(
    core.rows.map((r) => r.head.map((s) => s.text).join('')),
    [
      'Leaver rate',
      'Stability',
      'Voluntary turnover',
      'First-year attrition',
      'Sickness absence',
      'Of which anxiety, stress, depression (S10)',
      'Agency spend',
      'Exit interviews',
      'Stay interviews',
      'Flexible working requests',
    ],
  );
  const words = page.blocks.flatMap(blockText).join('\n');
  t.match(words, /Lleiafrifoedd ethnig over Gwyn/);
  for (const heading of ['By staff group', 'Who works here and who leaves', 'Why people leave', 'What staff say'])
    t.match(words, heading);
});

t.test('how long staff stay is a short table of retention and medians with limits', async (t) => {
  const section = document.sections.find((s) => s.id === 'turnover-survival')!;
  const [curves, ratios] = section.blocks.filter((b) => b.kind === 'table') as TableBlock[];
  t.ok(
    curves!.rows.length <= 16 && ratios!.rows.length <= 18,
    `${curves!.rows.length} and ${ratios!.rows.length} rows`,
  );
  t.match(curves!.rows[0]!.cells[0]!.map((line) => line.map((s) => s.text).join('')).join(' '), /^\d+\.\d% \(\d/);
  t.equal(new Set(curves!.rows.map((r) => r.head[0]!.text)).size, curves!.rows.length, 'no group twice');
});
