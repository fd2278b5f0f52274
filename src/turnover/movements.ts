import type { Predicate, Rule } from '../core/predicate.js';
import type { Recode } from '../core/recode.js';
import type { JoinSide, Table } from '../core/request.js';
import { setValue } from '../edition-value.js';
import { has, ownOrganisation, people, type Setting } from '../plan.js';
import type { Stocks } from './stocks.js';
import { isOut } from './switches.js';

/** Beyond any day. */
const ever = Number.MAX_SAFE_INTEGER;

/** How somebody's year ended: what the group `leaving` says. Those of `counted` are leavers, those of `taken-out` are in no count at all. */
export const leavingGroups = {
  counted: ['left', 'rejoined', 'moved'],
  takenOut: ['transfer', 'planned-end', 'flexi-retirement'],
  stayed: ['stayed', 'still-employed', 'returned'],
  unexplained: ['missing'],
} as const;

/** Everybody but those who are taken out of stock and leavers alike. */
export const inCount: readonly string[] = [
  ...leavingGroups.counted,
  ...leavingGroups.stayed,
  ...leavingGroups.unexplained,
];

/** One row per person of the year, and what can be asked of it. */
export interface Movements {
  readonly table: Table;
  /** `at-opening`, `at-closing`, `leaving`, `in-training`, and months. */
  readonly state: Readonly<Record<string, Recode>>;
  /** Columns that hold the FTE of a stock or of the leavers, each for the people for whom its condition holds. */
  readonly fte: Readonly<
    Record<'opening' | 'closing' | 'left', readonly { readonly when: Rule; readonly column: string }[]>
  >;
  readonly sides: ReadonlySet<string>;
}

const key = 'employeeNumber';
const there = (side: string): Predicate => ({ columns: [`${side}.${key}`], known: true });
const not = (p: Predicate): Predicate => ({ not: p });
const all = (...p: readonly Predicate[]): Predicate => ({ all: p });
const any = (...p: readonly Predicate[]): Predicate => ({ any: p });
const onOrAfter = (day: number, ...columns: readonly string[]): Predicate => ({ columns, between: [day, ever] });
const onOrBefore = (day: number, ...columns: readonly string[]): Predicate => ({ columns, between: [-ever, day] });

/** A recode as it reads the columns of one side of the join. */
export function on(side: string, r: Recode): Recode {
  if ('columns' in r) return { ...r, columns: r.columns.map((c) => `${side}.${c}`) };
  if ('column' in r) return { ...r, column: `${side}.${r.column}` };
  if ('days' in r) return { ...r, days: [`${side}.${r.days[0]}`, `${side}.${r.days[1]}`] };
  throw new RangeError('conditions are not asked of one side of a join');
}

/**
 * How a person is described: by the record at opening where there is one, else by the leavers row, else by the record at closing, else by the
 * starters row. Leavers and stock are thus in the same group. Source: project decision.
 */
const described = (sides: ReadonlySet<string>, of: (side: string) => Recode, otherwise: string): Recode => ({
  cases: ['opening', 'left', 'closing', 'joined']
    .filter((s) => sides.has(s))
    .map((s) => ({ when: there(s), gives: of(s) })),
  otherwise,
});

/** The day up to which service is counted on each side where a stock would take its snapshot. */
const upTo: Readonly<Record<string, string>> = { left: 'terminationDate', joined: 'hireDate' };

/** A dimension as it describes the people of the year. Length of service is that at the stock's day, or at leaving for those who joined in the year. */
export function describedBy(setting: Setting, sides: ReadonlySet<string>, dimension: string): Recode {
  const recode = setting.recode(dimension);
  const of = (side: string): Recode =>
    on(
      side,
      'days' in recode && recode.days[1] === 'snapshotDate'
        ? { ...recode, days: [recode.days[0], upTo[side] ?? 'snapshotDate'] }
        : recode,
    );
  return described(sides, of, recode.otherwise);
}

const without = (rules: readonly Rule[], names: ReadonlySet<string>): readonly Rule[] =>
  rules.filter((r) => !names.has(r.rule));

/** The rules for whose assignments count, less those of kinds of contract that a switch lets in. */
export function population(setting: Setting): readonly Rule[] {
  const rules = setting.edition.populations.workforce?.value ?? [];
  const letIn = ['bank', 'honorary'].filter((name) => !isOut(setting, name));
  const names = new Set(letIn.flatMap((n) => (n === 'honorary' ? ['honorary', 'non-executive'] : [n])));
  return without(rules, names);
}

const atDay = (day: number): Rule => ({ rule: 'other-snapshot', keep: { column: 'snapshotDate', is: day } });

/**
 * One row per person who was in post at either end of the year, left or joined in it: the records of the two stocks, the assignment that ended last,
 * the one begun last, and whether an assignment is left that did not end. `group` makes people of each group of a column apart, so that moving
 * between groups is leaving one of them. Everything is one full join, in every engine.
 */
export function movementsOf(setting: Setting, stocks: Stocks, group?: string): Movements {
  const { period, openingDay, closingDay } = stocks;
  const { tables } = setting;
  const rules = population(setting);
  const more = group === undefined ? [] : [group];
  const keys = [...(setting.byOrganisation ? ['organisation'] : []), key, ...more];
  const one = (table: string, where: readonly Rule[]): Table => {
    const made = people(setting, table, table, [...ownOrganisation(setting, table), ...where, ...rules]);
    return typeof made === 'object' && 'one' in made ? { ...made, per: [...made.per, ...more] } : made;
  };
  const ended: Rule = {
    rule: 'outside-period',
    keep: { columns: ['terminationDate'], between: [period.from, period.to] },
  };
  const begun: Rule = { rule: 'outside-period', keep: { columns: ['hireDate'], between: [period.from, period.to] } };
  const sides: JoinSide[] = [];
  const add = (as: string, table: Table, keysOf = keys): void => void sides.push({ as, table, on: keysOf });
  if (openingDay !== undefined) add('opening', one('staff', [atDay(openingDay)]));
  if (closingDay !== undefined) add('closing', one('staff', [atDay(closingDay)]));
  const withLeavers = tables.leavers !== undefined && has(setting, 'leavers', key);
  if (withLeavers) add('left', one('leavers', [ended]));
  if (tables.starters && has(setting, 'starters', key)) {
    const made = one('starters', [begun]);
    const first = [
      { column: 'hireDate', descending: true },
      ...(typeof made === 'object' && 'one' in made ? made.first : []),
    ];
    add('joined', typeof made === 'object' && 'one' in made ? { ...made, first } : made);
  }
  // Assignments of the later stock (else of the earlier) that did not end: whoever has one has not left.
  const stockDay = closingDay ?? openingDay;
  const numbered =
    withLeavers && has(setting, 'staff', 'assignmentNumber') && has(setting, 'leavers', 'assignmentNumber');
  if (stockDay !== undefined && numbered) {
    const perAssignment = [...keys, 'assignmentNumber'];
    const assignments = (table: string, where: readonly Rule[]): Table => ({
      one: table,
      per: perAssignment,
      where: [...ownOrganisation(setting, table), ...where, ...rules],
      first: [],
    });
    const pair: Table = {
      pair: [assignments('staff', [atDay(stockDay)]), assignments('leavers', [ended])],
      on: perAssignment,
    };
    const own = keys.map((k) => `opening.${k}`);
    add(
      'remaining',
      { one: pair, per: own, where: [{ rule: 'ended', keep: { column: 'pair', is: 'left' } }], first: [] },
      own,
    );
  }
  const names = new Set(sides.map((s) => s.as));
  return { table: { join: sides }, sides: names, ...asked(setting, stocks, names, group !== undefined) };
}

function asked(
  setting: Setting,
  { period, opening, closing, closingDay }: Stocks,
  sides: ReadonlySet<string>,
  groups: boolean,
): Pick<Movements, 'state' | 'fte'> {
  const left = there('left');
  const hired = ['closing.hireDate', 'joined.hireDate'];
  const atOpening: Predicate =
    opening === 'snapshot'
      ? there('opening')
      : any(
          all(there('closing'), not(onOrAfter(period.from + 1, ...hired))),
          all(left, not(onOrAfter(period.from + 1, 'left.hireDate'))),
        );
  const gap = (label: readonly string[]): Predicate =>
    any(
      ...hired.map(
        (column): Predicate => ({
          group: {
            days: ['left.terminationDate', column],
            bins: [1, 2, setValue<number>(setting.edition, 'return-days', 'turnover.leaver-rate') + 1],
            labels: ['before', 'next-day', 'within', 'after'],
            otherwise: 'unknown',
          },
          in: label,
        }),
      ),
    );
  const back = gap(['next-day', 'within', 'after']);
  const before = closingDay === undefined ? [] : [onOrBefore(closingDay - 1, 'left.terminationDate')];
  const remains = sides.has('remaining') ? there('remaining.opening') : all(there('closing'), ...before);
  const leavesLater = onOrAfter(period.to, 'left.terminationDate');
  // Who left before the closing day and is still listed is a row nobody closed, unless an assignment is left or the person came back.
  const atClosing: Predicate =
    closing === 'snapshot'
      ? all(there('closing'), any(not(left), remains, back, leavesLater))
      : all(any(atOpening, there('joined')), any(not(left), remains, back, leavesLater));
  const treatment = on('left', setting.recode('leaving-treatment'));
  const is = (...names: readonly string[]): Predicate => ({ group: treatment, in: names });
  const out = (name: string, as: string): { when: Predicate; gives: string }[] =>
    isOut(setting, name) ? [{ when: is(as), gives: as }] : [];
  const leaving: Recode = {
    cases: [
      { when: all(not(left), not(atClosing)), gives: groups ? 'moved' : 'missing' },
      { when: not(left), gives: 'stayed' },
      { when: gap(['next-day']), gives: 'still-employed' },
      ...(isOut(setting, 'retire-and-return')
        ? [{ when: all(gap(['within']), is('retirement', 'flexi-retirement')), gives: 'returned' }]
        : []),
      { when: all(not(back), remains), gives: 'still-employed' },
      ...out('transfers', 'transfer'),
      ...out('fixed-term-ends', 'planned-end'),
      ...out('flexi-retirement', 'flexi-retirement'),
      { when: back, gives: 'rejoined' },
    ],
    otherwise: 'left',
  };
  const word = (when: Predicate): Recode => ({ cases: [{ when, gives: 'yes' }], otherwise: 'no' });
  const trainee = (side: string): Predicate =>
    all(
      { group: on(side, setting.recode('block')), in: ['medical'] },
      { group: on(side, setting.recode('grade')), in: ['trainee'] },
    );
  const inTraining: Recode = {
    cases: ['opening', 'left', 'closing', 'joined']
      .filter((s) => sides.has(s))
      .map((s) => ({ when: there(s), gives: word(trainee(s)) })),
    otherwise: 'no',
  };
  const known = (column: string): Predicate => ({ columns: [column], known: true });
  const rule = (keep: Predicate): Rule => ({ rule: 'other-source', keep });
  return {
    state: { 'at-opening': word(atOpening), 'at-closing': word(atClosing), leaving, 'in-training': inTraining },
    fte: {
      opening: [
        { when: rule(there('opening')), column: 'opening.fte' },
        { when: rule(all(not(there('opening')), there('closing'))), column: 'closing.fte' },
        { when: rule(all(not(there('opening')), not(there('closing')))), column: 'left.fte' },
      ],
      closing: [
        { when: rule(there('closing')), column: 'closing.fte' },
        { when: rule(all(not(there('closing')), there('joined'))), column: 'joined.fte' },
        { when: rule(all(not(there('closing')), not(there('joined')), there('opening'))), column: 'opening.fte' },
        { when: rule(all(not(there('closing')), not(there('joined')), not(there('opening')))), column: 'left.fte' },
      ],
      left: [
        { when: rule(known('left.fte')), column: 'left.fte' },
        { when: rule(not(known('left.fte'))), column: 'opening.fte' },
      ],
    },
  };
}
