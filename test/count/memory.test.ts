import t from 'tap';
import { total } from '../../src/core/cube.js';
import { day } from '../../src/core/dates.js';
import type { CodeLists } from '../../src/core/recode.js';
import type { CountRequest, Table } from '../../src/core/request.js';
import type { Rows, Value } from '../../src/core/rows.js';
import { memoryCounter } from '../../src/count/memory.js';
import { openCounter } from '../../src/count/open.js';
import { fates, tally } from '../../src/count/tally.js';

const rows = (table: string, names: string, ...data: Value[][]): Rows => ({
  table,
  length: data.length,
  columns: Object.fromEntries(names.split(' ').map((c, i) => [c, data.map((d) => d[i])])),
  sources: [],
});
const lists: CodeLists = {
  ethnicity: {
    exact: new Map([
      ['white', 'white'],
      ['bme', 'bme'],
    ]),
    patterns: [],
  },
  category: {
    exact: new Map([
      ['permanent', 'substantive'],
      ['bank', 'bank'],
    ]),
    patterns: [],
  },
};
const ethnicity = { columns: ['ethnicity'], lists: ['ethnicity'], otherwise: 'unknown' };
const category = { columns: ['category'], lists: ['category'], otherwise: 'unknown' };
const notBank = { rule: 'bank', keep: { not: { group: category, in: ['bank'] } } };
const _ = undefined;

const staff = rows(
  'staff',
  'employee number primary fte start category ethnicity',
  ['1', '1', true, 0.6, 100, 'Permanent', 'White'],
  ['1', '1-2', false, 0.4, 50, 'Permanent', 'BME'],
  ['2', '2', _, 0.5, 200, 'Bank', 'BME'],
  ['2', '2-2', _, 0.2, 300, _, 'BME'],
  [_, '9', _, 1, 10, 'Permanent', _],
  [_, '10', _, _, 10, 'Permanent', 'Brittish'],
);
const person: Table = {
  one: 'staff',
  per: ['employee'],
  where: [notBank],
  first: [
    { column: 'primary', descending: true },
    { column: 'fte', descending: true },
    { column: 'start', descending: false },
    { column: 'number', descending: false },
  ],
  sum: ['fte'],
};
const request = (over: Partial<CountRequest<string>>): CountRequest<string> => ({
  id: 'test.1/staff',
  from: person,
  where: [],
  by: { ethnicity },
  measure: 'people',
  ...over,
});
const count = (r: CountRequest<string>, tables: Record<string, Rows> = { staff }) =>
  memoryCounter({ tables, lists }).count(r);

t.test('a person with two assignments counts once, by the primary one, with the FTE of both', async (t) => {
  // Kept: rows 1, 2 (person 1, White by the primary), 4 (person 2 without the bank row), 5 and 6 (no number: each its own person).
  t.same((await count(request({}))).cells, [
    { key: { ethnicity: 'bme' }, n: 1 },
    { key: { ethnicity: 'unknown' }, n: 2 },
    { key: { ethnicity: 'white' }, n: 1 },
  ]);
  // White 0.6 + 0.4 = 1; BME 0.2; unknown 1 + blank.
  t.same((await count(request({ measure: 'fte' }))).cells, [
    { key: { ethnicity: 'bme' }, n: 20000 },
    { key: { ethnicity: 'unknown' }, n: 100000 },
    { key: { ethnicity: 'white' }, n: 100000 },
  ]);
});

t.test('a blank contract is kept by "not bank", and every row has one fate', async (t) => {
  t.same(tally(request({}), { staff }, lists), {
    table: 'staff',
    rows: 6,
    counted: 4,
    merged: 1,
    excluded: { bank: 1 },
  });
  t.same(
    fates(request({}), { staff }, lists)[0]?.fate.map((f) => ('rule' in f ? f.rule : f.kind)),
    ['counted', 'merged', 'bank', 'counted', 'counted', 'counted'],
  );
});

t.test('a row merged into one that a later rule excludes goes with it', async (t) => {
  const later = request({ where: [{ rule: 'white-only', keep: { group: ethnicity, in: ['bme', 'unknown'] } }] });
  // Person 1 is White: both rows are excluded; 6 = 3 + 0 + (1 bank + 2 white-only).
  t.same(tally(later, { staff }, lists), {
    table: 'staff',
    rows: 6,
    counted: 3,
    merged: 0,
    excluded: { bank: 1, 'white-only': 2 },
  });
});

t.test('of equal assignments the lowest number is taken, and 9 is lower than 10', async (t) => {
  const two = rows('staff', 'employee number ethnicity', ['1', '10', 'BME'], ['1', '9', 'White']);
  t.equal(total(await count(request({}), { staff: two }), { ethnicity: 'white' }), 1);
});

t.test('25 of 37.5 hours, three times, is exactly 2.00001 in hundred-thousandths', async (t) => {
  const thirds = rows('staff', 'fte', [25 / 37.5], [0.66667], [25 / 37.5]);
  // 66667 + 66667 + 66667 = 200001
  t.same((await count(request({ from: 'staff', by: {}, measure: 'fte' }), { staff: thirds })).cells, [
    { key: {}, n: 200001 },
  ]);
});

t.test('a case takes what it lacks from staff, then from leavers, and the rules see it', async (t) => {
  const cases = rows(
    'cases',
    'employee ethnicity opened',
    ['1', _, 5],
    ['2', 'White', 6],
    ['7', _, 7],
    ['8', _, 8],
    [_, 'BME', 9],
    ['7', _, 10],
  );
  const leavers = rows('leavers', 'employee ethnicity category', ['7', 'BME', 'Permanent'], ['1', 'BME', 'Bank']);
  const from: Table = {
    one: { lookup: 'cases', on: ['employee'], take: ['ethnicity', 'category'], from: [person, 'leavers'] },
    per: ['employee'],
    where: [notBank],
    first: [{ column: 'opened', descending: false }],
  };
  // 1 from staff White; 2 own White; 7 from leavers BME, two cases one person; 8 nobody's: unknown; no number: BME.
  t.same((await count(request({ from }), { cases, staff, leavers })).cells, [
    { key: { ethnicity: 'bme' }, n: 2 },
    { key: { ethnicity: 'unknown' }, n: 1 },
    { key: { ethnicity: 'white' }, n: 2 },
  ]);
  t.same(tally(request({ from }), { cases, staff, leavers }, lists), {
    table: 'cases',
    rows: 6,
    counted: 5,
    merged: 1,
    excluded: {},
  });
  // Without a leavers table the same request still counts; 7 becomes unknown.
  t.equal(total(await count(request({ from }), { cases, staff }), { ethnicity: 'unknown' }), 2);
});

t.test('a pair says who stayed, left and joined, with both sides', async (t) => {
  const opening = rows('opening', 'employee ethnicity', ['1', 'White'], ['2', 'BME'], [_, 'BME']);
  const closing = rows('closing', 'employee ethnicity', ['2', 'White'], ['3', 'White'], [_, 'BME']);
  const by = {
    pair: { columns: ['pair'], lists: ['pair'], otherwise: 'none' },
    opening: { ...ethnicity, columns: ['opening.ethnicity'] },
    closing: { ...ethnicity, columns: ['closing.ethnicity'] },
  };
  const pairs = { exact: new Map(['stayed', 'left', 'joined'].map((p) => [p, p])), patterns: [] };
  const r = request({ from: { pair: ['opening', 'closing'], on: ['employee'] }, by });
  const cube = await memoryCounter({ tables: { opening, closing }, lists: { ...lists, pair: pairs } }).count(r);
  t.same(
    cube.cells.map(({ key, n }) => [key.pair, key.opening, key.closing, n]),
    [
      ['joined', 'unknown', 'bme', 1],
      ['joined', 'unknown', 'white', 1],
      ['left', 'bme', 'unknown', 1],
      ['left', 'white', 'unknown', 1],
      ['stayed', 'bme', 'white', 1],
    ],
  );
  t.same(
    fates(r, { opening, closing }, lists).map((f) => [f.table, f.fate.length]),
    [
      ['opening', 3],
      ['closing', 3],
    ],
  );
});

t.test('length of service is binned by days', async (t) => {
  const end = day(2025, 3, 31)!;
  const served = rows('staff', 'start end', [end - 364, end], [end - 365, end], [_, end]);
  const service = { days: ['start', 'end'] as const, bins: [365], labels: ['under-1', 'over-1'], otherwise: 'unknown' };
  const r = request({ from: 'staff', by: { service } });
  t.same(
    (await count(r, { staff: served })).cells.map((c) => [c.key.service, c.n]),
    [
      ['over-1', 1],
      ['under-1', 1],
      ['unknown', 1],
    ],
  );
});

t.test('what a programmer got wrong is thrown', async (t) => {
  await t.rejects(count(request({ from: 'absence' })), { message: /no table "absence".*staff/ });
  await t.rejects(
    count(request({ from: 'staff', by: { x: { ...ethnicity, lists: ['nowhere'] } } })),
    /no code list "nowhere"/,
  );
  const double: Table = { lookup: 'staff', on: ['employee'], take: ['ethnicity'], from: ['staff'] };
  await t.rejects(count(request({ from: double })), /several rows with the same employee/);
  t.same((await count(request({ where: [{ rule: 'none', keep: { any: [] } }] }))).cells, [], 'no row is no cell');
});

t.test('an engine is opened by its name', async (t) => {
  for (const name of ['memory', 'duckdb']) {
    const counter = await openCounter(name, { tables: { staff }, lists });
    t.equal(counter.engine, name);
    t.equal(total(await counter.count(request({})), { ethnicity: 'unknown' }), 2);
    await counter.close();
  }
  await t.rejects(openCounter('abacus', { tables: {}, lists }), /no engine "abacus"; there are memory, duckdb/);
});

t.test('the same rows are counted anew when lists of the same names mean something else', async (t) => {
  const counts = async (lists: CodeLists) => {
    const { cells } = await memoryCounter({ tables: { staff }, lists }).count(
      request({ from: person, by: { ethnicity } }),
    );
    return Object.fromEntries(cells.map(({ key, n }) => [key.ethnicity, n]));
  };
  // Employees 1 and 2 (by the assignment that is not bank), and two rows without a number whose ethnicity no list knows.
  t.same(await counts(lists), { white: 1, bme: 1, unknown: 2 });
  const list = (of: Readonly<Record<string, string>>) => ({ exact: new Map(Object.entries(of)), patterns: [] });
  const other = {
    ethnicity: list({ white: 'bme', bme: 'white' }),
    category: list({ permanent: 'bank', bank: 'substantive' }),
  };
  // Permanent staff are bank now: employee 2 alone is left.
  t.same(await counts(other), { white: 1 });
  t.same(await counts({ ...lists, ethnicity: other.ethnicity }), { bme: 1, white: 1, unknown: 2 });
});
