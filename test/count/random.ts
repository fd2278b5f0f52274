import * as fc from 'fast-check';
import type { Predicate, Rule } from '../../src/core/predicate.js';
import { type CodeLists, elsewhere, type Recode } from '../../src/core/recode.js';
import type { CountRequest, Dimension, Order, Table } from '../../src/core/request.js';
import type { Rows, Value } from '../../src/core/rows.js';

// Random tables with every kind of missing value, and random requests over them.
const list = (exact: Record<string, string>, ...patterns: [string, string][]) => ({
  exact: new Map(Object.entries(exact)),
  patterns: patterns.map(([pattern, group]) => ({ pattern, group })),
});

export const lists: CodeLists = {
  ethnicity: list(
    { a: 'white', 'white british': 'white', h: 'bme', 'mixed and other': 'bme' },
    ['^c[a-z]?$', 'white'],
    ['^n( |$)', 'bme'],
  ),
  band: list(
    { 'ad hoc': elsewhere, 'band 5': '5', 'review body band 6': '6' },
    ['(^| )xr0?5( |$)', '5'],
    ['^vs', elsewhere],
    ['m$', '5'],
    ['band 8', '8a'],
  ),
  pay: list({ 'ad hoc': 'local', vsm: 'vsm' }),
  category: list({ permanent: 'substantive', bank: 'bank' }, ['^fixed', 'substantive']),
};

const texts = {
  ethnicity: [
    'A',
    ' a ',
    'White – British',
    'WHITE  BRITISH',
    'H',
    'Mixed & Other',
    'CA',
    'c',
    'N African',
    'N-African',
    'Brittish',
    'Ä',
    '-',
    'Z',
  ],
  band: ['Band 5', 'NHS|XR05|Review Body Band 5', 'Review Body  Band 6', 'band 8 range a', 'Ad hoc', "O'Band", 'VSM'],
  category: ['Permanent', 'PERMANENT ', 'Bank', 'bank', 'Fixed Term Temp', 'Locum', '\u2019'],
  employee: ['1', '2', '3', '10', '010', 'a', 'A', 'é'],
  number: ['1', '1-2', '1-10', '9', '10', 'B', 'a'],
};

const maybe = <T extends Value>(values: readonly T[]): fc.Arbitrary<Value> =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 4 });

const columns: Readonly<Record<string, fc.Arbitrary<Value>>> = {
  employee: maybe(texts.employee),
  number: maybe(texts.number),
  ethnicity: maybe(texts.ethnicity),
  band: maybe(texts.band),
  pay: maybe(texts.band),
  category: maybe(texts.category),
  primary: maybe([true, false]),
  fte: maybe([1, 0.66667, 25 / 37.5, 0.1, 0.2, 0, 0.5, 1.000005]),
  days: maybe([0, 1, 12, 2.5]),
  events: maybe([0, 1, 3]),
  count: maybe([0, 1, 7, 100]),
  start: maybe([-400, 0, 19000, 19358, 19359, 20178]),
  end: maybe([19000, 19359, 19724, 20178, 20179]),
};

const rows = (table: string, maxLength: number): fc.Arbitrary<Rows> =>
  fc.array(fc.record(columns), { maxLength, size: 'max' }).map((all) => ({
    table,
    length: all.length,
    columns: Object.fromEntries(Object.keys(columns).map((c) => [c, all.map((r) => (r as Record<string, Value>)[c])])),
    sources: [],
  }));

export const anyTables = fc.record({
  staff: rows('staff', 30),
  leavers: rows('leavers', 12),
  cases: rows('cases', 20),
});

const anyRecode = (name: (c: string) => string): fc.Arbitrary<Recode> =>
  fc.oneof(
    fc.constantFrom<Recode>(
      { columns: [name('ethnicity')], lists: ['ethnicity'], otherwise: 'unknown' },
      { columns: [name('band')], lists: ['band'], otherwise: 'unmapped' },
      { columns: [name('pay'), name('band')], lists: ['band'], otherwise: 'unmapped' },
      { columns: [name('pay'), name('band')], lists: ['band', 'pay'], otherwise: 'unmapped' },
      { columns: [name('band'), name('category')], lists: ['category', 'band'], paired: true, otherwise: 'unmapped' },
      { columns: [name('category'), name('band')], lists: ['category', 'band'], paired: true, otherwise: 'unmapped' },
      { columns: [name('category'), name('ethnicity')], lists: ['category', 'ethnicity'], otherwise: 'other' },
    ),
    fc.constant<Recode>({
      column: name('fte'),
      bins: [0.5, 1],
      labels: ['under-half', 'half', 'full-time'],
      otherwise: 'unknown',
    }),
    fc.constant<Recode>({
      cases: [
        { when: { columns: [name('start')], known: true }, gives: 'unknown' },
        {
          when: { not: { column: name('category'), is: 'Bank' } },
          gives: { columns: [name('band')], lists: ['band'], otherwise: 'unmapped' },
        },
      ],
      otherwise: 'bank',
    }),
    fc.constant<Recode>({
      days: [name('start'), name('end')],
      bins: [0, 365],
      labels: ['before', 'under-1', 'over-1'],
      otherwise: 'unknown',
    }),
  );

const anyPredicate = (name: (c: string) => string): fc.Arbitrary<Predicate> =>
  fc.letrec<{ p: Predicate }>((tie) => ({
    p: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      fc.oneof(
        fc.constant<Predicate>(true),
        fc.constant<Predicate>({ not: { column: name('category'), is: 'Bank' } }),
        fc.constantFrom(true, false).map((is): Predicate => ({ column: name('primary'), is })),
        fc.constantFrom('A', 'Bank', 'WHITE  BRITISH').map((is): Predicate => ({ column: name('category'), is })),
        fc.constantFrom(0, 1, 0.66667).map((is): Predicate => ({ column: name('fte'), is })),
        fc.constant<Predicate>({ columns: [name('start'), name('end')], between: [19000, 19359] }),
        fc.constant<Predicate>({ columns: [name('fte')], between: [0.1, 0.5] }),
        fc
          .constantFrom('employee', 'primary', 'end')
          .map((c): Predicate => ({ columns: [name(c), name('absent')], known: true })),
        fc.record({
          group: anyRecode(name),
          in: fc.subarray(['white', 'bme', 'unknown', 'bank', 'substantive', '5', 'unmapped', 'full-time', 'under-1']),
        }),
      ),
      fc.array(tie('p'), { maxLength: 3 }).map((all): Predicate => ({ all })),
      fc.array(tie('p'), { maxLength: 3 }).map((any): Predicate => ({ any })),
      tie('p').map((not): Predicate => ({ not })),
    ),
  })).p;

const anyRules = (name: (c: string) => string): fc.Arbitrary<Rule[]> =>
  fc.array(anyPredicate(name), { maxLength: 2 }).map((all) => all.map((keep, i) => ({ rule: `rule-${i}`, keep })));

const plain = (c: string): string => c;
const anyOrders: fc.Arbitrary<Order[]> = fc.array(
  fc.record({ column: fc.constantFrom('primary', 'fte', 'start', 'number', 'absent'), descending: fc.boolean() }),
  { maxLength: 3 },
);

const anyOne = (one: Table): fc.Arbitrary<Table> =>
  fc
    .record({
      where: anyRules(plain),
      first: anyOrders,
      sum: fc.subarray(['fte', 'count']),
      least: fc.subarray(['start', 'end', 'absent']),
      per: fc.constantFrom(['employee'], ['employee'], ['employee', 'category'], ['absent']),
    })
    .map((rest) => ({ one, ...rest }));
const perEmployee = (one: Table): fc.Arbitrary<Table> =>
  fc.record({ where: anyRules(plain), first: anyOrders }).map((rest) => ({ one, per: ['employee'], ...rest }));

const anyLookup = (inner: Table): fc.Arbitrary<Table> =>
  fc
    .record({
      a: perEmployee('staff'),
      b: perEmployee('leavers'),
      take: fc.subarray(['ethnicity', 'category', 'fte', 'primary', 'start']),
    })
    .map(({ a, b, take }) => ({ lookup: inner, on: ['employee'], take, from: [a, b] }));

/** The day of another row of the person beside a row's own, and days filled with the latest that is not after another. */
const anyBeside = (inner: Table): fc.Arbitrary<Table> =>
  fc
    .record({ a: perEmployee('staff'), b: perEmployee('leavers') })
    .map(({ a, b }) => ({ lookup: inner, on: ['employee'], take: ['start', 'ethnicity'], from: [a, b], as: 'post' }));
const anyLatest = (inner: Table): fc.Arbitrary<Table> =>
  fc.record({ rows: anyRules(plain), upTo: fc.constantFrom('end', 'days') }).map(({ rows, upTo }) => ({
    lookup: inner,
    on: ['employee'],
    take: ['start'],
    from: [{ one: 'leavers', per: ['absent'], where: rows, first: [] }],
    latest: { column: 'start', upTo },
  }));
const besides = (c: string): string => (c === 'start' || c === 'ethnicity' ? `post.${c}` : c);

const anyDimension = (name: (c: string) => string): fc.Arbitrary<Dimension> =>
  fc.oneof(
    { weight: 6, arbitrary: anyRecode(name) as fc.Arbitrary<Dimension> },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('start', 'end', 'fte', 'days', 'category', 'absent')
        .map((c): Dimension => ({ exact: name(c), otherwise: 'unknown' })),
    },
    {
      weight: 1,
      arbitrary: fc.constant<Dimension>({
        column: name('start'),
        bins: [-500, -400, 0, 18999, 19000, 19001, 19358, 19359, 20000, 20178, 20179, 30000],
        labels: Array.from({ length: 13 }, (_, i) => `bin ${i}`),
        otherwise: 'unknown',
      }),
    },
  );

const requestOn = (from: fc.Arbitrary<Table>, name: (c: string) => string): fc.Arbitrary<CountRequest> =>
  fc.record({
    id: fc.constant('test.1/n'),
    from,
    where: anyRules(name),
    by: fc.dictionary(fc.constantFrom('ethnicity', 'band', 'other'), anyDimension(name), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
    measure: fc.constantFrom('people', 'rows', 'fte', 'days', 'events', 'weight', 'weight-squared'),
  });

/** Any request over the tables of `anyTables`: base tables, `one`, `lookup`, `lookup` of `one`, `one` of `lookup` and of `one`, and `pair`. */
export const anyRequest: fc.Arbitrary<CountRequest> = fc.oneof(
  requestOn(fc.constantFrom('staff', 'cases'), plain),
  requestOn(anyOne('staff'), plain),
  requestOn(anyLookup('cases'), plain),
  requestOn(anyOne('cases').chain(anyLookup), plain),
  requestOn(anyLookup('cases').chain(anyOne), plain),
  requestOn(anyOne('staff').chain(anyOne), plain),
  requestOn(anyBeside('cases'), besides),
  requestOn(anyLatest('staff'), plain),
  requestOn(anyLatest('staff').chain(anyBeside).chain(anyOne), besides),
  requestOn(
    fc.tuple(perEmployee('leavers'), perEmployee('staff')).map((pair): Table => ({ pair, on: ['employee'] })),
    (c) => (c === 'employee' || c === 'pay' || c === 'start' ? `opening.${c}` : `closing.${c}`),
  ),
  fc
    .tuple(
      requestOn(
        fc
          .tuple(perEmployee('leavers'), perEmployee('staff'), perEmployee('cases'))
          .map((sides): Table => ({ join: sides.map((table, i) => ({ as: 'abc'[i]!, table, on: ['employee'] })) })),
        (c) => (c === 'employee' || c === 'band' ? `a.${c}` : c === 'pay' || c === 'start' ? `b.${c}` : `c.${c}`),
      ),
      fc.constantFrom('a.fte', 'b.fte'),
    )
    .map(([request, column]) => (request.measure === 'fte' ? { ...request, column } : request)),
);
