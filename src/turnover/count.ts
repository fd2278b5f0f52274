import { addCubes, type Cube } from '../core/cube.js';
import { addYears } from '../core/dates.js';
import { type Absent, notSupplied } from '../core/outcome.js';
import type { Predicate, Rule } from '../core/predicate.js';
import type { Recode } from '../core/recode.js';
import type { Counter, CountRequest, Table } from '../core/request.js';
import type { CountedCube, Counts } from '../counting.js';
import type { Indicator } from '../define.js';
import { setValue } from '../edition-value.js';
import type { Against } from '../finer.js';
import { has, ownOrganisation, people, type Setting } from '../plan.js';
import type { CountedIssue } from '../release/counted.js';
import { dimensionsOf } from './cuts.js';
import { differing, differingIssues } from './differing.js';
import { describedBy, type Movements, movementsOf, on, population } from './movements.js';
import { daysIn, leaversLacking, monthEnds, type Stocks, stocksOf } from './stocks.js';
import { isOut, switchAt } from './switches.js';

/** Everything counted of one year, by id. `hidden` holds cubes that only standardisation adds up and no row shows. */
export interface TurnoverCounts {
  readonly stocks: Stocks;
  readonly cubes: Readonly<Record<string, CountedCube>>;
  readonly hidden: Readonly<Record<string, Cube>>;
  readonly leavers?: Absent;
  readonly starters?: Absent;
  /** People described differently at the start and on leaving. */
  readonly issues: readonly CountedIssue[];
}

/** The column a group scope makes people of each value of apart. */
const groupColumn = (setting: Setting, keys: readonly string[]): string | undefined =>
  switchAt(setting, 'scope') === 'group' ? (keys.includes('directorate') ? 'directorate' : 'staffGroup') : undefined;

export const cutName = (keys: readonly string[]): string =>
  keys.length === 0 ? 'whole' : [...keys].sort().join(' x ');

/** Ids of the cubes of a cut: headcount and the three FTE sums. */
export const cubeIds = (cut: readonly string[]) => ({
  people: `turnover/people by ${cutName(cut)}`,
  opening: `turnover/fte at opening by ${cutName(cut)}`,
  closing: `turnover/fte at closing by ${cutName(cut)}`,
  left: `turnover/fte of leavers by ${cutName(cut)}`,
});

interface Asked {
  readonly id: string;
  readonly by: Readonly<Record<string, Recode>>;
  readonly measure: 'people' | 'fte';
  /** Requests that are added: disjoint people, each with the column their FTE is in. */
  readonly parts: readonly { readonly where: readonly Rule[]; readonly column?: string }[];
  readonly from?: Table;
  readonly hidden?: boolean;
}

const whole = [{ where: [] }];
const described = 'turnover/described differently';

/** The dimensions over which a cut is standardised; none for a cut by one of them. */
function strataOf(setting: Setting, cut: readonly string[]): readonly string[] | undefined {
  const by = setValue<readonly string[]>(setting.edition, 'standardised-by');
  return cut.some((d) => by.includes(d) || d === 'block' || d === 'grade') ? undefined : by;
}

/** One request for each side of the join that counts people, to follow its rows by; which assignments remain decides who left and counts no row. */
const sidesOf = (id: string, table: Table): readonly CountRequest[] =>
  typeof table === 'object' && 'join' in table
    ? table.join
        .filter((s) => s.as !== 'remaining')
        .map((s) => ({ id, from: s.table, where: [], by: {}, measure: 'people' }))
    : [];

/** The cuts a run needs: by ethnic group, by length of service, those that are always given, and the keys of `--by` together. */
export function turnoverCuts(
  { edition }: Setting,
  indicators: readonly Indicator[],
  by: readonly string[],
  against: Against,
): readonly (readonly string[])[] {
  const always = indicators.flatMap((i) => setValue<readonly string[]>(edition, 'always-by', i.id));
  const keys = [['ethnicity'], ...[...new Set(always)].map((k) => [k]), ...(by.length > 0 ? [by] : [])];
  const cuts = keys.map((k) => dimensionsOf(edition, k, against));
  return cuts.filter((cut, i) => cuts.findIndex((c) => cutName(c) === cutName(cut)) === i);
}

/** The counts of a run with those of turnover among them; each turnover count is said to be of the people by ethnic group, whose rows the tables account for. */
export function familyOf(counts: Counts, indicators: readonly Indicator[], turnover: TurnoverCounts): Counts {
  const id = cubeIds(['ethnicity']).people;
  const of = indicators.flatMap((i) =>
    Object.keys(i.counts).map((name) => [
      `${i.id}/${name}`,
      turnover.cubes[id] ? id : (turnover.leavers ?? turnover.stocks.absent ?? notSupplied('staff table')),
    ]),
  );
  return { cubes: { ...counts.cubes, ...turnover.cubes }, of: { ...counts.of, ...Object.fromEntries(of) } };
}

/** The months of the year: when somebody was first in stock, how many month-ends were seen, and the month of leaving. */
function months(stocks: Stocks, { state }: Movements): Readonly<Record<string, Recode>> {
  const ends = monthEnds(stocks.period);
  const starts = ends.slice(0, -1).map((d) => d + 1);
  const labels = ends.map((_, i) => String(i + 1));
  const opening: Predicate = { group: state['at-opening']!, in: ['yes'] };
  const month = (column: string): Recode => ({ column, bins: starts, labels, otherwise: '1' });
  const known = (side: string): Predicate => ({ columns: [`${side}.hireDate`], known: true });
  return {
    'first-month': {
      cases: [
        { when: opening, gives: '0' },
        ...['left', 'closing', 'joined'].map((s) => ({ when: known(s), gives: month(`${s}.hireDate`) })),
      ],
      otherwise: '12',
    },
    'last-month-end': {
      cases: [
        {
          when: { group: state.leaving!, in: ['left'] },
          gives: { column: 'left.terminationDate', bins: ends, labels: ['0', ...labels], otherwise: '12' },
        },
      ],
      otherwise: '12',
    },
    'month-left': {
      cases: [{ when: { columns: ['left.terminationDate'], known: true }, gives: month('left.terminationDate') }],
      otherwise: 'none',
    },
  };
}

/** Active by status at both ends, for the definition that counts people who leave active service. */
function activity(setting: Setting, { sides }: Movements): Readonly<Record<string, Recode>> {
  const recode = setting.recode('assignment-status');
  const active = (side: string): Predicate => ({
    all: [
      { columns: [`${side}.employeeNumber`], known: true },
      { group: on(side, recode), in: ['active', 'acting-up', 'internal-secondment', 'unknown'] },
      { not: { columns: [`${side}.fte`], between: [-1, 0] } },
    ],
  });
  if (!sides.has('opening') || !sides.has('closing')) return {};
  return {
    active: {
      cases: [
        { when: { not: active('opening') }, gives: 'not-at-start' },
        { when: active('closing'), gives: 'still-active' },
      ],
      otherwise: 'gone',
    },
  };
}

/** Who was left out by the kind of contract, at opening, at closing and among leavers. */
function leftOut(setting: Setting, stocks: Stocks): readonly Asked[] {
  const rules = setting.edition.populations.workforce?.value ?? [];
  const recode = setting.recode('assignment-category');
  const groups = [
    ...(isOut(setting, 'bank') ? ['bank'] : []),
    ...(isOut(setting, 'honorary') ? ['honorary', 'non-executive'] : []),
  ];
  const inPost = rules.filter((r) => r.rule === 'not-in-post');
  const kinds: Rule = { rule: 'counted', keep: { group: recode, in: groups } };
  const counted = (table: string, when: Rule): Table =>
    people(setting, table, table, [...ownOrganisation(setting, table), when, ...population(setting)]);
  const asked = (name: string, table: string, when: Rule): readonly Asked[] => {
    const out = people(setting, table, table, [...ownOrganisation(setting, table), when, ...inPost, kinds]);
    const keys = [...(setting.byOrganisation ? ['organisation'] : []), 'employeeNumber'];
    const opening: Predicate = { columns: ['closing.employeeNumber'], known: true };
    return groups.length === 0
      ? []
      : [
          {
            id: `turnover/left out ${name}`,
            from: { pair: [out, counted(table, when)], on: keys },
            by: {
              ...(setting.byOrganisation ? { organisation: on('opening', setting.recode('organisation')) } : {}),
              kind: {
                cases: [
                  { when: opening, gives: 'counted' },
                  ...groups.map((g) => ({ when: { group: on('opening', recode), in: [g] }, gives: g })),
                ],
                otherwise: 'counted',
              },
            },
            measure: 'people',
            parts: whole,
          },
        ];
  };
  const at = (day: number): Rule => ({ rule: 'other-snapshot', keep: { column: 'snapshotDate', is: day } });
  const { period, openingDay, closingDay } = stocks;
  const ended: Rule = {
    rule: 'outside-period',
    keep: { columns: ['terminationDate'], between: [period.from, period.to] },
  };
  return [
    ...(openingDay === undefined ? [] : asked('at opening', 'staff', at(openingDay))),
    ...(closingDay === undefined ? [] : asked('at closing', 'staff', at(closingDay))),
    ...(setting.tables.leavers ? asked('among leavers', 'leavers', ended) : []),
  ];
}

/** New starters of the year before, and whether they left within a year of starting. */
function firstYear(setting: Setting, stocks: Stocks): { readonly table: Table; readonly outcome: Recode } | Absent {
  const { starters, leavers } = setting.tables;
  if (!starters || !has(setting, 'starters', 'employeeNumber')) return notSupplied('starters table');
  if (!leavers) return notSupplied('leavers table');
  const { from } = stocks.period;
  const [first, last] = [addYears(from, -1), from - 1];
  if (!daysIn(setting, 'starters', 'hireDate').some((d) => d >= first && d <= last))
    return notSupplied('starters of the year before the period');
  if (!daysIn(setting, 'leavers', 'terminationDate').some((d) => d < from))
    return notSupplied('leavers of the year before the period');
  const rules = population(setting);
  const keys = [...(setting.byOrganisation ? ['organisation'] : []), 'employeeNumber'];
  const one = (table: string, column: string, between: readonly [number, number]): Table => {
    const when: Rule = { rule: 'outside-period', keep: { columns: [column], between } };
    const made = people(setting, table, table, [...ownOrganisation(setting, table), when, ...rules]);
    return typeof made === 'object' && 'one' in made
      ? { ...made, first: [{ column, descending: false }, ...made.first] }
      : made;
  };
  const joinedWith = [
    { as: 'joined', table: one('starters', 'hireDate', [first, last]), on: keys },
    { as: 'left', table: one('leavers', 'terminationDate', [first, stocks.period.to]), on: keys },
    ...(stocks.closingDay === undefined
      ? []
      : [
          {
            as: 'closing',
            table: people(setting, 'staff', 'staff', [
              ...ownOrganisation(setting, 'staff'),
              { rule: 'other-snapshot', keep: { column: 'snapshotDate', is: stocks.closingDay } },
              ...rules,
            ]),
            on: keys,
          },
        ]),
  ];
  const days: Recode = {
    days: ['joined.hireDate', 'left.terminationDate'],
    bins: [0, 366],
    labels: ['before', 'within', 'later'],
    otherwise: 'stayed',
  };
  const still: Predicate = {
    group: {
      days: ['closing.hireDate', 'joined.hireDate'],
      bins: [0, 1],
      labels: ['no', 'same', 'no'],
      otherwise: 'no',
    },
    in: ['same'],
  };
  const treatment = on('left', setting.recode('leaving-treatment'));
  const named = { transfers: 'transfer', 'fixed-term-ends': 'planned-end', 'flexi-retirement': 'flexi-retirement' };
  const out = Object.entries(named).flatMap(([name, as]) => (isOut(setting, name) ? [as] : []));
  return {
    table: { join: joinedWith },
    outcome: {
      cases: [
        { when: { not: { columns: ['joined.employeeNumber'], known: true } }, gives: 'not-a-starter' },
        { when: still, gives: 'stayed' },
        {
          when: {
            all: [
              { group: days, in: ['within'] },
              { group: treatment, in: out },
            ],
          },
          gives: 'taken-out',
        },
        { when: { group: days, in: ['within'] }, gives: 'left' },
      ],
      otherwise: 'stayed',
    },
  };
}

/**
 * Counts one year of turnover: a cube for each cut (`cuts`, lists of dimensions), each with who was there at opening and closing and how the year ended.
 * All cubes count the same people, so that the gate sees their totals as one: opening and joiners less leavers is closing. Nothing is counted that a
 * missing table would make wrong. Cuts that are of neither band nor staff group are also counted by both, for standardisation.
 */
export async function countTurnover(
  setting: Setting,
  counter: Counter,
  cuts: readonly (readonly string[])[],
): Promise<TurnoverCounts> {
  const stocks = stocksOf(setting);
  const noLeavers = leaversLacking(setting, stocks.period);
  const keysAll = [...new Set(cuts.flat())];
  const moves = movementsOf(setting, stocks, groupColumn(setting, keysAll));
  const { sides, state, fte, table } = moves;
  if (sides.size === 0)
    return { stocks, cubes: {}, hidden: {}, issues: [], ...(noLeavers ? { leavers: noLeavers } : {}) };
  const organisation = setting.byOrganisation ? ['organisation'] : [];
  const dims = (names: readonly string[]): Record<string, Recode> =>
    Object.fromEntries([...organisation, ...names].map((d) => [d, describedBy(setting, sides, d)]));
  const asked: Asked[] = [];
  const hasFte = has(setting, 'staff', 'fte');
  for (const cut of cuts) {
    const ids = cubeIds(cut);
    const by = { ...state, ...dims(cut) };
    asked.push({ id: ids.people, by, measure: 'people', parts: whole });
    if (hasFte)
      for (const at of ['opening', 'closing', 'left'] as const) {
        const extra = at === 'opening' ? activity(setting, moves) : {};
        const parts = fte[at]
          .filter(({ column }) => sides.has(column.split('.')[0] as string))
          .map(({ when, column }) => ({ where: [when], column }));
        if (parts.length > 0) asked.push({ id: ids[at], by: { ...by, ...extra }, measure: 'fte', parts });
      }
    const finer = setting.byOrganisation ? undefined : strataOf(setting, cut);
    if (finer)
      asked.push({
        id: `${ids.people} in strata`,
        by: { ...by, ...dims(finer) },
        measure: 'people',
        parts: whole,
        hidden: true,
      });
  }
  if (!noLeavers) {
    const reasons = Object.fromEntries(
      ['reason-kind', 'reason', 'destination', 'left-nhs'].map((d) => [d, on('left', setting.recode(d))]),
    );
    const { 'reason-kind': kind, reason, ...went } = reasons as Record<string, Recode>;
    const by = { ...state, ...dims(['ethnicity']) };
    asked.push({
      id: 'turnover/people by reason',
      by: { ...by, 'reason-kind': kind!, reason: reason! },
      measure: 'people',
      parts: whole,
    });
    asked.push({ id: 'turnover/people by destination', by: { ...by, ...went }, measure: 'people', parts: whole });
    for (const cut of cuts)
      asked.push({
        id: `turnover/people by kind of reason and ${cutName(cut)}`,
        by: { ...state, ...dims(cut), 'reason-kind': kind! },
        measure: 'people',
        parts: whole,
      });
    asked.push({
      id: 'turnover/people by service at leaving',
      by: {
        ...state,
        ...dims([]),
        'service-at-leaving': describedBy(setting, new Set(['left']), 'service'),
      },
      measure: 'people',
      parts: whole,
    });
    asked.push({
      id: 'turnover/people by month',
      by: { ...state, ...dims([]), ...months(stocks, moves) },
      measure: 'people',
      parts: whole,
    });
  }
  const differs = differing(setting, sides);
  if (Object.keys(differs).length > 0)
    asked.push({ id: described, by: differs, measure: 'people', parts: whole, hidden: true });
  asked.push(...leftOut(setting, stocks));
  const cohort = firstYear(setting, stocks);
  if ('outcome' in cohort) {
    const own = new Set(['joined']);
    for (const cut of cuts)
      asked.push({
        id: `turnover/first year by ${cutName(cut)}`,
        from: cohort.table,
        by: {
          outcome: cohort.outcome,
          'in-training':
            state['in-training'] === undefined ? { cases: [], otherwise: 'no' } : starterInTraining(setting),
          ...Object.fromEntries([...organisation, ...cut].map((d) => [d, describedBy(setting, own, d)])),
        },
        measure: 'people',
        parts: whole,
      });
  }
  const requests = asked.map((a) =>
    a.parts.map(
      ({ where, column }): CountRequest => ({
        id: a.id,
        from: a.from ?? table,
        where,
        by: a.by,
        measure: a.measure,
        ...(column === undefined ? {} : { column }),
      }),
    ),
  );
  // Asked at one moment, so that an engine may answer them in one pass.
  const counted = await Promise.all(requests.flat().map((r) => counter.count(r)));
  const cubes: Record<string, CountedCube> = {};
  const hidden: Record<string, Cube> = {};
  let next = 0;
  for (const [i, a] of asked.entries()) {
    const own = counted.slice(next, next + requests[i]!.length);
    next += requests[i]!.length;
    const cube = addCubes(own as [Cube, ...Cube[]]);
    if (a.hidden) hidden[a.id] = cube;
    else
      cubes[a.id] = {
        cube,
        years: 1,
        engine: counter.engine,
        plan: {
          id: a.id,
          requests: requests[i]!,
          years: 1,
          period: stocks.period,
          ...(a.from ? {} : { follow: sidesOf(a.id, table) }),
        },
      };
  }
  return {
    stocks,
    cubes,
    hidden,
    issues: hidden[described] ? differingIssues(hidden[described]) : [],
    ...(noLeavers ? { leavers: noLeavers } : {}),
    ...('outcome' in cohort ? {} : { starters: cohort }),
  };
}

const starterInTraining = (setting: Setting): Recode => ({
  cases: [
    {
      when: {
        all: [
          { group: on('joined', setting.recode('block')), in: ['medical'] },
          { group: on('joined', setting.recode('grade')), in: ['trainee'] },
        ],
      },
      gives: 'yes',
    },
  ],
  otherwise: 'no',
});
