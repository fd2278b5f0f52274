import t from 'tap';
import { sumOver, total } from '../../src/core/cube.js';
import { day } from '../../src/core/dates.js';
import type { CodeLists } from '../../src/core/recode.js';
import type { CountRequest } from '../../src/core/request.js';
import type { Rows, Value } from '../../src/core/rows.js';
import { cubeFileCounter, periodNames } from '../../src/count/cube-file.js';

const names = ['indicator', 'period', 'block', 'band', 'grade', 'part', 'measure', 'group', 'count'];
const table = (...data: Record<string, Value>[]): Rows => ({
  table: 'counts',
  length: data.length,
  columns: Object.fromEntries(names.map((c) => [c, data.map((d) => d[c])])),
  sources: [],
});
const list = (exact: Record<string, string>) => ({ exact: new Map(Object.entries(exact)), patterns: [] });
const lists: CodeLists = {
  ethnicity: list({ a: 'white', 'white british': 'white', h: 'bme', z: 'unknown' }),
  block: list({ 'non clinical': 'non-clinical', clinical: 'clinical', 'medical and dental': 'medical' }),
  band: list({ 'band 5': '5', xr08: '8a' }),
  grade: list({ 'consultants all': 'consultant', consultant: 'consultant' }),
  yes: list({ true: 'yes', false: 'no', yes: 'yes', no: 'no' }),
};
const dim = (column: string, list: string, otherwise: string) => ({ columns: [column], lists: [list], otherwise });
const ethnicity = dim('ethnicity', 'ethnicity', 'unknown');
const bands = {
  block: dim('staffGroup', 'block', 'unmapped'),
  band: dim('payScale', 'band', 'unmapped'),
  grade: dim('payScale', 'grade', 'other'),
  ethnicity,
};
const request = <D extends string>(id: string, by: CountRequest<D>['by']): CountRequest<D> => ({
  id,
  from: 'staff',
  where: [],
  by,
  measure: 'people',
});

t.test('given counts answer the request they are for, by group id or by raw value', async (t) => {
  const counts = table(
    { indicator: 'wres.3', measure: 'Cases', group: 'bme', count: 9 },
    { indicator: 'WRES.3 ', measure: 'cases', group: 'A', count: 17 },
    { indicator: 'wres.3', measure: 'cases', group: 'White - British', count: 1 },
    { indicator: 'wres.3', measure: 'cases', group: 'Martian', count: 2 },
    { indicator: 'wres.4', measure: 'cases', group: 'bme', count: 100 },
  );
  const counter = cubeFileCounter({ counts, lists });
  const cube = await counter.count(request('wres.3/cases', { ethnicity }));
  // white: 17 by code + 1 by label; a group nobody knows is unknown, never lost.
  t.same(
    cube.cells.map((c) => [c.key.ethnicity, c.n]),
    [
      ['bme', 9],
      ['unknown', 2],
      ['white', 18],
    ],
  );
  t.ok(counter.has('wres.3/cases'));
  t.notOk(counter.has('wres.3/staff'));
  await t.rejects(counter.count(request('wres.3/staff', { ethnicity })), /gives no wres.3\/staff/);
});

t.test('staff by band fill block, band and grade, and are the base of the other indicators too', async (t) => {
  const counts = table(
    { indicator: 'wres.1', measure: 'staff', block: 'Clinical', band: 'Band 5', group: 'white', count: 80 },
    { indicator: 'wres.1', measure: 'staff', block: 'clinical', band: '8a', group: 'bme', count: 5 },
    { indicator: 'wres.1', measure: 'staff', block: 'Medical and Dental', band: 'Consultant', group: 'bme', count: 7 },
    { indicator: 'wres.1', measure: 'staff', block: 'medical', grade: 'consultant', group: 'bme', count: 1 },
    { indicator: 'wres.1', measure: 'staff', group: 'bme', count: 2 },
  );
  const counter = cubeFileCounter({ counts, lists });
  const cube = await counter.count(request('wres.1/staff', bands));
  t.equal(total(cube, { block: 'clinical', band: '5', ethnicity: 'white' }), 80);
  t.equal(total(cube, { block: 'clinical', band: '8a', ethnicity: 'bme' }), 5);
  t.equal(total(cube, { block: 'medical', grade: 'consultant', ethnicity: 'bme' }), 8); // 7 + 1
  t.equal(total(cube, { block: 'unmapped', band: 'unmapped' }), 2, 'a row that names no band is a total without bands');
  // 5 + 7 + 1 + 2 = 15
  t.same(
    (await counter.count(request('wres.3/staff', { ethnicity }))).cells.map((c) => [c.key.ethnicity, c.n]),
    [
      ['bme', 15],
      ['white', 80],
    ],
  );
  t.ok(counter.has('wres.9/staff'));
  t.notOk(counter.has('wdes.3/staff'), 'another standard has its own staff');
});

t.test('the overlapping parts of a board keep their three sums', async (t) => {
  const member = (part: string | undefined, group: string, count: number) => ({
    indicator: 'wres.9',
    measure: 'members',
    part,
    group,
    count,
  });
  const counts = table(
    member(undefined, 'white', 14),
    member('Voting', 'white', 11),
    member('Executive', 'white', 7),
    member('total', 'bme', 2),
    member('voting', 'bme', 1),
    member('executive', 'bme', 2),
    member('total', 'unknown', 1),
    member('voting', 'unknown', 3),
  );
  const counter = cubeFileCounter({ counts, lists });
  const yes = (c: string) => dim(c, 'yes', 'unknown');
  const cube = await counter.count(
    request('wres.9/members', { voting: yes('voting'), executive: yes('executive'), ethnicity }),
  );
  t.same(
    sumOver(cube, ['ethnicity']).cells.map((c) => c.n),
    [2, 1, 14],
  );
  t.equal(total(cube, { voting: 'yes', ethnicity: 'white' }), 11);
  t.equal(total(cube, { executive: 'yes', ethnicity: 'white' }), 7);
  t.equal(total(cube, { voting: 'yes', executive: 'yes', ethnicity: 'white' }), 7);
  t.equal(total(cube, { voting: 'no', executive: 'no', ethnicity: 'white' }), 3); // 14 - 11 - 7 + 7
  t.equal(total(cube, { voting: 'yes', ethnicity: 'bme' }), 1);
  t.equal(total(cube, { executive: 'yes', ethnicity: 'bme' }), 2);
  t.ok(cube.cells.every((c) => c.n >= 0));
  t.equal(total(cube, { voting: 'unknown', ethnicity: 'unknown' }), 1, 'a part larger than the whole is left out');
  t.match(counter.issues, [{ id: 'part-exceeds-total', what: /3 voting members of 1 in all/ }]);
  t.same(counter.given('wres.9/members')[1], {
    block: undefined,
    band: undefined,
    grade: undefined,
    part: 'voting',
    group: 'white',
    n: 11,
  });
});

t.test('only rows of the period are used, however it is written', async (t) => {
  const end = day(2025, 3, 31)!;
  for (const written of [
    '2024/25',
    '2024-25',
    '2025',
    '31/03/2025',
    '2025-03-31',
    '31-MAR-2025',
    'March 2025',
    'as at 31 March 2025',
  ])
    t.ok(periodNames(end).has(written.toLowerCase().replaceAll(/[/-]/g, ' ')), written);
  const at = (period: string | undefined, count: number) => ({
    indicator: 'wres.3',
    measure: 'cases',
    period,
    group: 'bme',
    count,
  });
  const counts = table(at('2024/25', 4), at('2023/24', 5), at(undefined, 1));
  const of = async (periodEnd: number) =>
    total(await cubeFileCounter({ counts, lists, periodEnd }).count(request('wres.3/cases', { ethnicity })));
  t.equal(await of(end), 5); // 4 + 1
  t.equal(await of(day(2024, 3, 31)!), 6); // 5 + 1
});
