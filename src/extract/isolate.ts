import { Worker } from 'node:worker_threads';

/** What an exported function of a module is asked to do in a thread of its own. The argument and the answer are plain data. */
export interface Task {
  readonly module: URL;
  readonly name: string;
  readonly argument: unknown;
}

export interface IsolationLimits {
  readonly milliseconds: number;
  /** Heap of the thread. Buffers outside it (unpacked bytes) are bounded by the file limits. */
  readonly heapMegabytes: number;
}

export const defaultIsolation: IsolationLimits = { milliseconds: 60_000, heapMegabytes: 1_024 };

/** The answer, or how the thread was stopped. `crashed` is a thread that ended by itself without an answer. */
export type Isolated<T> =
  | { readonly status: 'ok'; readonly value: T }
  | { readonly status: 'too-slow' }
  | { readonly status: 'too-much-memory' }
  | { readonly status: 'crashed'; readonly code: string };

/** What a task's function gives back: the answer, and buffers in it to hand over without a copy. */
export interface Answer {
  readonly value: unknown;
  readonly transfer?: readonly ArrayBuffer[];
}

/**
 * Runs a task in a worker thread that is killed when its time or memory is up, so that no file takes the process down or holds up its
 * event loop. Rejects with what the function threw, which is a programmer's error. Example: an endless loop with
 * `milliseconds: 100` gives `{ status: 'too-slow' }` after about 100 ms.
 */
export function isolate<T>(task: Task, limits: IsolationLimits = defaultIsolation): Promise<Isolated<T>> {
  const worker = new Worker(new URL('./isolated-thread.js', import.meta.url), {
    workerData: { module: task.module.href, name: task.name, argument: task.argument },
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    execArgv: [],
  });
  return new Promise((resolve, reject) => {
    const settle = (how: Isolated<T>): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(how);
    };
    const timer = setTimeout(() => settle({ status: 'too-slow' }), limits.milliseconds);
    worker.once('message', (message: { readonly value: T } | { readonly thrown: unknown }) => {
      if ('value' in message) return settle({ status: 'ok', value: message.value });
      clearTimeout(timer);
      reject(message.thrown);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      settle(memory ? { status: 'too-much-memory' } : { status: 'crashed', code: error.code ?? error.name });
    });
    worker.once('exit', (code) => settle({ status: 'crashed', code: `exit ${code}` }));
  });
}
