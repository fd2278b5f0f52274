import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { problemOf } from './errors.js';
import { type ProblemBody, problemBody, problems } from './problem.js';

export type JobStatus = 'waiting' | 'working' | 'done' | 'failed';

/** Work that goes on after its request was answered. */
export interface Job {
  readonly id: string;
  readonly status: JobStatus;
  /** What it is at: waiting, started, reading, keeping. */
  readonly step: string;
  readonly created: string;
  readonly extract?: string;
  readonly problem?: ProblemBody;
}

interface Kept {
  job: Job;
  readonly organisation: string;
  readonly since: number;
}

/** Jobs of everybody, each seen by its own organisation alone. */
export interface Jobs {
  /** Starts work; its answer is the id of the extract it made. */
  start(organisation: string, requestId: string, work: (progress: (step: string) => void) => Promise<string>): Job;
  get(organisation: string, id: string): Job;
  /** Calls back on every change until told to stop. */
  watch(id: string, seen: (job: Job) => void): () => void;
  sweep(): void;
  dropAll(organisation: string): void;
  readonly working: () => number;
}

export function keepJobs(keepMinutes: number, report: (fault: unknown) => void, now = Date.now): Jobs {
  const all = new Map<string, Kept>();
  const changes = new EventEmitter().setMaxListeners(0);
  function set(id: string, change: Partial<Job>): void {
    const kept = all.get(id);
    if (!kept) return;
    kept.job = { ...kept.job, ...change };
    changes.emit(id, kept.job);
  }
  return {
    start(organisation, requestId, work) {
      const job: Job = { id: randomUUID(), status: 'waiting', step: 'waiting', created: new Date(now()).toISOString() };
      all.set(job.id, { job, organisation, since: now() });
      work((step) => set(job.id, { status: 'working', step })).then(
        (extract) => set(job.id, { status: 'done', step: 'done', extract }),
        (fault) => {
          const problem = problemOf(fault);
          if (problem.status === 500) report(fault);
          set(job.id, { status: 'failed', step: 'failed', problem: problemBody(problem, requestId) });
        },
      );
      return job;
    },
    get(organisation, id) {
      const kept = all.get(id);
      if (kept?.organisation !== organisation) throw problems.notFound('job');
      return kept.job;
    },
    watch(id, seen) {
      changes.on(id, seen);
      return () => void changes.off(id, seen);
    },
    sweep() {
      for (const [id, { job, since }] of all)
        if ((job.status === 'done' || job.status === 'failed') && since + keepMinutes * 60_000 < now()) all.delete(id);
    },
    dropAll(organisation) {
      for (const [id, kept] of all) if (kept.organisation === organisation) all.delete(id);
    },
    working: () => [...all.values()].filter(({ job }) => job.status === 'waiting' || job.status === 'working').length,
  };
}
