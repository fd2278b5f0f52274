import t from 'tap';
import { addCubes } from '../src/core/cube.js';
import { count, evaluate } from '../src/evaluate.js';
import { readExtract } from '../src/extract/extract.js';
import type { Extract } from '../src/extract/types.js';
import { loadLibrary } from '../src/library.js';
import { readOrganisations } from '../src/organisations.js';
import type { Result } from '../src/release/result.js';
import type { RunOptions } from '../src/run-options.js';

const library = await loadLibrary();
const internal = library.policies.internal!;

const file = (name: string, lines: readonly string[]) => ({ name, bytes: new TextEncoder().encode(lines.join('\n')) });
const staffHead = 'Organisation,Employee Number,Assignment Number,Ethnic Origin,Pay Scale,Staff Group,FTE';
const caseHead = 'Organisation,Case Reference,Employee Number,Case Type,Formal,Date Opened';

/** Staff of an organisation: `white` White and `bme` Indian people, numbered from 1 in each organisation. */
const staff = (organisation: string, white: number, bme: number): readonly string[] =>
  Array.from({ length: white + bme }, (_, i) =>
    [organisation, i + 1, `${i + 1}-1`, i < white ? 'A' : 'H', 'XR05', 'Administrative and Clerical', 1].join(','),
  );
/** Formal disciplinary cases of the people with these numbers. */
const cases = (organisation: string, numbers: readonly number[]): readonly string[] =>
  numbers.map((n, i) => [organisation, `C${i}`, n, 'Disciplinary', 'Yes', '2024-06-01'].join(','));
const range = (from: number, n: number): readonly number[] => Array.from({ length: n }, (_, i) => from + i);

/** Three trusts whose employee numbers all begin at 1. Disciplined: RAA 4 of 100 White, 3 of 20 BME; RBB 2 of 50, 1 of 40; RCC 3 of 60, 0 of 10. */
const three = [
  file('staff 31-MAR-2025.csv', [
    staffHead,
    ...staff('RAA', 100, 20),
    ...staff('RBB', 50, 40),
    ...staff('RCC', 60, 10),
  ]),
  file('cases.csv', [
    caseHead,
    ...cases('RAA', [...range(1, 4), ...range(101, 3)]),
    ...cases('RBB', [...range(1, 2), ...range(51, 1)]),
    ...cases('RCC', range(1, 3)),
  ]),
];
const places = await readOrganisations(
  'organisation,name,system,region,trust-type\nRAA,,N,North,acute\nRBB,,N,North,community\nrcc,,S,South,acute\n',
  'organisations.csv',
);
if (places.status !== 'ok') throw new Error(places.reasons.join());
const { hierarchy } = places;

const run = async (extract: Extract, more: Partial<RunOptions> = {}) =>
  evaluate(extract, library, { policy: internal, standards: ['wres'], edition: '2025', ...more });
const find = (results: readonly Result[], indicator: string, breakdown: Readonly<Record<string, string>>): Result => {
  const key = (b: Readonly<Record<string, string>>) => JSON.stringify(Object.entries(b).sort());
  const found = results.filter((r) => r.indicator === indicator && key(r.breakdown) === key(breakdown));
  if (found.length !== 1) throw new Error(`${found.length} results for ${indicator} ${key(breakdown)}`);
  return found[0]!;
};
const countsOf = (r: Result) => Object.fromEntries(r.parts.map((p) => [p.group, [p.n, p.base]]));

t.test('regions add the cells of their trusts, and never average their figures', async (t) => {
  const { results } = await run(await readExtract(three), {
    rollUp: { levels: ['organisation', 'system', 'region', 'trust-type'], hierarchy },
  });
  const raa = find(results, 'wres.3', { organisation: 'RAA' });
  t.strictSame(countsOf(raa), { white: [4, 100], bme: [3, 20], unknown: [0, 0] });
  t.match(raa.value, { status: 'ok', value: 3 / 20 / (4 / 100) }, '0.15 over 0.04 is 3.75');
  const north = find(results, 'wres.3', { region: 'North' });
  t.strictSame(
    countsOf(north),
    { white: [6, 150], bme: [4, 60], unknown: [0, 0] },
    '4 + 2 of 100 + 50; 3 + 1 of 20 + 40',
  );
  t.match(
    north.value,
    { status: 'ok', value: (4 * 150) / (60 * 6) },
    '1.67, where the mean of 3.75 and 0.625 would be 2.19',
  );
  t.strictSame(countsOf(find(results, 'wres.3', { system: 'N' })), countsOf(north));
  t.strictSame(countsOf(find(results, 'wres.3', { 'trust-type': 'acute' })), {
    white: [7, 160],
    bme: [3, 30],
    unknown: [0, 0],
  });
  const whole = find(results, 'wres.3', {});
  t.strictSame(countsOf(whole), { white: [9, 210], bme: [4, 70], unknown: [0, 0] });
  t.equal(whole.organisation, '3 organisations');
  t.match(whole.added, { organisations: 3, without: [], people: /two employers is counted twice/ });
  t.notOk(raa.added, 'one organisation adds nothing up');
});

t.test('the same employee number at two employers is two people', async (t) => {
  const { results } = await run(await readExtract(three), { rollUp: { levels: ['organisation'] } });
  const whole = find(results, 'wres.1', {});
  t.equal(whole.parts[0]!.base, 120 + 90 + 70, 'the largest number is 120, and 280 people are employed');
  t.match(find(results, 'wres.1', { organisation: 'RBB' }), {
    organisation: 'RBB',
    value: { status: 'ok', value: 40 / 90 },
    reading: { size: 'the whole workforce' },
  });
});

t.test('each organisation of a run of several has the figures it has alone', async (t) => {
  const together = await run(await readExtract(three), { rollUp: { levels: ['organisation'] } });
  for (const organisation of ['RAA', 'RBB', 'RCC']) {
    const alone = await run(await readExtract(three, { organisation }), { organisation });
    for (const one of alone.results) {
      const among = find(together.results, one.indicator, { organisation, ...one.breakdown });
      for (const what of ['value', 'interval', 'reading', 'parts', 'unknownShare', 'working'] as const)
        t.strictSame(
          among[what],
          one[what],
          `${organisation} ${one.indicator} ${JSON.stringify(one.breakdown)} ${what}`,
        );
    }
  }
});

t.test('without a roll-up several organisations are the error they were, and with one they are none', async (t) => {
  const extract = await readExtract(three);
  const refused = await run(extract);
  t.equal(refused.results.length, 0);
  t.ok(refused.issues.some((i) => i.id === 'two-organisations' && i.severity === 'error'));
  const added = await run(extract, { rollUp: { levels: ['organisation'] } });
  t.strictSame(
    added.issues.filter((i) => i.severity === 'error'),
    [],
  );
});

t.test('every row of a table of several organisations is in one place', async (t) => {
  const { reconciliation } = await run(await readExtract(three), { rollUp: { levels: ['organisation'] } });
  const rows = reconciliation.find((r) => r.table === 'staff')!;
  t.strictSame([Number(rows.read) - rows.notData, rows.counted, rows.merged, rows.excluded], [280, 280, 0, {}]);
});

t.test('an organisation that supplied no cases is left out of sums that need them, and they say so', async (t) => {
  const extract = await readExtract([
    file('RAA 31-MAR-2025.csv', [staffHead, ...staff('RAA', 100, 20)]),
    file('RBB 31-MAR-2025.csv', [staffHead, ...staff('RBB', 50, 40)]),
    file('RAA cases.csv', [caseHead, ...cases('RAA', [...range(1, 4), ...range(101, 3)])]),
  ]);
  const { results, issues } = await run(extract, { rollUp: { levels: ['organisation'] } });
  t.strictSame(find(results, 'wres.3', { organisation: 'RBB' }).value, {
    status: 'not-supplied',
    what: 'rows of this organisation',
  });
  const whole = find(results, 'wres.3', {});
  t.strictSame(countsOf(whole), { white: [4, 100], bme: [3, 20], unknown: [0, 0] }, 'never 7 cases of 210 people');
  t.match(whole.added, { organisations: 1, without: ['RBB'] });
  t.equal(find(results, 'wres.1', {}).parts[0]!.base, 210, 'staff are of both');
  t.ok(issues.some((i) => i.id === 'organisation-not-supplied' && i.what.includes('RBB')));
});

t.test('a table of several organisations without rows of one of them means none, and this is said', async (t) => {
  const extract = await readExtract([
    three[0]!,
    file('cases.csv', [caseHead, ...cases('RAA', range(1, 4)), ...cases('RBB', range(1, 2))]),
  ]);
  const { results, issues } = await run(extract, { rollUp: { levels: ['organisation'] } });
  t.strictSame(countsOf(find(results, 'wres.3', { organisation: 'RCC' })), {
    white: [0, 60],
    bme: [0, 10],
    unknown: [0, 0],
  });
  t.ok(issues.some((i) => i.id === 'organisation-without-rows' && i.what.includes('RCC')));
});

t.test('cases that name no organisation are nobody’s, unless their file has one', async (t) => {
  const bare = file('cases.csv', [
    'Case Reference,Employee Number,Case Type,Formal,Date Opened',
    'C1,1,Disciplinary,Yes,2024-06-01',
  ]);
  const { results, issues } = await run(await readExtract([three[0]!, bare]), { rollUp: { levels: ['organisation'] } });
  t.match(find(results, 'wres.3', {}).value, { status: 'not-supplied' });
  t.ok(issues.some((i) => i.id === 'table-without-organisation' && i.severity === 'error'));
});

t.test('counts that organisations give as numbers add up too', async (t) => {
  const head = 'Organisation,Indicator,Measure,Group,Count';
  const given = (o: string, n: readonly number[]) =>
    ['cases,bme', 'cases,white', 'staff,bme', 'staff,white'].map((m, i) => `${o},wres.3,${m},${n[i]}`);
  const extract = await readExtract([
    file('counts.csv', [head, ...given('RAA', [3, 4, 20, 100]), ...given('RBB', [1, 2, 40, 50])]),
  ]);
  const { results } = await run(extract, { rollUp: { levels: ['organisation'] } });
  t.match(countsOf(find(results, 'wres.3', {})), { white: [6, 150], bme: [4, 60] });
  t.match(countsOf(find(results, 'wres.3', { organisation: 'RBB' })), { white: [2, 50], bme: [1, 40] });
});

t.test('the sum of the organisations’ cubes is the cube of the whole', async (t) => {
  const extract = await readExtract(three);
  const options = { policy: internal, standards: ['wres'], edition: '2025' };
  const all = await count(extract, library, { ...options, rollUp: { levels: ['organisation'] } });
  const [id] = Object.keys(all.cubes).filter((c) => c.endsWith('/cases'));
  const alone = [];
  for (const organisation of ['RAA', 'RBB', 'RCC'])
    alone.push((await count(extract, library, { ...options, organisation })).cubes[id!]!.cube);
  const [first, ...rest] = alone;
  const whole = all.cubes[id!]!.cube;
  const dims = first!.dims;
  const without = whole.cells.map(({ key: { organisation: _, ...key }, n }) => ({ key, n }));
  t.strictSame(addCubes([first!, ...rest]), addCubes([{ dims, measure: whole.measure, cells: without }]));
});

t.test('a funnel places each organisation about the figure of all, from released counts', async (t) => {
  const many = (counts: readonly (readonly [string, number, number])[]) =>
    readExtract([file('staff 31-MAR-2025.csv', [staffHead, ...counts.flatMap((c) => staff(...c))])]);
  const extract = await many([
    ['RAA', 80, 20],
    ['RBB', 79, 21],
    ['RCC', 81, 19],
    ['RDD', 30, 70],
  ]);
  const { results } = await run(extract, { rollUp: { levels: ['organisation'] } });
  const high = find(results, 'wres.1', { organisation: 'RDD' });
  t.match(high.funnel, { status: 'ok', target: 130 / 400, organisations: 4 }, '20 + 21 + 19 + 70 of 400 is 0.325');
  // z = (0.7 - 0.325) / sqrt(0.325 x 0.675 / 100) = 8.0; over-dispersed limits are wide with one outlier of four.
  const { funnel } = high;
  if (funnel?.status !== 'ok') return t.fail('no funnel');
  const [inner, outer] = funnel.limits;
  t.ok(Math.abs(funnel.precision - 1 / Math.sqrt((0.325 * 0.675) / 100)) < 1e-9);
  t.ok(outer!.lower <= inner!.lower && inner!.upper <= outer!.upper);
  t.notOk(find(results, 'wres.1', {}).funnel, 'the whole is in no funnel');
  const few = await many([
    ['RAA', 80, 20],
    ['RBB', 79, 21],
  ]);
  const two = await run(few, { rollUp: { levels: ['organisation'] } });
  t.match(find(two.results, 'wres.1', { organisation: 'RAA' }).funnel, { status: 'undefined', why: 'infeasible' });
});

t.test('a hidden organisation is as absent in the funnel, and stands in no other’s limits', async (t) => {
  const counts = [
    ['RAA', 80, 20],
    ['RBB', 79, 21],
    ['RCC', 81, 19],
    ['RDD', 90, 10],
    ['REE', 40, 2],
  ] as const;
  const read = (c: readonly (readonly [string, number, number])[]) =>
    readExtract([file('staff 31-MAR-2025.csv', [staffHead, ...c.flatMap((o) => staff(...o))])]);
  const { results } = await run(await read(counts), {
    policy: library.policies.board!,
    rollUp: { levels: ['organisation'] },
  });
  const own = results.filter(
    (r) => r.indicator === 'wres.1' && r.breakdown.organisation && Object.keys(r.breakdown).length === 1,
  );
  const hidden = own.filter((r) => r.value.status === 'suppressed');
  t.ok(hidden.length >= 2, 'two people are hidden, and so is a complement');
  for (const r of hidden) t.strictSame(r.funnel, r.value);
  for (const r of own) if (r.funnel?.status === 'ok') t.equal(r.funnel.organisations, own.length - hidden.length);
});

t.test('an organisations file says all its faults at once', async (t) => {
  const yaml = await readOrganisations('- organisation: RAA\n  region: North\n- organisation: RBB\n', 'o.yaml');
  t.equal(yaml.status === 'ok' && yaml.hierarchy.get('raa')?.region, 'North');
  const faults = await readOrganisations('organisation,area\nRAA,x\nRAA,\nRAA,\n', 'o.csv');
  t.equal(faults.status === 'refused' && faults.reasons.length, 2, 'an unknown column, and one organisation twice');
  t.equal((await readOrganisations('', 'o.csv')).status, 'refused');
});
