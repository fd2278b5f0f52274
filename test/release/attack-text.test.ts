import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { chartKind, chartSpec } from '../../src/chart/index.js';
import { count } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { loadLibrary } from '../../src/library.js';
import { release } from '../../src/release/release.js';
import type { Released, Result, Run } from '../../src/release/result.js';
import { html, reportDocument } from '../../src/report/index.js';
import { packagePolicy } from '../../src/standard/node.js';
import { synthesise, writeWorkbook } from '../../src/synth/index.js';

/*
 * What is said in words says no more than the figures do. A report and its charts come out the same, byte for byte, from the JSON that was released, so there
 * is nothing in a sentence, a caption, an alternative text or a mark that somebody with the JSON could not write; and each number in a sentence of the JSON
 * is one of the figures beside it, which the other attacks read.
 */

const library = await loadLibrary();
const folder = mkdtempSync(join(tmpdir(), 'attack-text-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'trust.xlsx');
await writeWorkbook(synthesise({ seed: 37, staff: 700, trust: 1, messy: false }).sheets, path);
const extract = await readExtract([{ name: 'trust.xlsx', path }], {});

const tokens = (text: string): readonly string[] =>
  [...text.matchAll(/(?<![\w.])\d[\d,]*(?:\.\d+)?(?!\w)/g)].map(([n]) => n.replaceAll(',', ''));
const numbersIn = (x: unknown): readonly number[] =>
  typeof x === 'number' ? [x] : typeof x === 'object' && x !== null ? Object.values(x).flatMap(numbersIn) : [];

/** Whether a number in words can be this figure, as a count, a share in per cent or a difference either way. */
function says(token: string, figure: number): boolean {
  const half = 0.5 * 10 ** -(token.split('.')[1] ?? '').length + 1e-9;
  return [figure, -figure, 100 * figure, -100 * figure].some((n) => Math.abs(n - Number(token)) <= half);
}

/** Words that are the same whatever the counts are, or that the attack on turnover reads. */
const fixed = [
  /in the last 12 months/,
  /from 0 to 10/,
  /on \d+ \w+ \d{4}/,
  /over 1[23] month-ends/,
  /\([\d,.]+ at the start, [\d,.]+ at the end\)/,
  /Not supplied: .*/,
];

function unexplained(r: Result): readonly string[] {
  const { working, ...rest } = r;
  const words = fixed.reduce((text, form) => text.replace(form, ''), working);
  const board = r.parts.flatMap((p) => (p.of === 'board' && typeof p.base === 'number' ? [1 / p.base] : []));
  const figures = [...numbersIn(rest), ...board, ...Object.values(r.breakdown).flatMap(tokens).map(Number)];
  return tokens(words).filter((token) => !figures.some((n) => says(token, n)));
}

// Turnover of so few people is refused under the wider rules of `publish`.
const counted = ['wres', 'wdes', 'medical-wres', 'disparity-ratio', 'model-employer'];
for (const [name, standards] of [
  ['board', [...counted, 'turnover', 'bank-wres']],
  ['publish', counted],
] as const)
  t.test(`${name}: words and drawings say what the released figures say`, async (t) => {
    const policy = packagePolicy(name);
    const released = await release(await count(extract, library, { policy, standards }), policy);
    t.equal(released.refused, undefined);
    const told = JSON.parse(JSON.stringify(released)) as Released<Run>;
    const [own, again] = [reportDocument(released, {}), reportDocument(told, {})];
    t.ok((await html(own)) === (await html(again)), 'the report is made of the JSON');
    // PDF, Word and the workbook are made of the document alone (test/report/formats.test.ts).
    t.ok(JSON.stringify(own) === JSON.stringify(again), 'and so is the document of every format');
    const drawn = [...new Set(released.results.filter((r) => chartKind(r)).map((r) => r.indicator))];
    for (const indicator of drawn)
      for (const trend of [{}, { trend: true }] as const) {
        const spec = (run: Released<Run>): string => {
          try {
            return JSON.stringify(chartSpec(run, { indicator, width: 'wide', ...trend }));
          } catch (error) {
            return String(error);
          }
        };
        t.ok(spec(released) === spec(told), `the chart of ${indicator} is made of the JSON`);
      }
    const more = told.results.flatMap((r) => {
      const left = unexplained(r);
      return left.length > 0 ? [`${r.indicator}: ${left.join(', ')} in: ${r.working}`] : [];
    });
    t.same(more, [], 'no sentence has a number of its own');
    t.ok(
      told.results.some((r) => r.value.status === 'suppressed' && !/\d/.test(r.working)),
      'what is suppressed is said without numbers',
    );
  });

t.test('a number of its own is found', async (t) => {
  const policy = packagePolicy('board');
  const { results } = await release(await count(extract, library, { policy, standards: ['wres'] }), policy);
  const shown = results.find((r) => r.indicator === 'wres.1' && r.value.status === 'ok') as Result;
  t.same(unexplained(shown), []);
  t.same(unexplained({ ...shown, working: `${shown.working} Of these, 4321 are new.` }), ['4321']);
});
