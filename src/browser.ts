/**
 * The public surface without Node: a page reads a workbook, counts, releases and draws in the tab it was opened in, and nothing leaves it. Built into one
 * ES module by `npm run -s browser`, with the indicators, editions, code lists and policies inside. What Node does by reading folders and opening paths the
 * bundle has from static data (bundle.ts). Pictures are SVG; PNG, reports and large files are the command line's.
 */
export { contracts } from '../schemas/index.js';
export { chartKind, chartSpec, svg } from './chart/index.js';
export { isoDate, parseIso as parseDay } from './core/dates.js';
export { describe, describeText } from './describe.js';
export { evaluate } from './evaluate.js';
export { readExtract } from './extract/extract.js';
export type { Extract, InputFile } from './extract/types.js';
export { resultsCsv } from './interchange/csv.js';
export { funnelTable } from './interchange/funnel.js';
export { resultsJson } from './interchange/json.js';
export { resultsTable } from './interchange/table.js';
export { loadLibrary } from './library.js';
export { readOrganisations } from './organisations.js';
export type { Released, Result, Run } from './release/result.js';
export type { Library, RunOptions } from './run-options.js';
export { labels } from './words/labels.js';
