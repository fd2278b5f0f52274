import { type Figure, firstAbsent, isNumber, notSupplied, ok, undefinedBecause } from '../../core/outcome.js';
import { labels } from '../../words/labels.js';
import { boardsWithout, profileWorking } from '../../words/profile.js';
import { absence } from '../../words/sentences.js';
import type { CountedRow } from '../counted.js';
import type { Part } from '../result.js';
import type { See } from '../visible.js';
import { rateOf, sumFigures } from './parts.js';
import type { Figures } from './ratio.js';

const groups = ['none', 'one', 'two', 'three-or-more'] as const;

/**
 * How many organisations have no, one, two, three or more members of the compared group on their board. Made of each organisation's members as they may be seen: one
 * that is hidden takes the whole profile with it, since the rest would tell it. A board without anybody is no board, and not one without BME members.
 * Example: boards with 0, 0, 1 and 4 BME members are 2, 1, 0 and 1 of 4.
 */
export function boardProfileFigures(row: CountedRow, see: See): Figures {
  const boards = (row.boards ?? []).map(({ over, unknown, everyone }) => ({
    over: see(over, row),
    unknown: see(unknown, row),
    everyone: see(everyone, row),
  }));
  const there = boards.filter((b) => b.everyone !== 0);
  const absent =
    boards.length === 0
      ? notSupplied('boards of several organisations')
      : there.length === 0
        ? undefinedBecause('no-group-members')
        : firstAbsent(...there.flatMap((b) => [b.over, b.everyone]));
  if (absent) {
    const parts = groups.map((group): Part => ({ group, n: absent, base: absent, rate: absent }));
    const reading =
      absent.status === 'undefined' ? { size: 'not calculable', evidence: 'not calculable' as const } : absent;
    return { value: absent, interval: absent, reading, parts, unknownShare: absent, working: absence(absent) };
  }
  const base = there.length;
  const with_ = (k: number): number =>
    there.filter(({ over }) => isNumber(over) && Math.min(over, groups.length - 1) === k).length;
  const parts = groups.map((group, k): Part => ({ group, n: with_(k), base, rate: with_(k) / base }));
  const sum = (of: 'unknown' | 'everyone'): Figure => sumFigures(there.map((b) => b[of]));
  const label = labels().group(row.compared.dimension, row.compared.over);
  return {
    value: ok(with_(0)),
    interval: notSupplied('interval of a number of organisations'),
    reading: { size: boardsWithout(label, with_(0), base), evidence: 'not calculable' },
    parts,
    unknownShare: rateOf(sum('unknown'), sum('everyone')),
    working: profileWorking(
      label,
      parts.map((p) => p.n as number),
      base,
    ),
  };
}
