import { ok, undefinedBecause } from '../../core/outcome.js';
import { cumulativeIncidence } from '../../formulas/index.js';
import { zOfLevel } from '../../formulas/numeric/normal.js';
import type { CountedRow } from '../../release/counted.js';
import type { Estimate } from '../../release/result.js';
import * as words from '../../words/survival.js';
import { frameOf, plain } from '../view.js';
import { histograms } from './histograms.js';
import { type Comparison, horizonId, leftBy, pairOf, partOf, type Work, YEAR } from './people.js';
import { ratioOf } from './ratio.js';
import { leaversIn, peopleIn, type Spells, seenOf } from './spell.js';

/** The kinds of leaving that somebody left by, in the order of their names. Example: of two retirements and a resignation `['resignation', 'retirement']`. */
export function allKinds({ kind, kinds }: Spells): readonly string[] {
  const found = new Set(kind);
  return kinds.filter((_, i) => found.has(i)).sort();
}

const worked = new WeakMap<Spells, Map<number, ReturnType<typeof cumulativeIncidence>>>();

/** The incidence of all kinds in a group, worked once for the same spells. */
function incidence(spells: Spells, level: number): ReturnType<typeof cumulativeIncidence> {
  const own = worked.get(spells) ?? new Map<number, ReturnType<typeof cumulativeIncidence>>();
  worked.set(spells, own);
  const found = own.get(level) ?? cumulativeIncidence(histograms(spells), level);
  own.set(level, found);
  return found;
}

/**
 * One kind of leaving: the ratio for that reason alone; and the share of each group that has left for it by some years, the other reasons competing, with the
 * difference in points.
 */
export function kindRows(work: Work, c: Comparison, kind: string, years: number): readonly CountedRow[] {
  const { level } = work;
  const frame = { ...frameOf(work.of), compared: { dimension: c.dimension, over: c.over, under: c.under } };
  const ses: number[] = [];
  const estimates: Record<string, Estimate> = {};
  for (const group of [c.over, c.under]) {
    const found = incidence(seenOf(work.spells, c.dimension, group), level);
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
    seen.some((s) => peopleIn(s) < fewPeople) ||
    seen.reduce((n, s) => n + leaversIn(s, kind), 0) < fewEvents ||
    noneLeft;
  const unknown = work.of.setting.edition.groupings[c.dimension]!.value.otherwise;
  const leftInTime = (group: string): number => leftBy(seenOf(work.spells, c.dimension, group), years * YEAR, kind);
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
        parts: [c.over, c.under].map((g) => ({
          ...partOf(work.spells, c, g, ok(estimates[g]!.value as number)),
          n: leftInTime(g),
        })),
        estimates,
        behind: Object.fromEntries(
          [c.over, c.under, unknown].map((g) => [g, [peopleIn(seenOf(work.spells, c.dimension, g)), leftInTime(g)]]),
        ),
      }),
    },
  ];
}
