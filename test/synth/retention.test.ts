import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import t from 'tap';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import type { Result } from '../../src/release/result.js';
import { packagePolicy } from '../../src/standard/node.js';
import { type SynthTable, synthesise, writeCsv } from '../../src/synth/index.js';
import { library } from '../turnover/given.js';

const core = ['absence', 'agency', 'exit-interviews', 'stay-interviews', 'flexible-working', 'retention-survey'];
const text = (value: unknown): string => JSON.stringify(value);

t.test('the tables of a retention programme come on top and change no other', async (t) => {
  const [plain, more] = [false, true].map((retention) => synthesise({ seed: 4, staff: 200, retention }));
  t.ok(text(more!.tables.slice(0, plain!.tables.length)) === text(plain!.tables));
  t.same(
    more!.tables.slice(plain!.tables.length).map((x) => x.table),
    core,
  );
});

t.test('the retention core set of a synthetic trust is what its printed tables add up to', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'retention-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  const trust = synthesise({ seed: 31, staff: 700, retention: true });
  const written = await writeCsv(trust.sheets, folder);
  const wanted = written.filter((p) =>
    /staff in post|leaver|starter|absence|agency|interview|flexible|retention/i.test(basename(p)),
  );
  const extract = await readExtract(
    wanted.map((path) => ({ name: basename(path), path })),
    { lists: library.lists },
  );
  t.same(
    extract.issues.filter((i) => i.severity === 'error').map((i) => i.id),
    [],
  );
  const { results } = await evaluate(extract, library, {
    standards: ['retention'],
    years: 1,
    policy: packagePolicy('internal'),
  });
  const whole = (indicator: string, breakdown = {}): Result =>
    results.find(
      (r) =>
        r.indicator === `retention.${indicator}` &&
        text(r.breakdown) === text(breakdown) &&
        r.parts[0]?.group === 'all',
    ) as Result;
  const rows = (table: string) => (trust.tables.find((x) => x.table === table) as SynthTable).rows;
  const inYear = (row: (typeof trust.tables)[0]['rows'][0], header: string): boolean => {
    const { day } = row[header] as { day: number };
    return day > Date.UTC(2024, 2, 31) / 864e5 && day <= Date.UTC(2025, 2, 31) / 864e5;
  };
  const year = rows('absence').filter((r) => inYear(r, 'Month'));
  const sum = (some: readonly (typeof year)[0][], header: string): number =>
    some.reduce((n, r) => n + Number(r[header] ?? 0), 0);
  const away = year.filter((r) => r['Absence Category'] === 'Sickness');
  t.ok(
    year.some((r) => r['Absence Category'] === 'Maternity'),
    'there is absence that is no sickness',
  );
  const near = (found: Result, expected: number, what: string) =>
    t.ok(found?.value.status === 'ok' && Math.abs(found.value.value - expected) < 1e-9, `${what}: ${expected}`);
  const rate = sum(away, 'FTE Days Lost') / sum(year, 'FTE Days Available');
  near(whole('sickness'), rate, 'days lost to sickness over days available');
  t.ok(rate > 0.03 && rate < 0.07, `${rate}`);
  t.equal((whole('sickness').series as unknown as { points: unknown[] }).points.length, 24, 'two years by month');

  const spent = rows('agency').filter((r) => inYear(r, 'Month'));
  near(whole('agency-spend'), sum(spent, 'Agency Spend') / sum(spent, 'Pay Bill'), 'agency spend');

  const asked = rows('flexible-working').filter((r) => inYear(r, 'Request Date'));
  const decided = asked.filter((r) => /^(Approved|Refused)/.test(String(r.Outcome)));
  const approved = decided.filter((r) => /^Approved/.test(String(r.Outcome)));
  near(whole('flexible-working'), approved.length / decided.length, 'requests approved');
  t.ok(whole('exit-interviews').value.status === 'ok');
  t.ok(whole('stay-interviews').value.status === 'ok');

  const last = rows('retention-survey').filter((r) => r.Wave === '2024-12');
  const share = (group: string): number => {
    const row = last.find((r) => r.Group === group && String(r.Question).startsWith('I can work'))!;
    return Number(row.Count) / Number(row.Respondents);
  };
  const gap = results.find(
    (r) => r.breakdown.wave === '2024-12' && r.breakdown.question === 'I can work flexibly when I need to',
  ) as Result;
  near(gap, 100 * (share('BME') - share('White')), 'survey gap');
});
