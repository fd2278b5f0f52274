import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { count } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { loadLibrary } from '../../src/library.js';
import { release } from '../../src/release/release.js';
import type { Run } from '../../src/release/result.js';
import { resolveEdition } from '../../src/standard/choose.js';
import { packagePolicy } from '../../src/standard/node.js';
import type { ListEntry } from '../../src/standard/types.js';
import { type SynthSheet, synthesise, writeWorkbook } from '../../src/synth/index.js';
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

async function trust(seed: number, staff: number, bank = false) {
  const path = join(folder, `${seed}-${staff}-${bank}.xlsx`);
  const { sheets } = synthesise({ seed, staff, trust: 1, messy: false });
  await writeWorkbook(bank ? withShifts(sheets) : sheets, path);
  return await readExtract([{ name: 'trust.xlsx', path }], {});
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

interface Case {
  readonly seed: number;
  readonly staff: number;
  readonly by?: readonly string[];
  /** Every standard the attacker knows, unless a narrower run is quicker and shows as much. */
  readonly standards?: readonly string[];
  readonly years?: number;
  readonly policy?: 'board' | 'publish';
  readonly bank?: boolean;
}
const known = ['wres', 'wdes', 'bank-wres', 'medical-wres', 'disparity-ratio', 'model-employer', 'turnover'];
const knowledgeUnder = {
  board: { neverZero: true, clusters, tiers, small: { from: 1, to: 4 } },
  publish: { neverZero: false, roundTo: 5, leastShown: 8, clusters, tiers },
} as const;
const cases: readonly Case[] = [
  { seed: 7, staff: 500 },
  { seed: 31, staff: 2500, standards: ['bank-wres'], bank: true },
  { seed: 16, staff: 3000, standards: ['wres', 'wdes', 'medical-wres'], years: 1 },
  { seed: 5, staff: 800, by: ['staff-group'], standards: ['wres', 'model-employer', 'disparity-ratio'], years: 1 },
  { seed: 11, staff: 500, by: ['band'], standards: ['wres', 'wdes', 'turnover'], years: 1 },
  { seed: 13, staff: 800, by: ['sex', 'working-time'], standards: ['wres', 'wdes'], years: 1 },
  { seed: 19, staff: 400, by: ['ethnicity-5'], standards: ['wres'], years: 1 },
  { seed: 23, staff: 400, standards: ['wres', 'wdes'], years: 3 },
  { seed: 29, staff: 500, standards: ['wres', 'wdes', 'disparity-ratio'], years: 1, policy: 'publish' },
];
for (const { seed, staff, by = [], years = 2, standards = known, policy: name = 'board', bank = false } of cases)
  t.test(`${name}: a whole report of ${staff} staff by ${by.join(', ') || 'its own rows'}, seed ${seed}`, async (t) => {
    const policy = packagePolicy(name);
    const run = await count(await trust(seed, staff, bank), library, { policy, by, years, standards });
    const released = await release(run, policy);
    t.equal(released.secondary, 'applied');
    if (bank)
      t.ok(
        released.results.filter((r) => /^(ok|suppressed)/.test(r.value.status)).length > 10,
        'bank workers are counted',
      );
    const told = JSON.parse(JSON.stringify(released)) as Run;
    expectSafe(t, told, knowledgeUnder[name]);
    if (standards.includes('turnover')) expectSafeTurnover(t, told, knowledgeUnder[name]);
  });

t.test('the attacker opens a report of turnover whose complements are shown', async (t) => {
  const policy = { ...packagePolicy('board'), secondary: false };
  const run = await count(await trust(7, 800), library, { policy, standards: ['turnover'], years: 1 });
  const attacker = attackTurnover(highs, (await release(run, policy)) as unknown as Run, knowledgeUnder.board);
  t.ok(attacker.feasible());
  t.ok(attacker.candidates().some(({ values }) => values.length === 1));
  attacker.done();
});
