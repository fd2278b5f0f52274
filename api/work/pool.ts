import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Limits } from '../config.js';
import { Problem, problems } from '../problem.js';
import type { CheckTask, Done, DrawTask, Made, Read, ReadTask, RunTask, Task } from './tasks.js';

export type Progress = (step: string) => void;

/** Threads that read, count and draw, so that requests are answered meanwhile. */
export interface Pool {
  read(task: ReadTask, progress?: Progress): Promise<Read>;
  make(task: RunTask | CheckTask | DrawTask, progress?: Progress): Promise<Made>;
  readonly waiting: () => number;
  readonly stopped: () => number;
  close(): Promise<void>;
}

const tooSlow = () =>
  new Problem(
    422,
    'too-slow',
    'This took longer than the service allows and was stopped. Send fewer rows at once, or use the command line.',
  );
const tooBig = () =>
  new Problem(
    422,
    'too-much-memory',
    'This needs more memory than the service allows and was stopped. Send fewer rows at once, or use the command line.',
  );

/** A thread that takes too long or too much is stopped: its caller gets 422, or 503 when it ended without saying why, and nobody else notices. */
export function openPool({ threads, queue, heapMegabytes, taskMilliseconds }: Limits): Pool {
  const piscina = new Piscina({
    filename: new URL('./task.js', import.meta.url).href,
    minThreads: Math.min(1, threads),
    maxThreads: threads,
    maxQueue: queue,
    idleTimeout: 60_000,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    recordTiming: false,
  });
  let stopped = 0;
  // Each waiting caller hears of its own failure; without a listener the thread's end would end the process.
  piscina.on('error', () => undefined);
  async function run(task: Task, progress?: Progress): Promise<Done> {
    const { port1, port2 } = new MessageChannel();
    const stop = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    port1.on('message', (step: string) => {
      if (step === 'started') timer = setTimeout(() => stop.abort(), taskMilliseconds);
      progress?.(step);
    });
    try {
      return (await piscina.run(
        { task, port: port2 },
        { signal: stop.signal, transferList: [port2, ...buffersOf(task)] },
      )) as Done;
    } catch (fault) {
      throw problemOf(fault as Error & { readonly code?: string });
    } finally {
      clearTimeout(timer);
      port1.close();
    }
  }
  function problemOf(fault: Error & { readonly code?: string }): Error {
    if (/queue is at limit/i.test(fault.message))
      return problems.busy('Too many files are waiting to be read or counted.', 10);
    if (fault.name === 'AbortError') {
      stopped++;
      return tooSlow();
    }
    if (fault.code === 'ERR_WORKER_OUT_OF_MEMORY') {
      stopped++;
      return tooBig();
    }
    if (/worker|thread/i.test(fault.message) && /exit|terminat/i.test(fault.message)) {
      stopped++;
      return problems.busy('The thread that worked on this ended.');
    }
    return fault;
  }
  return {
    read: async (task, progress) => (await run(task, progress)) as Read,
    make: async (task, progress) => (await run(task, progress)) as Made,
    waiting: () => piscina.queueSize,
    stopped: () => stopped,
    close: async () => {
      await piscina.destroy();
    },
  };
}

const buffersOf = (task: Task): readonly ArrayBuffer[] =>
  task.kind === 'read' ? task.files.map((f) => f.bytes.buffer as ArrayBuffer) : [];
