import t, { type Test } from 'tap';
import type { Result, Run } from '../../src/index.js';
import { exchanged, files } from './organisation.js';
import { results, rowsOf, shown } from './run.js';

/**
 * Every figure of the equality standards for the organisation of organisation.ts, counted there with a pencil. The three numbers of a row are White, BME and not stated;
 * for disability: disabled, not disabled and not declared.
 */
const standards = 'wres,wdes,bank-wres,medical-wres,disparity-ratio,model-employer';
const call = ['--standard', standards, '--organisation', 'RXX', '--set', 'model-employer.leaver-rate=0.1'];
const { run, code } = results(t, files, call);
const turned = results(
  t,
  Object.fromEntries(Object.entries(files).map(([name, table]) => [name, exchanged(table)])),
  call,
).run;

type Three = readonly [number, number, number];
type Counts = Readonly<Record<string, Three>>;
const ethnicity = ['white', 'bme', 'unknown'] as const;
const disability = ['disabled', 'non-disabled', 'unknown'] as const;
const sum = (n: Three): number => n[0] + n[1] + n[2];
const at9 = (x: number): string => String(Math.round(x * 1e9) / 1e9);
const part = (r: Result, group: string, of?: string) => r.parts.find((p) => p.group === group && p.of === of);

t.equal(code, 0, 'the extracts are without errors');

/** Each row's share of the compared group, with its counts; a row not listed has nobody. */
function shares(t: Test, indicator: string, groups: readonly string[], over: 0 | 1, expected: Counts): void {
  const rows = rowsOf(run, indicator);
  for (const name of Object.keys(expected)) t.ok(rows.has(name), `${indicator} has a row ${name}`);
  for (const [name, r] of rows) {
    const n = expected[name];
    if (n === undefined) {
      t.equal(shown(r.value), 'no-group-members', `${indicator} ${name}: nobody`);
      continue;
    }
    t.equal(shown(r.value), at9(n[over] / sum(n)), `${indicator} ${name}`);
    t.same(
      groups.map((g) => part(r, g)?.n),
      n,
      `${indicator} ${name}: people`,
    );
    const back = rowsOf(turned, indicator).get(name)!;
    t.equal(shown(back.value), at9(n[1 - over]! / sum(n)), `${indicator} ${name}, groups exchanged`);
  }
}

/** A likelihood: events and bases of the group above and of the group below; exchanged, it turns over. */
function likelihood(
  t: Test,
  row: readonly [string, string],
  over: readonly [string, number, number],
  under: readonly [string, number, number],
  unknown?: readonly [number, number],
): void {
  const [indicator, name] = row;
  const r = rowsOf(run, indicator).get(name)!;
  const [, n, base] = over;
  const [, n2, base2] = under;
  t.equal(shown(r.value), at9(n / base / (n2 / base2)), `${indicator} ${name}`);
  t.match(part(r, over[0]), { n, base }, `${indicator} ${over[0]}`);
  t.match(part(r, under[0]), { n: n2, base: base2 }, `${indicator} ${under[0]}`);
  if (unknown) t.match(part(r, 'unknown'), { n: unknown[0], base: unknown[1] }, `${indicator} unknown`);
  t.match(r.compared, { over: over[0], under: under[0] });
  const back = rowsOf(turned, indicator).get(name)!;
  t.equal(shown(back.value), at9(n2 / base2 / (n / base)), `${indicator}, groups exchanged`);
}

/** Percentages, each of how many: the first less the second, in points. */
function points(t: Test, indicator: string, over: readonly [string, number, number], under: typeof over): void {
  const r = rowsOf(run, indicator).get('all')!;
  const value = (100 * over[1]) / over[2] - (100 * under[1]) / under[2];
  t.equal(shown(r.value), at9(value), indicator);
  t.match(part(r, over[0]), { base: over[2] });
  t.match(part(r, under[0]), { base: under[2] });
  t.equal(shown(rowsOf(turned, indicator).get('all')!.value), at9(-value), `${indicator}, groups exchanged`);
}

t.test('WRES 1 and WDES 1: every row of the pay tables', async (t) => {
  shares(t, 'wres.1', ethnicity, 1, {
    all: [61, 42, 5], // 23 + 31 + 7, 10 + 23 + 9, 1 + 3 + 1
    'block=non-clinical': [23, 10, 1],
    'block=non-clinical band=3': [6, 4, 0],
    'block=non-clinical band=5': [2, 2, 1],
    'block=non-clinical band=6': [4, 2, 0],
    'block=non-clinical band=7': [4, 0, 0],
    'block=non-clinical band=8a': [4, 1, 0],
    'block=non-clinical band=8c': [2, 0, 0],
    'block=non-clinical band=vsm': [1, 1, 0],
    'block=clinical': [31, 23, 3],
    'block=clinical band=2': [4, 4, 0],
    'block=clinical band=5': [8, 10, 2],
    'block=clinical band=6': [8, 6, 0],
    'block=clinical band=7': [4, 1, 1],
    'block=clinical band=8a': [5, 1, 0],
    'block=clinical band=8b': [1, 1, 0],
    'block=clinical band=unmapped': [1, 0, 0],
    'block=medical': [7, 9, 1], // consultants, career grade and trainees; the senior managers are among the consultants
    'block=medical grade=consultant': [4, 4, 0],
    'block=medical grade=senior-medical-manager': [1, 1, 0],
    'block=medical grade=non-consultant-career-grade': [1, 3, 0],
    'block=medical grade=trainee': [2, 2, 1],
  });
  shares(t, 'wdes.1', disability, 0, {
    all: [18, 76, 14], // 6 + 9 + 3, 22 + 41 + 13, 6 + 7 + 1
    'block=non-clinical': [6, 22, 6],
    'block=non-clinical cluster=1': [2, 6, 2],
    'block=non-clinical cluster=2': [3, 9, 3], // bands 5 to 7: 1 + 1 + 1, 3 + 4 + 2, 1 + 1 + 1
    'block=non-clinical cluster=3': [1, 4, 0],
    'block=non-clinical cluster=4': [0, 3, 1],
    'block=non-clinical band=3': [2, 6, 2],
    'block=non-clinical band=5': [1, 3, 1],
    'block=non-clinical band=6': [1, 4, 1],
    'block=non-clinical band=7': [1, 2, 1],
    'block=non-clinical band=8a': [1, 4, 0],
    'block=non-clinical band=8c': [0, 1, 1],
    'block=non-clinical band=vsm': [0, 2, 0],
    'block=clinical': [9, 41, 7],
    'block=clinical cluster=1': [2, 5, 1],
    'block=clinical cluster=2': [6, 29, 5], // 2 + 3 + 1, 15 + 9 + 5, 3 + 2 + 0
    'block=clinical cluster=3': [1, 6, 1],
    'block=clinical band=2': [2, 5, 1],
    'block=clinical band=5': [2, 15, 3],
    'block=clinical band=6': [3, 9, 2],
    'block=clinical band=7': [1, 5, 0],
    'block=clinical band=8a': [1, 4, 1],
    'block=clinical band=8b': [0, 2, 0],
    'block=clinical band=unmapped': [0, 1, 0],
    'block=medical': [3, 13, 1],
    'block=medical cluster=5': [1, 7, 0],
    'block=medical cluster=6': [1, 3, 0],
    'block=medical cluster=7': [1, 3, 1],
    'block=medical grade=consultant': [1, 7, 0],
    'block=medical grade=senior-medical-manager': [0, 2, 0],
    'block=medical grade=non-consultant-career-grade': [1, 3, 0],
    'block=medical grade=trainee': [1, 3, 1],
  });
  // Beside the whole: 1 of 6 in clinical band 8a is 16.67 %, and 42 of 108 are 38.89 %.
  const row = rowsOf(run, 'wres.1').get('block=clinical band=8a')!;
  t.equal(at9(row.difference as number), at9(100 / 6 - 4200 / 108));
  // A year before 28 of 76 were BME.
  t.match(rowsOf(run, 'wres.1', 1).get('all')!.value, { value: 28 / 76 });
  const { change } = rowsOf(run, 'wres.1').get('all')!;
  t.equal(change?.value.status === 'ok' && at9(change.value.value), at9(4200 / 108 - 2800 / 76));
});

t.test('WRES 2 to 4 and WDES 2 and 3: likelihoods from applications, cases and courses', async (t) => {
  // White: 12 + 8 + 1 for band 5, 6 + 4 for band 6, 3 + 3 consultants; appointed 8 + 4 + 3, the declined offer among the shortlisted only.
  // BME: 16 + 4, 2 + 8 from abroad, 8 + 2, 4 + 1; appointed 4 + 8 + 2 + 1.
  likelihood(t, ['wres.2', 'all'], ['white', 15, 37], ['bme', 15, 45], [1, 4]);
  likelihood(t, ['wres.2', 'campaign=without-international'], ['white', 15, 37], ['bme', 7, 35], [1, 4]);
  likelihood(t, ['wres.3', 'all'], ['bme', 4, 42], ['white', 3, 61], [1, 5]);
  likelihood(t, ['wres.4', 'all'], ['white', 12, 61], ['bme', 6, 42], [1, 5]);
  // Disabled: 6 and 8 for band 6, 3 consultants of whom all 3 were appointed. Not declared: 4 consultants, 3 + 1 for band 5. The rest, of 37 + 45 + 4, are not disabled.
  likelihood(
    t,
    ['wdes.2', 'all'],
    ['non-disabled', 31 - 3 - 1, 86 - 17 - 8],
    ['disabled', 3, 6 + 8 + 3],
    [1, 4 + 3 + 1],
  );
  likelihood(t, ['wdes.2', 'campaign=without-international'], ['non-disabled', 19, 51], ['disabled', 3, 17], [1, 8]);
  // Means of two years. Disabled: 2 and 1 on performance, and 1 on ill health. Not disabled: 1 and 1, the second without a ground, and 1 on ill health.
  likelihood(t, ['wdes.3', 'all'], ['disabled', 3 / 2, 18], ['non-disabled', 2 / 2, 76], [1 / 2, 14]);
  likelihood(
    t,
    ['wdes.capability-any-ground', 'all'],
    ['disabled', 4 / 2, 18],
    ['non-disabled', 3 / 2, 76],
    [1 / 2, 14],
  );
});

t.test('WRES 5 to 8 and WDES 4 to 9: the survey', async (t) => {
  // 20 White respondents and 16 BME; 14 with a long-term condition and 22 without.
  points(t, 'wres.5', ['bme', 6, 16], ['white', 4 + 4, 20]);
  points(t, 'wres.6', ['bme', 6 + 6, 16], ['white', 4 + 4, 20]); // managers or colleagues: four said both, and count once
  points(t, 'wres.7', ['bme', 6, 16], ['white', 8 + 4, 20]); // who does not know is in the base
  points(t, 'wres.8', ['bme', 6, 16], ['white', 4, 20]);
  points(t, 'wdes.4a.patients', ['disabled', 4, 14], ['non-disabled', 4 + 6, 22]);
  points(t, 'wdes.4a.managers', ['disabled', 6, 14], ['non-disabled', 4 + 6, 22]);
  points(t, 'wdes.4a.colleagues', ['disabled', 4 + 6, 14], ['non-disabled', 4, 22]);
  points(t, 'wdes.4b', ['disabled', 4, 4], ['non-disabled', 0, 4 + 6]); // of those it happened to, less who does not know
  points(t, 'wdes.5', ['disabled', 6, 14], ['non-disabled', 8 + 4, 22]);
  points(t, 'wdes.6', ['disabled', 14, 14], ['non-disabled', 0, 22]);
  points(t, 'wdes.7', ['disabled', 0, 14], ['non-disabled', 8 + 4 + 6, 22]);
  // 4 of 4 + 4: no adjustment required is in neither. Only people with a condition are asked: exchanged, nobody who was asked is left.
  t.equal(shown(rowsOf(run, 'wdes.8').get('all')!.value), '0.5');
  t.equal(shown(rowsOf(turned, 'wdes.8').get('all')!.value), 'no-group-members');
  // 6.5 less 7.25.
  t.equal(shown(rowsOf(run, 'wdes.9a').get('all')!.value), '-0.75');
  t.equal(shown(rowsOf(turned, 'wdes.9a').get('all')!.value), '0.75');
  t.match(rowsOf(run, 'wdes.9b').get('all'), { value: { value: 1 }, working: /A network of disabled staff/ });
  // 14 of 36 respondents, 18 of 108 staff.
  t.equal(shown(rowsOf(run, 'wdes.declaration').get('all')!.value), at9(1400 / 36 - 1800 / 108));
});

t.test('WRES 9 and WDES 10: the board less the workforce', async (t) => {
  const boards: Readonly<Record<string, readonly [string, readonly string[], Three, Readonly<Record<string, Three>>]>> =
    {
      'wres.9': [
        'bme',
        ethnicity,
        [61, 42, 5],
        { total: [7, 2, 1], voting: [6, 2, 0], executive: [4, 1, 1] }, // the sixth executive is not stated
      ],
      'wdes.10': ['disabled', disability, [18, 76, 14], { total: [2, 6, 2], voting: [1, 6, 1], executive: [1, 3, 2] }],
    };
  for (const [indicator, [over, groups, staff, parts]] of Object.entries(boards))
    for (const [name, members] of Object.entries(parts)) {
      const r = rowsOf(run, indicator).get(`part=${name}`)!;
      const gap = (i: number): number => 100 * (members[i]! / sum(members) - staff[i]! / sum(staff));
      t.equal(shown(r.value), at9(gap(groups.indexOf(over))), `${indicator} ${name}`);
      t.same(
        groups.map((g) => part(r, g, 'board')?.n),
        members,
      );
      t.same(
        groups.map((g) => part(r, g, 'workforce')?.n),
        staff,
      );
      const back = rowsOf(turned, indicator).get(`part=${name}`)!;
      t.equal(shown(back.value), at9(gap(1 - groups.indexOf(over))), `${indicator} ${name}, groups exchanged`);
    }
});

t.test('Bank WRES: who worked or was trained in the six months, their cases and dismissals', async (t) => {
  shares(t, 'bank-wres.representation', ethnicity, 1, {
    all: [4, 6, 1], // 2 + 1 + 1, 4 + 1 + 1; the three who did neither are out
    'sex=female': [3, 4, 1],
    'sex=male': [1, 2, 0],
    'block=non-clinical': [1, 1, 1],
    'block=non-clinical band=2': [1, 1, 1],
    'block=clinical': [3, 5, 0],
    'block=clinical band=5': [3, 5, 0],
  });
  likelihood(t, ['bank-wres.disciplinary', 'all'], ['bme', 2, 6], ['white', 1, 4], [0, 1]);
  likelihood(t, ['bank-wres.dismissal', 'all'], ['bme', 1, 6], ['white', 1, 4], [0, 1]);
  // 35, 36, 37 and 38 % of 40 against 20 % of 30.
  for (const n of [5, 6, 7, 8]) points(t, `bank-wres.survey-${n}`, ['bme', 0.4 * (30 + n), 40], ['white', 6, 30]);
  t.match(rowsOf(run, 'bank-wres.route-of-entry').get('all')!.value, { status: 'not-supplied', what: /Bank Survey/ });
});

t.test('Medical WRES: doctors by role, consultant posts, the survey of doctors', async (t) => {
  shares(t, 'medical-wres.grade', ethnicity, 1, {
    all: [7, 9, 1],
    'doctor-role=medical-director': [0, 1, 0],
    'doctor-role=clinical-director': [1, 0, 0],
    'doctor-role=consultant': [3, 3, 0],
    'doctor-role=sas': [1, 3, 0],
    'doctor-role=trainee': [2, 2, 1],
  });
  likelihood(t, ['medical-wres.consultant-recruitment', 'all'], ['white', 3, 6], ['bme', 1, 5], [0, 0]);
  likelihood(t, ['medical-wres.consultant-recruitment.shortlisting', 'all'], ['white', 6, 8], ['bme', 5, 10], [0, 0]);
  // Consultants with the directors: White 2 of 4, BME 1 of 4.
  likelihood(t, ['medical-wres.excellence-awards', 'all'], ['white', 2, 4], ['bme', 1, 4], [0, 0]);
  // 10 % of 25 against 17.5, 18.5, 19.5 and 20.5 % of 24.
  for (const n of [5, 6, 7, 8])
    points(t, `medical-wres.survey-${n}`, ['bme', 2.5, 25], ['white', 0.24 * (12.5 + n), 24]);
  for (const part of ['regulation', 'education', 'councils'])
    t.match(rowsOf(run, `medical-wres.${part}`).get('all')!.value, { status: 'not-supplied', what: /held by/ }, part);
});

t.test('disparity ratios: three tiers, product law, clinical and non-clinical', async (t) => {
  type Tiers = readonly [lower: number, middle: number, upper: number];
  const ratios = (indicator: string, block: string, over: Tiers, under: Tiers): void => {
    const steps = { 'lower-to-middle': [0, 1], 'middle-to-upper': [1, 2], 'lower-to-upper': [0, 2] } as const;
    for (const [step, [a, b]] of Object.entries(steps)) {
      const name = `${block}tier=${step}`;
      const value = over[b] / over[a] / (under[b] / under[a]);
      t.equal(shown(rowsOf(run, indicator).get(name)!.value), at9(value), `${indicator} ${name}`);
      if (!indicator.endsWith('sex'))
        t.equal(shown(rowsOf(turned, indicator).get(name)!.value), at9(1 / value), `${indicator} ${name}, exchanged`);
    }
  };
  // Lower is bands 3 and 5 (clinical 2 and 5), middle 6 and 7, upper 8a and above; doctors and the blank pay scale are in none.
  ratios('disparity-ratio', 'block=non-clinical ', [6 + 2, 4 + 4, 4 + 2 + 1], [4 + 2, 2 + 0, 1 + 0 + 1]);
  ratios('disparity-ratio', 'block=clinical ', [4 + 8, 8 + 4, 5 + 1], [4 + 10, 6 + 1, 1 + 1]);
  ratios('disparity-ratio', '', [8 + 12, 8 + 12, 7 + 6], [6 + 14, 2 + 7, 2 + 2]);
  // Not disabled over disabled.
  ratios('disparity-ratio.disability', 'block=non-clinical ', [6 + 3, 4 + 2, 4 + 1 + 2], [2 + 1, 1 + 1, 1]);
  ratios('disparity-ratio.disability', 'block=clinical ', [5 + 15, 9 + 5, 4 + 2], [2 + 2, 3 + 1, 1]);
  ratios('disparity-ratio.disability', '', [29, 20, 13], [7, 6, 2]);
  // Men over women: of the office bands 3 and 5, three men and one; 6 and 7, three and two; and so on.
  ratios('disparity-ratio.sex', 'block=non-clinical ', [4, 5, 4], [11, 5, 5]);
  ratios('disparity-ratio.sex', 'block=clinical ', [5, 4, 1], [23, 16, 7]);
  ratios('disparity-ratio.sex', '', [9, 9, 5], [34, 21, 12]);
});

t.test('Model Employer: parity, gaps and the path; people added', async (t) => {
  // Parity is 42 of 108, 38.89 %. Band: people, BME people, the headcount at parity (a part of a person is a person).
  const bands: Readonly<Record<string, readonly [n: number, bme: number, parity: number]>> = {
    'band=8a': [11, 2, 5], // 11 x 0.3889 = 4.28
    'band=8b': [2, 1, 1], // 0.78
    'band=8c': [2, 0, 1],
    'band=vsm': [2, 1, 1],
    'block=non-clinical band=8a': [5, 1, 2], // 1.94
    'block=non-clinical band=8c': [2, 0, 1],
    'block=non-clinical band=vsm': [2, 1, 1],
    'block=clinical band=8a': [6, 1, 3], // 2.33
    'block=clinical band=8b': [2, 1, 1],
  };
  const p = 42 / 108;
  for (const [name, r] of rowsOf(run, 'model-employer')) {
    const band = bands[name];
    if (!band) {
      t.equal(shown(r.value), 'no-group-members', `${name}: nobody`);
      continue;
    }
    const [n, bme, parity] = band;
    t.equal(shown(r.value), String(Math.max(0, parity - bme)), `${name}: people short of parity`);
    t.match(r, { parity: p, parityHeadcount: parity, surplus: Math.max(0, bme - parity) }, name);
    t.equal(at9(r.difference as number), at9(100 * (bme / n - p)), `${name}: points`);
    t.equal(at9(r.representation as number), at9(bme / n / p), `${name}: representation`);
  }
  const rows = rowsOf(run, 'model-employer');
  // 8a: from 1 of 10 in 2024 to 5 in 2028, one a year; a tenth leave. Appointments 2 - 0.9 x 1, 3 - 0.9 x 2, 4 - 0.9 x 3, 5 - 0.9 x 4.
  const first = rows.get('band=8a')!;
  t.same(first.path, { 2024: 1, 2025: 2, 2026: 3, 2027: 4, 2028: 5 });
  t.match(first.progress, { baseline: 1, expectedNow: 2, status: 'on track' });
  t.match(first.appointments, { byYear: { 2025: 1.1, 2026: 1.2, 2027: 1.3, 2028: 1.4 }, total: 5 });
  // (p - 0.1 x 0.9^4) / (1 - 0.9^4), and 0.9^4 = 0.6561.
  t.equal(at9(first.constantShare as number), at9((p - 0.1 * 0.6561) / (1 - 0.6561)));
  // 8c had 1 of 3 in 2024, and parity is now 1: the path holds 1, and nobody is there.
  t.match(rows.get('band=8c'), { path: { 2024: 1, 2028: 1 }, progress: { status: 'behind' } });
  // BME people of a band, and a year before.
  const added = {
    'band=8a': 2 - 1,
    'band=8b': 1 - 0,
    'band=8c': 0 - 1,
    'band=8d': 0,
    'band=9': 0,
    'band=vsm': 1 - 0,
    'staff-group=nursing-midwifery band=6-and-above': 6 + 1 + 1 + 1 - (4 + 1 + 1),
  };
  const found = Object.fromEntries(
    [...rowsOf(run, 'model-employer.people-added')].map(([n, r]) => [n, shown(r.value)]),
  );
  t.same(found, Object.fromEntries(Object.entries(added).map(([n, v]) => [n, String(v)])));
});

t.test('Model Employer: the levers on a band of two, by hand', async (t) => {
  const of = (r: Run) => {
    const { levers } = rowsOf(r, 'model-employer').get('band=8c')!;
    if (!levers || 'status' in levers) throw new RangeError('no levers');
    return levers.outlooks;
  };
  const all = of(run).all;
  if ('status' in all) throw new RangeError('no outlook');
  // Hired and promoted at parity, 42/108: a post held by no BME person is still not in a year's time with 1 - 0.1 x 42/108 = 0.96111, and both of two with its square, 0.92373.
  const none = (1 - (0.1 * 42) / 108) ** 2;
  const by = (chance: number): number => 2025 + Math.ceil(Math.log(1 - chance) / Math.log(none));
  t.match(all.year, { value: by(0.5) }); // 9 years
  t.match(all.interval, { value: [by(0.025), by(0.975)] }); // 1 and 47
  t.equal(at9(all.chance as number), at9(1 - none ** 3)); // by 2028
  t.equal(at9(all.longRun as number), at9(42 / 108));
  // As now half of nobody (the band) and half of one in two (8b) of those appointed are BME: it would settle at a quarter, below parity.
  const now = of(run)['as-now'];
  t.match(now, { year: { why: 'infeasible' } });
});
