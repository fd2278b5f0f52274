import {
  type Absent,
  type Figure,
  firstAbsent,
  isNumber,
  type Outcome,
  ok,
  suppressed,
  toFigure,
  undefinedBecause,
} from '../../core/outcome.js';
import { roundHalfUp } from '../../core/rounding.js';
import { miettinenNurminen, readRatio, relativeLikelihood, testOfTwo } from '../../formulas/index.js';
import type { Policy } from '../../standard/policy.js';
import { people, percent, ratio, signedPoints } from '../../words/numbers.js';
import { absence } from '../../words/sentences.js';
import type { CountedRow } from '../counted.js';
import type { Bound, Estimate, Interval, Part, Series, Unit } from '../result.js';
import type { See } from '../visible.js';
import { known, partsOf, rateOf } from './parts.js';
import type { Figures } from './ratio.js';

/** Decimals of a figure made from more than the counts that may be seen: enough to judge by, too few to work back to a person. */
const decimals: Readonly<Record<Unit, number>> = {
  ratio: 2,
  share: 3,
  rate: 4,
  points: 1,
  people: 0,
  organisations: 0,
  score: 2,
  'yes-no': 0,
  years: 1,
  pounds: 0,
};

/** In a group of fewer, one decimal less is shown: a person is a tenth of a per cent of a thousand. */
const FEW = 1000;

type Blunt = (value: number, unit?: Unit) => number;

const thousands = (n: number): string => people(roundHalfUp(n, 0));

/** A figure in words, by its unit. */
function said(unit: Unit, f: Figure | Bound): string {
  if (f === 'unbounded') return 'no limit';
  if (!isNumber(f)) return absence(f);
  switch (unit) {
    case 'share':
    case 'rate':
      return percent(f);
    case 'points':
      return signedPoints(f);
    case 'people':
      return thousands(f);
    case 'pounds':
      return `£${thousands(f)}`;
    case 'years':
      return f.toFixed(1);
    default:
      return ratio(f);
  }
}

/** A number as whole per cent of all of them: of 30 leavers and 90 others "25%". */
function shareOf(n: Figure, all: readonly Figure[]): string {
  const absent = firstAbsent(n, ...all);
  const whole = (all as readonly number[]).reduce((a, b) => a + b, 0);
  return absent ? absence(absent) : whole === 0 ? 'none' : `${Math.round((100 * (n as number)) / whole)}%`;
}

/** The sentence with its figures as they may be seen. */
const filled = (text: string, { value, interval, test, parts, estimates }: Figures, unit: Unit): string =>
  text.replace(/\{(\w+)(?::([^}]+))?\}/g, (whole, name: string, group?: string) => {
    const part = parts.find((p) => p.group === group);
    if (part && name === 'nshare')
      return shareOf(
        part.n,
        parts.map((p) => p.n),
      );
    if (part && name === 'baseshare')
      return shareOf(
        part.base,
        parts.map((p) => p.base),
      );
    if (name === 'value') return said(unit, toFigure(value));
    if (name === 'estimate' && group !== undefined && estimates?.[group])
      return said(ofGroup(unit), estimates[group].value);
    if (name === 'p') return test?.status === 'ok' ? test.p.toFixed(4) : whole;
    if (name === 'low' || name === 'high')
      return interval.status === 'ok' ? said(unit, interval.value[name === 'low' ? 0 : 1]) : absence(interval);
    if (part && name === 'n') return said('people', part.n);
    if (part && name === 'base') return said('people', part.base);
    return part && name === 'rate' ? said(ofGroup(unit), part.rate) : whole;
  });

/** The same figure with as many decimals as a policy leaves it; a policy that rounds counts leaves one fewer. */
function bluntFor(row: CountedRow, policy: Policy): Blunt {
  const { over, under } = row.compared;
  const behind = Object.entries(row.measured?.behind ?? {});
  const of = behind.flatMap(([group, [n = 0]]) => (group === over || group === under ? [n] : []));
  const people = row.groups.length > 0 || behind.length > 0;
  if (!people || (policy.hide === undefined && policy.roundTo === undefined)) return (value) => value;
  const fewer = policy.roundTo === undefined && !of.some((n) => n > 0 && n < FEW) ? 0 : 1;
  return (value, unit = row.unit) =>
    roundHalfUp(value, Math.max(0, decimals[unit] - (unit === 'ratio' || unit === 'years' ? 0 : fewer)));
}

/** What is made of the numbers as they are shown: the share of the `over` group, or the ratio of two with its limits, test and reading. */
function remade(row: CountedRow, parts: readonly Part[]): Partial<Figures> {
  const { over, under } = row.compared;
  const of = (group: string | undefined) => known(parts.find((p) => p.group === group)) ?? { n: 0, base: 0 };
  if (row.measured?.made === 'share') {
    const { n, base } = of(over);
    return { value: base === 0 ? undefinedBecause('no-group-members') : ok(n / base) };
  }
  const counts = { over: of(over), under: of(under) };
  const ratio = relativeLikelihood(counts);
  const limits = miettinenNurminen(counts, row.judgement.confidence);
  return {
    value: ratio,
    interval: limits,
    test: testOfTwo(counts),
    reading: readRatio({ ratio, interval: limits, counts, ...row.judgement }),
  };
}

const outcome = (o: Outcome, blunt: Blunt, unit?: Unit): Outcome =>
  o.status === 'ok' ? { ...o, value: blunt(o.value, unit) } : o;
const figure = (f: Figure, blunt: Blunt, unit?: Unit): Figure => (isNumber(f) ? blunt(f, unit) : f);
const bound = (b: Bound, blunt: Blunt, unit?: Unit): Bound => (b === 'unbounded' ? b : blunt(b, unit));
const interval = (i: Interval, blunt: Blunt, unit?: Unit): Interval =>
  i.status === 'ok' ? { ...i, value: [bound(i.value[0], blunt, unit), bound(i.value[1], blunt, unit)] } : i;
const ofGroup = (unit: Unit): Unit => (unit === 'points' || unit === 'ratio' ? 'share' : unit);

const series = (made: Series | Absent, blunt: Blunt): Series | Absent =>
  'status' in made
    ? made
    : {
        ...made,
        centre: figure(made.centre, blunt),
        lower: figure(made.lower, blunt),
        upper: figure(made.upper, blunt),
        points: made.points.map((p) => ({ ...p, value: figure(p.value, blunt) })),
      };

/** Which groups may be seen: none of the numbers of people behind them is one that the policy hides. */
function goneOf(row: CountedRow, own: readonly Part[], policy: Policy): (group: string) => Absent | undefined {
  const { hide } = policy;
  const small = (n: number): boolean => hide !== undefined && n >= hide.from && n <= hide.to;
  const behind = row.measured?.behind ?? {};
  return (group) =>
    firstAbsent(...own.filter((p) => p.group === group).flatMap((p) => [p.n, p.base])) ??
    ((behind[group] ?? []).some(small) ? suppressed : undefined);
}

/**
 * Figures worked from more than counts. A number of people behind either compared group that may not be seen takes them with it; what is left has few
 * decimals, and numbers of people that stand in no cube are shown to the nearest ten. Example: under `board`, three leavers of a group within a year hide
 * its retention after one, two and five years.
 */
export function measuredFigures(row: CountedRow, see: See, policy: Policy): Figures {
  const made = row.measured!;
  const own = partsOf(row, see);
  const gone = goneOf(row, own, policy);
  const { over, under } = row.compared;
  const every = [...new Set([...own.map((p) => p.group), ...Object.keys(made.behind ?? {})])];
  // A group that is only shown beside the two compared takes nothing but itself away.
  const needed = every.filter((g) => g === over || g === under);
  const also = Object.values(row.also ?? {}).map((c) => see(c, row));
  const hidden = firstAbsent(...also, ...needed.flatMap((g) => gone(g) ?? []));
  const exact = policy.hide === undefined && policy.roundTo === undefined;
  const blunt = bluntFor(row, policy);
  const ten = (n: Figure): Figure => (made.behind && !exact && isNumber(n) ? roundHalfUp(n / 10, 0) * 10 : n);
  const rateUnit = ofGroup(row.unit);
  const part = (p: Part): Part => {
    const absent = gone(p.group);
    if (absent) return { ...p, n: absent, base: absent, rate: absent };
    const [n, base] = [ten(p.n), ten(p.base)];
    // A rate of the two numbers is one of the numbers shown.
    const crude = isNumber(p.n) && isNumber(p.base) && isNumber(p.rate) && p.rate === p.n / p.base;
    return { ...p, n, base, rate: crude ? rateOf(n, base) : figure(p.rate, blunt, rateUnit) };
  };
  const parts = (made.parts ?? own).map(part);
  const estimate = ([group, e]: readonly [string, Estimate]): readonly [string, Estimate] => {
    const absent = hidden ?? gone(group);
    return [
      group,
      absent
        ? { value: absent, interval: absent }
        : { value: figure(e.value, blunt, rateUnit), interval: interval(e.interval, blunt, rateUnit) },
    ];
  };
  const estimates = made.estimates
    ? { estimates: Object.fromEntries(Object.entries(made.estimates).map(estimate)) }
    : {};
  if (hidden)
    return {
      value: hidden,
      interval: hidden,
      ...(made.test ? { test: hidden } : {}),
      reading: hidden,
      parts,
      unknownShare: suppressed,
      working: absence(hidden),
      ...estimates,
      ...(made.series ? { series: hidden } : {}),
    };
  const all = { ...made, ...(made.made && !exact ? remade(row, parts) : {}) };
  const { hide } = policy;
  const fewInMonth = hide !== undefined && (made.behindSeries ?? []).some((n) => n >= hide.from && n <= hide.to);
  const shown: Figures = {
    value: outcome(all.value, blunt),
    interval: interval(all.interval, blunt),
    ...(all.test
      ? { test: all.test.status === 'ok' && !exact ? { ...all.test, p: roundHalfUp(all.test.p, 4) } : all.test }
      : {}),
    reading: all.reading,
    parts,
    unknownShare: gone('unknown') ?? figure(made.unknownShare, blunt, 'share'),
    working: made.working,
    ...estimates,
    ...(made.series ? { series: fewInMonth ? suppressed : series(made.series, blunt) } : {}),
    ...(made.items ? { items: made.items } : {}),
  };
  return { ...shown, working: filled(made.working, shown, row.unit) };
}
