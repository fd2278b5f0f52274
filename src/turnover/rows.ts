import { isoDate } from '../core/dates.js';
import { type Absent, notSupplied } from '../core/outcome.js';
import type { Indicator } from '../define.js';
import { setValue, type Where } from '../edition-value.js';
import type { Against } from '../finer.js';
import { missingGroup, type Setting } from '../plan.js';
import type { Counted, CountedGroup, CountedRow, CountedTurnover, CountRef, Stratum } from '../release/counted.js';
import { rowFrame } from '../rows-of.js';
import { cubeIds, cutName, type TurnoverCounts } from './count.js';
import { comparedKey, dimensionsOf, groupsIn, type Pairing, pairings } from './cuts.js';
import { inCount, leavingGroups } from './movements.js';
import { monthEnds } from './stocks.js';
import { isOut, switchAt, switchNames } from './switches.js';

const counted: readonly string[] = leavingGroups.counted;
const present = [...inCount];

const stateDims: readonly string[] = ['at-opening', 'at-closing', 'leaving', 'in-training'];

/** How each definition is made: whose cubes, and which of the stocks the leavers are held against. Data of the reference, not of an edition. */
interface Definition {
  readonly id: string;
  readonly basis: 'people' | 'fte';
  readonly stocks: readonly string[];
}

const definitions = (setting: Setting): readonly Definition[] => {
  const ends = setValue<number | string>(setting.edition, 'month-ends', 'turnover.leaver-rate');
  const months = Array.from({ length: 13 }, (_, i) => `month ${i}`);
  return [
    { id: 'D1', basis: 'people', stocks: ['opening', 'closing'] },
    { id: 'D2', basis: 'fte', stocks: ['opening', 'closing'] },
    { id: 'D3', basis: 'fte', stocks: ['active'] },
    { id: 'D4', basis: 'fte', stocks: ['opening'] },
    { id: 'D6', basis: 'people', stocks: Number(ends) === 13 ? months : months.slice(1) },
  ];
};

/** What a measure that is no leaver rate is called on its figures. */
const definitionOf = {
  'leaver-rate': 'D1',
  voluntary: 'D1',
  stability: 'stability',
  'first-year': 'first-year',
  reasons: 'reasons',
  destinations: 'destinations',
} as const;

/** A group of a row: its id, and which people it is. */
interface Group {
  readonly id: string;
  readonly where: Where;
}

/** Builds the rows of the turnover family from what was counted, as addresses for the gate. */
export function turnoverRows(
  setting: Setting,
  indicator: Indicator,
  counts: TurnoverCounts,
  options: {
    readonly by: readonly string[];
    readonly method: string;
    readonly against: Against;
    readonly year?: number;
  },
): readonly CountedRow[] {
  const rows = newestRows(setting, indicator, counts, options);
  const { year } = options;
  return year === undefined ? rows : rows.map((row) => ofYear(row, ` to ${isoDate(year)}`));
}

/** A row of an earlier year, whose cubes have names of their own. */
function ofYear(row: CountedRow, suffix: string): CountedRow {
  const named = (c: Counted): Counted => ('cube' in c ? { ...c, cube: `${c.cube}${suffix}` } : c);
  const { turnover, also } = row;
  return {
    ...row,
    groups: row.groups.map((g) => ({ ...g, n: named(g.n), base: named(g.base) })),
    ...(also ? { also: Object.fromEntries(Object.entries(also).map(([k, c]) => [k, named(c)])) } : {}),
    ...(turnover?.guards
      ? {
          turnover: {
            ...turnover,
            guards: Object.fromEntries(
              Object.entries(turnover.guards).map(([g, refs]) => [g, refs.map((r) => named(r) as CountRef)]),
            ),
          },
        }
      : {}),
  };
}

function newestRows(
  setting: Setting,
  indicator: Indicator,
  counts: TurnoverCounts,
  { by, method, against }: { readonly by: readonly string[]; readonly method: string; readonly against: Against },
): readonly CountedRow[] {
  const { edition } = setting;
  if (indicator.formula.name !== 'turnover') return [];
  const { what } = indicator.formula;
  const { stocks, cubes, hidden } = counts;
  const { compared } = indicator;
  const trainees: readonly string[] = isOut(setting, 'doctors-in-training') ? ['no'] : ['no', 'yes'];
  const frame = rowFrame(setting, indicator, method, ['reference-groups', 'stock-days']);
  const engine = Object.values(cubes)[0]?.engine ?? 'none';
  const yearOf = { from: isoDate(stocks.period.from), to: isoDate(stocks.period.to) };
  const scope = switchAt(setting, 'scope') === 'group' ? 'group' : 'organisation';
  const switches = Object.fromEntries(switchNames.map((name) => [name, switchAt(setting, name)]));
  const needsLeavers = what !== 'stability';
  const needsStocks = ['leaver-rate', 'voluntary', 'stability'].includes(what);
  const lacking = (needsLeavers ? counts.leavers : undefined) ?? (needsStocks ? stocks.absent : undefined);
  const ungrouped = ['staff', 'leavers', 'starters']
    .map((from) => missingGroup(setting, { from, population: '', by: [], when: 'period' }, compared.dimension))
    .every((missing) => missing !== undefined)
    ? `${compared.dimension} column in the staff table`
    : undefined;

  const refTo = (cube: string, where: Where): Counted =>
    cubes[cube]
      ? { cube, where }
      : notSupplied(cube.startsWith('turnover/fte') ? 'FTE in the staff table' : 'staff table');
  const occurs = (cube: string, where: Where): boolean =>
    cubes[cube]?.cube.cells.some(
      (c) => c.n > 0 && Object.entries(where).every(([d, g]) => g.includes(c.key[d] as string)),
    ) ?? false;

  /** The addresses of one stock, or of the leavers, of some people in a cut. */
  const address = (cut: readonly string[], basis: 'people' | 'fte', training: readonly string[]) => {
    const ids = cubeIds(cut);
    const of = (name: 'opening' | 'closing' | 'left'): string => (basis === 'fte' ? ids[name] : ids.people);
    // Doctors in training leave when their rotation ends: among them that is leaving.
    const [gone, here] = training.includes('no')
      ? [counted, present]
      : [
          [...counted, 'planned-end'],
          [...present, 'planned-end'],
        ];
    return (name: string, where: Where): Counted => {
      const own = { ...where, 'in-training': training };
      switch (name) {
        case 'left':
          return refTo(of('left'), { ...own, leaving: gone });
        case 'opening':
          return refTo(of('opening'), { ...own, 'at-opening': ['yes'], leaving: here });
        case 'closing':
          return refTo(of('closing'), { ...own, 'at-closing': ['yes'], leaving: here });
        case 'joined':
          return refTo(ids.people, { ...own, 'at-opening': ['no'], leaving: here });
        case 'missing':
          return refTo(ids.people, { ...own, leaving: [...leavingGroups.unexplained] });
        case 'retained':
          return refTo(ids.people, {
            ...own,
            'at-opening': ['yes'],
            'at-closing': ['yes'],
            leaving: [...leavingGroups.stayed, 'rejoined'],
          });
        case 'active':
          return cubes[ids.opening]?.cube.dims.includes('active')
            ? refTo(ids.opening, { ...own, active: ['gone', 'still-active'] })
            : notSupplied('staff snapshots at both ends of the year');
        case 'inactive':
          return cubes[ids.opening]?.cube.dims.includes('active')
            ? refTo(ids.opening, { ...own, active: ['gone'] })
            : notSupplied('staff snapshots at both ends of the year');
        case 'resigned':
          return refTo(`turnover/people by kind of reason and ${cutName(cut)}`, {
            ...own,
            leaving: counted,
            'reason-kind': ['voluntary'],
          });
        case 'no-reason':
          return refTo(`turnover/people by kind of reason and ${cutName(cut)}`, {
            ...own,
            leaving: counted,
            'reason-kind': ['unknown'],
          });
        case 'dismissed':
          return refTo('turnover/people by reason', {
            ...own,
            leaving: counted,
            reason: groupsIn(edition, 'reason').filter((r) => r.startsWith('dismissal')),
          });
        case 'fixed-term-ended':
          return refTo('turnover/people by reason', {
            ...own,
            leaving: [...counted, 'planned-end'],
            'reason-kind': ['planned-end'],
          });
        // Those whose term ended were in post: they are left out of the stocks of the leaver rate alone.
        case 'opening with ends':
          return refTo(ids.people, { ...own, 'at-opening': ['yes'], leaving: [...present, 'planned-end'] });
        case 'closing with ends':
          return refTo(ids.people, { ...own, 'at-closing': ['yes'], leaving: [...present, 'planned-end'] });
        case 'started':
          return refTo(`turnover/first year by ${cutName(cut)}`, { ...own, outcome: ['left', 'stayed'] });
        case 'left-in-first-year':
          return refTo(`turnover/first year by ${cutName(cut)}`, { ...own, outcome: ['left'] });
        default: {
          const m = Number(name.slice('month '.length));
          const numbers = (from: number, to: number): string[] =>
            Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
          return refTo('turnover/people by month', {
            ...own,
            leaving: present,
            'first-month': numbers(0, m),
            'last-month-end': numbers(m, 12),
          });
        }
      }
    };
  };

  interface RowAsk {
    readonly breakdown: Readonly<Record<string, string>>;
    readonly where: Where;
    readonly cut: readonly string[];
    readonly pairing?: Pairing;
    readonly definition: string;
    readonly basis: 'people' | 'fte';
    readonly n: string;
    readonly stocks: readonly string[];
    readonly training?: readonly string[];
    readonly extra?: Partial<CountedRow>;
    readonly shown?: CountedTurnover['shown'];
    readonly more?: Readonly<Record<string, Counted>>;
    readonly kind?: 'rate' | 'share';
    /** Not to be standardised. */
    readonly plain?: true;
  }

  /** Strata of the two groups, exact, for the figure pooled over them: one pass over the cells of the cut by band and staff group. */
  const standardised = ({ pairing, cut, where, n, training, plain }: RowAsk): Pick<CountedTurnover, 'standardised'> => {
    const source = hidden[`${cubeIds(cut).people} in strata`];
    if (!source || !pairing?.underWhere || n !== 'left' || training || plain) return {};
    const by = source.dims.filter((d) => !cut.includes(d) && !stateDims.includes(d)).sort();
    const inside = (key: Readonly<Record<string, string>>, groups: Where): boolean =>
      Object.entries(groups).every(([d, g]) => g.includes(key[d] as string));
    const own = { ...where, leaving: present, 'in-training': trainees };
    const sums = new Map<string, { over: { n: number; base: number }; under: { n: number; base: number } }>();
    for (const { key, n: people } of source.cells) {
      if (!inside(key, own)) continue;
      const side = inside(key, pairing.overWhere) ? 'over' : inside(key, pairing.underWhere) ? 'under' : undefined;
      if (side === undefined) continue;
      const id = by.map((d) => key[d]).join(' ');
      const sum = sums.get(id) ?? { over: { n: 0, base: 0 }, under: { n: 0, base: 0 } };
      sums.set(id, sum);
      if (counted.includes(key.leaving as string)) sum[side].n += people;
      if (key['at-opening'] === 'yes') sum[side].base += people / 2;
      if (key['at-closing'] === 'yes') sum[side].base += people / 2;
    }
    const strata: readonly Stratum[] = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
    return { standardised: { by, strata } };
  };

  /** The headcounts behind a row of FTE, by group: FTE is shown of nobody whose headcount is not. */
  function guardsOf(
    { cut, training }: RowAsk,
    groups: readonly Group[],
  ): Readonly<Record<string, readonly CountRef[]>> {
    const at = address(cut, 'people', training ?? trainees);
    return Object.fromEntries(
      groups.map(({ id, where }) => [
        id,
        ['left', 'opening', 'closing'].map((name) => at(name, where)).filter((c) => 'cube' in c),
      ]),
    );
  }

  function row(ask: RowAsk): CountedRow {
    const { pairing, cut, basis } = ask;
    const at = address(cut, basis, ask.training ?? trainees);
    const dimension = pairing?.dimension ?? compared.dimension;
    const whole: Group = { id: 'all', where: ask.where };
    const groups: readonly Group[] = pairing
      ? [
          { id: pairing.over, where: { ...ask.where, ...pairing.overWhere } },
          ...(pairing.underWhere
            ? [{ id: pairing.under as string, where: { ...ask.where, ...pairing.underWhere } }]
            : []),
          ...(pairing.over === pairing.unknown
            ? []
            : [{ id: pairing.unknown, where: { ...ask.where, [dimension]: [pairing.unknown] } }]),
        ]
      : [
          whole,
          ...[compared.over, ...(compared.under === undefined ? [] : [compared.under]), 'unknown'].map((g) => ({
            id: g,
            where: { ...ask.where, [compared.dimension]: [g] },
          })),
        ];
    const [first = 'opening'] = ask.stocks;
    const countedGroups = groups.map(
      ({ id, where }): CountedGroup => ({ group: id, n: at(ask.n, where), base: at(first, where) }),
    );
    const also: Record<string, Counted> = { ...ask.more };
    for (const { id, where } of groups) for (const stock of ask.stocks) also[`${id} ${stock}`] = at(stock, where);
    const unknownId = pairing?.unknown ?? 'unknown';
    for (const [name, where] of [
      ['everyone', ask.where],
      ['unknown', { ...ask.where, [dimension]: [unknownId] }],
    ] as const)
      also[name] = at(first, where);
    const shared = {
      ...frame,
      period: yearOf,
      breakdown: ask.breakdown,
      engine,
      years: 1,
      compared: pairing
        ? {
            dimension,
            over: pairing.over,
            ...(pairing.under === undefined ? {} : { under: pairing.under }),
          }
        : compared,
      groups: countedGroups,
      also,
      turnover: {
        what,
        definition: ask.definition,
        basis,
        scope,
        opening: stocks.opening ?? 'none',
        closing: stocks.closing ?? 'none',
        kind: ask.kind ?? 'rate',
        own: pairing ? pairing.over : 'all',
        stocks: ask.stocks,
        shown: ask.shown ?? {},
        switches,
        unknown: ['unknown', 'everyone'],
        ...(basis === 'fte' ? { guards: guardsOf(ask, groups) } : {}),
        ...standardised(pairing ? ask : { ...ask, pairing: wholePairing }),
      } satisfies CountedTurnover,
      ...ask.extra,
    } satisfies CountedRow;
    const absent =
      lacking ??
      countedGroups.flatMap(({ n, base }) => [n, base]).find((c): c is Absent => 'status' in c) ??
      Object.values(also).find((c): c is Absent => 'status' in c) ??
      (ungrouped === undefined ? undefined : notSupplied(ungrouped));
    return absent ? { ...shared, absent } : shared;
  }
  const wholePairing: Pairing = {
    dimension: compared.dimension,
    over: compared.over,
    under: compared.under as string,
    overWhere: { [compared.dimension]: [compared.over] },
    underWhere: { [compared.dimension]: [compared.under as string] },
    unknown: 'unknown',
  };

  const main = ['ethnicity'];
  /** Rows of a cut by keys: every combination of the other keys that occurs, and in it each group of the compared key that occurs. */
  const byRows = (
    keys: readonly string[],
    make: (ask: Omit<RowAsk, 'definition' | 'basis' | 'n' | 'stocks'>) => readonly RowAsk[],
    probe: string,
  ): readonly RowAsk[] => {
    const key = comparedKey(edition, keys);
    const cut = dimensionsOf(edition, keys, against);
    let others: readonly { breakdown: Readonly<Record<string, string>>; where: Where }[] = [
      { breakdown: {}, where: {} },
    ];
    for (const d of keys.filter((k) => k !== key))
      others = others.flatMap((o) =>
        groupsIn(edition, d).map((g) => ({ breakdown: { ...o.breakdown, [d]: g }, where: { ...o.where, [d]: [g] } })),
      );
    const found = address(cut, 'people', trainees);
    return others.flatMap(({ breakdown, where }) =>
      pairings(edition, indicator, key, against).flatMap((p) => {
        const own = { ...where, ...p.overWhere };
        const there = [found(probe, own), ...(what === 'first-year' ? [] : [found('left', own)])];
        if (!there.some((c) => 'cube' in c && occurs(c.cube, c.where))) return [];
        // Named in the order in which the keys were given.
        const named = Object.fromEntries(keys.map((k) => [k, k === key ? p.over : (breakdown[k] as string)]));
        return make({ breakdown: named, where, cut, pairing: p });
      }),
    );
  };
  const cuts = [
    ...setValue<readonly string[]>(edition, 'always-by', indicator.id).map((k) => [k]),
    ...(by.length > 0 ? [by] : []),
  ].filter((cut, i, all) => all.findIndex((c) => c.join() === cut.join()) === i);

  if (lacking) {
    const ask = {
      breakdown: {},
      where: {},
      cut: main,
      definition: definitionOf[what],
      basis: 'people',
      n: 'left',
      stocks: [],
    } as const;
    return [row(ask)];
  }
  if (what === 'leaver-rate') {
    const flows = {
      opening: 'all opening',
      joined: 'joined',
      left: 'left',
      missing: 'missing',
      closing: 'all closing',
    };
    const at = address(main, 'people', trainees);
    const excluded: Record<string, Record<string, string>> = {};
    const more: Record<string, Counted> = {
      joined: at('joined', {}),
      left: at('left', {}),
      missing: at('missing', {}),
    };
    const taken: Readonly<Record<string, readonly string[]>> = {
      'fixed-term-ends': ['planned-end'],
      transfers: ['transfer'],
      'flexi-retirement': ['flexi-retirement'],
      'retire-and-return': ['returned'],
    };
    const people = cubeIds(main).people;
    for (const [name, groups] of Object.entries(taken)) {
      if (!isOut(setting, name)) continue;
      const where = { leaving: groups, 'in-training': trainees };
      more[`${name} leavers`] = refTo(people, where);
      more[`${name} opening`] = refTo(people, { ...where, 'at-opening': ['yes'] });
      excluded[name] = { leavers: `${name} leavers`, opening: `${name} opening` };
    }
    if (isOut(setting, 'doctors-in-training')) {
      const own = address(main, 'people', ['yes']);
      more['doctors-in-training leavers'] = own('left', {});
      more['doctors-in-training opening'] = own('opening', {});
      more['doctors-in-training closing'] = own('closing', {});
      excluded['doctors-in-training'] = Object.fromEntries(
        ['leavers', 'opening', 'closing'].map((k) => [k, `doctors-in-training ${k}`]),
      );
    }
    for (const [name, kinds] of [
      ['bank', ['bank']],
      ['honorary', ['honorary', 'non-executive']],
    ] as const)
      for (const [k, id] of [
        ['leavers', 'among leavers'],
        ['opening', 'at opening'],
        ['closing', 'at closing'],
      ] as const) {
        const cube = `turnover/left out ${id}`;
        if (!isOut(setting, name) || !cubes[cube]) continue;
        more[`${name} ${k}`] = { cube, where: { kind: [...kinds] } };
        excluded[name] = { ...excluded[name], [k]: `${name} ${k}` };
      }
    const all = definitions(setting);
    const chosen = setValue<string>(edition, 'definition', indicator.id);
    const nOf: Readonly<Record<string, string>> = { D3: 'inactive' };
    const wholes = all.map(
      (d): RowAsk => ({
        breakdown: {},
        where: {},
        cut: d.id === 'D6' ? [] : main,
        definition: d.id,
        basis: d.basis,
        n: nOf[d.id] ?? 'left',
        stocks: d.stocks,
        ...(d.id === 'D1' ? { shown: { flows, ...prefixed(excluded) }, more } : {}),
      }),
    );
    const monthly = stocks.absent || counts.leavers ? [] : monthRows();
    const wanted = all.filter((d) => (d.id === 'D1' || d.id === chosen) && d.id !== 'D6');
    const cutRows = cuts.flatMap((keys) =>
      byRows(
        keys,
        (ask) =>
          wanted.map((d) => ({ ...ask, definition: d.id, basis: d.basis, n: nOf[d.id] ?? 'left', stocks: d.stocks })),
        'opening',
      ),
    );
    const apart: readonly RowAsk[] = isOut(setting, 'doctors-in-training')
      ? definitions(setting)
          .filter(({ id }) => id === 'D1' || id === 'D2')
          .map(({ id, basis, stocks: over }) => ({
            breakdown: { grade: 'trainee' },
            where: {},
            cut: main,
            definition: id,
            basis,
            n: 'left',
            stocks: over,
            training: ['yes'],
          }))
      : [];
    const rows = [...wholes, ...apart, ...cutRows].filter(
      (r) => r.definition !== 'D6' || r.cut.length > 0 || cubes['turnover/people by month'],
    );
    return [...rows.map((r) => (r.definition === 'D6' ? sixth(r) : row(r))), ...monthly];
  }
  if (what === 'voluntary') {
    const ask = { definition: 'D1', basis: 'people', n: 'resigned', stocks: ['opening', 'closing'] } as const;
    const at = address(main, 'people', trainees);
    const more = { leavers: at('left', {}), 'no-reason': at('no-reason', {}) };
    return [
      row({
        breakdown: {},
        where: {},
        cut: main,
        ...ask,
        more,
        shown: { leavers: { all: 'leavers', 'without-reason': 'no-reason' } },
      }),
      ...cuts.flatMap((keys) => byRows(keys, (a) => [{ ...a, ...ask }], 'opening')).map(row),
    ];
  }
  if (what === 'stability') {
    const ask = {
      definition: 'stability',
      basis: 'people',
      n: 'retained',
      stocks: ['opening'],
      kind: 'share',
    } as const;
    return [
      row({ breakdown: {}, where: {}, cut: main, ...ask }),
      ...cuts.flatMap((keys) => byRows(keys, (a) => [{ ...a, ...ask }], 'opening')).map(row),
    ];
  }
  if (what === 'first-year') {
    const none = counts.starters ?? counts.leavers;
    const from = isoDate(stocks.period.from);
    const cohort = { from: from.replace(/^\d+/, (y) => String(Number(y) - 1)), to: isoDate(stocks.period.from - 1) };
    const ask = {
      definition: 'first-year',
      basis: 'people',
      n: 'left-in-first-year',
      stocks: ['started'],
      kind: 'share',
      extra: { period: cohort },
    } as const;
    const ofService = (groups: Where): Counted =>
      refTo('turnover/people by service at leaving', { ...groups, leaving: counted, 'in-training': trainees });
    const more = { 'leavers under a year': ofService({ 'service-at-leaving': ['under-1'] }), leavers: ofService({}) };
    const shown = { underOneYear: { n: 'leavers under a year', leavers: 'leavers' } };
    const made = (a: RowAsk): CountedRow => (none ? { ...row({ ...a, more: {}, shown: {} }), absent: none } : row(a));
    return [
      made({ breakdown: {}, where: {}, cut: main, ...ask, more, shown }),
      ...(none ? [] : cuts.flatMap((keys) => byRows(keys, (a) => [{ ...a, ...ask }], 'started')).map(made)),
    ];
  }
  return reasonRows();

  function prefixed(excluded: Readonly<Record<string, Readonly<Record<string, string>>>>): CountedTurnover['shown'] {
    return Object.fromEntries(Object.entries(excluded).map(([name, numbers]) => [`excluded ${name}`, numbers]));
  }

  /** Leavers over the mean of the month-ends; the months are counted for everybody only. */
  function sixth(ask: RowAsk): CountedRow {
    const at = address([], 'people', trainees);
    const made = row({ ...ask, cut: main });
    const also: Record<string, Counted> = Object.fromEntries(ask.stocks.map((s) => [`all ${s}`, at(s, {})]));
    const everyone = address(main, 'people', trainees);
    also.everyone = everyone('opening', {});
    also.unknown = everyone('opening', { [compared.dimension]: ['unknown'] });
    return {
      ...made,
      groups: [{ group: 'all', n: everyone('left', {}), base: at(ask.stocks[0] as string, {}) }],
      also,
      compared: { dimension: compared.dimension, over: compared.over },
    };
  }

  function monthRows(): readonly CountedRow[] {
    if (!cubes['turnover/people by month']) return [];
    const ends = monthEnds(stocks.period);
    const at = address([], 'people', trainees);
    const everyone = address(main, 'people', trainees);
    return ends.map((end, i): CountedRow => {
      const stock = `month ${i + 1}`;
      const base = row({
        breakdown: {},
        where: {},
        cut: main,
        definition: 'D5',
        basis: 'people',
        n: 'left',
        plain: true,
        stocks: [],
      });
      const left = { 'month-left': [String(i + 1)], leaving: counted, 'in-training': trainees };
      return {
        ...base,
        period: { from: isoDate(i === 0 ? stocks.period.from : (ends[i - 1] as number) + 1), to: isoDate(end) },
        groups: [{ group: 'all', n: refTo('turnover/people by month', left), base: at(stock, {}) }],
        also: {
          [`all ${stock}`]: at(stock, {}),
          everyone: everyone('opening', {}),
          unknown: everyone('opening', { [compared.dimension]: ['unknown'] }),
        },
        compared: { dimension: compared.dimension, over: compared.over },
        turnover: { ...base.turnover!, stocks: [stock] },
      };
    });
  }

  /** Dismissals and ends of fixed terms as rates of the staff, with each ethnic group's: leaving them out of voluntary turnover would hide a disparity. */
  function rateRows(): readonly CountedRow[] {
    const asks = [
      { id: 'dismissal', n: 'dismissed', stocks: ['opening', 'closing'] },
      { id: 'fixed-term-end', n: 'fixed-term-ended', stocks: ['opening with ends', 'closing with ends'] },
    ] as const;
    return asks.flatMap(({ id, n, stocks: over }) => {
      const ask = { definition: 'D1', basis: 'people', n, stocks: over, plain: true } as const;
      const of = (r: CountedRow): CountedRow => ({
        ...r,
        breakdown: { 'rate-of': id, ...r.breakdown },
        turnover: { ...r.turnover!, what: id },
      });
      return [
        row({ breakdown: {}, where: {}, cut: main, ...ask }),
        ...byRows(main, (a) => [{ ...a, ...ask }], 'opening').map(row),
      ].map(of);
    });
  }

  /** The reasons or destinations of the leavers of the leaver rate: each one's share of them, by ethnic group too. */
  function reasonRows(): readonly CountedRow[] {
    const [id, dims] =
      what === 'reasons'
        ? ['turnover/people by reason', ['reason-kind', 'reason']]
        : ['turnover/people by destination', ['left-nhs', 'destination']];
    const of = (where: Where): Counted => refTo(id as string, { ...where, leaving: counted, 'in-training': trainees });
    const unknown = { [dims[0] as string]: ['unknown'] };
    const make = (dimension: string | undefined, group: string | undefined): CountedRow => {
      // The whole is those of whom it is recorded.
      const recorded = groupsIn(edition, dims[0] as string).filter((g) => g !== 'unknown');
      const own: Where =
        dimension === undefined ? { [dims[0] as string]: recorded } : { [dimension]: [group as string] };
      const groups: readonly Group[] = [
        { id: 'all', where: {} },
        ...[compared.over, compared.under as string, 'unknown'].map((g) => ({
          id: g,
          where: { [compared.dimension]: [g] },
        })),
      ];
      const base = row({
        breakdown: {},
        where: {},
        cut: main,
        definition: what,
        basis: 'people',
        n: 'left',
        plain: true,
        stocks: [],
        kind: 'share',
      });
      const also: Record<string, Counted> = { everyone: of({}), unknown: of(unknown) };
      for (const g of groups) also[`${g.id} base`] = of(g.where);
      const shown: Record<string, Record<string, string>> = {};
      if (dimension === 'reason-kind' && group === 'retirement') {
        const all = ['left', 'rejoined', 'returned', 'flexi-retirement'];
        const at = (leaving: readonly string[]): Counted =>
          refTo(id as string, { 'reason-kind': ['retirement'], leaving, 'in-training': trainees });
        also.retired = at(all);
        also.returned = at(['returned', 'rejoined']);
        also['returned soon'] = at(['returned']);
        shown.retireAndReturn = { retired: 'retired', returned: 'returned', 'within-return-days': 'returned soon' };
      }
      const { absent: _, ...rest } = base;
      const lack = counts.leavers ?? (cubes[id as string] ? undefined : notSupplied('leavers table'));
      return {
        ...rest,
        breakdown: dimension === undefined ? {} : { [dimension]: group as string },
        groups: groups.map((g) => ({ group: g.id, n: of({ ...g.where, ...own }), base: of(g.where) })),
        also,
        turnover: { ...base.turnover!, stocks: ['base'], shown },
        ...(lack ? { absent: lack } : {}),
      };
    };
    const wanted = dims.flatMap((d) =>
      groupsIn(edition, d)
        .filter((g) => occurs(id as string, { [d]: [g], leaving: counted, 'in-training': trainees }))
        .map((g) => [d, g] as const),
    );
    return [
      make(undefined, undefined),
      ...wanted.map(([d, g]) => make(d, g)),
      ...(what === 'reasons' ? rateRows() : []),
    ];
  }
}
