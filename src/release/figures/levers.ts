import {
  type Absent,
  type Figure,
  firstAbsent,
  isNumber,
  mapOutcome,
  notSupplied,
  toFigure,
} from '../../core/outcome.js';
import { type Aim, type Count, type Levers, leverNeeded, yearsToParity } from '../../formulas/index.js';
import type { CountedRow } from '../counted.js';
import type { Bound, LeverFigures, LeverOutlook } from '../result.js';
import type { See } from '../visible.js';
import { rateOf } from './parts.js';

/** Under one setting of the levers: the year of parity counted from the snapshot's, with its interval. */
function outlook(band: Count, aim: Aim, levers: Levers, year: number): LeverOutlook {
  const found = yearsToParity(band, aim, levers);
  const { hired, promoted, leaving, othersLeaving } = levers;
  const set = { hired, promoted, leaving, othersLeaving };
  if (found.status !== 'ok') return { ...set, year: found, interval: found, chance: found, longRun: found };
  const { years, interval, chance, longRun } = found.value;
  const on = (bound: Bound): Bound => (bound === 'unbounded' ? bound : year + bound);
  if (years.status === 'undefined' && years.why === 'infeasible')
    return { ...set, year: years, interval: years, chance, longRun };
  return {
    ...set,
    year: mapOutcome(years, (n) => year + n),
    interval: {
      status: 'ok',
      value: [on(interval[0]), on(interval[1])],
      level: aim.confidence,
      method: 'markov-chain',
    },
    chance,
    longRun,
  };
}

/**
 * The three levers on a band. As now: those hired are of the group as the band is, those promoted as the band below is (as the band itself where there is none), and
 * both leave alike. Each lever is then set alone, and all together. A band below that may not be seen takes everything with it.
 */
export function leverFigures(
  row: CountedRow,
  see: See,
  band: Count,
  { parity, headcount }: Pick<Aim, 'parity' | 'headcount'>,
  leaverRate: Figure,
): LeverFigures | Absent {
  const { levers, year, targetYear } = row.representation!;
  const { below, everyoneBelow } = row.also!;
  if (!levers) return notSupplied('leaver rate');
  if (!isNumber(leaverRate)) return leaverRate;
  const own = band.n / band.base;
  const counts: readonly Figure[] = below && everyoneBelow ? [see(below, row), see(everyoneBelow, row)] : [];
  const hidden = firstAbsent(...counts);
  if (hidden) return hidden;
  const [n = 0, base = 0] = counts as readonly number[];
  const feeder = base > 0 ? (rateOf(n, base) as number) : own;
  const { promotedPart, horizon } = levers;
  const now: Levers = { hired: own, promoted: feeder, promotedPart, leaving: leaverRate, othersLeaving: leaverRate };
  const target = Math.max(0, targetYear - year);
  const aim: Aim = { parity, headcount, target, horizon, confidence: row.judgement.confidence };
  const hiring = { hired: levers.hired ?? parity };
  const promotion = { promoted: levers.promoted ?? parity };
  const leaving = levers.leaving === undefined ? undefined : { leaving: levers.leaving };
  const at = (set: Partial<Levers>): LeverOutlook => outlook(band, aim, { ...now, ...set }, year);
  const need = (lever: 'hired' | 'promoted' | 'leaving'): Figure =>
    toFigure(leverNeeded(lever, own, parity, now, target));
  return {
    targetYear,
    horizon,
    promotedPart,
    outlooks: {
      'as-now': at({}),
      hiring: at(hiring),
      promotion: at(promotion),
      leaving: leaving ? at(leaving) : notSupplied('leaver rate of BME staff'),
      all: at({ ...hiring, ...promotion, ...leaving }),
    },
    needed: { hiring: need('hired'), promotion: need('promoted'), leaving: need('leaving') },
  };
}
