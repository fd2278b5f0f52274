import { count, release, resultsJson } from '../../src/index.js';
import { library, runOptions } from './library.js';
import { fromRows } from './rows.js';
import type { Made, RunTask } from './tasks.js';

/** Counts and releases: the bytes that `results --format json` prints. */
export async function released(task: RunTask, say: (step: string) => void): Promise<Made> {
  const known = await library();
  const options = runOptions(task, known);
  const extract = await fromRows(task.rows, options.organisation);
  say('counting');
  const counted = await count(extract, known, options);
  say('releasing');
  return { bytes: new TextEncoder().encode(resultsJson(await release(counted, options.policy))) };
}
