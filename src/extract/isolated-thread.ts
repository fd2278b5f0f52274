/** The thread that `isolate` starts: runs the named function of the named module and posts its answer. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Answer } from './isolate.js';

const { module, name, argument } = workerData as {
  readonly module: string;
  readonly name: string;
  readonly argument: unknown;
};

try {
  const loaded = (await import(module)) as Readonly<Record<string, (argument: unknown) => Promise<Answer>>>;
  const run = loaded[name];
  if (run === undefined) throw new TypeError(`no function "${name}" in ${module}`);
  const { value, transfer = [] } = await run(argument);
  parentPort?.postMessage({ value }, [...transfer]);
} catch (thrown) {
  parentPort?.postMessage({ thrown });
}
