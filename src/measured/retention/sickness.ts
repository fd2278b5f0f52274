import { notSupplied, type Outcome, ok, undefinedBecause } from '../../core/outcome.js';
import { listKey } from '../../core/recode.js';
import { leavesOut } from '../../formulas/index.js';
import { zOfLevel } from '../../formulas/numeric/normal.js';
import type { CountedRow, MeasuredFigures } from '../../release/counted.js';
import type { Interval, Part } from '../../release/result.js';
import { monthly } from '../../release/series.js';
import * as words from '../../words/retention.js';
import type { Measured, Measurer } from '../types.js';
import { absentRow, frameOf, lackingTable, monthOf, periodOf, personOf, plain, viewOf } from '../view.js';
import { groupOfPeople, heldPeople } from './groups.js';

interface Person {
  readonly group: string;
  lost: number;
  available: number;
}

const rate = (lost: number, available: number): Outcome =>
  available > 0 ? ok(lost / available) : undefinedBecause('no-group-members');

/** Days lost over days available of some people, with the linearised variance of that ratio: days of one person go together. */
function rateOf(people: readonly Person[]) {
  const lost = people.reduce((n, p) => n + p.lost, 0);
  const available = people.reduce((n, p) => n + p.available, 0);
  const r = available > 0 ? lost / available : 0;
  const n = people.length;
  const squares = people.reduce((s, p) => s + (p.lost - r * p.available) ** 2, 0);
  const variance = n > 1 && available > 0 ? ((n / (n - 1)) * squares) / available ** 2 : 0;
  return { lost, available, value: rate(lost, available), variance };
}

/**
 * Sickness absence: full-time days lost (rows of the category "Sickness" only) over full-time days available (all rows), in twelve months and month by month; the
 * share of days lost for S10; and the rate of one group over the other's. Never a mean of monthly rates.
 */
export const sickness: Measurer = (of): Measured => {
  const view = viewOf(of, 'absence');
  if (!view) return lackingTable(of, 'absence');
  const { dimension, over, under = '' } = of.indicator.compared;
  const held = heldPeople(of, view, [dimension]);
  if (held.length > 0) return absentRow(of, notSupplied(words.rowsHeld(held)));
  const period = periodOf(of, view, 'month');
  const groupOf = groupOfPeople(of, view, dimension);
  const isSickness = (row: number): boolean => {
    const category = listKey(view.at(row, 'absenceCategory'));
    return category === '' || category.startsWith('sick');
  };
  const people = new Map<string, Person>();
  const months = new Map<string, { lost: number; available: number }>();
  const [s10, excluded] = [{ lost: 0, people: new Set<string>() }, { 'outside-period': 0 }];
  for (const row of view.rows) {
    const day = view.at(row, 'month');
    if (typeof day !== 'number') continue;
    const lost = isSickness(row) ? Number(view.at(row, 'fteDaysLost') ?? 0) : 0;
    const available = Number(view.at(row, 'fteDaysAvailable') ?? 0);
    const month = months.get(monthOf(day)) ?? { lost: 0, available: 0 };
    months.set(monthOf(day), month);
    month.lost += lost;
    month.available += available;
    if (day < period.from || day > period.to) {
      excluded['outside-period']++;
      continue;
    }
    const who = personOf(view, row);
    const person = people.get(who) ?? { group: groupOf(row), lost: 0, available: 0 };
    people.set(who, person);
    person.lost += lost;
    person.available += available;
    if (lost > 0 && /^s\s?10\b|anxiety/.test(listKey(view.at(row, 'absenceReason')))) {
      s10.lost += lost;
      s10.people.add(who);
    }
  }
  const all = [...people.values()];
  const groups = [...new Set(all.map((p) => p.group))].sort();
  const by = (group: string): readonly Person[] => all.filter((p) => p.group === group);
  const away = (some: readonly Person[]): number => some.filter((p) => p.lost > 0).length;
  const behind: NonNullable<MeasuredFigures['behind']> = Object.fromEntries([
    ['all', [all.length, away(all)]],
    ...groups.map((g) => [g, [by(g).length, away(by(g))]]),
  ]);
  const partOf = (group: string, some: readonly Person[]): Part => {
    const { lost, available, value } = rateOf(some);
    return { group, n: lost, base: available, rate: value.status === 'ok' ? value.value : value };
  };
  const parts = [partOf('all', all), ...groups.map((g) => partOf(g, by(g)))];
  const whole = rateOf(all);
  const frame = frameOf(of, period);
  const z = zOfLevel(frame.judgement.confidence);
  const limits = (value: Outcome, se: number): Interval =>
    value.status === 'ok'
      ? {
          status: 'ok',
          value: [Math.max(0, value.value - z * se), value.value + z * se],
          level: frame.judgement.confidence,
          method: 'ratio of sums over people',
        }
      : value;
  const inMonths = [...months].flatMap(([month, m]) =>
    m.available > 0 ? [{ month, value: m.lost / m.available }] : [],
  );
  const rows: CountedRow[] = [
    {
      ...frame,
      unit: 'rate',
      compared: { dimension, over: 'all' },
      measured: plain({
        value: whole.value,
        interval: limits(whole.value, Math.sqrt(whole.variance)),
        working: words.sicknessWhole,
        parts,
        behind,
        series: monthly(inMonths, 'decrease'),
      }),
    },
    ratio(of.indicator.compared),
    {
      ...frame,
      unit: 'share',
      breakdown: { reason: 's10' },
      compared: { dimension, over: 'all' },
      measured: plain({
        value: rate(s10.lost, whole.lost),
        working: words.sicknessReason,
        parts: [{ group: 'all', n: s10.lost, base: whole.lost, rate: whole.lost > 0 ? s10.lost / whole.lost : 0 }],
        behind: { all: [away(all), s10.people.size] },
      }),
    },
  ];

  function ratio(compared: CountedRow['compared']): CountedRow {
    const [a, b] = [rateOf(by(over)), rateOf(by(under))];
    const [x, y] = [a.value, b.value];
    const value: Outcome =
      x.status !== 'ok'
        ? x
        : y.status !== 'ok'
          ? y
          : y.value === 0
            ? undefinedBecause('zero-comparator')
            : ok(x.value / y.value);
    const known = x.status === 'ok' && y.status === 'ok' && x.value > 0 && y.value > 0;
    const se = known ? Math.sqrt(a.variance / x.value ** 2 + b.variance / y.value ** 2) : 0;
    const interval: Interval =
      value.status === 'ok' && known
        ? {
            status: 'ok',
            value: [value.value * Math.exp(-z * se), value.value * Math.exp(z * se)],
            level: frame.judgement.confidence,
            method: 'log ratio of sums over people',
          }
        : value.status === 'ok'
          ? undefinedBecause('no-events')
          : value;
    const { band, fewPeople } = frame.judgement;
    const few = Math.min(by(over).length, by(under).length) < fewPeople;
    return {
      ...frame,
      unit: 'ratio',
      compared,
      breakdown: { compared: dimension },
      measured: plain({
        value,
        interval,
        reading:
          value.status !== 'ok' || interval.status !== 'ok'
            ? { size: 'not calculable', evidence: 'not calculable' }
            : {
                size:
                  value.value < band[0]
                    ? 'below the band'
                    : value.value > band[1]
                      ? 'above the band'
                      : `within ${band[0].toFixed(2)} to ${band[1].toFixed(2)}`,
                evidence: few
                  ? 'too few to judge'
                  : leavesOut(interval.value, 1)
                    ? 'difference shown'
                    : 'no clear difference',
              },
        working: words.sicknessRatio(dimension, over, under),
        parts: parts.filter((p) => p.group !== 'all'),
        behind,
      }),
    };
  }

  return {
    rows,
    cubes: {},
    issues: [],
    tables: { absence: { counted: view.rows.length - excluded['outside-period'], excluded } },
  };
};
