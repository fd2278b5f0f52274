/** The thread that `isolate` starts: runs the named function of the named module for each task it is sent and posts its answer. */
import { parentPort } from 'node:worker_threads';
import type { Answer } from './isolate.js';

interface Order {
  readonly module: string;
  readonly name: string;
  readonly argument: unknown;
}

async function carryOut({ module, name, argument }: Order): Promise<void> {
  try {
    const loaded = (await import(module)) as Readonly<Record<string, (argument: unknown) => Promise<Answer>>>;
    const run = loaded[name];
    if (run === undefined) throw new TypeError(`no function "${name}" in ${module}`);
    const { value, transfer = [] } = await run(argument);
    parentPort?.postMessage({ value }, [...transfer]);
  } catch (thrown) {
    parentPort?.postMessage({ thrown });
  }
}

parentPort?.on('message', carryOut);
