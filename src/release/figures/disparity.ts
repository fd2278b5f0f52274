import { type Figure, firstAbsent, isNumber, undefinedBecause } from '../../core/outcome.js';
import {
  disparityInterval,
  disparityRatio,
  fisherMidP,
  miettinenNurminen,
  readRatio,
  relativeLikelihood,
} from '../../formulas/index.js';
import { disparityWorking, tierShareWorking } from '../../words/disparity.js';
import { labels } from '../../words/labels.js';
import { absence } from '../../words/sentences.js';
import type { CountedRow } from '../counted.js';
import type { Part } from '../result.js';
import type { See } from '../visible.js';
import { partsOf, rateOf, sumFigures } from './parts.js';
import type { Figures } from './ratio.js';

/**
 * Two groups in two tiers: the odds of the higher tier, or with method `tier-share` the group's share of its own people who are in the higher tier. Parts
 * give each group in each tier, of its people in all tiers. A count that may not be seen takes the figure with it.
 */
export function disparityFigures(row: CountedRow, see: See): Figures {
  const parts = partsOf(row, see);
  const [lower, higher] = row.tiers ?? ['lower', 'upper'];
  const part = (group: string | undefined, of: string): Part | undefined =>
    parts.find((p) => p.group === group && p.of === of);
  const groups = [...new Set(parts.map((p) => p.group))];
  const bases = groups.map((g): Figure => part(g, lower)?.base ?? 0);
  const everyone = row.also?.everyone ? see(row.also.everyone, row) : sumFigures(bases);
  const unknownShare = rateOf(part('unknown', lower)?.base ?? 0, everyone);
  const { over, under, dimension } = row.compared;
  const cells = [part(over, lower), part(over, higher), part(under, lower), part(under, higher)];
  const byShare = row.methodName === 'tier-share';
  const absent = cells.includes(undefined)
    ? undefinedBecause('no-group-members')
    : firstAbsent(...cells.flatMap((p) => (byShare ? [p!.base, p!.n] : [p!.n])));
  if (absent)
    return {
      value: absent,
      interval: absent,
      test: absent,
      reading: absent,
      parts,
      unknownShare,
      working: absence(absent),
    };
  const [a, b, c, d] = cells.map((p) => p!.n) as [number, number, number, number];
  const base = (p: Part | undefined): number => (isNumber(p!.base) ? p!.base : 0);
  const counts = byShare
    ? { over: { n: b, base: base(cells[1]) }, under: { n: d, base: base(cells[3]) } }
    : { over: { n: b, base: a + b }, under: { n: d, base: c + d } };
  const tiers = { over: { lower: a, higher: b }, under: { lower: c, higher: d } };
  const { judgement } = row;
  const value = byShare ? relativeLikelihood(counts) : disparityRatio(tiers);
  const interval = byShare
    ? miettinenNurminen(counts, judgement.confidence)
    : disparityInterval(tiers, judgement.confidence);
  const say = {
    over: labels().group(dimension, over),
    under: labels().group(dimension, under as string),
    lower,
    higher,
  };
  const working = byShare ? tierShareWorking(say, counts, value) : disparityWorking(say, tiers, value);
  return {
    value,
    interval,
    test: fisherMidP(counts),
    reading: readRatio({ ratio: value, interval, counts, ...judgement }),
    smallCell: Math.min(a, b, c, d) < judgement.fewPeople,
    parts,
    unknownShare,
    working,
  };
}
