import { cube } from '../../src/core/cube.js';
import type { CountedRow, CountedRun, CountRef } from '../../src/release/counted.js';
import { checkPolicy, type Policy } from '../../src/standard/policy.js';

/** Cells of people (or events), each with the groups it is in. */
export type Cells = readonly (readonly [Readonly<Record<string, string>>, number])[];

export interface Given {
  readonly staff: Cells;
  /** Breakdowns of the share of BME staff; the whole first. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** Events of WRES 3, and the breakdowns of its ratio. */
  readonly events?: Cells;
  readonly ratioRows?: readonly Readonly<Record<string, string>>[];
  readonly eventYears?: number;
}

export const groups = ['white', 'bme', 'unknown'] as const;

const whereOf = (breakdown: Readonly<Record<string, string>>, group?: string): CountRef['where'] => ({
  ...Object.fromEntries(
    Object.entries(breakdown).map(([d, g]) => [d, g === 'consultant' ? ['consultant', 'senior-medical-manager'] : [g]]),
  ),
  ...(group ? { ethnicity: [group] } : {}),
});

const shared = {
  title: '',
  edition: '2025',
  period: { from: '2024-04-01', to: '2025-03-31' },
  method: 'standard',
  unverified: [],
  engine: 'memory',
  years: 1,
  judgement: {
    band: [0.8, 1.25],
    fewPeople: 10,
    fewEvents: 5,
    boardFewMembers: 10,
    boardFewOfGroup: 5,
    confidence: 0.95,
  },
  words: { people: 'staff', happened: 'entered the process', toHappen: 'to enter the process' },
} as const;

/** A counted run of hand-made tables: WRES 1 by the rows given and, with events, WRES 3. */
export function runOf({ staff, rows, events, ratioRows = [{}], eventYears = 1 }: Given): CountedRun {
  const dims = (cells: Cells): string[] => [...new Set(cells.flatMap(([key]) => Object.keys(key)))];
  const made = (cells: Cells) =>
    cube(
      dims(cells),
      'people',
      cells.filter(([, n]) => n > 0).map(([key, n]) => ({ key, n })),
    );
  const share = (breakdown: Readonly<Record<string, string>>): CountedRow => ({
    ...shared,
    indicator: 'wres.1',
    unit: 'share',
    figure: 'share-of-row',
    compared: { dimension: 'ethnicity', over: 'bme' },
    breakdown,
    groups: groups.map((group) => ({
      group,
      n: { cube: 'wres.1/staff', where: whereOf(breakdown, group) },
      base: { cube: 'wres.1/staff', where: whereOf(breakdown) },
    })),
    workforce: {
      n: { cube: 'wres.1/staff', where: whereOf({}, 'bme') },
      base: { cube: 'wres.1/staff', where: {} },
    },
  });
  const ratio = (breakdown: Readonly<Record<string, string>>): CountedRow => ({
    ...shared,
    indicator: 'wres.3',
    unit: 'ratio',
    figure: 'relative-likelihood',
    compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
    breakdown,
    years: eventYears,
    period: { from: `${2025 - eventYears}-04-01`, to: '2025-03-31' },
    groups: groups.map((group) => ({
      group,
      n: { cube: 'wres.3/cases', where: whereOf(breakdown, group) },
      base: { cube: 'wres.1/staff', where: whereOf(breakdown, group) },
    })),
  });
  return {
    organisation: 'RXX',
    input: { sha256: 'none', rows: staff.reduce((n, [, k]) => n + k, 0) },
    cubes: {
      'wres.1/staff': { cube: made(staff), years: 1 },
      ...(events ? { 'wres.3/cases': { cube: made(events), years: eventYears } } : {}),
    },
    rows: [...rows.map(share), ...(events ? ratioRows.map(ratio) : [])],
    issues: [],
    reconciliation: [],
    choices: [],
  };
}

/** A policy from its values, each a project decision. */
export function policyOf(values: Readonly<Record<string, unknown>>): Policy {
  const dated = Object.entries({ rates: 'exact', secondary: true, ...values })
    .map(
      ([name, value]) =>
        `${name}: { value: ${JSON.stringify(value)}, source: { title: project decision }, verified: false }`,
    )
    .join('\n');
  const { policy, problems } = checkPolicy(`policy: ours\ntitle: Ours\ndated: 2026-11-21\n${dated}\n`, 'ours.yaml');
  if (!policy) throw new Error(JSON.stringify(problems));
  return policy;
}

/** What is shown of a row, by group: `w 12, b *, u *; all 17`, so that a test can say it in one line. */
export const shown = (n: unknown): string => (typeof n === 'number' ? String(n) : '*');
