import { type Figure, firstAbsent, isNumber, type Outcome, ok } from '../../core/outcome.js';
import { pointGap, readShare, wilson } from '../../formulas/index.js';
import { labels } from '../../words/labels.js';
import { absence, shareWorking, sizeOfDifference, wholeWorking } from '../../words/sentences.js';
import { whereText } from '../address.js';
import type { CountedRow } from '../counted.js';
import type { See } from '../visible.js';
import { partsOf, rateOf } from './parts.js';
import type { Figures } from './ratio.js';

const outcome = (figure: Figure): Outcome => (isNumber(figure) ? ok(figure) : figure);

/** The row of everybody, whose share is what other rows are held against; in a run of several organisations each has its own. */
function isWhole({ breakdown, compared, groups, workforce }: CountedRow): boolean {
  if (Object.keys(breakdown).every((key) => key === compared.dimension)) return true;
  const own = groups.find((g) => g.group === compared.over)?.n;
  return (
    own !== undefined &&
    workforce !== undefined &&
    'cube' in own &&
    'cube' in workforce.n &&
    own.cube === workforce.n.cube &&
    whereText(own.where) === whereText(workforce.n.where)
  );
}

/** A row's share of the compared group beside the workforce's. There is no share when any part of the row may not be seen. */
export function shareFigures(row: CountedRow, see: See): Figures {
  const parts = partsOf(row, see);
  const over = parts.find((p) => p.group === row.compared.over)!;
  const unknown = parts.find((p) => p.group === 'unknown');
  const hidden = firstAbsent(over.base, ...parts.map((p) => p.n));
  const unknownShare = hidden ?? rateOf(unknown?.n ?? 0, over.base);
  const reference = row.workforce ? rateOf(see(row.workforce.n, row), see(row.workforce.base, row)) : over.rate;
  const shared = { reference, parts, unknownShare };
  const share = hidden ?? over.rate;
  if (!isNumber(share)) {
    const reading =
      share.status === 'undefined' ? { size: 'not calculable', evidence: 'not calculable' as const } : share;
    return { value: share, interval: share, reading, difference: share, ...shared, working: absence(share) };
  }
  const count = { n: over.n as number, base: over.base as number };
  const words = { ...count, label: labels().group(row.compared.dimension, over.group) };
  const interval = wilson(count.n, count.base, row.judgement.confidence);
  if (isWhole(row))
    return {
      value: ok(share),
      interval,
      reading: { size: 'the whole workforce', evidence: 'not calculable' },
      difference: 0,
      ...shared,
      working: wholeWorking(words),
    };
  const gap = pointGap(ok(share), outcome(reference));
  if (gap.status !== 'ok' || !isNumber(reference)) {
    const absent = gap.status === 'ok' ? (reference as Exclude<Figure, number>) : gap;
    return { value: ok(share), interval, reading: absent, difference: absent, ...shared, working: absence(absent) };
  }
  const read = readShare({ share: ok(share), interval, reference: ok(reference), count });
  return {
    value: ok(share),
    interval,
    reading: 'size' in read ? { ...read, size: sizeOfDifference(gap.value) } : read,
    difference: gap.value,
    ...shared,
    working: shareWorking(words, reference, gap.value),
  };
}
