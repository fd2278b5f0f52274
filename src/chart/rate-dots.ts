import type { Result } from '../release/result.js';
import type { Labels } from '../words/labels.js';
import { ratioDots } from './ratio-dots.js';
import type { ChartOptions, VegaLiteSpec } from './types.js';

/** Whether a result is a turnover rate that may stand beside another group's. */
export const isRate = (result: Result): boolean => result.rateRatio !== undefined;

/** A rate's ratio to its reference group's in the place of its value; undefined when it is compared with nobody. */
export const asRatio = (result: Result): Result | undefined => {
  const { rateRatio } = result;
  if (!rateRatio || !('over' in rateRatio)) return undefined;
  return {
    ...result,
    unit: 'ratio',
    value: rateRatio.value,
    interval: rateRatio.interval,
    reading: rateRatio.reading,
    test: rateRatio.test,
  };
};

/** Rates of leaving by group as dots: each group's rate over its reference group's, on a log axis, with both groups' counts beside it. */
export function rateDots(results: readonly Result[], labels: Labels, options: ChartOptions): VegaLiteSpec {
  const first = results[0]!;
  const drawn = results
    .filter((r) => r.definition === first.definition && r.basis === first.basis && r.period.to === first.period.to)
    .flatMap((r) => asRatio(r) ?? []);
  if (drawn.length === 0) throw new RangeError(`no group of ${first.indicator} is compared with another`);
  return ratioDots(drawn, labels, options);
}
