import { type Figure, isNumber, ok, toFigure, undefinedBecause } from '../../core/outcome.js';
import { boardDifference, readShare, wilson } from '../../formulas/index.js';
import { labels } from '../../words/labels.js';
import { absence, boardWorking, sizeOfDifference } from '../../words/sentences.js';
import type { CountedRow } from '../counted.js';
import type { Bound, Interval } from '../result.js';
import type { See } from '../visible.js';
import { known, partsOf } from './parts.js';
import type { Figures } from './ratio.js';

/** Board share less workforce share in points, for every group. A board is few by nature: it is read as counts and points. */
export function boardFigures(row: CountedRow, see: See): Figures {
  const parts = partsOf(row, see);
  const part = (group: string, of: 'board' | 'workforce') => parts.find((p) => p.group === group && p.of === of);
  const gap = (group: string): Figure => {
    const [seat, post] = [part(group, 'board'), part(group, 'workforce')];
    const [board, workforce] = [known(seat), known(post)];
    if (board && workforce) return toFigure(boardDifference({ board, workforce }));
    const absent = [seat?.base, seat?.n, post?.base, post?.n].find((f) => f !== undefined && !isNumber(f));
    return absent ?? undefinedBecause('no-group-members');
  };
  const groups = [...new Set(parts.map((p) => p.group))];
  const differences = Object.fromEntries(groups.map((g) => [g, gap(g)]));
  const { over, dimension } = row.compared;
  const difference = gap(over);
  const shared = { differences, parts, unknownShare: part('unknown', 'board')?.rate ?? 0 };
  const [board, workforce] = [known(part(over, 'board')), known(part(over, 'workforce'))];
  if (!isNumber(difference) || !board || !workforce) {
    const absent = isNumber(difference) ? undefinedBecause('no-group-members') : difference;
    const reading =
      absent.status === 'undefined' ? { size: 'not calculable', evidence: 'not calculable' as const } : absent;
    return { value: absent, interval: absent, reading, ...shared, working: absence(absent) };
  }
  const reference = workforce.n / workforce.base;
  const share = wilson(board.n, board.base, row.judgement.confidence);
  const less = (limit: Bound): Bound => (limit === 'unbounded' ? limit : (limit - reference) * 100);
  const interval: Interval =
    share.status === 'ok'
      ? {
          ...share,
          value: [less(share.value[0]), less(share.value[1])],
          method: `${share.method}, less the workforce share`,
        }
      : share;
  const few = { members: row.judgement.boardFewMembers, ofGroup: row.judgement.boardFewOfGroup };
  const read = readShare({
    share: ok(board.n / board.base),
    interval: share,
    reference: ok(reference),
    count: board,
    few,
  });
  const which = row.breakdown.part ?? 'total';
  const who = which === 'total' ? row.words.people : `${which} ${row.words.people}`;
  return {
    value: ok(difference),
    interval,
    reading: 'size' in read ? { ...read, size: sizeOfDifference(difference) } : read,
    ...shared,
    working: boardWorking({ label: labels().group(dimension, over), ...board }, who, reference, difference),
  };
}
