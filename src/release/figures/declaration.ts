import { firstAbsent, isNumber, notSupplied, ok } from '../../core/outcome.js';
import { readShare, wilson } from '../../formulas/index.js';
import type { Policy } from '../../standard/policy.js';
import { labels } from '../../words/labels.js';
import { absence } from '../../words/sentences.js';
import { declarationWorking, sizeOfGap } from '../../words/survey.js';
import type { CountedRow } from '../counted.js';
import type { Bound, Interval } from '../result.js';
import type { See } from '../visible.js';
import { givenParts } from './given.js';
import { known, partsOf, rateOf } from './parts.js';
import type { Figures } from './ratio.js';

/**
 * The share of a group in the survey less its share on record, in percentage points. The record covers everyone, so only the survey's share has an
 * interval. Parts: the survey's group, then every group on record. Example: 24.1% of 3,460 respondents less 398 of 7,966 staff is +19.1 points.
 */
export function declarationFigures(row: CountedRow, see: See, policy: Policy): Figures {
  const survey = givenParts(row, policy).map((p) => ({ ...p, of: 'survey' as const }));
  const record = partsOf(row, see);
  const parts = [...survey, ...record];
  const [own] = survey;
  const { over, dimension } = row.compared;
  const on = record.find((p) => p.group === over);
  const unknown = record.find((p) => p.group === 'unknown');
  const unknownShare = unknown ? rateOf(unknown.n, unknown.base) : notSupplied('unknown group');
  const counted = known(on);
  const absent = own && on ? firstAbsent(own.rate, on.base, on.n, on.rate) : notSupplied('survey share');
  if (absent || !own || !counted || !isNumber(own.rate)) {
    const why = absent ?? notSupplied('survey share');
    const reading = why.status === 'undefined' ? { size: 'not calculable', evidence: 'not calculable' as const } : why;
    return { value: why, interval: why, reading, parts, unknownShare, working: absence(why) };
  }
  const reference = counted.n / counted.base;
  const gap = 100 * (own.rate - reference);
  const answers = isNumber(own.base) && own.base > 0 ? { n: own.rate * own.base, base: own.base } : undefined;
  const share = answers
    ? wilson(answers.n, answers.base, row.judgement.confidence)
    : notSupplied('number of respondents');
  const less = (limit: Bound): Bound => (limit === 'unbounded' ? limit : (limit - reference) * 100);
  const interval: Interval =
    share.status === 'ok'
      ? {
          ...share,
          value: [less(share.value[0]), less(share.value[1])],
          method: `${share.method}, less the share on record`,
        }
      : share;
  const read = answers
    ? readShare({ share: ok(own.rate), interval: share, reference: ok(reference), count: answers })
    : { size: '', evidence: 'not calculable' as const };
  return {
    value: ok(gap),
    interval,
    reading: 'size' in read ? { ...read, size: `${sizeOfGap(gap)} in the survey` } : read,
    parts,
    unknownShare,
    working: declarationWorking(
      { label: labels().group(dimension, over), rate: own.rate, ...(isNumber(own.base) ? { base: own.base } : {}) },
      counted,
      gap,
    ),
  };
}
