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

/** A thread that is done and may take another task. It holds up neither the end of the process nor, after a second, any memory. */
interface Spare {
  readonly worker: Worker;
  readonly heapMegabytes: number;
  readonly ends: NodeJS.Timeout;
}
const spareMilliseconds = 1_000;
let spare: Spare | undefined;
let started = 0;

function threadFor(heapMegabytes: number): Worker {
  started++;
  if (spare?.heapMegabytes === heapMegabytes) {
    const { worker, ends } = spare;
    clearTimeout(ends);
    spare = undefined;
    for (const event of ['error', 'exit']) worker.removeAllListeners(event);
    worker.ref();
    return worker;
  }
  return new Worker(new URL('./isolated-thread.js', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    execArgv: [],
  });
}

/** A process that reads once, as the command line does, keeps no thread; one that reads again spares itself loading the reader anew. */
function putBy(worker: Worker, heapMegabytes: number): void {
  if (started < 2 || spare !== undefined) return void worker.terminate();
  const drop = (): void => {
    if (spare?.worker === worker) spare = undefined;
    void worker.terminate();
  };
  worker.once('error', drop);
  worker.once('exit', drop);
  worker.unref();
  spare = { worker, heapMegabytes, ends: setTimeout(drop, spareMilliseconds).unref() };
}

/**
 * Runs a task in a worker thread that is killed when its time or memory is up, so that no file takes the process down or holds up its
 * event loop. A thread that answered may be given the next task; one that was stopped never is. Rejects with what the function threw,
 * which is a programmer's error. Example: an endless loop with `milliseconds: 100` gives `{ status: 'too-slow' }` after about 100 ms.
 */
export function isolate<T>(task: Task, limits: IsolationLimits = defaultIsolation): Promise<Isolated<T>> {
  const worker = threadFor(limits.heapMegabytes);
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
    };
    const stop = (how: Isolated<T>): void => {
      done();
      void worker.terminate();
      resolve(how);
    };
    const timer = setTimeout(() => stop({ status: 'too-slow' }), limits.milliseconds);
    worker.once('message', (message: { readonly value: T } | { readonly thrown: unknown }) => {
      done();
      putBy(worker, limits.heapMegabytes);
      if ('value' in message) resolve({ status: 'ok', value: message.value });
      else reject(message.thrown);
    });
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      stop(memory ? { status: 'too-much-memory' } : { status: 'crashed', code: error.code ?? error.name });
    });
    worker.once('exit', (code) => stop({ status: 'crashed', code: `exit ${code}` }));
    worker.postMessage({ module: task.module.href, name: task.name, argument: task.argument });
  });
}
