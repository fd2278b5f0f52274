import { isoDate } from '../../core/dates.js';
import type { CountedRow, MeasuredFigures } from '../../release/counted.js';
import * as words from '../../words/survival.js';
import { frameOf } from '../view.js';
import { oddsOf } from './odds.js';
import { type Comparison, pairOf, type Work } from './people.js';
import { ratioOf } from './ratio.js';
import { between } from './spell.js';
import { chosenDay } from './spells.js';

const bothOf = (a: MeasuredFigures['behind'] = {}, b: MeasuredFigures['behind'] = {}) =>
  Object.fromEntries(
    [...new Set([...Object.keys(a), ...Object.keys(b)])].map((g) => [g, [...(a[g] ?? []), ...(b[g] ?? [])]]),
  );

export function periodRows(
  work: Work,
  c: Comparison,
  window: { readonly from: number; readonly to: number },
): readonly CountedRow[] {
  const split = chosenDay(work.of, 'before-and-after');
  if (split === undefined || split <= window.from || split > window.to) return [];
  const frame = { ...frameOf(work.of), compared: { dimension: c.dimension, over: c.over, under: c.under } };
  const rows = (['before', 'after'] as const).map((period): CountedRow => {
    const [from, to] = period === 'before' ? [window.from, split] : [split, window.to + 1];
    return {
      ...frame,
      period: { from: isoDate(from), to: isoDate(to - 1) },
      breakdown: { ...c.breakdown, period },
      measured: ratioOf(work, c, between(work.spells, from, to), ` ${period} ${isoDate(split)}`),
    };
  });
  const made = oddsOf(work, c, `after ${c.over}`, words.changeSentence(pairOf(c), isoDate(split)), split);
  const change: readonly CountedRow[] = made
    ? [
        {
          ...frame,
          breakdown: { ...c.breakdown, period: 'change' },
          measured: { ...made, behind: rows.reduce((b, r) => bothOf(b, r.measured?.behind), bothOf(made.behind)) },
        },
      ]
    : [];
  return [...rows, ...change];
}
