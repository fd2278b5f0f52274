import t from 'tap';
import { rate } from '../../src/formulas/index.js';
import { mantelHaenszelRates } from '../../src/formulas/mantel-haenszel-rates.js';
import { resultsTable } from '../../src/interchange/table.js';
import { closing, find, type Person, runOf, tablesOf, turnoverOf } from './given.js';

const many = (n: number, person: Person): Person[] => Array.from({ length: n }, () => person);
const stayed: Person = { opening: true, closing: true };
const left: Person = { opening: true, left: '2024-11-15' };
const value = (r: { readonly value: { readonly status: string } }): number =>
  (r.value as unknown as { readonly value: number }).value;

t.test('150 at the start, 120 at the end and 20 leavers are 14.81 per cent, and 13.33 over the start', async (t) => {
  // 120 stayed, 20 left, 10 were neither in the closing snapshot nor among the leavers.
  const tables = tablesOf([...many(120, stayed), ...many(20, left), ...many(10, { opening: true })]);
  const results = await turnoverOf(tables);
  const whole = find(results, 'turnover.leaver-rate', {}, 'D1');
  t.equal(Math.round(value(whole) * 10_000) / 100, 14.81, '20 / 135');
  t.match(whole, { flows: { opening: 150, joined: 0, left: 20, missing: 10, closing: 120 } });
  t.equal(Math.round(value(find(results, 'turnover.leaver-rate', {}, 'D4')) * 10_000) / 100, 13.33, '20 / 150');
  t.equal(Math.round(value(find(results, 'turnover.stability')) * 10_000) / 100, 80, '120 / 150');
  t.match(rate(20, 120), { value: 20 / 120 });
});

t.test('who leaves on the last day is a leaver and in the closing stock', async (t) => {
  const results = await turnoverOf(
    tablesOf([...many(9, stayed), { opening: true, closing: true, left: '2025-03-31' }]),
  );
  const whole = find(results, 'turnover.leaver-rate', {}, 'D1');
  t.match(whole.flows, { opening: 10, left: 1, closing: 10 });
  t.equal(value(whole), 0.1);
});

t.test('somebody who joins and leaves inside the year is a leaver in neither stock', async (t) => {
  const results = await turnoverOf(tablesOf([...many(10, stayed), { left: '2024-11-15', more: { hireDate: 19_900 } }]));
  t.match(find(results, 'turnover.leaver-rate', {}, 'D1').flows, { opening: 10, joined: 1, left: 1, closing: 10 });
});

t.test('91 leavers of 8,821 at the end of the month are 0.0103163', async (t) => {
  t.equal(Math.round((91 / 8821) * 1e7) / 1e7, 0.0103163);
  t.match(rate(91, 8821), { value: 91 / 8821 });
  const results = await turnoverOf(tablesOf([...many(98, stayed), ...many(2, { opening: true, left: '2024-04-10' })]));
  const [april, may] = results.filter((r) => r.definition === 'D5');
  t.match(april, { period: { from: '2024-04-01', to: '2024-04-30' }, parts: [{ group: 'all', n: 2, base: 98 }] });
  t.match(may, { parts: [{ group: 'all', n: 0, base: 98 }] });
});

t.test('month-ends: twelve or thirteen, each said', async (t) => {
  const tables = tablesOf([...many(98, stayed), ...many(2, { opening: true, left: '2024-10-10' })]);
  // April to September 100, October to March 98: mean 99 over twelve; with the opening 100 it is 1,288 / 13.
  t.equal(find(await turnoverOf(tables), 'turnover.leaver-rate', {}, 'D6').parts[0]?.base, 99);
  const thirteen = await turnoverOf(tables, { chosen: { 'turnover.leaver-rate.month-ends': '13' } });
  t.equal(find(thirteen, 'turnover.leaver-rate', {}, 'D6').parts[0]?.base, 1288 / 13);
});

t.test(
  'two assignments of 0.6 and 0.4, one ends: no leaver of the organisation, one of the staff group that loses',
  async (t) => {
    const tables = tablesOf(many(9, stayed));
    const own = { ...tables.staff![0], employeeNumber: 'X', isPrimary: true };
    const second = { staffGroup: 'Administrative and Clerical', payScale: 'Band 3', isPrimary: false, fte: 0.4 };
    const rows = {
      staff: [
        ...tables.staff!,
        { ...own, assignmentNumber: 'X', fte: 0.6 },
        { ...own, ...second, assignmentNumber: 'X-2' },
        { ...own, assignmentNumber: 'X', fte: 0.6, snapshotDate: tables.staff![1]!.snapshotDate },
      ],
      leavers: [
        {
          ...own,
          ...second,
          assignmentNumber: 'X-2',
          terminationDate: 20_000,
          leavingReason: 'Voluntary Resignation - Health',
        },
      ],
    };
    const results = await turnoverOf(rows);
    t.match(find(results, 'turnover.leaver-rate', {}, 'D1').flows, { opening: 10, left: 0, closing: 10 });
    const byGroup = await turnoverOf(rows, {
      by: ['staff-group'],
      chosen: { 'turnover.leaver-rate.scope': 'group', 'turnover.leaver-rate.definition': 'D2' },
    });
    const lost = find(byGroup, 'turnover.leaver-rate', { 'staff-group': 'admin-clerical' }, 'D1');
    t.match(lost, { scope: 'group', parts: [{ group: 'admin-clerical', n: 1, base: 0.5 }] });
    const fte = find(byGroup, 'turnover.leaver-rate', { 'staff-group': 'admin-clerical' }, 'D2');
    t.match(fte, { parts: [{ n: 0.4, base: 0.2 }] }, 'FTE of the losing group falls by 0.4');
  },
);

t.test('a person still listed whose only assignment ended has left; with another assignment not', async (t) => {
  const results = await turnoverOf(
    tablesOf([...many(9, stayed), { opening: true, closing: true, left: '2024-11-15' }]),
  );
  t.match(find(results, 'turnover.leaver-rate', {}, 'D1').flows, { opening: 10, left: 1, closing: 9 });
});

// Two bands: 400 at band 3 leave at 20 per cent, 400 at band 7 at 5 per cent, whoever they are; BME staff are mostly at band 3.
const people = (ethnicity: string, payScale: string, n: number, leaving: number): Person[] => [
  ...many(n - leaving, { ...stayed, more: { ethnicity, payScale } }),
  ...many(leaving, { ...left, more: { ethnicity, payScale } }),
  ...many(leaving, { closing: true, more: { ethnicity, payScale, hireDate: 19_900 } }),
];

t.test('a trust with only a mix difference is not called different after standardisation', async (t) => {
  const tables = tablesOf([
    ...people('N', 'Band 3', 300, 60),
    ...people('N', 'Band 7', 100, 5),
    ...people('A', 'Band 3', 100, 20),
    ...people('A', 'Band 7', 300, 15),
  ]);
  const whole = find(await turnoverOf(tables), 'turnover.leaver-rate', {}, 'D1');
  // Crude: 65/400 over 35/400 = 1.857; in each band the rates are equal.
  t.match(whole.rateRatio, { value: { value: 65 / 35 }, reading: { evidence: 'difference shown' } });
  t.match(whole.standardised, {
    by: ['band', 'staff-group'],
    reading: { size: 'within 0.80 to 1.25', evidence: 'no clear difference' },
  });
  const made = (whole.standardised as { value: { value: number } }).value.value;
  t.ok(Math.abs(made - 1) < 1e-9, `standardised ${made}`);
});

t.test(
  'a group that leaves at twice the rate within each band is found, though the crude rates are alike',
  async (t) => {
    const tables = tablesOf([
      ...people('N', 'Band 3', 100, 40),
      ...people('N', 'Band 7', 300, 30),
      ...people('A', 'Band 3', 300, 60),
      ...people('A', 'Band 7', 100, 5),
    ]);
    const whole = find(await turnoverOf(tables), 'turnover.leaver-rate', {}, 'D1');
    // Crude 70/400 over 65/400 = 1.08; within band 40/100 over 60/300 and 30/300 over 5/100 are both 2.
    t.match(whole.rateRatio, { reading: { evidence: 'no clear difference' } });
    t.match(whole.standardised, { reading: { size: 'above the band', evidence: 'difference shown' } });
    t.ok(Math.abs((whole.standardised as { value: { value: number } }).value.value - 2) < 1e-9);
  },
);

t.test('the pooled ratio of rates, worked by hand', async (t) => {
  const strata = [
    { over: { n: 10, base: 100 }, under: { n: 5, base: 100 } },
    { over: { n: 30, base: 60 }, under: { n: 20, base: 80 } },
  ];
  const { value: v, interval } = mantelHaenszelRates(strata, 0.95);
  // up 10 x 100/200 + 30 x 80/140 = 22.142857; down 5 x 100/200 + 20 x 60/140 = 11.071429; ratio 2
  t.match(v, { status: 'ok', value: 2 });
  // variance (15 x 100 x 100/200² + 50 x 60 x 80/140²) / (22.142857 x 11.071429) = (3.75 + 12.244898) / 245.15306 = 0.0652445; e^(1.959964 x 0.2554301) = 1.649761
  const [low, high] = (interval as unknown as { value: [number, number] }).value;
  t.ok(Math.abs(low - 2 / 1.649761) < 1e-4 && Math.abs(high - 2 * 1.649761) < 1e-4, `${low} ${high}`);
});

t.test('under a policy that hides, no FTE goes out of a part whose headcount does not', async (t) => {
  const tables = tablesOf([...people('N', 'Band 3', 40, 3), ...people('A', 'Band 7', 300, 30)]);
  const results = await turnoverOf(tables, { policy: 'board' });
  const [d1, d2] = ['D1', 'D2'].map((d) => find(results, 'turnover.leaver-rate', {}, d));
  t.match(
    d1?.parts.find((p) => p.group === 'bme'),
    { n: { status: 'suppressed' } },
    '3 leavers are hidden',
  );
  t.match(
    d2?.parts.find((p) => p.group === 'bme'),
    { n: { status: 'suppressed' }, base: { status: 'suppressed' } },
  );
  t.match(
    d2?.parts.find((p) => p.group === 'white'),
    { n: { status: 'suppressed' } },
    'nor does the other part follow',
  );
});

t.test(
  'published joiners and leavers by nationality add up, and a leaver rate is near what stability leaves',
  async (t) => {
    // Year to 30 June 2018, hospital and community health services: UK, EU, other EEA, rest of the world, unknown.
    t.equal(120_965 + 11_384 + 122 + 15_094 + 6_893, 154_458, 'joiners');
    t.equal(110_446 + 10_487 + 93 + 8_288 + 7_847, 137_161, 'leavers');
    for (const [rateGiven, stability] of [
      [10.1, 89.8],
      [9.0, 90.8],
      [6.7, 93.1],
    ] as const)
      t.ok(Math.abs(rateGiven - (100 - stability)) <= 0.25, `${rateGiven} and ${stability}`);
  },
);

t.test(
  'an attribute that differs between the start and the leavers row is listed, and the record at the start is used',
  async (t) => {
    const tables = tablesOf([
      ...many(40, stayed),
      ...many(8, left),
      ...many(12, { ...stayed, more: { ethnicity: 'N' } }),
    ]);
    const leavers = tables.leavers!.map((row, i) => (i < 6 ? { ...row, ethnicity: 'N', payScale: 'Band 6' } : row));
    const run = await runOf({ ...tables, leavers });
    const differ = run.issues.filter((i) => i.id === 'described-differently');
    t.same(
      differ.map((i) => [i.what.split(' ')[0], i.rows]),
      [
        ['Ethnicity', 6],
        ['Band', 6],
      ],
    );
    const whole = find(run.results, 'turnover.leaver-rate', {}, 'D1');
    t.equal(whole.parts.find((p) => p.group === 'white')?.n, 8, 'as they were at the start');
    t.equal(whole.parts.find((p) => p.group === 'bme')?.n, 0);
    const hidden = await runOf(
      { ...tables, leavers: leavers.map((r, i) => (i < 4 ? r : { ...r, ethnicity: 'A' })) },
      'board',
    );
    const few = hidden.issues.find((i) => i.id === 'described-differently');
    t.match(few, { rows: { status: 'suppressed' }, what: /of some people who left/ }, 'four people are not numbered');
  },
);

t.test('dismissals and ends of fixed terms have rates of their own by ethnic group', async (t) => {
  const ended = (ethnicity: string, leavingReason: string): Person => ({ ...left, more: { ethnicity, leavingReason } });
  const results = await turnoverOf(
    tablesOf([
      ...many(80, stayed),
      ...many(30, { ...stayed, more: { ethnicity: 'N' } }),
      ...many(4, ended('A', 'Dismissal - Conduct')),
      ...many(6, ended('N', 'Dismissal - Capability')),
      ...many(2, ended('A', 'Redundancy - Compulsory')),
      ...many(8, ended('N', 'End of Fixed Term Contract')),
    ]),
  );
  const dismissed = find(results, 'turnover.reasons', { 'rate-of': 'dismissal' });
  // BME 6 over a mean of (36 + 30) / 2 = 33, White 4 over (86 + 80) / 2 = 83; those whose term ended are in neither.
  t.match(
    dismissed.parts.filter((p) => p.group !== 'unknown'),
    [
      { group: 'all', n: 10, base: 116 },
      { group: 'bme', n: 6, base: 33 },
      { group: 'white', n: 4, base: 83 },
    ],
  );
  t.equal(value(dismissed.rateRatio as never).toFixed(9), (6 / 33 / (4 / 83)).toFixed(9));
  t.match(dismissed.working, /10 staff were dismissed, of a mean of 116/);
  const ends = find(results, 'turnover.reasons', { 'rate-of': 'fixed-term-end' });
  // Here they are in the stock: BME (44 + 30) / 2 = 37.
  t.match(
    ends.parts.find((p) => p.group === 'bme'),
    { n: 8, base: 37 },
  );
  t.match(find(results, 'turnover.reasons', { 'rate-of': 'dismissal', ethnicity: 'bme' }).parts[0], { n: 6, base: 33 });
});

t.test('with scope=group and directorates, a move is leaving one directorate and no leaver of the trust', async (t) => {
  const at = (directorate: string, times: readonly ('opening' | 'closing')[]): Person => ({
    opening: times.includes('opening'),
    closing: times.includes('closing'),
    more: { directorate },
  });
  const tables = tablesOf([
    ...many(10, at('Medicine', ['opening', 'closing'])),
    ...many(10, at('Surgery', ['opening', 'closing'])),
    { ...left, more: { directorate: 'Surgery' } },
  ]);
  const mover = { ...tables.staff![0], employeeNumber: 'M', assignmentNumber: 'M' };
  const staff = [
    ...tables.staff!,
    { ...mover, directorate: 'Medicine' },
    { ...mover, directorate: 'Surgery', snapshotDate: closing },
  ];
  const results = await turnoverOf(
    { ...tables, staff },
    { by: ['directorate'], chosen: { 'turnover.leaver-rate.scope': 'group' } },
  );
  const of = (directorate: string) => find(results, 'turnover.leaver-rate', { directorate }, 'D1');
  // Medicine: 11 at the start, 10 at the end, the mover left. Surgery: 11 at the start, 11 at the end, one left.
  t.match(of('Medicine'), { scope: 'group', parts: [{ n: 1, base: 10.5 }] });
  t.match(of('Surgery'), { parts: [{ n: 1, base: 11 }] });
  const trust = await turnoverOf({ ...tables, staff }, { by: ['directorate'] });
  t.match(find(trust, 'turnover.leaver-rate', {}, 'D1').parts[0], { n: 1, base: 21.5 }, 'one leaver: (22 + 21) / 2');
});

t.test('doctors in training have a rate of people and one of FTE, apart', async (t) => {
  const doctor = { staffGroup: 'Medical and Dental', payScale: 'NHS|MN37|Specialty Registrar', fte: 0.5 };
  const ended = { ...doctor, leavingReason: 'End of Fixed Term Contract - External Rotation', fte: 0.8 };
  const results = await turnoverOf(
    tablesOf([...many(20, stayed), ...many(6, { ...stayed, more: doctor }), ...many(4, { ...left, more: ended })]),
  );
  const of = (definition: string) => find(results, 'turnover.leaver-rate', { grade: 'trainee' }, definition);
  // 10 at the start, 6 at the end; FTE 6 x 0.5 + 4 x 0.8 = 6.2 at the start, 3 at the end, 3.2 left.
  t.match(of('D1').parts[0], { n: 4, base: 8 });
  t.match(of('D2').parts[0], { n: 3.2, base: 4.6 });
  t.match(find(results, 'turnover.leaver-rate', {}, 'D1').parts[0], { n: 0, base: 20 }, 'the total is of the others');
});

t.test(
  'a row of the printed table says its definition and month, and what its groups are of where two names meet',
  async (t) => {
    const unknown = { ...stayed, more: { ethnicity: 'Z', nationality: 'Unknown' } };
    const run = await runOf(tablesOf([...many(30, stayed), ...many(10, unknown), ...many(5, left)]));
    const printed = resultsTable(run).split('turnover.leaver-rate')[1]!.split('\n\n')[0]!.split('\n');
    const names = ['All staff (D1)', 'All staff, FTE (D2)', 'All staff (D6)', 'All staff, 2024-11 (D5)'];
    for (const name of [...names, 'Ethnicity: Unknown (D1)', 'Nationality: Unknown (D1)'])
      t.equal(printed.filter((l) => l.startsWith(`  ${name} `)).length, 1, name);
  },
);
