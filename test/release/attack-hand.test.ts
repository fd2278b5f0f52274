import t, { type Test } from 'tap';
import type { CountedRow } from '../../src/release/counted.js';
import { release } from '../../src/release/release.js';
import type { Result, Run } from '../../src/release/result.js';
import { attack, type Knowledge } from './attacker.js';
import { loadHighs } from './highs.js';
import { type Cells, type Given, groups, policyOf, runOf } from './tables.js';

const highs = await loadHighs();
const lt5 = policyOf({ hide: { from: 1, to: 4 } });

/** Rows of White, BME and unknown, by their breakdown. */
const staffOf = (rows: readonly (readonly [Readonly<Record<string, string>>, readonly number[]])[]): Cells =>
  rows.flatMap(([key, numbers]) => numbers.map((n, i) => [{ ...key, ethnicity: groups[i] as string }, n] as const));

const partsOf = (r: Result | undefined): string =>
  (r?.parts ?? [])
    .map(({ n, base }) => `${typeof n === 'number' ? n : '*'}/${typeof base === 'number' ? base : '*'}`)
    .join(' ');

async function attacked(
  t: Test,
  given: Given,
  { policy = lt5, knowledge = { neverZero: true } }: { policy?: typeof lt5; knowledge?: Knowledge } = {},
): Promise<Run> {
  const released = await release(runOf(given), policy);
  t.equal(released.refused, undefined);
  const run = JSON.parse(JSON.stringify(released)) as Run;
  const attacker = attack(highs, run, knowledge);
  t.same(attacker.leaks, []);
  t.ok(attacker.feasible(), 'what the attacker takes for granted is so');
  for (const { name, values } of attacker.candidates())
    t.ok(values.length >= 3, `${name} may be ${values.slice(0, 6).join(', ')}`);
  attacker.done();
  return run;
}

const bands = (rows: Readonly<Record<string, readonly number[]>>): Given => ({
  staff: staffOf(Object.entries(rows).map(([band, n]) => [{ band }, n])),
  rows: [{}, ...Object.keys(rows).map((band) => ({ band }))],
});

t.test('one small cell in one row takes another of its row and two of another row', async (t) => {
  // 30 + 2 + 8 = 40: with 30 and 8 shown, 2 follows; its column is 2 + 9 = 11, so band 7 gives two cells as well.
  const run = await attacked(t, bands({ '8a': [30, 2, 8], '7': [40, 9, 7] }));
  const hidden = run.results.flatMap((r) => r.parts.filter((p) => typeof p.n !== 'number'));
  t.equal(hidden.length, 4, 'four cells, no more');
});

t.test('the example of the domain reference: senior bands, nested in no block', async (t) => {
  const run = await attacked(t, bands({ '8c': [41, 4, 2], '8d': [19, 2, 1], '9': [9, 1, 0], vsm: [12, 3, 1] }));
  t.match(partsOf(run.results.find((r) => r.breakdown.band === '9')), '0/', 'the 0 of unknown in band 9 stays');
});

t.test('the whole trust is one row', async (t) => {
  await attacked(t, { staff: staffOf([[{}, [12, 3, 0]]]), rows: [{}] });
});

t.test('a whole of few people hides its base, too', async (t) => {
  const run = await attacked(t, bands({ '9': [2, 1, 0], '8d': [30, 20, 10] }));
  const nine = run.results.find((r) => r.breakdown.band === '9');
  t.equal(nine?.parts[0]?.base && typeof nine.parts[0].base, 'object', '3 people are a small number');
});

t.test('rows without anybody stay rows without anybody', async (t) => {
  const run = await attacked(t, bands({ '9': [0, 0, 0], '8d': [30, 2, 10], '8c': [20, 9, 6] }));
  const nine = run.results.find((r) => r.breakdown.band === '9');
  t.equal(partsOf(nine), '0/0 0/0 0/0');
  t.match(nine?.value, { status: 'undefined', why: 'no-group-members' });
});

t.test('a row all of one group is shown, unless the policy hides it', async (t) => {
  const given = bands({ '9': [12, 0, 0], '8d': [30, 20, 10], '8c': [44, 21, 12], '8b': [24, 8, 9] });
  t.equal(partsOf((await attacked(t, given)).results.find((r) => r.breakdown.band === '9')), '12/12 0/12 0/12');
  const hiding = policyOf({ hide: { from: 1, to: 4 }, 'one-group-rows': 'hide' });
  const run = await attacked(t, given, { policy: hiding, knowledge: { neverZero: false } });
  t.equal(partsOf(run.results.find((r) => r.breakdown.band === '9')), '*/12 */12 */12', 'nobody in it can be told');
});

t.test('a group all in one tier of a disparity ratio is shown, unless the policy hides it', async (t) => {
  const given = bands({ '5': [300, 40, 9], '7': [90, 0, 8], '8a': [40, 0, 9] });
  const tiers = { lower: ['5'], middle: ['7'], upper: ['8a', '8b'] } as const;
  const counted = runOf(given);
  const [share] = counted.rows;
  const at = (ethnicity: string, band?: readonly string[]) => ({
    cube: 'wres.1/staff',
    where: { ethnicity: [ethnicity], ...(band ? { band } : {}) },
  });
  const row: CountedRow = {
    ...(share as CountedRow),
    indicator: 'disparity-ratio',
    unit: 'ratio',
    figure: 'disparity-ratio',
    compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
    breakdown: { tier: 'lower-upper' },
    tiers: ['lower', 'upper'],
    groups: groups.flatMap((group) =>
      (['lower', 'middle', 'upper'] as const).map((of) => ({ group, of, n: at(group, tiers[of]), base: at(group) })),
    ),
  };
  const shownBy = async (policy: typeof lt5) => {
    const { results } = await release({ ...counted, rows: [...counted.rows, row] }, policy);
    const bme = results.at(-1)?.parts.filter((p) => p.group === 'bme');
    const inBands = results.slice(1, -1).map((r) => r.parts.find((p) => p.group === 'bme')?.n);
    return { bme: bme?.map((p) => p.n), inBands, working: results.at(-1)?.working };
  };
  t.same((await shownBy(lt5)).bme, [40, 0, 0], 'forty of forty are in the lower tier');
  const hiding = policyOf({ hide: { from: 1, to: 4 }, 'one-group-rows': 'hide' });
  const { bme, inBands, working } = await shownBy(hiding);
  t.same(
    [bme, inBands].flat().filter((n) => typeof n === 'number'),
    [],
    'neither the tier nor the bands it is made of say that the others are empty',
  );
  t.notMatch(working, /\d/);
});

t.test('consultants hold senior medical managers', async (t) => {
  // 30 consultants of whom 7 are senior medical managers: 28 White and 2 BME, of whom 6 and 1.
  const staff = staffOf([
    [{ block: 'medical', grade: 'consultant' }, [22, 1, 0]],
    [{ block: 'medical', grade: 'senior-medical-manager' }, [6, 1, 0]],
    [{ block: 'medical', grade: 'trainee' }, [40, 30, 6]],
    [{ block: 'clinical', grade: 'none' }, [400, 300, 60]],
  ]);
  const grade = (g: string) => ({ block: 'medical', grade: g });
  await attacked(t, {
    staff,
    rows: [
      {},
      { block: 'medical' },
      { block: 'clinical' },
      ...['consultant', 'senior-medical-manager', 'trainee'].map(grade),
    ],
  });
});

t.test('totals of totals: a count hidden below is not left over above', async (t) => {
  const rows = ['clinical', 'non-clinical'].flatMap((block) => ['8d', '9'].map((band) => ({ block, band })));
  const numbers = [
    [20, 9, 5],
    [10, 3, 1],
    [30, 8, 6],
    [14, 7, 5],
  ];
  const run = await attacked(t, {
    staff: staffOf(rows.map((r, i) => [r, numbers[i] as number[]])),
    rows: [{}, { block: 'clinical' }, { block: 'non-clinical' }, ...rows],
  });
  t.equal(typeof run.results[0]?.parts[0]?.base, 'number', 'the total of the trust stays');
});

t.test('overlapping breakdowns: bands of each block and bands of both', async (t) => {
  const blocks = ['clinical', 'non-clinical'].map((block) => ({ block }));
  const rows = blocks.flatMap((b) => ['8d', '9'].map((band) => ({ ...b, band })));
  const numbers = [
    [20, 9, 5],
    [10, 3, 1],
    [30, 8, 6],
    [14, 7, 5],
  ];
  await attacked(t, {
    staff: staffOf(rows.map((r, i) => [r, numbers[i] as number[]])),
    rows: [{}, ...blocks, ...rows, { band: '8d' }, { band: '9' }],
  });
});

t.test('events among few people, and the few to whom nothing happened', async (t) => {
  const staff = staffOf([
    [{ sex: 'female' }, [400, 90, 12]],
    [{ sex: 'male' }, [300, 9, 8]],
  ]);
  const events = staffOf([
    [{ sex: 'female' }, [12, 6, 0]],
    [{ sex: 'male' }, [9, 7, 0]],
  ]);
  const given = {
    staff,
    rows: [{}, { sex: 'female' }, { sex: 'male' }],
    events,
    ratioRows: [{}, { sex: 'female' }, { sex: 'male' }],
  };
  const men = (run: Run) => run.results.find((r) => r.unit === 'ratio' && r.breakdown.sex === 'male')?.parts[1];
  t.equal(men(await attacked(t, given))?.n, 7, '7 of 9 is shown as it is');
  const complements = policyOf({ hide: { from: 1, to: 4 }, complements: true });
  t.match(men(await attacked(t, given, { policy: complements }))?.n, { status: 'suppressed' }, '2 of 9 are few');
});

t.test('a mean over two years is judged on the sum of both', async (t) => {
  const staff = staffOf([[{}, [400, 90, 12]]]);
  const events = staffOf([[{}, [12, 6, 1]]]);
  const run = await attacked(t, { staff, rows: [{}], events, eventYears: 2 });
  const ratio = run.results.find((r) => r.unit === 'ratio');
  t.same(ratio?.parts.map((p) => p.n).slice(0, 2), [6, 3], '12 and 6 over two years');
  t.match(ratio?.parts[2]?.n, { status: 'suppressed' });
});

t.test('rates from rounded counts do not give the counts away', async (t) => {
  const publish = policyOf({ hide: { from: 1, to: 7 }, 'round-to': 5, rates: 'from-rounded' });
  const run = await attacked(t, bands({ '8a': [33, 9, 2], '8b': [21, 8, 0], '9': [11, 3, 1] }), {
    policy: publish,
    knowledge: { neverZero: true, roundTo: 5, leastShown: 8 },
  });
  const row = run.results.find((r) => r.breakdown.band === '8b');
  t.equal(partsOf(row), '20/30 10/30 0/30', '21, 8 and 29 to the nearest 5');
  t.match(row?.value, { status: 'ok', value: 1 / 3 }, '10 of 30, not 8 of 29');
});

t.test('five groups in a rounded row of ten leave too little room, and are hidden further', async (t) => {
  // Rounded, a row of 12 with 9 White reads 10 and 10: the three small groups would have to be 1 or 2 each.
  const publish = policyOf({ hide: { from: 1, to: 7 }, 'round-to': 5, rates: 'from-rounded' });
  await attacked(t, bands({ '9': [9, 2, 1], '8d': [55, 21, 12] }), {
    policy: publish,
    knowledge: { neverZero: true, roundTo: 5, leastShown: 8 },
  });
});

t.test('the order of rows, groups and cells changes nothing', async (t) => {
  const given = bands({ '8c': [41, 4, 2], '8d': [19, 2, 1], '9': [9, 1, 0], vsm: [12, 3, 1] });
  const run = runOf(given);
  const backwards = {
    ...run,
    rows: [...run.rows].reverse().map((r) => ({ ...r, groups: [...r.groups].reverse() })),
    cubes: Object.fromEntries(
      Object.entries(run.cubes).map(([id, c]) => [
        id,
        { ...c, cube: { ...c.cube, cells: [...c.cube.cells].reverse() } },
      ]),
    ),
  };
  const hidden = (r: Run) =>
    r.results
      .flatMap(({ breakdown, parts }) =>
        parts.map((p) => `${JSON.stringify(breakdown)} ${p.group} ${typeof p.n} ${typeof p.base}`),
      )
      .sort();
  t.same(hidden(await release(backwards, lt5)), hidden(await release(run, lt5)));
});
