import { firstAbsent, notSupplied, ok, undefinedBecause } from '../../core/outcome.js';
import { labels } from '../../words/labels.js';
import { addedSize, addedWorking } from '../../words/profile.js';
import { dateText } from '../../words/report-sentences.js';
import { absence } from '../../words/sentences.js';
import type { CountedRow } from '../counted.js';
import type { Part, Result } from '../result.js';
import type { See } from '../visible.js';
import { partsOf, rateOf } from './parts.js';
import type { Figures } from './ratio.js';

/** The people of a row now; how many more they are than a year before is known once both years are released. */
export function peopleAddedFigures(row: CountedRow, see: See): Figures {
  const parts = partsOf(row, see);
  const unknown = parts.find((p) => p.group === 'unknown');
  const absent = notSupplied('staff snapshot of the year before');
  return {
    value: absent,
    interval: absent,
    reading: absent,
    parts,
    unknownShare: rateOf(unknown?.n ?? 0, unknown?.base ?? 0),
    working: absence(absent),
  };
}

const overOf = ({ parts, compared }: Result): Part | undefined =>
  parts.find((p) => p.group === compared.over && p.of === undefined);

/**
 * People of the compared group now less those a year before, from what both years show: a number of people, in nobody's percentage points. A hidden number in
 * either year hides it; `undefined/not-comparable` when the two years are `broken`, as sums of other organisations are. Example: 12 now and 9 then is 3.
 */
export function addedSince(now: Result, before: Result, broken: boolean): Result {
  const [a, b] = [overOf(now), overOf(before)];
  if (!a || !b) return now;
  const parts = [...now.parts, ...before.parts.map((p): Part => ({ ...p, of: 'year-before' }))];
  const absent = broken ? undefinedBecause('not-comparable') : firstAbsent(a.n, b.n);
  if (absent) return { ...now, value: absent, interval: absent, reading: absent, parts, working: absence(absent) };
  const [n, then] = [a.n as number, b.n as number];
  const label = labels().group(now.compared.dimension, now.compared.over);
  return {
    ...now,
    value: ok(n - then),
    interval: notSupplied('interval of a number of people'),
    reading: { size: addedSize(n - then), evidence: 'not calculable' },
    parts,
    working: addedWorking(label, n, then, dateText(before.period.to)),
  };
}
