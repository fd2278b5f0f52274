import { type Figure, notSupplied, ok, suppressed, undefinedBecause } from '../../src/core/outcome.js';
import type { Interval, Part, Released, Result, Run } from '../../src/release/result.js';

/** A hand-made run of invented figures for tests: only here may something be called released that has not been through the gate. */
export const released = (run: Run): Released<Run> => run as Released<Run>;

const common = {
  edition: '2025',
  organisation: 'RXX',
  period: { from: '2024-04-01', to: '2025-03-31' },
  method: 'standard',
  engine: 'memory',
  input: { sha256: 'a3f1c2d4e5b60718293a4b5c6d7e8f901112131415161718191a1b1c1d1e1f20', rows: 8912 },
  working: '',
} as const;

const rate = (n: number, base: number): Figure => (base === 0 ? undefinedBecause('no-group-members') : n / base);
const part = (group: string, n: number, base: number, of?: 'board' | 'workforce'): Part => ({
  group,
  ...(of ? { of } : {}),
  n,
  base,
  rate: rate(n, base),
});

/** Wilson's interval, 95%, as the standard's default for a share. */
function wilson(n: number, base: number): Interval {
  const z = 1.959963984540054;
  const p = n / base;
  const middle = (p + (z * z) / (2 * base)) / (1 + (z * z) / base);
  const half = (z / (1 + (z * z) / base)) * Math.sqrt((p * (1 - p)) / base + (z * z) / (4 * base * base));
  return { status: 'ok', value: [middle - half, middle + half], level: 0.95, method: 'wilson' };
}

const WORKFORCE = { white: 5448, bme: 2226, unknown: 292, all: 7966 } as const;
const reference = WORKFORCE.bme / WORKFORCE.all;

/** A row of WRES 1 from White, BME and unknown; without counts (`hidden`) only the number of staff is known. */
function share(breakdown: Record<string, string>, white: number, bme: number, unknown: number): Result {
  const all = white + bme + unknown;
  const base = {
    ...common,
    indicator: 'wres.1',
    breakdown,
    unit: 'share' as const,
    compared: { dimension: 'ethnicity', over: 'bme' },
    parts: [part('white', white, all), part('bme', bme, all), part('unknown', unknown, all)],
    reference,
    unverified: ['clinical-split'],
    unknownShare: rate(unknown, all),
  };
  if (all === 0) {
    const why = undefinedBecause('no-group-members');
    return { ...base, value: why, interval: why, reading: why, difference: why };
  }
  const interval = wilson(bme, all);
  const [lo, hi] = (interval as { value: readonly [number, number] }).value;
  const difference = (bme / all - reference) * 100;
  const size = `${Math.abs(Math.round(difference * 10) / 10).toFixed(1)} points ${difference < 0 ? 'below' : 'above'} the workforce`;
  const shown = lo > reference || hi < reference;
  return {
    ...base,
    value: ok(bme / all),
    interval,
    difference,
    reading: { size, evidence: all < 10 ? 'too few to judge' : shown ? 'difference shown' : 'no clear difference' },
  };
}

const hiddenShare = (breakdown: Record<string, string>, all: number): Result => ({
  ...share(breakdown, all, 0, 0),
  value: suppressed,
  interval: suppressed,
  reading: suppressed,
  difference: suppressed,
  unknownShare: suppressed,
  parts: ['white', 'bme', 'unknown'].map((group) => ({ group, n: suppressed, base: all, rate: suppressed })),
});

const band = (block: string, id: string, w: number, b: number, u: number): Result =>
  share({ block, band: id }, w, b, u);
const grade = (id: string, w: number, b: number, u: number): Result => share({ block: 'medical', grade: id }, w, b, u);

const wres1: readonly Result[] = [
  share({}, WORKFORCE.white, WORKFORCE.bme, WORKFORCE.unknown),
  share({ block: 'non-clinical' }, 1790, 522, 72),
  band('non-clinical', 'under-1', 15, 9, 0),
  band('non-clinical', '1', 0, 0, 0),
  band('non-clinical', '2', 412, 196, 24),
  band('non-clinical', '3', 388, 122, 18),
  band('non-clinical', '4', 296, 71, 12),
  band('non-clinical', '5', 188, 41, 7),
  band('non-clinical', '6', 152, 29, 6),
  band('non-clinical', '7', 121, 19, 5),
  band('non-clinical', '8a', 84, 11, 0),
  band('non-clinical', '8b', 52, 6, 0),
  band('non-clinical', '8c', 38, 6, 0),
  band('non-clinical', '8d', 22, 7, 0),
  hiddenShare({ block: 'non-clinical', band: '9' }, 11),
  hiddenShare({ block: 'non-clinical', band: 'vsm' }, 16),
  share({ block: 'clinical' }, 3257, 1366, 164),
  band('clinical', 'under-1', 0, 0, 0),
  band('clinical', '1', 0, 0, 0),
  band('clinical', '2', 318, 176, 22),
  band('clinical', '3', 402, 168, 20),
  band('clinical', '4', 268, 92, 13),
  band('clinical', '5', 602, 496, 52),
  band('clinical', '6', 806, 288, 33),
  band('clinical', '7', 522, 98, 16),
  band('clinical', '8a', 196, 26, 8),
  band('clinical', '8b', 78, 9, 0),
  band('clinical', '8c', 41, 6, 0),
  band('clinical', '8d', 24, 7, 0),
  band('clinical', '9', 0, 0, 0),
  band('clinical', 'vsm', 12, 6, 0),
  share({ block: 'medical' }, 401, 338, 56),
  grade('consultant', 232, 148, 21),
  grade('non-consultant-career-grade', 38, 62, 9),
  grade('trainee', 131, 128, 26),
];

interface Group {
  readonly n: number;
  readonly base: number;
}
interface RatioInput {
  readonly indicator: string;
  readonly over: string;
  readonly under: string;
  readonly counts: Readonly<Record<'white' | 'bme' | 'unknown', Group>>;
  readonly interval: readonly [number, number];
  readonly size: string;
  readonly evidence: 'difference shown' | 'no clear difference';
  readonly breakdown?: Record<string, string>;
  readonly unverified?: readonly string[];
}

/** A relative likelihood with its interval given (worked out elsewhere), its fragility and shortfall from the counts. */
export function ratio(input: RatioInput): Result {
  const { counts, over, under } = input;
  const [o, u] = [counts[over as 'white'], counts[under as 'white']];
  const value = o.n / o.base / (u.n / u.base);
  const all = counts.white.base + counts.bme.base + counts.unknown.base;
  const shift = (by: number): number => (o.n + by) / o.base / (u.n / u.base);
  return {
    ...common,
    indicator: input.indicator,
    breakdown: input.breakdown ?? {},
    unit: 'ratio',
    compared: { dimension: 'ethnicity', over, under },
    value: ok(value),
    interval: { status: 'ok', value: input.interval, level: 0.95, method: 'miettinen-nurminen' },
    test: { status: 'ok', method: 'fisher-mid-p', p: 0.0912345 },
    reading: { size: input.size, evidence: input.evidence },
    fragility: { oneFewer: shift(-1), oneMore: shift(1) },
    shortfall: o.n - (o.base * u.n) / u.base,
    parts: (['bme', 'white', 'unknown'] as const).map((g) => part(g, counts[g].n, counts[g].base)),
    unknownShare: counts.unknown.base / all,
    unverified: input.unverified ?? [],
  };
}

const wres2 = ratio({
  indicator: 'wres.2',
  over: 'white',
  under: 'bme',
  counts: { white: { n: 812, base: 3846 }, bme: { n: 458, base: 3020 }, unknown: { n: 20, base: 212 } },
  interval: [1.253172, 1.546318],
  size: 'above the band',
  evidence: 'difference shown',
  unverified: ['likelihood-band'],
});

const wres3 = ratio({
  indicator: 'wres.3',
  over: 'bme',
  under: 'white',
  counts: { white: { n: 32, base: 5448 }, bme: { n: 21, base: 2226 }, unknown: { n: 0, base: 292 } },
  interval: [0.934217, 2.759483],
  size: 'above the band',
  evidence: 'no clear difference',
  unverified: ['years'],
});

const absence = notSupplied('training');
const wres4: Result = {
  ...wres2,
  indicator: 'wres.4',
  value: absence,
  interval: absence,
  test: absence,
  reading: absence,
  fragility: { oneFewer: absence, oneMore: absence },
  shortfall: absence,
  parts: [
    { group: 'bme', n: absence, base: 2226, rate: absence },
    { group: 'white', n: absence, base: 5448, rate: absence },
    { group: 'unknown', n: absence, base: 292, rate: absence },
  ],
  unknownShare: WORKFORCE.unknown / WORKFORCE.all,
};

function board(id: string, white: number, bme: number, unknown: number): Result {
  const all = white + bme + unknown;
  const less = (n: number, w: number): number => (n / all - w / WORKFORCE.all) * 100;
  const value = less(bme, WORKFORCE.bme);
  return {
    ...common,
    indicator: 'wres.9',
    breakdown: { part: id },
    unit: 'points',
    compared: { dimension: 'ethnicity', over: 'bme' },
    value: ok(value),
    interval: notSupplied('interval'),
    reading: {
      size: `${Math.abs(Math.round(value * 10) / 10)} points below the workforce`,
      evidence: 'too few to judge',
    },
    differences: {
      bme: value,
      white: less(white, WORKFORCE.white),
      unknown: less(unknown, WORKFORCE.unknown),
    },
    parts: [
      part('bme', bme, all, 'board'),
      part('white', white, all, 'board'),
      part('unknown', unknown, all, 'board'),
      part('bme', WORKFORCE.bme, WORKFORCE.all, 'workforce'),
      part('white', WORKFORCE.white, WORKFORCE.all, 'workforce'),
      part('unknown', WORKFORCE.unknown, WORKFORCE.all, 'workforce'),
    ],
    unknownShare: rate(unknown, all),
    unverified: [],
  };
}

/** WRES 2025 of an invented trust: suppressed bands, bands without staff, a small base, a band under 20 people, training not supplied. */
export const exampleRun: Run = {
  results: [
    ...wres1,
    wres2,
    wres3,
    wres4,
    board('total', 12, 3, 0),
    board('voting', 11, 2, 0),
    board('executive', 6, 1, 0),
  ],
  issues: [
    {
      id: 'code-not-known',
      severity: 'error',
      file: 'staff <2025>.xlsx',
      sheet: 'Staff in Post',
      row: 4,
      column: 'Ethnic Origin',
      rows: 14,
      what: 'Staff in Post, column "Ethnic Origin": "Brittish" is not a known ethnic code.',
      todo: 'Map it in a profile, or correct it in ESR.',
    },
    {
      id: 'no-employee-number',
      severity: 'error',
      sheet: 'Staff in Post',
      row: 88,
      rows: 9,
      what: 'Rows without an employee number.',
      todo: 'Correct in ESR before the next extract.',
    },
    ...Array.from({ length: 12 }, (_, i) => ({
      id: `note-${i}`,
      severity: 'note' as const,
      what: `A column that no table uses: extra ${i}.`,
      todo: 'Nothing, if it is not needed.',
    })),
    {
      id: 'table-missing',
      severity: 'warning',
      what: 'No training table was found.',
      todo: 'Add the training records, or leave WRES 4 out.',
    },
  ],
  reconciliation: [
    {
      table: 'staff',
      read: 8912,
      counted: 7966,
      merged: 441,
      excluded: { 'bank-only': 402, honorary: 61, 'non-executive': 8 },
      setAside: 9,
      notData: 25,
    },
    { table: 'cases', read: 71, counted: 53, merged: 4, excluded: { 'not-formal': 11 }, setAside: 0, notData: 3 },
  ],
  choices: [
    { id: 'edition', what: 'Edition 2025, by the snapshot of 31 March 2025.' },
    { id: 'clinical-split', what: 'Clinical and non-clinical by ESR staff group: no occupation codes were supplied.' },
  ],
  policy: 'board',
  secondary: 'applied',
};

/** The same run with one indicator's results changed: for what a report says about absences. */
export const withResults = (indicator: string, change: (result: Result) => Result): Run => ({
  ...exampleRun,
  results: exampleRun.results.map((r) => (r.indicator === indicator ? change(r) : r)),
});
