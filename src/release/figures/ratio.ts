import { type Absent, firstAbsent, toFigure } from '../../core/outcome.js';
import {
  fragility,
  miettinenNurminen,
  readRatio,
  relativeLikelihood,
  shortfall,
  testOfTwo,
} from '../../formulas/index.js';
import { labels } from '../../words/labels.js';
import { absence, ratioUndefined, ratioWorking } from '../../words/sentences.js';
import type { CountedRow } from '../counted.js';
import type { Result, TurnoverFigures } from '../result.js';
import type { See } from '../visible.js';
import { known, partsOf, rateOf, sumFigures } from './parts.js';

/** What the gate makes of a row: everything in a result that depends on counts. */
export type Figures = Pick<
  Result,
  | 'value'
  | 'interval'
  | 'reading'
  | 'parts'
  | 'unknownShare'
  | 'working'
  | 'test'
  | 'fragility'
  | 'shortfall'
  | 'smallCell'
  | 'share'
  | 'parity'
  | 'parityHeadcount'
  | 'surplus'
  | 'representation'
  | 'path'
  | 'progress'
  | 'appointments'
  | 'constantShare'
  | 'sharePath'
  | 'reference'
  | 'difference'
  | 'differences'
  | 'estimates'
  | 'series'
  | 'items'
> &
  Partial<TurnoverFigures>;

/** A relative likelihood with all that depends on it. A count it needs that may not be seen takes the whole figure with it. */
export function ratioFigures(row: CountedRow, see: See): Figures {
  const parts = partsOf(row, see);
  const { compared, judgement } = row;
  const partOf = (group: string | undefined) => parts.find((p) => p.group === group);
  const everyone = row.also?.everyone ? see(row.also.everyone, row) : sumFigures(parts.map((p) => p.base));
  const unknownShare = rateOf(partOf('unknown')?.base ?? 0, everyone);
  const shared = { parts, unknownShare };
  const [over, under] = [partOf(compared.over), partOf(compared.under)];
  const [a, b] = [known(over), known(under)];
  if (!over || !under || !a || !b) {
    const absent: Absent = firstAbsent(...[over, under].flatMap((p) => (p ? [p.base, p.n] : []))) ?? {
      status: 'undefined',
      why: 'no-group-members',
    };
    const gone = { value: absent, interval: absent, test: absent, reading: absent };
    return {
      ...gone,
      fragility: { oneFewer: absent, oneMore: absent },
      shortfall: absent,
      ...shared,
      working: absence(absent),
    };
  }
  const counts = { over: a, under: b, years: row.years };
  const label = (group: string) => labels().group(compared.dimension, group);
  const words = {
    over: { ...a, label: label(over.group) },
    under: { ...b, label: label(under.group) },
    words: row.words,
  };
  const value = relativeLikelihood(counts);
  const interval = miettinenNurminen(counts, judgement.confidence);
  return {
    value,
    interval,
    test: testOfTwo(counts),
    reading: readRatio({ ratio: value, interval, counts, ...judgement }),
    fragility: fragility(counts),
    shortfall: toFigure(shortfall(counts)),
    ...shared,
    working: value.status === 'ok' ? ratioWorking(words, value.value) : ratioUndefined(words, value),
  };
}
