import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { count } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { loadLibrary } from '../../src/library.js';
import type { CountedRun } from '../../src/release/counted.js';
import { parseLedger } from '../../src/release/ledger.js';
import { release } from '../../src/release/release.js';
import type { Result, Run } from '../../src/release/result.js';
import { resolveEdition } from '../../src/standard/choose.js';
import { packagePolicy } from '../../src/standard/node.js';
import type { Policy } from '../../src/standard/policy.js';
import type { ListEntry } from '../../src/standard/types.js';
import { type SynthSheet, synthesise, synthesiseTrusts, writeWorkbook } from '../../src/synth/index.js';
import { attack, type Knowledge } from './attacker.js';
import { loadHighs } from './highs.js';
import { attackTurnover } from './turnover-attacker.js';

const library = await loadLibrary();
const highs = await loadHighs();
const folder = mkdtempSync(join(tmpdir(), 'attack-'));
t.teardown(() => rmSync(folder, { recursive: true, force: true }));

/** The bands of each cluster, as anybody can read in the standard. */
const edition = resolveEdition(library.editions, 'wdes', '2025');
const clusters = Object.fromEntries(
  (
    [
      ['non-clinical', 'clusters-of-bands'],
      ['clinical', 'clusters-of-bands'],
      ['medical', 'clusters-of-grades'],
    ] as const
  ).flatMap(([block, list]) => {
    const own = edition.indicators['wdes.1']?.[list] ?? edition.parameters[list];
    return ((own?.value ?? []) as readonly Exclude<ListEntry, string>[]).map((e) => [`${block} ${e.id}`, e.groups]);
  }),
) as Record<string, readonly string[]>;

const tiers = Object.fromEntries(
  (
    (resolveEdition(library.editions, 'disparity-ratio', '2021').parameters.tiers?.value ?? []) as readonly Exclude<
      ListEntry,
      string
    >[]
  ).map((e) => [e.id, e.groups]),
) as Record<string, readonly string[]>;

/** The staff sheets with the day each bank worker last worked, which the synthetic ones lack: nine of ten within the half year before. */
const withShifts = (sheets: readonly SynthSheet[]): readonly SynthSheet[] =>
  sheets.map((sheet) => {
    if (sheet.table !== 'staff') return sheet;
    const day = /\d+-[A-Z]+-\d+/.exec(sheet.name)?.[0] as string;
    const category = sheet.columns.findIndex((c) => c.header === 'Assignment Category');
    const rows = sheet.rows.map((row, i) => {
      if (row.kind === 'header') return { ...row, cells: [...row.cells, 'Last Worked Date'] };
      if (row.kind !== 'data') return row;
      const worked = /bank/i.test(String(row.cells[category])) && i % 10 > 0 ? day : '';
      return { ...row, cells: [...row.cells, worked] };
    });
    return { ...sheet, columns: [...sheet.columns, { header: 'Last Worked Date', isDate: false }], rows };
  });

type Kind = 'bank' | 'retention' | 'several';
async function trust(seed: number, staff: number, kind?: Kind) {
  const options = { seed, staff, messy: false, ...(kind === 'retention' ? { retention: true } : {}) };
  const made =
    kind === 'several' ? [...synthesiseTrusts({ ...options, trusts: 3 })] : [synthesise({ ...options, trust: 1 })];
  const files = made.map((_, i) => ({ name: `${i}.xlsx`, path: join(folder, `${seed}-${staff}-${kind}-${i}.xlsx`) }));
  for (const [i, { sheets }] of made.entries())
    await writeWorkbook(kind === 'bank' ? withShifts(sheets) : sheets, files[i]!.path);
  return await readExtract(files, {});
}

function expectSafe(t: Test, run: Run, knowledge: Knowledge): void {
  const attacker = attack(highs, run, knowledge);
  t.same(attacker.leaks, [], 'no figure is made of a hidden count');
  t.ok(attacker.feasible(), 'what the attacker takes for granted is so');
  const found = attacker.candidates();
  t.ok(found.length > 0, `${found.length} counts are hidden`);
  const open = found.filter(({ values }) => values.length < 3);
  t.same(open, [], 'every hidden count can still be three numbers or more');
  attacker.done();
}

function expectSafeTurnover(t: Test, run: Run, knowledge: Knowledge): void {
  const attacker = attackTurnover(highs, run, knowledge);
  t.same(attacker.leaks, [], 'no figure of turnover is made of a hidden count');
  t.ok(attacker.feasible(), 'what the attacker takes for granted of turnover is so');
  const found = attacker.candidates();
  t.ok(found.length > 0, `${found.length} counts of turnover are hidden`);
  t.same(
    found.filter(({ values }) => values.length < 3),
    [],
    'every hidden count of turnover can still be three numbers or more',
  );
  attacker.done();
}

const knowledgeUnder = {
  board: { neverZero: true, clusters, tiers, small: { from: 1, to: 4 } },
  publish: { neverZero: false, roundTo: 5, leastShown: 8, clusters, tiers },
} as const;

interface Case {
  readonly seed: number;
  readonly staff: number;
  readonly by?: readonly string[];
  readonly standards: readonly string[];
  readonly years?: number;
  readonly policy?: 'board' | 'publish';
  readonly kind?: Kind;
}
const known = [
  'wres',
  'wdes',
  'bank-wres',
  'medical-wres',
  'disparity-ratio',
  'model-employer',
  'turnover',
  'retention',
];
const cases: readonly Case[] = [
  { seed: 7, staff: 300, standards: known, kind: 'retention' },
  { seed: 31, staff: 1500, standards: ['bank-wres'], years: 2, kind: 'bank' },
  { seed: 16, staff: 1500, standards: ['wres', 'wdes', 'medical-wres'] },
  { seed: 5, staff: 300, by: ['staff-group'], standards: ['wres', 'model-employer', 'disparity-ratio'] },
  { seed: 11, staff: 300, by: ['band'], standards: ['wres', 'wdes', 'turnover'] },
  { seed: 13, staff: 500, by: ['sex', 'working-time'], standards: ['wres', 'wdes'] },
  { seed: 19, staff: 400, by: ['ethnicity-5'], standards: ['wres'] },
  { seed: 23, staff: 400, standards: ['wres', 'model-employer'], years: 3 },
  { seed: 3, staff: 120, standards: ['wres'], kind: 'several' },
  { seed: 29, staff: 500, standards: ['wres', 'wdes', 'disparity-ratio'], policy: 'publish' },
  { seed: 22, staff: 400, standards: ['turnover'], policy: 'publish' },
];

async function countedFor({ seed, staff, by = [], years = 1, standards, policy: name = 'board', kind }: Case) {
  const several = kind === 'several' ? { rollUp: { levels: ['organisation'] as const } } : {};
  const policy = packagePolicy(name);
  return await count(await trust(seed, staff, kind), library, { policy, by, years, standards, ...several });
}
/** What a reader holds: the JSON, and nothing that was in memory beside it. */
const told = (run: Run): Run => JSON.parse(JSON.stringify(run)) as Run;

for (const c of cases) {
  const { seed, staff, by = [], standards, policy: name = 'board', kind } = c;
  const whose = kind === 'several' ? 'each of three organisations and all of them' : by.join(', ') || 'its own rows';
  t.test(`${name}: a whole report of ${staff} staff by ${whose}, seed ${seed}: ${standards.join(', ')}`, async (t) => {
    const run = told(await release(await countedFor(c), packagePolicy(name)));
    t.equal(run.refused, undefined);
    t.equal(run.secondary, 'applied');
    const counted = run.results.filter((r) => /^(ok|suppressed)/.test(r.value.status));
    if (kind === 'bank') t.ok(counted.length > 10, 'bank workers are counted');
    if (kind === 'several')
      t.ok(
        counted.some((r) => r.breakdown.organisation),
        'organisations are apart',
      );
    if (!standards.every((s) => s === 'turnover')) expectSafe(t, run, knowledgeUnder[name]);
    if (standards.includes('turnover')) expectSafeTurnover(t, run, knowledgeUnder[name]);
  });
}

const questions: readonly Case[] = [
  { seed: 41, staff: 250, standards: ['wres'] },
  { seed: 41, staff: 250, by: ['sex'], standards: ['wres'] },
  { seed: 41, staff: 250, by: ['staff-group'], standards: ['wres'] },
];
const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

const askedInTurn: CountedRun[] = [];
async function questionsCounted(): Promise<readonly CountedRun[]> {
  if (askedInTurn.length === 0) for (const question of questions) askedInTurn.push(await countedFor(question));
  return askedInTurn;
}

/** Three releases one after the other, read as one. */
async function oneAfterTheOther(policy: Policy, keepLedger: boolean): Promise<Run> {
  let text = '';
  const runs: Run[] = [];
  for (const counted of await questionsCounted()) {
    const keep = (line: string): void => {
      text += line;
    };
    const ledger = keepLedger ? { ledger: { past: parseLedger(text), hash, keep } } : {};
    runs.push(told(await release(counted, policy, ledger)));
  }
  return { ...runs[0]!, reconciliation: [], results: runs.flatMap((r) => r.results) };
}
t.test('three releases by one ledger are safe as one', async (t) => {
  const run = await oneAfterTheOther(packagePolicy('board'), true);
  t.ok(run.results.some((r) => r.breakdown['staff-group']));
  expectSafe(t, run, knowledgeUnder.board);
});

const unprotected = { ...packagePolicy('board'), secondary: false };
/** Hidden numbers that only one value is left for. */
function opened(t: Test, run: Run, how: typeof attack | typeof attackTurnover): readonly string[] {
  const attacker = how(highs, run, knowledgeUnder.board);
  t.ok(attacker.feasible());
  const found = attacker.candidates().filter(({ values }) => values.length === 1);
  attacker.done();
  return found.map(({ name }) => name);
}

t.test('the attacker opens what has no complements hidden', async (t) => {
  const open = async (c: Case, how: typeof attack | typeof attackTurnover = attack) =>
    opened(t, told(await release(await countedFor(c), unprotected)), how);
  t.ok((await open({ seed: 7, staff: 300, standards: ['turnover'] }, attackTurnover)).length > 0, 'turnover');
  const sex = await open({ seed: 13, staff: 300, by: ['sex'], standards: ['wres'] });
  t.ok(
    sex.some((name) => name.includes('sex=')),
    'by sex',
  );
  const several = await open({ seed: 3, staff: 120, standards: ['wres'], kind: 'several' });
  t.ok(
    several.some((name) => name.includes('organisation=')),
    'by organisation',
  );
  const without = await oneAfterTheOther(packagePolicy('board'), false);
  t.ok(opened(t, without, attack).length > 0, 'releases one after the other without a ledger');
});

t.test('the attacker sees figures that say more than they may', async (t) => {
  const run = told(
    await release(
      await countedFor({ ...cases[0]!, years: 1, standards: ['retention', 'turnover'] }),
      packagePolicy('board'),
    ),
  );
  const changed = (which: (r: Result) => boolean, change: (r: Result) => Result): Run => {
    const at = run.results.findIndex(which);
    t.ok(at >= 0, 'there is such a figure');
    return { ...run, results: run.results.map((r, i) => (i === at ? change(r) : r)) };
  };
  const leaksOf = (of: Run, how: typeof attack | typeof attackTurnover = attack): readonly string[] => {
    const attacker = how(highs, of, knowledgeUnder.board);
    attacker.done();
    return attacker.leaks;
  };
  t.same(leaksOf(run), []);
  const profile = changed(
    (r) => r.indicator === 'retention.workforce-profile' && r.value.status === 'ok' && r.value.value > 0,
    (r) => ({ ...r, value: { status: 'ok', value: 1.031 * (r.value as { readonly value: number }).value + 0.02 } }),
  );
  t.match(leaksOf(profile), [/made of other numbers than are shown/], 'a ratio of exact counts');
  t.same(leaksOf(run, attackTurnover), []);
  const fte = changed(
    (r) => r.basis === 'fte' && r.parts.some((p) => p.group === 'white' && typeof p.n !== 'number'),
    (r) => ({ ...r, parts: r.parts.map((p) => (p.group === 'white' ? { ...p, n: 3.2 } : p)) }),
  );
  t.match(leaksOf(fte, attackTurnover), [/^FTE of white/], 'FTE of a group whose number is hidden');
  const totals = {
    ...run,
    reconciliation: run.reconciliation.map((r) => ({ ...r, read: 900, counted: 800, merged: 0 })),
  };
  t.notOk(attack(highs, totals, knowledgeUnder.board).feasible(), 'totals are added up');
});
