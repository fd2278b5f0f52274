import fc from 'fast-check';
import t from 'tap';
import { cube } from '../../src/core/cube.js';
import { loadLibrary } from '../../src/library.js';
import type { CountedRow, CountedRun } from '../../src/release/counted.js';
import { release } from '../../src/release/release.js';
import type { Change } from '../../src/release/result.js';

const { policies } = await loadLibrary();
const judgement = {
  band: [0.8, 1.25],
  fewPeople: 10,
  fewEvents: 5,
  boardFewMembers: 10,
  boardFewOfGroup: 5,
  confidence: 0.95,
} as const;

/** n of base for the two groups of one year. */
type Counts = { readonly bme: readonly [number, number]; readonly white: readonly [number, number] };

const cubeOf = (i: 0 | 1, { bme, white }: Counts) => ({
  cube: cube(['ethnicity'], 'people', [
    { key: { ethnicity: 'bme' }, n: bme[i] },
    { key: { ethnicity: 'white' }, n: white[i] },
  ]),
  years: 1,
});

function ratioRow(year: string, yearsBefore: number, more: Partial<CountedRow> = {}): CountedRow {
  const at = (what: string, g: string) => ({ cube: `x.1/${what} ${year}`, where: { ethnicity: [g] } });
  return {
    indicator: 'x.1',
    title: 'Formal process',
    unit: 'ratio',
    compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
    figure: 'relative-likelihood',
    edition: year,
    period: { from: `${Number(year) - 1}-04-01`, to: `${year}-03-31` },
    breakdown: {},
    method: 'standard',
    unverified: [],
    engine: 'memory',
    years: 1,
    judgement,
    words: { people: 'staff' },
    groups: ['white', 'bme'].map((g) => ({ group: g, n: at('cases', g), base: at('staff', g) })),
    ...(yearsBefore > 0 ? { yearsBefore } : {}),
    ...more,
  };
}

const shareRow = (year: string, yearsBefore: number): CountedRow => ({
  ...ratioRow(year, yearsBefore),
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme' },
  figure: 'share-of-row',
  groups: ['white', 'bme'].map((g) => ({
    group: g,
    n: { cube: `x.1/staff ${year}`, where: { ethnicity: [g] } },
    base: { cube: `x.1/staff ${year}`, where: {} },
  })),
});

const runOf = (years: Readonly<Record<string, Counts>>, rows: readonly CountedRow[]): CountedRun => ({
  organisation: 'RXX',
  input: { sha256: 'a', rows: 1 },
  cubes: Object.fromEntries(
    Object.entries(years).flatMap(([year, counts]) => [
      [`x.1/cases ${year}`, cubeOf(0, counts)],
      [`x.1/staff ${year}`, cubeOf(1, counts)],
    ]),
  ),
  rows,
  issues: [],
  reconciliation: [],
  choices: [],
});

const changeOf = async (run: CountedRun, policy = 'internal'): Promise<Change | undefined> =>
  (await release(run, policies[policy]!)).results[0]!.change;

const before: Counts = { bme: [24, 2094], white: [33, 5438] };
const now: Counts = { bme: [21, 2226], white: [32, 5448] };

t.test('a ratio: this year over last year, judged on the difference of the logs', async (t) => {
  const change = await changeOf(runOf({ 2025: now, 2024: before }, [ratioRow('2025', 0), ratioRow('2024', 1)]));
  // 21/2226 over 32/5448 is 1.6061; 24/2094 over 33/5438 is 1.8887; 1.6061 / 1.8887 is 0.8504.
  // Variance of the logs: (1/21-1/2226+1/32-1/5448) + (1/24-1/2094+1/33-1/5438) = 0.14954; 1.96 x 0.38671 = 0.75795; e to that is 2.1339.
  t.match(change, { from: '2024', since: '2024-03-31', comparable: true, reading: 'change not clear' });
  t.ok(change?.value.status === 'ok' && Math.abs(change.value.value - 0.8504) < 5e-5);
  t.ok(change?.interval.status === 'ok');
  if (change?.interval.status === 'ok') {
    t.ok(Math.abs((change.interval.value[0] as number) - 0.8504 / 2.1339) < 5e-4);
    t.ok(Math.abs((change.interval.value[1] as number) - 0.8504 * 2.1339) < 5e-4);
  }
});

t.test('a clear change of a ratio and of a share is shown, and names the way', async (t) => {
  // 40/400 over 40/2000 is 5; 40/400 over 200/2000 is 1.
  const run = { 2025: { bme: [40, 400], white: [200, 2000] }, 2024: { bme: [40, 400], white: [40, 2000] } } as const;
  t.match(await changeOf(runOf(run, [ratioRow('2025', 0), ratioRow('2024', 1)])), {
    value: { status: 'ok', value: 0.2 },
    reading: 'change shown',
  });
  // 300 of 1000 is 30 %, 200 of 1000 is 20 %: 10 points, 1.96 x sqrt(0.3x0.7/1000 + 0.2x0.8/1000) = 3.77 points.
  const share = { 2025: { bme: [0, 300], white: [0, 700] }, 2024: { bme: [0, 200], white: [0, 800] } } as const;
  const change = await changeOf(runOf(share, [shareRow('2025', 0), shareRow('2024', 1)]));
  t.ok(change?.value.status === 'ok' && Math.abs(change.value.value - 10) < 1e-9);
  t.equal(change?.reading, 'change shown');
});

t.test('two years that are the same show no change, whatever the counts', async () => {
  const group = fc.integer({ min: 1, max: 3000 }).chain((base) => fc.tuple(fc.nat(base), fc.constant(base)));
  await fc.assert(
    fc.asyncProperty(group, group, async (bme, white) => {
      const counts: Counts = { bme, white };
      for (const row of [ratioRow, shareRow]) {
        const change = await changeOf(runOf({ 2025: counts, 2024: counts }, [row('2025', 0), row('2024', 1)]));
        if (change?.value.status === 'ok') {
          const none = row === ratioRow ? 1 : 0;
          if (Math.abs(change.value.value - none) > 1e-12) return false;
        }
        if (change?.reading === 'change shown') return false;
      }
      return true;
    }),
    { seed: 5, numRuns: 300 },
  );
});

t.test('swapping the years turns the change round', async (t) => {
  const one = await changeOf(runOf({ 2025: now, 2024: before }, [ratioRow('2025', 0), ratioRow('2024', 1)]));
  const other = await changeOf(runOf({ 2025: before, 2024: now }, [ratioRow('2025', 0), ratioRow('2024', 1)]));
  t.ok(one?.value.status === 'ok' && other?.value.status === 'ok');
  if (one?.value.status === 'ok' && other?.value.status === 'ok')
    t.ok(Math.abs(one.value.value * other.value.value - 1) < 1e-12);
});

t.test('a break in the series, another number of years and another method are not comparable', async (t) => {
  const years = { 2020: now, 2019: before };
  const seriesBreak = { what: 'One year of cases from here.', since: '2020' };
  t.match(await changeOf(runOf(years, [ratioRow('2020', 0, { seriesBreak }), ratioRow('2019', 1)])), {
    comparable: false,
    break: 'One year of cases from here.',
    value: { status: 'undefined', why: 'not-comparable' },
    reading: { why: 'not-comparable' },
  });
  const later = { 2021: now, 2020: before };
  t.match(
    await changeOf(runOf(later, [ratioRow('2021', 0, { seriesBreak }), ratioRow('2020', 1, { seriesBreak })])),
    { comparable: true, value: { status: 'ok' } },
    'the same break a year later is between neither of these',
  );
  t.match(await changeOf(runOf(years, [ratioRow('2020', 0), ratioRow('2019', 1, { years: 2 })])), {
    comparable: false,
  });
  t.match(await changeOf(runOf(years, [ratioRow('2020', 0), ratioRow('2019', 1, { method: 'other' })])), {
    comparable: false,
    break: 'Another method: standard; the year before, other.',
  });
});

t.test('a figure hidden in either year hides the change', async (t) => {
  const few: Counts = { bme: [3, 2094], white: [33, 5438] };
  const rows = [ratioRow('2025', 0), ratioRow('2024', 1)];
  for (const years of [
    { 2025: now, 2024: few },
    { 2025: few, 2024: now },
  ]) {
    const released = await release(runOf(years, rows), policies.board!);
    t.match(released.results[0]!.change, {
      value: { status: 'suppressed' },
      interval: { status: 'suppressed' },
      reading: { status: 'suppressed' },
      comparable: true,
    });
    t.notMatch(JSON.stringify(released.results), /"n":3[,}]/, 'the small count stands nowhere');
  }
});

t.test('too few events in a year are too few to show a change by', async (t) => {
  // 1/400 over 2/400, then 60/400 over 2/400: 3 events in one year are too few to judge.
  const years = { 2025: { bme: [60, 400], white: [2, 400] }, 2024: { bme: [1, 400], white: [2, 400] } } as const;
  t.match(await changeOf(runOf(years, [ratioRow('2025', 0), ratioRow('2024', 1)])), { reading: 'change not clear' });
});

t.test('a run of one year has no change, and the earliest of three none of its own', async (t) => {
  t.equal(await changeOf(runOf({ 2025: now }, [ratioRow('2025', 0)])), undefined);
  const rows = [ratioRow('2025', 0), ratioRow('2024', 1), ratioRow('2023', 2)];
  const { results } = await release(runOf({ 2025: now, 2024: before, 2023: now }, rows), policies.internal!);
  t.same(
    results.map((r) => [r.edition, r.yearsBefore, r.change?.from]),
    [
      ['2025', undefined, '2024'],
      ['2024', 1, '2023'],
      ['2023', 2, undefined],
    ],
  );
});
