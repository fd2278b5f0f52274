import type { Released, Result, Run } from '../release/result.js';
import { labels as labelsFor } from '../words/labels.js';
import { bandPaths } from './band-paths.js';
import { boardDots } from './board-dots.js';
import { controlChart, seriesOf } from './control-chart.js';
import { greenBars } from './green-bars.js';
import { rateDots } from './rate-dots.js';
import { ofTiers, ratioDots } from './ratio-dots.js';
import { reasonBars } from './reason-bars.js';
import { shareDots } from './share-dots.js';
import { surveyPairs } from './survey-pairs.js';
import { trend } from './trend.js';
import type { ChartKind, ChartOptions, VegaLiteSpec } from './types.js';

export { type Cut, fontFile, inDejaVu } from './fonts.js';
export { png, svg } from './render.js';
export { textWidth } from './text-width.js';
export { CHART_WIDTH, type ChartKind, type ChartOptions, type ChartWidth, type VegaLiteSpec } from './types.js';

/** The kind of chart that a result is drawn as, by its unit and parts; undefined for one that has none yet. */
export function chartKind(result: Result): ChartKind | undefined {
  if (result.switches !== undefined)
    return result.definition === 'reasons' || result.definition === 'destinations' ? 'reason-bars' : 'rate-dots';
  if (seriesOf(result)) return 'control-chart';
  if (result.compared.dimension === 'rating') return result.unit === 'share' ? 'green-bars' : undefined;
  if (['all', 'answered'].includes(result.compared.over)) return undefined;
  // Waves of a survey of one's own have a table: they are not pairs of one year.
  if (result.source === 'survey')
    return result.unit === 'points' && !('wave' in result.breakdown) ? 'survey-pairs' : undefined;
  if (result.unit === 'ratio') return ofTiers(result) ? 'tier-dots' : 'ratio-dots';
  if (result.unit === 'share') return 'share-dots';
  if (result.path !== undefined) return 'band-paths';
  return result.unit === 'points' && result.parts.some((p) => p.of === 'board') ? 'board-dots' : undefined;
}

/** A survey question of all respondents, not of a finer group. */
const ofAll = ({ breakdown }: Result): boolean => Object.keys(breakdown).every((key) => key === 'organisation');

/** The figure that speaks for an indicator (the whole, else all members, else the first) in all its years. */
function sameFigure(results: readonly Result[]): readonly Result[] {
  const keys = (r: Result) => Object.keys(r.breakdown);
  const first =
    results.find((r) => keys(r).length === 0) ??
    results.find((r) => r.breakdown.part === 'total' && keys(r).length === 1) ??
    results[0]!;
  const key = (r: Result): string =>
    JSON.stringify([r.indicator, Object.entries(r.breakdown).sort(), r.compared.over, r.compared.under]);
  return results.filter((r) => key(r) === key(first));
}

/**
 * The chart of one indicator of a released run (or of several relative likelihoods, or survey questions, together) as a Vega-Lite specification. Its data
 * holds only rounded figures and finished texts; a figure that is not known is a word in its column and in no datum.
 * Throws a RangeError when the run has no result of the indicator or its unit has no chart.
 */
export function chartSpec(released: Released<Run>, options: ChartOptions): VegaLiteSpec {
  const wanted = typeof options.indicator === 'string' ? [options.indicator] : options.indicator;
  const results = released.results.filter(
    (r) =>
      (options.trend || r.yearsBefore === undefined) &&
      wanted.includes(r.indicator) &&
      (options.organisation === undefined || r.organisation === options.organisation),
  );
  const labels = options.labels ?? labelsFor();
  const [first] = results;
  if (first === undefined) throw new RangeError(`no result of ${wanted.join(', ')} to draw`);
  if (options.monthly) return controlChart(results, labels, options);
  if (options.trend) return trend(sameFigure(results), labels, options);
  switch (chartKind(first)) {
    case 'ratio-dots':
    case 'tier-dots':
      return ratioDots(
        results.filter((r) => r.unit === first.unit),
        labels,
        options,
      );
    case 'rate-dots':
      return rateDots(results, labels, options);
    case 'reason-bars':
      return reasonBars(results, labels, options);
    case 'share-dots':
      return shareDots(results, labels, options);
    case 'band-paths':
      return bandPaths(results, labels, options);
    case 'board-dots':
      return boardDots(results, labels, options);
    case 'survey-pairs':
      return surveyPairs(results.filter(ofAll), labels, options);
    case 'control-chart':
      return controlChart(results, labels, options);
    case 'green-bars':
      return greenBars(results, labels, options);
    default:
      throw new RangeError(`no chart for ${first.indicator}, whose unit is ${first.unit}`);
  }
}
