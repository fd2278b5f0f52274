import { createHash } from 'node:crypto';
import { count, parseLedger, type Refusal, release, resultsJson } from '../../src/index.js';
import { library, runOptions } from './library.js';
import { newsIn } from './news.js';
import { fromRows } from './rows.js';
import type { Made, RunTask } from './tasks.js';

// As the command line does: enough to know an address again among millions.
const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Why, and what to do here: who asks question by question is told how to ask for what is still safe. */
const refusedAs = ({ rule, what, todo }: Refusal): string =>
  rule === 'earlier-release'
    ? `Together with the answers that the organisation was given before, or keeps, a number of people that the policy hides could be worked out from this one. A question that was answered before is answered again. Next time ask for the finest breakdown first, or for all in one question (by=staff-group,sex); who may see exact figures can still ask for this.`
    : `${what} ${todo}`;

/** Counts and releases: the bytes that `results --format json` prints, and with a ledger the line to add to it. */
export async function released(task: RunTask, say: (step: string) => void): Promise<Made> {
  const known = await library();
  const options = runOptions(task, known);
  const extract = await fromRows(task.rows, options.organisation);
  say('counting');
  const counted = await count(extract, known, options);
  say('releasing');
  const lines: string[] = [];
  const past = task.ledger === undefined ? undefined : parseLedger(task.ledger);
  const ledger = past ? { ledger: { past, hash, keep: (l: string) => lines.push(l) } } : {};
  const others = [];
  for (const asked of task.beside ?? [])
    others.push(await count(extract, known, runOptions({ ...task, asked }, known)));
  const run = await release(counted, options.policy, { use: 'public', ...ledger, beside: others });
  const line = past && lines[0] !== undefined ? newsIn(past, lines[0]) : undefined;
  if (run.refused) return { none: `Nothing is released. ${refusedAs(run.refused)}`, refused: true };
  return { bytes: new TextEncoder().encode(resultsJson(run)), ...(line === undefined ? {} : { line }) };
}
