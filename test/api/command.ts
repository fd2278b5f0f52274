import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import t from 'tap';

let child: ChildProcess | undefined;
let last: Promise<unknown> = Promise.resolve();

/** What the command line prints on its standard output, in a process that is kept until the tests end; one call after the other. */
export function command(...words: readonly string[]): Promise<string> {
  const run = async (): Promise<string> => {
    if (!child) {
      child = fork(new URL('command-child.js', import.meta.url), { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
      t.teardown(() => child?.kill());
    }
    const own = child;
    const ended = once(own, 'exit').then(() => {
      throw new Error(`the command line ended: ${words.join(' ')}`);
    });
    own.send(words);
    const [said] = await Promise.race([once(own, 'message'), ended]);
    ended.catch(() => undefined);
    return said as string;
  };
  const next = last.then(run, run);
  last = next.catch(() => undefined);
  return next;
}
