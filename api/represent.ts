import { z } from 'zod';
import { comparisonSchema } from '../schemas/comparison.js';
import { runSchema } from '../schemas/run.js';
import { bytes, formats, text } from './answers.js';
import type { Drawing, Wording } from './work/tasks.js';

/** The formats of results, the one that no Accept header gets first. */
export const resultTypes = {
  'application/json': 'json',
  'text/csv': 'csv',
  'application/vnd.apache.arrow.file': 'arrow',
  'application/vnd.apache.parquet': 'parquet',
} as const;
export type ResultType = keyof typeof resultTypes;
export const resultOffers = Object.keys(resultTypes) as readonly ResultType[];

export const resultAnswer = formats('The results, released under the policy', {
  'application/json': runSchema.meta({ id: 'Results' }),
  'text/csv': text,
  'application/vnd.apache.arrow.file': bytes,
  'application/vnd.apache.parquet': bytes,
});

/** The formats of two snapshots side by side. */
export const comparisonTypes = { 'application/json': 'comparison', 'text/csv': 'comparison-csv' } as const;
export const comparisonOffers = Object.keys(comparisonTypes) as readonly (keyof typeof comparisonTypes)[];
export const comparisonAnswer = formats('Each figure then and now, and its change, released under the policy as one', {
  'application/json': comparisonSchema.meta({ id: 'Comparison' }),
  'text/csv': text,
});

export const tableQuery = z.enum(['results', 'counts', 'funnel']).exactOptional().meta({
  description:
    'For Arrow and Parquet: one row for each result, or for each group. For CSV with by=organisation: funnel, one row for each organisation with its limits.',
});

export type Table = z.infer<typeof tableQuery> & {};

export const resultDrawing = (type: Exclude<ResultType, 'application/json'>, table: Table | undefined): Drawing => {
  const as = resultTypes[type];
  if (as === 'csv') return { as: table === 'funnel' ? 'funnel' : 'csv' };
  return { as, ...(table === undefined || table === 'funnel' ? {} : { table }) };
};

export const chartTypes = {
  'application/vnd.vegalite.v6+json': 'vega-lite',
  'application/json': 'vega-lite',
  'image/svg+xml': 'svg',
  'image/png': 'png',
} as const;
export type ChartType = keyof typeof chartTypes;
export const chartOffers = Object.keys(chartTypes) as readonly ChartType[];
const spec = z.looseObject({ $schema: z.string() }).meta({ id: 'VegaLite' });
export const chartAnswer = formats('The chart', {
  'application/vnd.vegalite.v6+json': spec,
  'application/json': spec,
  'image/svg+xml': text,
  'image/png': bytes,
});

export const reportTypes = {
  'text/html': 'html',
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
} as const;
export type ReportType = keyof typeof reportTypes;
export const reportOffers = Object.keys(reportTypes) as readonly ReportType[];
export const reportAnswer = formats('The report: one page that opens anywhere, PDF/UA-1, Word or a workbook', {
  'text/html': text,
  'application/pdf': bytes,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': bytes,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': bytes,
});

export const wordingQuery = z
  .enum(['bme', 'ethnic-minority', 'global-majority'])
  .exactOptional()
  .meta({ description: 'What the groups are called; changes no number.' });
export const withWording = (wording: Wording | undefined) => (wording === undefined ? {} : { wording });

/** A report beside peers is of the one that was named; a run of one needs no name. */
export const withReported = (options: { readonly peers?: unknown; readonly organisation?: unknown }) =>
  options.peers !== undefined && typeof options.organisation === 'string' ? { organisation: options.organisation } : {};

/** A report brings its own style and no script; it is shown as if it were of no site. */
export const reportPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox allow-popups allow-top-navigation-by-user-activation; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
