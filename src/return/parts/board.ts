import type { Result } from '../../release/result.js';
import { labels } from '../../words/labels.js';
import { checkWords, differenceLine, returnLines as say } from '../../words/return.js';
import type { Placed, ReturnPart } from '../types.js';
import {
  empty,
  type From,
  find,
  groupsOf,
  isAbsent,
  line,
  type Made,
  minus,
  type Numbers,
  numbersOf,
  rowsFor,
  total,
  whyAbsent,
} from './part.js';

/** The board: all members and the four parts, beside the workforce. */
export function board(from: From, part: ReturnPart): Made {
  const groups = groupsOf(from, part.indicator);
  const of = (name: string): Result | undefined => find(from, part.indicator, { part: name });
  const [all, voting, executive] = [of('total'), of('voting'), of('executive')];
  if (!all || !voting || !executive || isAbsent(all) || isAbsent(voting) || isAbsent(executive))
    return empty(part, groups, whyAbsent(all));
  const [t, v, e] = [all, voting, executive].map((r) => numbersOf(r, 'n', 'board')) as [Numbers, Numbers, Numbers];
  const lines = [
    line(say.total, t),
    line(say.voting, v, { ofWhich: true }),
    line(say.nonVoting, minus(t, v), { ofWhich: true }),
    line(say.executive, e, { ofWhich: true }),
    line(say.nonExecutive, minus(t, e), { ofWhich: true }),
    line(say.workforce, numbersOf(all, 'n', 'workforce')),
    ...[all, voting, executive].flatMap((r) =>
      r.value.status === 'ok'
        ? [
            line(
              differenceLine(labels().group('part', r.breakdown.part as string)),
              { [r.compared.over]: r.value.value },
              { kind: 'points' },
            ),
          ]
        : [],
    ),
  ];
  const at = (name: string): Placed['at'] => ({ part: part.part, line: name });
  const counts = [
    ...rowsFor(from, at(say.total), part.indicator, 'members', { part: 'total' }, t),
    ...rowsFor(from, at(say.voting), part.indicator, 'members', { part: 'voting' }, v),
    ...rowsFor(from, at(say.executive), part.indicator, 'members', { part: 'executive' }, e),
  ];
  const within = groups.every((g) => (v[g] as number) <= (t[g] as number) && (e[g] as number) <= (t[g] as number));
  const checks = [
    {
      part: part.part,
      what: checkWords.within('voting and executive members', 'board'),
      here: total(v),
      there: total(t),
      agrees: within,
    },
  ];
  return { sheet: { part: part.part, title: part.title, groups, lines }, counts, checks };
}
