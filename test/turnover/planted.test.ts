import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import t from 'tap';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import type { Result } from '../../src/release/result.js';
import { packagePolicy } from '../../src/standard/node.js';
import { type Planted, synthesise, writeCsv } from '../../src/synth/index.js';
import { find, library } from './given.js';

/** A synthetic trust with a known pattern in who leaves, through reading, counting and the gate. */
async function run(seed: number, staff: number, planted: Planted): Promise<readonly Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'planted-'));
  try {
    const trust = synthesise({ seed, staff, planted });
    const tables = trust.sheets.filter((s) => ['staff', 'leavers', 'starters'].includes(s.table ?? ''));
    const written = await writeCsv(tables, folder);
    const extract = await readExtract(
      written.map((path) => ({ name: basename(path), path })),
      { lists: library.lists },
    );
    const found = await evaluate(extract, library, {
      standards: ['turnover'],
      years: 1,
      policy: packagePolicy('internal'),
    });
    return found.results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const evidence = (r: { readonly reading?: unknown } | undefined): unknown =>
  (r?.reading as { evidence?: string } | undefined)?.evidence;
const model = (results: readonly Result[]): Result =>
  results.find((r) => r.indicator === 'turnover.survival' && r.breakdown.model === 'adjusted') as Result;

for (const seed of [41, 42])
  t.test(`BME staff who leave at twice the rate within every band are found (trust of seed ${seed})`, async (t) => {
    const results = await run(seed, 2500, { bmeLeave: 2 });
    const whole = find(results, 'turnover.leaver-rate', {}, 'D1');
    t.equal(evidence(whole.rateRatio as never), 'difference shown', 'as they are');
    const held = whole.standardised as unknown as { value: { value: number }; interval: { value: [number, number] } };
    t.equal(evidence(held as never), 'difference shown', 'with band and staff group held equal');
    const [low, high] = held.interval.value;
    t.ok(low < 2 && high > 2, `${held.value.value} (${low} to ${high}) holds the planted 2`);
    t.equal(evidence(model(results)), 'difference shown', 'in the hazard model');
    const odds = model(results).interval as unknown as { value: [number, number] };
    t.ok(odds.value[0] < 2.1 && odds.value[1] > 1.9, JSON.stringify(odds.value));
  });

t.test(
  'BME staff who leave more only because band 5 does are not called different once band is held equal',
  async (t) => {
    const results = await run(43, 3500, { bands: { '5': 8 } });
    const whole = find(results, 'turnover.leaver-rate', {}, 'D1');
    t.equal(evidence(whole.rateRatio as never), 'difference shown', 'as they are, there is a difference');
    const held = whole.standardised as unknown as { value: { value: number }; interval: { value: [number, number] } };
    t.equal(evidence(held as never), 'no clear difference', JSON.stringify(held));
    t.ok(held.interval.value[0] < 1 && held.interval.value[1] > 1);
    t.equal(evidence(model(results)), 'no clear difference', JSON.stringify(model(results).value));
  },
);
