import { count } from '../evaluate.js';
import type { Extract } from '../extract/types.js';
import { release } from '../release/release.js';
import type { Released, Run } from '../release/result.js';
import type { Library, RunOptions } from '../run-options.js';
import { nationalReturn } from './build.js';
import { submissionPolicy } from './policy.js';
import { readBack } from './read-back.js';
import type { NationalReturn } from './types.js';

export { countsCsv } from './read-back.js';
export type { CountsRow, NationalReturn, ReturnCheck } from './types.js';
export { returnWorkbook } from './workbook.js';

/** The return as JSON: `counts` are rows of the counts table, `checks` what was reconciled. */
export const returnJson = ({ sheets, counts, ...rest }: NationalReturn): string =>
  `${JSON.stringify({ ...rest, parts: sheets, counts: counts.map(({ row }) => row) }, null, 2)}\n`;

/**
 * Counts one standard under the policy of a submission and makes its return, each number reconciled with the results and read back.
 * Undefined when nothing could be counted (the run's issues say why). Throws a RangeError for a standard that has no return.
 */
export async function makeReturn(
  extract: Extract,
  library: Library,
  options: Omit<RunOptions, 'policy' | 'standards' | 'by'>,
  standard: string,
): Promise<{ readonly made?: NationalReturn; readonly run: Released<Run> }> {
  const policy = submissionPolicy(library.policies.internal!);
  const run = await release(await count(extract, library, { ...options, policy, standards: [standard] }), policy, {
    use: 'submission',
  });
  const edition = run.results.find((r) => r.indicator.startsWith(`${standard}.`))?.edition;
  const found = edition === undefined ? undefined : library.editions[standard]?.[edition];
  if (!found) return { run };
  const made = nationalReturn(run, found, library.indicators, extract.tables);
  return { run, made: { ...made, checks: [...made.checks, ...(await readBack(made, run, library, policy))] } };
}
