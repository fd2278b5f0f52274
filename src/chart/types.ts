import type { Labels } from '../words/labels.js';
import type { IndicatorText } from '../words/report-indicators.js';

/** A Vega-Lite chart as plain JSON. `description` gives the reading in words; `usermeta.title` is its name for screen readers. */
export interface VegaLiteSpec {
  readonly $schema: string;
  readonly description: string;
  readonly usermeta: { readonly title: string; readonly kind: ChartKind; readonly width: ChartWidth };
  readonly [property: string]: unknown;
}

export type ChartKind =
  | 'ratio-dots'
  | 'tier-dots'
  | 'band-paths'
  | 'share-dots'
  | 'board-dots'
  | 'survey-pairs'
  | 'trend-with-break'
  | 'control-chart'
  | 'green-bars'
  | 'rate-dots'
  | 'reason-bars';
/** `wide` is at most 680 px, `narrow` at most 358 px: two specifications, not one scaled. */
export type ChartWidth = 'wide' | 'narrow';

export const CHART_WIDTH: Readonly<Record<ChartWidth, number>> = { wide: 680, narrow: 358 };

export interface ChartOptions {
  /** One indicator, or several relative likelihoods or survey questions to be drawn together. */
  readonly indicator: string | readonly string[];
  readonly width: ChartWidth;
  readonly labels?: Labels;
  /** The edition's band of ratios that call for no action, both ends included. */
  readonly band?: readonly [number, number];
  readonly organisation?: string;
  /** The years of the indicator's main figure, one below another, instead of the newest year's rows. */
  readonly trend?: true;
  /** The months of the indicator's main figure as a control chart, where its usual chart is another. */
  readonly monthly?: true;
  /** Titles and words of the indicators; those of the definition files may be handed over as they are. */
  readonly indicators?: Readonly<Record<string, Partial<IndicatorText>>>;
}
