import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/root.js';

export interface Running {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it wrote so far, messages and log. */
  readonly said: () => string;
  /** Kills it as kill -9 does. */
  readonly kill: () => Promise<void>;
}

/** The service as a process of its own, started as a person starts it. `before` is put in front of the command, in a shell. */
export async function running(folder: string, words: readonly string[] = [], before = ''): Promise<Running> {
  const command = [
    process.execPath,
    join(packageRoot, 'dist/bin/workforce-equality.js'),
    'serve',
    '--port',
    '0',
    '--store',
    join(folder, 'store.db'),
    ...words,
  ];
  const child = spawn('bash', ['-c', `${before} exec "$@"`, 'serve', ...command], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      said += text.toString();
    });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  for (let i = 0; i < 600; i++) {
    const url = /Listening on (http:\S+)/.exec(said)?.[1];
    if (url !== undefined)
      return {
        url,
        child,
        said: () => said,
        kill: async () => {
          child.kill('SIGKILL');
          await ended;
        },
      };
    if (child.exitCode !== null) break;
    await new Promise((later) => setTimeout(later, 50));
  }
  child.kill('SIGKILL');
  throw new Error(`the service did not start: ${said}`);
}
