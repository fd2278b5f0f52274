import { isoDate } from '../../core/dates.js';
import { notSupplied, type Outcome, ok, toFigure, undefinedBecause } from '../../core/outcome.js';
import { setValue } from '../../edition-value.js';
import {
  cumulativeIncidence,
  kaplanMeier,
  leavesOut,
  logRank,
  readRatio,
  type SurvivalCurve,
  type SurvivalGroup,
  survivalAt,
  survivalIntervalAt,
  timeToLeave,
  timeToLeaveInterval,
  waldP,
} from '../../formulas/index.js';
import { zOfLevel } from '../../formulas/numeric/normal.js';
import type { CountedRow, MeasuredFigures } from '../../release/counted.js';
import type { Estimate, Interval, Part, Reading } from '../../release/result.js';
import { groupsOf } from '../../standard/lists.js';
import { labels } from '../../words/labels.js';
import * as words from '../../words/survival.js';
import type { Measured, Measurer, Measuring } from '../types.js';
import { absentRow, frameOf, plain } from '../view.js';
import { fitHazard } from './hazard.js';
import { histograms, strata } from './histograms.js';
import { between, chosenDay, dimensionsOf, missingForSurvival, type Spell, spellsOf } from './spells.js';

const YEAR = 365.25;
const notCalculable: Reading = { size: 'not calculable', evidence: 'not calculable' };

/** A comparison of two groups of a dimension, and the key it stands under in `breakdown`. */
interface Comparison {
  readonly dimension: string;
  readonly over: string;
  readonly under: string;
  readonly breakdown: Readonly<Record<string, string>>;
}

const pairOf = ({ dimension, over, under }: Comparison): words.Pair => ({
  over: labels().group(dimension, over),
  under: labels().group(dimension, under),
  overId: over,
  underId: under,
});

interface Work {
  readonly of: Measuring;
  readonly spells: readonly Spell[];
  readonly horizons: readonly number[];
  readonly level: number;
}

const horizonId = (years: number): string => `${years}-${years === 1 ? 'year' : 'years'}`;
/**
 * The numbers of people behind a comparison, by group: all seen, then those who left, in the stretches whose sizes the figure would tell. Only those of
 * the kind, when there is one.
 */
function behindOf(
  work: Work,
  c: Comparison,
  spells: readonly Spell[],
  within: { readonly kind?: string; readonly years?: number } = {},
): NonNullable<MeasuredFigures['behind']> {
  const unknown = work.of.setting.edition.groupings[c.dimension]!.value.otherwise;
  const stretches = within.years === undefined ? [] : work.horizons.filter((h) => h <= within.years!);
  return Object.fromEntries(
    [c.over, c.under, unknown].map((group) => {
      const own = seenOf(spells, c.dimension, group);
      const left = own.filter((s) => s.kind !== undefined && (within.kind === undefined || s.kind === within.kind));
      const byThen = (h: number): number => left.filter((s) => s.to - s.hired <= h * YEAR).length;
      const counts = stretches.map((h, i) => byThen(h) - (i === 0 ? 0 : byThen(stretches[i - 1]!)));
      return [group, [own.length, ...(within.years === undefined ? [left.length] : counts)]];
    }),
  );
}

const indexed = new WeakMap<readonly Spell[], Map<string, ReadonlyMap<string, readonly Spell[]>>>();

/** The spells of one group; the spells of a run are sorted into groups once for each dimension. */
function seenOf(spells: readonly Spell[], dimension: string, group: string): readonly Spell[] {
  const byDimension = indexed.get(spells) ?? new Map<string, ReadonlyMap<string, readonly Spell[]>>();
  indexed.set(spells, byDimension);
  let groups = byDimension.get(dimension);
  if (!groups) {
    const made = new Map<string, Spell[]>();
    for (const spell of spells) {
      const id = spell.groups[dimension] ?? '';
      const own = made.get(id);
      if (own) own.push(spell);
      else made.set(id, [spell]);
    }
    groups = made;
    byDimension.set(dimension, groups);
  }
  return groups.get(group) ?? [];
}

const leaversOf = (spells: readonly Spell[], kind?: string): number =>
  spells.filter((s) => s.kind !== undefined && (kind === undefined || s.kind === kind)).length;

const partOf = (spells: readonly Spell[], c: Comparison, group: string, rate?: Outcome, kind?: string): Part => {
  const own = seenOf(spells, c.dimension, group);
  const n = leaversOf(own, kind);
  const crude = own.length === 0 ? undefinedBecause('no-group-members') : ok(n / own.length);
  return { group, n, base: own.length, rate: toFigure(rate ?? crude) };
};

const unknownShare = (spells: readonly Spell[], c: Comparison, unknown: string) =>
  spells.length === 0
    ? undefinedBecause('no-group-members')
    : seenOf(spells, c.dimension, unknown).length / spells.length;

/** Leaving rates of two groups at the same length of service, within staff groups: (O/E over) / (O/E under), by the log-rank test. */
function ratioOf(work: Work, c: Comparison, spells: readonly Spell[], what: string, kind?: string): MeasuredFigures {
  const { of, level } = work;
  const stratum = dimensionsOf(of, ['staff-group'])[0];
  const table = strata(spells, c.dimension, [c.under, c.over], stratum, kind);
  const unknown = of.setting.edition.groupings[c.dimension]!.value.otherwise;
  const parts = [c.over, c.under, unknown].map((g) => partOf(spells, c, g, undefined, kind));
  const [over, under] = parts as [Part, Part];
  const behind = behindOf(work, c, spells, kind === undefined ? {} : { kind });
  const shared = { parts, unknownShare: unknownShare(spells, c, unknown), behind };
  const none = undefinedBecause(over.base === 0 || under.base === 0 ? 'no-group-members' : 'no-events');
  if (table.length === 0)
    return plain({ value: none, interval: none, test: none, reading: notCalculable, working: '', ...shared });
  const { test, observed, expected } = logRank(table);
  const [e0, e1] = expected as [number, number];
  const value: Outcome =
    test.status !== 'ok'
      ? test
      : observed[0] === 0
        ? undefinedBecause('zero-comparator')
        : ok(observed[1]! / e1 / (observed[0]! / e0));
  const z = zOfLevel(level);
  const width = z * Math.sqrt(1 / e0 + 1 / e1);
  const interval: Interval =
    value.status === 'ok' && value.value > 0
      ? {
          status: 'ok',
          value: [value.value * Math.exp(-width), value.value * Math.exp(width)],
          level,
          method: 'observed-over-expected',
        }
      : value.status === 'ok'
        ? undefinedBecause('no-events')
        : value;
  const { band, fewPeople, fewEvents } = frameOf(of).judgement;
  const count = (p: Part) => ({ n: p.n as number, base: p.base as number });
  return {
    value,
    interval,
    test: test.status === 'ok' ? { status: 'ok', method: test.method, p: test.p } : test,
    reading: readRatio({
      ratio: value,
      interval,
      counts: { over: count(over), under: count(under) },
      band,
      fewPeople,
      fewEvents,
    }),
    working: words.ratioSentence(pairOf(c), what),
    ...shared,
  };
}

interface Curves {
  readonly over: SurvivalCurve;
  readonly under: SurvivalCurve;
  readonly all: Readonly<Record<string, SurvivalCurve>>;
}

function curvesOf(work: Work, c: Comparison): Curves | undefined {
  const unknown = work.of.setting.edition.groupings[c.dimension]!.value.otherwise;
  const all: Record<string, SurvivalCurve> = {};
  for (const group of [c.over, c.under, unknown]) {
    const curve = kaplanMeier(histograms(seenOf(work.spells, c.dimension, group)), work.level);
    if (curve.status === 'ok') all[group] = curve.value;
  }
  const [over, under] = [all[c.over], all[c.under]];
  return over && under ? { over, under, all } : undefined;
}

/** Fewest people at risk when anybody left up to a time: early in service, with delayed entry, they may be few. */
const fewest = (curve: SurvivalCurve, at: number): number =>
  Math.min(...curve.steps.filter((s) => s.events > 0 && s.at <= at).map((s) => s.atRisk), Number.POSITIVE_INFINITY);

/** Shares still in post after so many years, over less under, in points. */
function retentionRow(work: Work, c: Comparison, curves: Curves | undefined, years: number): CountedRow {
  const at = years * YEAR;
  const { of, level } = work;
  const unknown = of.setting.edition.groupings[c.dimension]!.value.otherwise;
  const none = undefinedBecause('no-group-members');
  const s = (curve: SurvivalCurve | undefined): Outcome => (curve ? survivalAt(curve, at) : none);
  const [a, b] = [s(curves?.over), s(curves?.under)];
  const bad = [a, b].find((o) => o.status !== 'ok');
  const value: Outcome = bad ?? ok(100 * ((a as { value: number }).value - (b as { value: number }).value));
  const se = (curve: SurvivalCurve): number => curve.steps.findLast((x) => x.at <= at)?.se ?? 0;
  const width = curves ? 100 * zOfLevel(level) * Math.hypot(se(curves.over), se(curves.under)) : 0;
  // Greenwood's formula gives a group that nobody has left no spread at all, however few they are: no limits are given then.
  const noneLeft = [curves?.over, curves?.under].some((curve) => !curve?.steps.some((x) => x.events > 0 && x.at <= at));
  const interval: Interval =
    value.status !== 'ok'
      ? value
      : noneLeft
        ? undefinedBecause('no-events')
        : { status: 'ok', value: [value.value - width, value.value + width], level, method: 'kaplan-meier-greenwood' };
  const { fewPeople } = frameOf(of).judgement;
  const few = curves ? Math.min(fewest(curves.over, at), fewest(curves.under, at)) < fewPeople : false;
  const estimates: Record<string, Estimate> = {};
  for (const [group, curve] of Object.entries(curves?.all ?? {}))
    estimates[group] = { value: toFigure(survivalAt(curve, at)), interval: survivalIntervalAt(curve, at) };
  const parts = [c.over, c.under, unknown].map((group): Part => {
    const own = seenOf(work.spells, c.dimension, group);
    const n = own.filter((x) => x.kind !== undefined && x.to - x.hired <= at).length;
    return { group, n, base: own.length, rate: toFigure(s(curves?.all[group])) };
  });
  return {
    ...frameOf(of),
    unit: 'points',
    compared: { dimension: c.dimension, over: c.over, under: c.under },
    breakdown: { ...c.breakdown, horizon: horizonId(years) },
    measured: {
      value,
      interval,
      reading:
        value.status !== 'ok'
          ? notCalculable
          : {
              size: words.sizeOfPoints(value.value),
              evidence:
                interval.status !== 'ok' || few
                  ? 'too few to judge'
                  : leavesOut(interval.value, 0)
                    ? 'difference shown'
                    : 'no clear difference',
            },
      unknownShare: unknownShare(work.spells, c, unknown),
      working: words.retentionSentence(pairOf(c), years === 1 ? 'one year' : `${years} years`),
      parts,
      estimates,
      behind: behindOf(work, c, work.spells, { years }),
    },
  };
}

/** The length of service by which half have left, in years. */
function medianRow(work: Work, c: Comparison, curves: Curves): CountedRow {
  const years = (o: Outcome): Outcome => (o.status === 'ok' ? ok(o.value / YEAR) : o);
  const median = (curve: SurvivalCurve): Outcome => years(timeToLeave(curve));
  const [a, b] = [median(curves.over), median(curves.under)];
  const bad = [a, b].find((o) => o.status !== 'ok');
  const inYears = (i: Interval): Interval =>
    i.status === 'ok'
      ? { ...i, value: [i.value[0] as number, i.value[1]].map((x) => (x === 'unbounded' ? x : x / YEAR)) as never }
      : i;
  const value = bad ?? ok((a as { value: number }).value - (b as { value: number }).value);
  return {
    ...frameOf(work.of),
    unit: 'years',
    compared: { dimension: c.dimension, over: c.over, under: c.under },
    breakdown: { ...c.breakdown, horizon: 'median' },
    measured: plain({
      value,
      working: words.medianSentence(pairOf(c)),
      reading:
        value.status === 'ok' ? { size: words.sizeOfPoints(value.value), evidence: 'not calculable' } : notCalculable,
      parts: [c.over, c.under].map((g) => partOf(work.spells, c, g)),
      estimates: Object.fromEntries(
        Object.entries(curves.all).map(([group, curve]) => [
          group,
          { value: toFigure(median(curve)), interval: inYears(timeToLeaveInterval(curve)) },
        ]),
      ),
      behind: behindOf(work, c, work.spells, { years: work.horizons.at(-1)! }),
    }),
  };
}

const allKinds = (spells: readonly Spell[]): readonly string[] =>
  [...new Set(spells.flatMap((s) => s.kind ?? []))].sort();

const bothOf = (a: MeasuredFigures['behind'] = {}, b: MeasuredFigures['behind'] = {}) =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((g) => [g, [...(a[g] ?? []), ...(b[g] ?? [])]]),
  );

/**
 * One kind of leaving: the ratio for that reason alone; and the share of each group that has left for it by some years, the other reasons competing, with the
 * difference in points.
 */
function kindRows(work: Work, c: Comparison, kind: string, years: number): readonly CountedRow[] {
  const { level } = work;
  const frame = { ...frameOf(work.of), compared: { dimension: c.dimension, over: c.over, under: c.under } };
  const ses: number[] = [];
  const estimates: Record<string, Estimate> = {};
  for (const group of [c.over, c.under]) {
    const found = cumulativeIncidence(histograms(seenOf(work.spells, c.dimension, group)), level);
    const own = found.status === 'ok' ? found.value.find((i) => i.cause === kind) : undefined;
    const step = own?.steps.findLast((s) => s.at <= years * YEAR);
    ses.push(step?.se ?? 0);
    estimates[group] = {
      value: step?.incidence ?? 0,
      interval: step
        ? { status: 'ok', value: [step.lower, step.upper], level, method: 'aalen-johansen' }
        : undefinedBecause('no-events'),
    };
  }
  const [a, b] = [estimates[c.over]!.value as number, estimates[c.under]!.value as number];
  const width = 100 * zOfLevel(level) * Math.hypot(...ses);
  const gap = 100 * (a - b);
  const noneLeft = ses.some((se) => se === 0);
  const { fewPeople, fewEvents } = frameOf(work.of).judgement;
  const seen = [c.over, c.under].map((g) => seenOf(work.spells, c.dimension, g));
  const few =
    seen.some((s) => s.length < fewPeople) || seen.flat().filter((s) => s.kind === kind).length < fewEvents || noneLeft;
  const by = work.spells.map(({ kind: own, ...s }) => ({
    ...s,
    ...(own === kind && s.to - s.hired <= years * YEAR ? { kind } : {}),
  }));
  return [
    {
      ...frame,
      breakdown: { ...c.breakdown, kind },
      measured: ratioOf(work, c, work.spells, ' for this reason', kind),
    },
    {
      ...frame,
      unit: 'points',
      breakdown: { ...c.breakdown, kind, horizon: horizonId(years) },
      measured: plain({
        value: ok(gap),
        interval: noneLeft
          ? undefinedBecause('no-events')
          : { status: 'ok', value: [gap - width, gap + width], level, method: 'aalen-johansen' },
        reading: {
          size: words.sizeOfPoints(gap),
          evidence: few ? 'too few to judge' : Math.abs(gap) > width ? 'difference shown' : 'no clear difference',
        },
        working: words.incidenceSentence(pairOf(c), years === 1 ? 'one year' : `${years} years`),
        parts: [c.over, c.under].map((g) => partOf(by, c, g, ok(estimates[g]!.value as number))),
        estimates,
        behind: behindOf(work, c, by),
      }),
    },
  ];
}

/** The odds ratio of the hazard model with its limits and Wald's test, from one column of it. */
function oddsOf(
  work: Work,
  c: Comparison,
  column: string,
  working: string,
  split: number | undefined,
  window: { readonly from: number; readonly to: number },
): MeasuredFigures | undefined {
  const { of, level, spells } = work;
  const wanted = setValue<readonly string[]>(of.setting.edition, 'covariates', of.indicator.id);
  const covariates = dimensionsOf(of, wanted).filter((d) => d !== c.dimension);
  const fitted = fitHazard(spells, {
    window,
    dimension: c.dimension,
    under: c.under,
    covariates,
    service: setValue<readonly number[]>(of.setting.edition, 'service-months', of.indicator.id),
    ...(split === undefined ? {} : { split }),
  });
  const unknown = of.setting.edition.groupings[c.dimension]!.value.otherwise;
  const parts = [c.over, c.under, unknown].map((g) => partOf(spells, c, g));
  const behind = behindOf(work, c, spells);
  const shared = { parts, unknownShare: unknownShare(spells, c, unknown), behind };
  if (fitted.status !== 'ok')
    return plain({ value: fitted, interval: fitted, test: fitted, reading: notCalculable, working: '', ...shared });
  const i = fitted.value.columns.indexOf(column);
  if (i < 0) return undefined;
  const { model } = fitted.value;
  const [b, se] = [model.coefficients[i]!, model.se[i]!];
  const width = zOfLevel(level) * se;
  const value = ok(Math.exp(b));
  const interval: Interval = {
    status: 'ok',
    value: [Math.exp(b - width), Math.exp(b + width)],
    level,
    method: 'discrete-time hazard, Firth, Wald',
  };
  const { band, fewPeople, fewEvents } = frameOf(of).judgement;
  const count = (p: Part) => ({ n: p.n as number, base: p.base as number });
  return {
    value,
    interval,
    test: { status: 'ok', method: 'wald', p: waldP(model, i) },
    reading: readRatio({
      ratio: value,
      interval,
      counts: { over: count(parts[0]!), under: count(parts[1]!) },
      band,
      fewPeople,
      fewEvents,
    }),
    working: working.replace('{with}', covariates.map((d) => d.replaceAll('-', ' ')).join(', ') || 'nothing else'),
    ...shared,
  };
}

function periodRows(
  work: Work,
  c: Comparison,
  window: { readonly from: number; readonly to: number },
): readonly CountedRow[] {
  const split = chosenDay(work.of, 'before-and-after');
  if (split === undefined || split <= window.from || split > window.to) return [];
  const frame = { ...frameOf(work.of), compared: { dimension: c.dimension, over: c.over, under: c.under } };
  const rows = (['before', 'after'] as const).map((period): CountedRow => {
    const [from, to] = period === 'before' ? [window.from, split] : [split, window.to + 1];
    return {
      ...frame,
      period: { from: isoDate(from), to: isoDate(to - 1) },
      breakdown: { ...c.breakdown, period },
      measured: ratioOf(work, c, between(work.spells, from, to), ` ${period} ${isoDate(split)}`),
    };
  });
  const made = oddsOf(work, c, `after ${c.over}`, words.changeSentence(pairOf(c), isoDate(split)), split, window);
  const change: readonly CountedRow[] = made
    ? [
        {
          ...frame,
          breakdown: { ...c.breakdown, period: 'change' },
          measured: { ...made, behind: rows.reduce((b, r) => bothOf(b, r.measured?.behind), bothOf(made.behind)) },
        },
      ]
    : [];
  return [...rows, ...change];
}

/** White against the groups of finer dimensions, UK against other nationalities: the pairs an edition asks for, of the groups that occur. */
function comparisons(of: Measuring, spells: readonly Spell[]): readonly Comparison[] {
  const { dimension, over, under = '' } = of.indicator.compared;
  const further = setValue<Readonly<Record<string, string>>>(of.setting.edition, 'also-compared', of.indicator.id);
  const have = dimensionsOf(of, Object.keys(further));
  return [
    { dimension, over, under, breakdown: {} },
    ...have.flatMap((d) =>
      groupsOf(of.setting.edition, d)
        .filter((g) => g !== further[d] && g !== of.setting.edition.groupings[d]!.value.otherwise)
        .filter((g) => seenOf(spells, d, g).length > 0)
        .map((g) => ({ dimension: d, over: g, under: further[d] as string, breakdown: { [d]: g } })),
    ),
  ];
}

/**
 * How long people stay: leaving rates at equal service, retention after some years, the median, kinds of leaving, before and after a date, and the odds with
 * other things held equal; BME against White, and every further group against its reference. Made from two histograms a group. An extract from which
 * it cannot be known who stayed how long is refused, and the refusal names what is missing.
 */
export const survival: Measurer = (of: Measuring): Measured => {
  const missing = missingForSurvival(of);
  if (missing.length > 0) return absentRow(of, notSupplied(words.notIdentified(missing)));
  const { edition } = of.setting;
  const value = <V>(name: string): V => setValue<V>(edition, name, of.indicator.id);
  const covariates = value<readonly string[]>('covariates');
  const further = Object.keys(value<Readonly<Record<string, string>>>('also-compared'));
  const wanted = [...new Set([of.indicator.compared.dimension, ...further, ...covariates, 'staff-group'])];
  const found = spellsOf(of, wanted);
  const { spells, window } = found;
  const horizons = value<readonly number[]>('horizons');
  const work: Work = { of, spells, horizons, level: frameOf(of).judgement.confidence };
  const pairs = comparisons(of, spells);
  const rows = pairs.flatMap((c): readonly CountedRow[] => {
    const curves = curvesOf(work, c);
    const main: CountedRow = {
      ...frameOf(of),
      compared: { dimension: c.dimension, over: c.over, under: c.under },
      breakdown: c.breakdown,
      measured: ratioOf(work, c, spells, ''),
    };
    const retention = horizons.map((h) => retentionRow(work, c, curves, h));
    if (Object.keys(c.breakdown).length > 0) return [main, ...retention];
    const adjusted = oddsOf(
      work,
      c,
      `${c.dimension} ${c.over}`,
      words.adjustedSentence(pairOf(c), '{with}'),
      undefined,
      window,
    );
    return [
      main,
      ...retention,
      ...(curves ? [medianRow(work, c, curves)] : []),
      ...(adjusted
        ? [
            {
              ...frameOf(of),
              compared: { dimension: c.dimension, over: c.over, under: c.under },
              breakdown: { model: 'adjusted' },
              measured: adjusted,
            },
          ]
        : []),
      ...allKinds(spells).flatMap((k) => kindRows(work, c, k, value<number>('incidence-years'))),
      ...periodRows(work, c, window),
    ];
  });
  return {
    rows: rows.map((r) => ({
      ...r,
      period: r.breakdown.period === undefined ? { from: isoDate(window.from), to: isoDate(window.to) } : r.period,
    })),
    cubes: {},
    issues: [words.observed(window.from, window.to), ...(found.undated > 0 ? [words.noHireDate(found.undated)] : [])],
    tables: found.tables,
  };
};

/** For tests: what one group's curve is made of. */
export const groupHistograms = (spells: readonly Spell[], dimension: string, group: string): SurvivalGroup =>
  histograms(seenOf(spells, dimension, group));
