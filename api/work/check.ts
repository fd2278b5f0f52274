import { count } from '../../src/index.js';
import { library, runOptions } from './library.js';
import { fromRows } from './rows.js';
import type { CheckTask, Made } from './tasks.js';

/** What `check --json` prints of a run: problems, choices and where every row went; no figure about any group of people. */
export async function checked(task: CheckTask): Promise<Made> {
  const known = await library();
  const options = runOptions(task, known);
  const extract = await fromRows(task.rows, options.organisation);
  const run = await count(extract, known, options);
  const out = {
    issues: run.issues.map(({ behind: _, table: _t, plain: _p, ...issue }) => issue),
    choices: run.choices,
    reconciliation: run.reconciliation.map(({ cubes: _, ...table }) => table),
  };
  return { bytes: new TextEncoder().encode(JSON.stringify(out)) };
}
