import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { count } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { loadLibrary } from '../../src/library.js';
import { release } from '../../src/release/release.js';
import type { Result, Run } from '../../src/release/result.js';
import { packageRoot } from '../../src/root.js';
import { packagePolicy } from '../../src/standard/node.js';
import { checkPolicy, type Policy } from '../../src/standard/policy.js';
import { synthesise, writeWorkbook } from '../../src/synth/index.js';

/** Every policy that comes with the engine, over one whole synthetic trust: what each rule says, read from the released results alone. */

const folder = mkdtempSync(join(tmpdir(), 'presets-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));
const library = await loadLibrary();
const path = join(folder, 'trust.xlsx');
await writeWorkbook(synthesise({ seed: 23, staff: 300, trust: 1, messy: false }).sheets, path);
const extract = await readExtract([{ name: 'trust.xlsx', path }], {});
const standards = ['wres', 'wdes', 'model-employer', 'disparity-ratio'];
const counted = await count(extract, library, { policy: packagePolicy('board'), standards, years: 1 });

const examples = join(packageRoot, 'src/release/policies/examples');
const policies = [
  ...['internal', 'board', 'publish'].map((name) => packagePolicy(name)),
  ...readdirSync(examples).map((f) => checkPolicy(readFileSync(join(examples, f), 'utf8'), f).policy as Policy),
];

const isMember = (r: Result, of: string | undefined): boolean =>
  /^(wres\.9|wdes\.10)$/.test(r.indicator) && of === 'board';
const hiddenIn = (run: Run): number => JSON.stringify(run.results).split('"why":"disclosure"').length - 1;

for (const policy of policies)
  t.test(`policy ${policy.name}`, async (t) => {
    const run = JSON.parse(JSON.stringify(await release(counted, policy))) as Run;
    t.equal(run.refused, undefined);
    t.equal(run.secondary, policy.secondary && policy.hide ? 'applied' : 'not applied');
    const small: unknown[] = [];
    const unrounded: unknown[] = [];
    const onFew: unknown[] = [];
    for (const r of run.results) {
      if (r.source === 'survey' || r.unit === 'score') continue;
      const years = r.indicator === 'wdes.3' || r.indicator.startsWith('wdes.capability') ? 2 : 1;
      for (const p of r.parts) {
        if (p.of === 'survey' || isMember(r, p.of)) continue;
        for (const n of [typeof p.n === 'number' ? p.n * years : p.n, p.base]) {
          if (typeof n !== 'number') continue;
          if (policy.hide && n >= policy.hide.from && n <= policy.hide.to) small.push([r.indicator, r.breakdown, p]);
          if (policy.roundTo && n % policy.roundTo !== 0) unrounded.push([r.indicator, r.breakdown, p]);
        }
        const few = policy.minimumBase && typeof p.base === 'number' && p.base > 0 && p.base < policy.minimumBase;
        if (few && typeof p.rate === 'number') onFew.push([r.indicator, r.breakdown, p]);
      }
    }
    t.same(small, [], 'no number the policy hides is shown');
    t.same(unrounded, [], 'every number is rounded as the policy says');
    t.same(onFew, [], 'no rate on fewer people than the policy asks for');
    if (policy.hide) t.ok(hiddenIn(run) > 0);
    else t.equal(hiddenIn(run), 0);
  });

t.test(
  'members of a board are known by name: the policy board shows WRES 9 whole, and of WDES 10 differences only',
  async (t) => {
    const run = await release(counted, packagePolicy('board'));
    const boardOf = (indicator: string) =>
      run.results.filter((r) => r.indicator === indicator).flatMap((r) => r.parts.filter((p) => p.of === 'board'));
    t.ok(boardOf('wres.9').every((p) => typeof p.n === 'number' && typeof p.base === 'number'));
    t.ok(boardOf('wdes.10').length > 0);
    t.notOk(boardOf('wdes.10').some((p) => typeof p.n === 'number' || typeof p.base === 'number'));
    const published = await release(counted, packagePolicy('publish'));
    for (const r of published.results.filter((r) => r.indicator === 'wres.9'))
      for (const p of r.parts)
        t.ok(typeof p.n !== 'number' || p.n === 0 || p.n > 7, 'publish treats them like anybody');
  },
);

t.test('no rate, and nothing made of one, on fewer people than a minimum; the counts stay', async (t) => {
  const board = packagePolicy('board');
  const run = await release(counted, { ...board, minimumBase: 40 });
  const band = run.results.filter(
    (r) =>
      r.indicator === 'model-employer' &&
      typeof r.parts[0]?.base === 'number' &&
      r.parts[0].base > 0 &&
      r.parts[0].base < 40,
  );
  t.ok(band.length > 0, `${band.length} bands of fewer than 40`);
  for (const r of band) {
    t.not(r.value.status, 'ok');
    for (const f of [r.share, r.representation, r.difference]) t.not(typeof f, 'number');
    t.notMatch(r.working, /\d/);
  }
});
