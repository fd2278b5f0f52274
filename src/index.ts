/** The public surface: everything the command line and the API may use. */

export { contracts } from '../schemas/index.js';
export { chartSpec, png, svg } from './chart/index.js';
export { addCubes, type Cube, sumOver, total } from './core/cube.js';
export { isoDate, parseIso as parseDay } from './core/dates.js';
export { standardOf } from './core/ids.js';
export type { Choice, Issue } from './core/issue.js';
export type { Figure, Outcome } from './core/outcome.js';
export { type Description, describe, describeText } from './describe.js';
export { count, evaluate, type Library, listRows, type RunOptions } from './evaluate.js';
export { readExtract } from './extract/extract.js';
export { type Profile, profileLists, readProfile, writeProfile } from './extract/profile.js';
export type { Extract, InputFile } from './extract/types.js';
export { resultsCsv } from './interchange/csv.js';
export { resultsJson } from './interchange/json.js';
export { resultsTable } from './interchange/table.js';
export { loadLibrary } from './library.js';
export { release } from './release/release.js';
export type { Reconciliation, Released, Result, Run } from './release/result.js';
export { type Cover, html, reportDocument } from './report/index.js';
export { changes } from './standard/changes.js';
export { editionFor, resolveEdition } from './standard/load.js';
export { packagePolicy } from './standard/node.js';
export type { Policy } from './standard/policy.js';
export { synthesise, writeCsv, writeWorkbook } from './synth/index.js';
export { version } from './version.js';
export { labels } from './words/labels.js';
