import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Test } from 'tap';
import { resolveLists } from '../../schemas/lists.js';
import { parseIso } from '../../src/core/dates.js';
import type { CountRequest } from '../../src/core/request.js';
import { memoryCounter } from '../../src/count/memory.js';
import { engines, evaluate, loadLibrary, resultsJson } from '../../src/index.js';
import { readOrganisations } from '../../src/organisations.js';

// Three trusts at two month-ends. Band 5, administrative: RAA has 4 White and 1 Indian, RBB 1 and 3, RCC 2 and 2; a month before everybody was White. The number 30000001 is of
// RAA and of RBB: one person with two employers, who is two.
const [earlier, last] = ['2025-02-28', '2025-03-31'];
const ethnic: Readonly<Record<string, string>> = { RAA: 'AAAAH', RBB: 'AHHH', RCC: 'AAHH' };
export const trusts = Object.keys(ethnic);
const first: Readonly<Record<string, number>> = { RAA: 30_000_001, RBB: 30_000_001, RCC: 30_000_021 };
// As a warehouse that keeps everything as text writes them; of 31 February nothing is known.
const ftes = ['0.80', '0,5', '1', ' 1.00', '.25'];
const hired = ['2015-01-31', '31/01/2015', '01-Feb-2015', '2016-02-29 00:00', '31/02/2016'];
export const headers = [
  'Organisation',
  'Employee Number',
  'Assignment Number',
  'Primary Assignment',
  'Assignment Category',
  'Staff Group',
  'Pay Scale',
  'FTE',
  'Ethnic Origin',
  'Latest Hire Date',
  'Snapshot Date',
] as const;
/** The rows of a trust at a month-end. */
export const rowsOf = (trust: string, day: string): readonly (readonly string[])[] =>
  [...ethnic[trust]!].map((e, i) => {
    const who = String(first[trust]! + i);
    const code = day === last ? e : 'A';
    return [
      trust,
      who,
      who,
      i % 2 ? 'N' : 'Y',
      'Permanent',
      'Administrative and Clerical',
      'Band 5',
      ftes[i]!,
      code,
      hired[i]!,
      day,
    ];
  });
export const days: readonly string[] = [earlier, last];
const csv = (rows: readonly (readonly string[])[]): string =>
  `${[headers, ...rows].map((r) => r.map((v) => `"${v}"`).join(',')).join('\n')}\n`;

const library = await loadLibrary();
const own = { ...library, indicators: library.indicators.filter((i) => i.id === 'wres.1') };
const places = await readOrganisations(
  'organisation,system,region\nRAA,North ICB,North\nRBB,North ICB,North\nRCC,South ICB,South\n',
  'places.csv',
);
if (places.status !== 'ok') throw new Error(places.reasons.join());
const { hierarchy } = places;
const { openRun } = await engines();
type Options = Parameters<typeof openRun>[2];

// FTE of people hired before and from 1 February 2015, and of those whose day nobody can read.
const fte: CountRequest = {
  id: 'x.1/fte',
  from: {
    one: 'staff',
    per: ['organisation', 'employeeNumber'],
    where: [{ rule: 'other-snapshot', keep: { column: 'snapshotDate', is: parseIso(last)! } }],
    first: [{ column: 'isPrimary', descending: true }],
    sum: ['fte'],
  },
  where: [],
  by: {
    hired: { column: 'hireDate', bins: [parseIso('2015-02-01')!], labels: ['before', 'since'], otherwise: 'unknown' },
    main: { cases: [{ when: { column: 'isPrimary', is: true }, gives: 'yes' }], otherwise: 'no' },
  },
  measure: 'fte',
};

async function figures(words: readonly string[], options: Options) {
  const opened = await openRun(words, own, options);
  const { engine, extract } = opened;
  try {
    const run = await evaluate(extract, own, {
      policy: library.policies.internal!,
      standards: ['wres'],
      years: 1,
      rollUp: { levels: ['organisation', 'system', 'region'], hierarchy },
      ...(engine ? { engine } : {}),
    });
    const lists = resolveLists(library.lists);
    const counter = engine?.counter(lists) ?? memoryCounter({ tables: extract.tables, lists });
    const { results } = JSON.parse(resultsJson(run)) as { results: Shown[] };
    return { results, fte: (await counter.count(fte)).cells };
  } finally {
    await opened.close();
  }
}
interface Shown {
  readonly breakdown: Readonly<Record<string, string>>;
  readonly organisation: string;
  readonly added?: { readonly people: string };
  readonly engine?: string;
  readonly input?: unknown;
  readonly parts: readonly { readonly group: string; readonly n: number; readonly base: number }[];
}

/** A folder with one Parquet file or CSV file of each trust and month, or one CSV file of everything. */
export async function trustFiles(kind: 'parquet' | 'csv' | 'whole', to: string): Promise<string> {
  const folder = join(to, kind);
  mkdirSync(folder);
  const { parquetFile } = await import('./parquet-file.js');
  if (kind === 'whole') {
    writeFileSync(join(folder, 'staff.csv'), csv(days.flatMap((d) => trusts.flatMap((o) => rowsOf(o, d)))));
    return folder;
  }
  for (const trust of trusts)
    if (kind === 'parquet')
      await parquetFile(join(folder, `${trust}.parquet`), [headers, ...days.flatMap((d) => rowsOf(trust, d))]);
    else for (const day of days) writeFileSync(join(folder, `${trust} Staff ${day}.csv`), csv(rowsOf(trust, day)));
  return folder;
}

const folder = mkdtempSync(join(tmpdir(), 'wee-trusts-'));
const memory = await figures([await trustFiles('whole', folder)], { engine: 'memory' });
rmSync(folder, { recursive: true, force: true });
const plain = ({ results }: typeof memory): string =>
  JSON.stringify(results.map(({ engine: _, input: __, ...rest }) => rest));

const named = headers.map((h) => h.toLowerCase().replaceAll(' ', '_'));
/**
 * The same rows as a warehouse keeps them that was not made for this: keys and codes padded to a length, marks as a letter or a number, FTE and days of hire as texts, the snapshot as a
 * moment.
 */
export function trustTable(kind: 'postgres' | 'clickhouse', of: readonly string[]): readonly string[] {
  const types =
    kind === 'postgres'
      ? 'organisation char(6), employee_number char(12), assignment_number varchar, primary_assignment char(3), assignment_category contract, staff_group text, pay_scale varchar(20), fte text, ethnic_origin char(4), latest_hire_date text, snapshot_date timestamp with time zone'
      : "organisation FixedString(6), employee_number FixedString(12), assignment_number Nullable(String), primary_assignment Int8, assignment_category Enum8('Permanent' = 1, 'Bank' = 2), staff_group String, pay_scale Nullable(String), fte String, ethnic_origin Nullable(FixedString(4)), latest_hire_date Nullable(String), snapshot_date DateTime";
  const rows = days.flatMap((d) => of.flatMap((o) => rowsOf(o, d)));
  const written = rows.map((r, n) => {
    const values = r.map((v, i) => {
      if (named[i] === 'snapshot_date') return `'${v} 12:00:00'`;
      return named[i] === 'primary_assignment' && kind === 'clickhouse' ? String(Number(v === 'Y')) : `'${v}'`;
    });
    return `(${n}, ${values.join(', ')})`;
  });
  return [
    ...(kind === 'postgres' ? ["create type contract as enum ('Permanent', 'Bank')"] : []),
    `create table padded_staff (n ${kind === 'postgres' ? 'bigint' : 'Int64'}, ${types})${kind === 'postgres' ? '' : ' engine = Memory'}`,
    `insert into padded_staff values ${written.join(', ')}`,
  ];
}
export const trustMapping = { staff: { relation: 'padded_staff', row: 'n' } };

/** What an engine says of the three trusts is what memory says, and what is worked out by hand. */
export async function saysOfTrusts(t: Test, words: readonly string[], options: Options): Promise<void> {
  const found = await figures(words, options);
  t.equal(plain(found), plain(memory), 'the figures are those of memory');
  // Hired before: 0.8 + 0.5 of RAA and as much of RBB and RCC; since: 1 + 1 of each; unreadable: 0.25 of RAA.
  t.same(found.fte, memory.fte);
  const of = (h: string): number => found.fte.filter((c) => c.key.hired === h).reduce((n, c) => n + c.n, 0);
  t.same([of('before'), of('since'), of('unknown')], [390_000, 600_000, 25_000], 'FTE in hundred-thousandths');
  // 0.8 and 1 of each trust are of main posts, and 0.25 of RAA.
  const main = found.fte.filter((c) => c.key.main === 'yes').reduce((n, c) => n + c.n, 0);
  t.equal(main, 565_000);
  const bme = (by: Readonly<Record<string, string>>): readonly [number, number] | undefined => {
    const row = found.results.find((r) => {
      const { organisation = '', system = '', region = '', ...rest } = r.breakdown;
      const place = { organisation, system, region };
      return rest.band === '5' && Object.entries(place).every(([k, v]) => v === (by[k] ?? ''));
    });
    const part = row?.parts.find((p) => p.group === 'bme');
    return part && [part.n, part.base];
  };
  t.same(
    [
      ...trusts.map((organisation) => bme({ organisation })?.[0]),
      ...['North ICB', 'South ICB'].map((system) => bme({ system })?.[0]),
      ...['North', 'South'].map((region) => bme({ region })?.[0]),
      bme({})?.[0],
    ],
    // 1 + 3 = 4 in the North, 2 in the South, 6 in all: 30000001 is a person of RAA and one of RBB.
    [1, 3, 2, 4, 2, 4, 2, 6],
    'sums of counts',
  );
  const whole = found.results.find((r) => r.added);
  t.match(whole?.added?.people, /a person with two employers is counted twice/);
}
