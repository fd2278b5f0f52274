import { type Held, using } from './held.js';
import type { Asked } from './options.js';
import { isExact } from './permit.js';
import { problems } from './problem.js';
import { bufferOf, hashOf, withSettled } from './runs.js';
import type { Service } from './service.js';
import type { NewResult, Stored } from './store/results.js';
import type { Identity } from './who.js';

const dayMilliseconds = 86_400_000;
const [exactDays, mostExactDays] = [30, 365];
const tries = 5;

/**
 * Releases results and keeps them. What hides anything is judged by the organisation's earlier releases and entered among them in the same commit, so that
 * kept results never undo one another; exact figures are kept with an end instead.
 */
export async function keepReleased(
  service: Service,
  who: Identity,
  held: Held,
  asked: Asked,
  more: Pick<NewResult, 'options' | 'once'> & { readonly days?: number },
): Promise<Stored> {
  const { pool, runs, store } = service;
  const { days, ...given } = more;
  const exact = isExact(service, asked.policy);
  const most = exact ? Math.min(days ?? exactDays, mostExactDays) : days;
  const manifest = runs.manifest(held, asked);
  const result = {
    ...given,
    organisation: who.organisation,
    by: who.name,
    policy: asked.policy,
    exact,
    ...(most === undefined ? {} : { expires: new Date(Date.now() + most * dayMilliseconds).toISOString() }),
  };
  for (let n = 0; n < tries; n++) {
    const ledger = exact ? undefined : await store.results.ledger(who.organisation);
    const task = {
      kind: 'run',
      rows: held.rows,
      asked,
      ...withSettled(held),
      ...(ledger ? { ledger: ledger.text } : {}),
    } as const;
    const done = await using(held, () => pool.make(task));
    const stored = await store.results.keep({
      ...result,
      body: bufferOf(done).toString('utf8'),
      manifest: ledger ? hashOf([manifest, ledger.text]) : manifest,
      ...(ledger && 'line' in done && done.line !== undefined
        ? { ledger: { after: ledger.lines, line: done.line } }
        : {}),
    });
    if (stored) return stored;
  }
  throw problems.busy('Others of the organisation are keeping results.', 5);
}
