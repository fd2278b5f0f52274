/** What a thread of the pool does: reads files, counts and releases an extract, draws what was released. Everything in and out is plain data. */
import type { MessagePort } from 'node:worker_threads';
import { checked } from './check.js';
import { drawn } from './draw.js';
import { readFiles } from './read.js';
import { released } from './release.js';
import type { Done, Task } from './tasks.js';

export default async function work({ task, port }: { readonly task: Task; readonly port: MessagePort }): Promise<Done> {
  const say = (step: string): void => port.postMessage(step);
  say('started');
  try {
    switch (task.kind) {
      case 'read':
        return await readFiles(task, say);
      case 'run':
        return await released(task, say);
      case 'check':
        return await checked(task);
      case 'draw':
        return await drawn(task);
    }
  } finally {
    port.close();
  }
}
