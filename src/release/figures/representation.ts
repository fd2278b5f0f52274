import { type Absent, type Figure, isNumber, notSupplied, ok, toFigure, undefinedBecause } from '../../core/outcome.js';
import {
  constantShare,
  grossAppointments,
  pathStatus,
  readShare,
  representationGap,
  sharePath,
  wilson,
  yearPath,
} from '../../formulas/index.js';
import { labels } from '../../words/labels.js';
import { gapSize, representationWorking } from '../../words/representation.js';
import { absence } from '../../words/sentences.js';
import type { CountedRow } from '../counted.js';
import type { Appointments, ByYear, LeaverCount, Progress, Result } from '../result.js';
import type { See } from '../visible.js';
import { leverFigures } from './levers.js';
import { partsOf, rateOf } from './parts.js';
import type { Figures } from './ratio.js';

type Path = Pick<Result, 'path' | 'progress' | 'appointments' | 'constantShare' | 'sharePath' | 'levers'>;

const byYear = (path: ReadonlyMap<number, number>): ByYear => Object.fromEntries(path);

const allAbsent = (absent: Absent): Path => ({
  path: absent,
  progress: absent,
  appointments: absent,
  constantShare: absent,
  sharePath: absent,
});

/**
 * The part of the senior posts that come free in a year: as chosen, else the people who left the senior bands together over those in them at the snapshot. Hidden
 * when either number is; more leavers than people are `invalid-counts`. Example: 6 leavers and 48 people are 12.5 %.
 */
export function leaverRateOf(row: CountedRow, see: See): { readonly rate: Figure; readonly counted?: LeaverCount } {
  const { leavers, seniorPosts } = row.also ?? {};
  const { leaverRate } = row.representation!;
  if (isNumber(leaverRate) || !leavers || !seniorPosts) return { rate: leaverRate };
  const counted = { n: see(leavers, row), base: see(seniorPosts, row) };
  const rate = rateOf(counted.n, counted.base);
  return { rate: isNumber(rate) && rate > 1 ? undefinedBecause('invalid-counts') : rate, counted };
}

/** Growth of the group and, apart from it, the appointments that bring it about when staff leave. */
function pathFigures(
  row: CountedRow,
  see: See,
  n: number,
  base: number,
  parity: number,
  parityHeadcount: number,
): Path {
  const r = row.representation!;
  const [before, everyoneBefore] = [see(row.also!.before!, row), see(row.also!.everyoneBefore!, row)];
  const known = isNumber(before) && isNumber(everyoneBefore);
  const from = known ? r.baselineYear : r.year;
  const hidden = [before, everyoneBefore].find((f): f is Absent => !isNumber(f) && f.status === 'suppressed');
  if (hidden) return allAbsent(hidden);
  const [n0, base0] = known ? [before, everyoneBefore] : [n, base];
  const path = yearPath({ baseline: n0, parityHeadcount, from, to: r.targetYear });
  const goal = Math.max(n0, parityHeadcount);
  const expectedNow = r.year >= r.targetYear ? goal : (path.get(r.year) ?? goal);
  const progress: Progress | Absent = known
    ? {
        baselineYear: from,
        targetYear: r.targetYear,
        baseline: n0,
        expectedNow,
        status: pathStatus({ now: n, baseline: n0, parityHeadcount, expectedNow }),
      }
    : notSupplied('baseline snapshot');
  const { rate: leaverRate, counted } = leaverRateOf(row, see);
  if (!isNumber(leaverRate))
    return { path: byYear(path), progress, appointments: leaverRate, constantShare: leaverRate, sharePath: leaverRate };
  const gross = grossAppointments(path, leaverRate);
  const total = [...gross.values()].reduce((a, b) => a + b, 0);
  const vacancies = base * leaverRate * gross.size;
  const appointments: Appointments = {
    leaverRate,
    ...(counted ? { leavers: counted } : {}),
    byYear: byYear(gross),
    total,
    shareOfVacancies:
      vacancies === 0
        ? undefinedBecause('no-events')
        : total > vacancies + 1e-6
          ? undefinedBecause('infeasible')
          : total / vacancies,
  };
  const share = base0 === 0 ? undefinedBecause('no-group-members') : n0 / base0;
  const years = Math.max(0, r.targetYear - from);
  const q = isNumber(share) ? toFigure(constantShare({ share, parity, leaverRate, years })) : share;
  return {
    path: byYear(path),
    progress,
    appointments,
    constantShare: q,
    sharePath:
      isNumber(q) && isNumber(share) ? byYear(sharePath(share, q, leaverRate, from, r.targetYear)) : (q as Absent),
  };
}

/** What a band lacks to be at parity, its path and where it stands on it. A count that may not be seen takes everything made of it. */
export function representationFigures(row: CountedRow, see: See): Figures {
  const parts = partsOf(row, see);
  const over = parts.find((p) => p.group === row.compared.over)!;
  const unknown = parts.find((p) => p.group === 'unknown');
  const r = row.representation!;
  const base = see(row.also!.everyone!, row);
  const parity: Figure = r.given ?? rateOf(see(row.also!.parityN!, row), see(row.also!.parityBase!, row));
  const unknownShare = rateOf(unknown?.n ?? 0, over.base);
  const absent = [base, over.n, ...(base === 0 ? [] : [parity])].find((f): f is Absent => !isNumber(f));
  const found =
    absent ?? representationGap({ n: over.n as number, base: base as number }, isNumber(parity) ? parity : 0);
  if (found.status !== 'ok') {
    const reading =
      found.status === 'undefined' ? { size: 'not calculable', evidence: 'not calculable' as const } : found;
    const gone = { value: found, interval: found, reading, share: found, parityHeadcount: found, surplus: found };
    return {
      ...gone,
      ...allAbsent(found),
      ...(r.levers ? { levers: found } : {}),
      representation: found,
      difference: found,
      parity,
      parts,
      unknownShare,
      working: absence(found),
    };
  }
  const count = { n: over.n as number, base: base as number };
  const { share, parityHeadcount, gap, surplus, points, representation } = found.value;
  const interval = wilson(count.n, count.base, row.judgement.confidence);
  const few = { members: row.judgement.fewPeople, ofGroup: 0 };
  const read = readShare({ share: ok(share), interval, reference: ok(parity as number), count, few });
  const label = labels().group(row.compared.dimension, row.compared.over);
  return {
    value: ok(gap),
    interval: notSupplied('interval of a number of people'),
    reading: 'size' in read ? { ...read, size: gapSize(gap, surplus) } : read,
    share,
    parity,
    parityHeadcount,
    surplus,
    difference: points,
    representation: toFigure(representation),
    ...pathFigures(row, see, count.n, count.base, parity as number, parityHeadcount),
    ...(r.levers
      ? {
          levers: leverFigures(
            row,
            see,
            count,
            { parity: parity as number, headcount: parityHeadcount },
            leaverRateOf(row, see).rate,
          ),
        }
      : {}),
    parts,
    unknownShare,
    working: representationWorking({ label, ...count }, parity as number, r.basis, parityHeadcount, gap, surplus),
  };
}
