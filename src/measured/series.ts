import { notSupplied, undefinedBecause } from '../core/outcome.js';
import { signals, variationIcon, xmrChart } from '../formulas/index.js';
import type { Improvement } from '../formulas/spc-icons.js';
import type { MeasuredFigures } from '../release/counted.js';

/** Fewest months that make a control chart; below it there is a list of months at most. Source: project decision. */
const fewest = 6;

/**
 * A monthly figure as an XmR chart: the months that have one, in order, with the signals of Making Data Count. `not-supplied` on fewer than six months.
 * Example: 12 months about 4.9% with limits 4.1% to 5.7% and no signal are `common-cause`.
 */
export function monthly(
  months: readonly { readonly month: string; readonly value: number }[],
  improvement: Improvement,
): NonNullable<MeasuredFigures['series']> {
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
