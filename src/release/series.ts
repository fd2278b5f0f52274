import { type Absent, notSupplied, undefinedBecause } from '../core/outcome.js';
import { signals, variationIcon, xmrChart } from '../formulas/index.js';
import type { Improvement } from '../formulas/spc-icons.js';
import type { Result, Series } from './result.js';

/** Fewest months that make a control chart; below it there is a list of months at most. Source: project decision. */
const fewest = 6;

/**
 * A monthly figure as an XmR chart: the months that have one, in order, with the signals of Making Data Count. `not-supplied` on fewer than six months.
 * Example: 12 months about 4.9% with limits 4.1% to 5.7% and no signal are `common-cause`.
 */
export function monthly(
  months: readonly { readonly month: string; readonly value: number }[],
  improvement: Improvement,
): Series | Absent {
  const sorted = [...months].sort((a, b) => (a.month < b.month ? -1 : 1));
  if (sorted.length < fewest) return notSupplied(`six months or more (${sorted.length} given)`);
  const chart = xmrChart(sorted.map((m) => m.value));
  if (chart.status !== 'ok') return chart;
  const found = signals(chart.value);
  const last = chart.value.points.at(-1);
  if (!last) return undefinedBecause('infeasible');
  return {
    kind: 'xmr',
    centre: last.centre,
    lower: last.lower,
    upper: last.upper,
    points: sorted.map((m, i) => ({ ...m, signals: (found[i] ?? []).map((s) => s.id) })),
    variation: variationIcon(chart.value, improvement),
    firm: chart.value.warnings.length === 0,
  };
}

/** The rows of one organisation or of all: a month's figure and the year's are of the same people. */
const whose = (r: Result): string => JSON.stringify([r.indicator, r.organisation, r.breakdown]);

/**
 * Results whose months are results of their own (the leavers of each month over the headcount at its end) get them as a control chart, over all the years
 * of the run. Made from what was released, since the last month that is hidden. Example: 24 months about 0.7% with no signal are `common-cause`.
 */
export function withMonths(results: readonly Result[]): readonly Result[] {
  const months = results.filter((r) => r.definition === 'D5');
  if (months.length === 0) return results;
  const of = new Map<string, Result[]>();
  for (const r of months) of.set(whose(r), [...(of.get(whose(r)) ?? []), r]);
  return results.map((r) => {
    const own = r.definition === 'D1' && r.yearsBefore === undefined ? of.get(whose(r)) : undefined;
    if (!own || r.parts[0]?.group !== 'all') return r;
    const sorted = [...own].sort((a, b) => (a.period.to < b.period.to ? -1 : 1));
    const hidden = sorted.findLastIndex(({ value }) => value.status !== 'ok');
    const known = sorted
      .slice(hidden + 1)
      .flatMap(({ period, value }) =>
        value.status === 'ok' ? [{ month: period.to.slice(0, 7), value: value.value }] : [],
      );
    const { value: last } = sorted[hidden] ?? r;
    return { ...r, series: known.length < fewest && last.status !== 'ok' ? last : monthly(known, 'decrease') };
  });
}
