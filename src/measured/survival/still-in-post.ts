import { type Outcome, ok, toFigure, undefinedBecause } from '../../core/outcome.js';
import {
  kaplanMeier,
  leavesOut,
  type SurvivalCurve,
  survivalAt,
  survivalIntervalAt,
  timeToLeave,
  timeToLeaveInterval,
} from '../../formulas/index.js';
import { zOfLevel } from '../../formulas/numeric/normal.js';
import type { CountedRow } from '../../release/counted.js';
import type { Estimate, Interval, Part } from '../../release/result.js';
import * as words from '../../words/survival.js';
import { frameOf, plain } from '../view.js';
import { histograms } from './histograms.js';
import {
  behindOf,
  type Comparison,
  horizonId,
  leftBy,
  notCalculable,
  pairOf,
  partOf,
  unknownShare,
  type Work,
  YEAR,
} from './people.js';
import { peopleIn, type Spells, seenOf } from './spell.js';

export interface Curves {
  readonly over: SurvivalCurve;
  readonly under: SurvivalCurve;
  readonly all: Readonly<Record<string, SurvivalCurve>>;
}

const drawn = new WeakMap<Spells, Map<number, Outcome<SurvivalCurve>>>();

/** The curve of a group, drawn once for the same spells. */
function curveOf(spells: Spells, level: number): Outcome<SurvivalCurve> {
  const own = drawn.get(spells) ?? new Map<number, Outcome<SurvivalCurve>>();
  drawn.set(spells, own);
  const curve = own.get(level) ?? kaplanMeier(histograms(spells), level);
  own.set(level, curve);
  return curve;
}

export function curvesOf(work: Work, c: Comparison): Curves | undefined {
  const unknown = work.of.setting.edition.groupings[c.dimension]!.value.otherwise;
  const all: Record<string, SurvivalCurve> = {};
  for (const group of [c.over, c.under, unknown]) {
    const curve = curveOf(seenOf(work.spells, c.dimension, group), work.level);
    if (curve.status === 'ok') all[group] = curve.value;
  }
  const [over, under] = [all[c.over], all[c.under]];
  return over && under ? { over, under, all } : undefined;
}

/** Fewest people at risk when anybody left up to a time: early in service, with delayed entry, they may be few. */
const fewest = (curve: SurvivalCurve, at: number): number =>
  Math.min(...curve.steps.filter((s) => s.events > 0 && s.at <= at).map((s) => s.atRisk), Number.POSITIVE_INFINITY);

/** Shares still in post after so many years, over less under, in points. */
export function retentionRow(work: Work, c: Comparison, curves: Curves | undefined, years: number): CountedRow {
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
    return { group, n: leftBy(own, at), base: peopleIn(own), rate: toFigure(s(curves?.all[group])) };
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
export function medianRow(work: Work, c: Comparison, curves: Curves): CountedRow {
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
