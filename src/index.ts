/**
 * The public surface: everything the command line and the API may use. What is heavy (counting, release, charts, reports, synthetic data, profiles,
 * policy files) is a function that imports it on first use, so that a file can be read from the first moment.
 */
type Evaluating = typeof import('./evaluate.js');

export { contracts } from '../schemas/index.js';
export { addCubes, type Cube, sumOver, total } from './core/cube.js';
export { isoDate, parseIso as parseDay } from './core/dates.js';
export { standardOf } from './core/ids.js';
export type { Choice, Issue } from './core/issue.js';
export type { Figure, Outcome } from './core/outcome.js';
export { type Description, describe, describeText } from './describe.js';
export { readExtractIsolated as readExtract } from './extract/extract-isolated.js';
export { type Profile, profileLists } from './extract/profile.js';
export type { Extract, InputFile } from './extract/types.js';
export { AGAINST, type Against } from './finer.js';
export { comparisonCsv, comparisonJson } from './interchange/comparison.js';
export { resultsCsv } from './interchange/csv.js';
export { funnelTable } from './interchange/funnel.js';
export { resultsJson, resultsJsonPieces } from './interchange/json.js';
export { resultsTable } from './interchange/table.js';
export { loadLibrary } from './library.js';
export { type Hierarchy, isLevel, type Level, levels } from './organisations.js';
export { type Hash, type Ledger, parseLedger } from './release/ledger.js';
export type { ReleaseOptions } from './release/release.js';
export type { Reconciliation, Refusal, Released, ReleasedIssue, Result, Run } from './release/result.js';
export type { ReportFormat } from './report/formats.js';
export type { Cover } from './report/types.js';
export { reportSettings } from './report-settings.js';
export { packageRoot } from './root.js';
export type { Library, RunOptions } from './run-options.js';
export { editionFor, resolveEdition } from './standard/choose.js';
export { choosable, withChosen } from './standard/chosen.js';
export type { Policy } from './standard/policy.js';
export { version } from './version.js';
export { labels, type OwnLabels } from './words/labels.js';
export { readOwnLabels } from './words/own-labels.js';

/** From an extract to released results: see `evaluate` of evaluate.ts. */
export const evaluate: Evaluating['evaluate'] = async (...given) => (await import('./evaluate.js')).evaluate(...given);
/** Everything a run counted, unreleased: see `count` of evaluate.ts. */
export const count: Evaluating['count'] = async (...given) => (await import('./evaluate.js')).count(...given);
/** The places of rows a rule left out: see `listRows` of evaluate.ts. */
export const listRows: Evaluating['listRows'] = async (...given) => (await import('./evaluate.js')).listRows(...given);
/** The gate: see `release` of release/release.ts. */
export const release: typeof import('./release/release.js')['release'] = async (...given) =>
  (await import('./release/release.js')).release(...given);
/** Loads what counting in memory and release will need, while a file is still being read in its own thread. */
export const warm = async (): Promise<void> => {
  const memory = await import('./count/memory.js');
  await Promise.all([import('./evaluate.js'), memory.warmMemory()]);
};
/** Statements that count where the data is. */
export const statements = () => import('./statements.js');
/** Engines by name or address, over files of any size or a warehouse's tables. */
export const engines = () => import('./engine.js');
/** Vega-Lite specifications of released results, and their SVG and PNG. */
export const charts = () => import('./chart/index.js');
/** The board report: a document of plain data, and its HTML, PDF, Word and Excel files. */
export const reports = () => import('./report/index.js');
/** Synthetic trusts and the files they are written to. */
export const synthetic = () => import('./synth/index.js');
/** Reading in this thread, for a browser or a short script; `readExtractIsolated` reads in a thread with limits. */
export const reading = () => import('./extract/extract.js');
/** An extract as few buffers for the way between threads, and one that was read before an organisation was chosen. */
export const handing = async () => ({
  ...(await import('./extract/pack.js')),
  ...(await import('./extract/choose-organisation.js')),
});
/** Reading and proposing profiles. */
export const profiles = () => import('./extract/profile-file.js');
/** Released results and their counts as Arrow, Parquet, Arquero tables and danfojs-node data frames. */
export const interchange = async () => ({
  ...(await import('./interchange/arrow.js')),
  ...(await import('./interchange/parquet.js')),
  ...(await import('./interchange/frames.js')),
});
/** What belongs to what: system, region and trust type of organisations. */
export const hierarchies = () => import('./organisations.js');
/** The numbers of the national data collections. */
export const returns = () => import('./return/index.js');
/** An organisation's own indicators and editions, beside the engine's. */
export const localMeasures = () => import('./local-measures/load.js');
/** Policy files, and what changed between editions. */
export const policies = () => import('./standard/policy.js');
export const editionChanges = () => import('./standard/changes.js');
/** Self-assessment tools: their themes, statements and scale from YAML. */
export const frameworks = async () => ({
  ...(await import('./measured/framework/framework.js')),
  frameworkFolder: `${(await import('./root.js')).packageRoot}/indicators/retention/frameworks`,
  shippedFrameworks: (await import('./measured/framework/shipped.js')).shippedFrameworks,
});
/** Published workforce statistics, read from their own layouts. */
export const publicData = async () => ({
  ...(await import('./public-data/read.js')),
  ...(await import('./public-data/trusts.js')),
  ...(await import('./public-data/cells.js')),
  ...(await import('./public-data/file.js')),
});
