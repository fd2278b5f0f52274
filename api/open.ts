import { createHmac } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { loadLibrary, version } from '../src/index.js';
import { type Config, defaultLimits } from './config.js';
import { holdBudget, holdExtracts } from './held.js';
import { recognise } from './identify.js';
import { keepJobs } from './jobs.js';
import { takeTurns } from './judged.js';
import { rememberOnce } from './once.js';
import { hashOf, keepRuns } from './runs.js';
import type { Service } from './service.js';
import { openStore } from './store/open.js';
import { openPool } from './work/pool.js';

/** What a person gets who says nothing: this machine only, one thread fewer than there are cores. */
export const defaultConfig: Config = {
  host: '127.0.0.1',
  port: 3000,
  keepMinutes: 60,
  believeSeconds: 5,
  store: 'workforce-equality.db',
  authentication: 'none',
  trustProxy: false,
  limits: { ...defaultLimits, threads: Math.max(1, availableParallelism() - 1) },
  log: true,
};

/** Opens everything the routes share. */
export async function openService(
  config: Config,
  report: (fault: unknown) => void = () => undefined,
): Promise<Service> {
  const { limits, keepMinutes } = config;
  const library = await loadLibrary();
  const store = await openStore(config.store, report);
  const recogniser = await recognise(config, store);
  const pool = openPool(limits);
  const budget = holdBudget(limits.heldBytes);
  const { secret } = store;
  // Keyed, since a tag of what came in would let somebody try the counts that are hidden.
  const known = createHmac('sha256', secret)
    .update(hashOf([version(), library.editions, library.policies]))
    .digest('base64url');
  const runs = keepRuns(pool, limits, known);
  const extracts = holdExtracts({ limits, keepMinutes, secret, budget, gone: runs.forget });
  const jobs = keepJobs(keepMinutes, report);
  const once = rememberOnce(keepMinutes);
  const sweeping = setInterval(() => {
    for (const kept of [extracts, jobs, once]) kept.sweep();
    // A store that is away is swept later.
    store.results.sweep().catch(() => undefined);
  }, 15_000).unref();
  return {
    config,
    library,
    version: version(),
    pool,
    budget,
    extracts,
    jobs,
    runs,
    once,
    store,
    inTurn: takeTurns(),
    recogniser,
    audit: (who, action, detail) => store.audit.add(who.organisation, action, { ...detail, by: who.name }),
    keyed: (text) => createHmac('sha256', secret).update(text).digest('base64url'),
    gauges: {
      extracts: { help: 'Extracts that are here.', value: extracts.count },
      held_bytes: { help: 'Bytes of uploads and extracts.', value: budget.used },
      cached_bytes: { help: 'Bytes of finished answers.', value: runs.bytes },
      jobs_working: { help: 'Jobs that wait or work.', value: jobs.working },
      tasks_waiting: { help: 'Tasks that wait for a thread.', value: pool.waiting },
      threads_stopped: { help: 'Threads stopped for time or memory.', value: pool.stopped },
    },
    faults: async () => [
      ...(pool.waiting() >= limits.queue ? ['too many files are waiting'] : []),
      ...((await store.answers()) ? [] : ['the store does not answer']),
    ],
    close: async () => {
      clearInterval(sweeping);
      await pool.close();
      await store.close();
    },
  };
}
