import type { ControlChart } from './spc-charts.js';
import { type PointSignal, type Side, signals } from './spc-rules.js';

export type Improvement = 'increase' | 'decrease' | 'neutral';

/** Icon ids for variation; `high` and `low` say where the values went. */
export type VariationIcon =
  | 'common-cause'
  | 'improvement-high'
  | 'improvement-low'
  | 'concern-high'
  | 'concern-low'
  | 'neutral-high'
  | 'neutral-low';

/** Icon ids for assurance against a target; `none` where no direction is an improvement. */
export type AssuranceIcon = 'passing' | 'failing' | 'inconsistent' | 'none';

/**
 * The variation icon of a chart: that of its latest point. Special cause points get their side from the signal.
 * Example: a latest point above the upper limit, where a decrease is wanted, is `concern-high`.
 */
export function variationIcon(chart: ControlChart, improvement: Improvement): VariationIcon {
  const latest: readonly PointSignal[] = signals(chart).at(-1) ?? [];
  const side: Side = latest[0]?.side ?? 0;
  if (side === 0) return 'common-cause';
  const where = side > 0 ? 'high' : 'low';
  if (improvement === 'neutral') return `neutral-${where}`;
  return side > 0 === (improvement === 'increase') ? `improvement-${where}` : `concern-${where}`;
}

/**
 * Whether a target will be met month after month if nothing changes: `passing` or `failing` when it lies wholly outside the limits, `inconsistent`
 * when it lies within them or on one. Source: Making Data Count (NHS England). Example: limits 5 to 7, target 4, an increase wanted: `passing`.
 */
export function assuranceIcon(lower: number, upper: number, target: number, improvement: Improvement): AssuranceIcon {
  if (improvement === 'neutral') return 'none';
  if (target >= lower && target <= upper) return 'inconsistent';
  return target < lower === (improvement === 'increase') ? 'passing' : 'failing';
}
