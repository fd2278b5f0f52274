/**
 * Which embedded store keeps what it acknowledged when its process is killed: `node dist/bench/store/durability.js [rounds]`.
 * A child commits 20 kB texts one by one and says each number once its commit is done; the parent kills it (SIGKILL) at a random moment, opens the store
 * again and looks for every number said. Kill -9 leaves the system's write cache alone; that a commit also forces the disk is counted apart, by strace.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { engines } from './engines.js';

const self = fileURLToPath(import.meta.url);
const body = 'x'.repeat(20_000);
const [, , mode = '40', name = '', at = '', start = '1'] = process.argv;

async function child(): Promise<void> {
  const engine = await engines[name]!(at);
  for (let n = Number(start); ; n++) {
    await engine.keep(n, body);
    writeSync(1, `${n}\n`);
  }
}

/** Runs the child until it is killed; the numbers it said. */
function killed(
  engine: string,
  folder: string,
  from: number,
  after: number,
): Promise<{ readonly said: number; readonly ms: number }> {
  return new Promise((done) => {
    const run = spawn(process.execPath, [self, 'child', engine, join(folder, 'store'), String(from)], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let said = from - 1;
    let first: number | undefined;
    run.stdout.on('data', (text: Buffer) => {
      first ??= performance.now();
      const last = text.toString().trim().split('\n').at(-1);
      said = Math.max(said, Number(last));
    });
    // The clock starts with the first commit, so that the kill falls among commits.
    const timer = setInterval(() => {
      if (first !== undefined && performance.now() - first > after) run.kill('SIGKILL');
    }, 1);
    run.on('close', () => {
      clearInterval(timer);
      done({ said, ms: performance.now() - (first ?? performance.now()) });
    });
  });
}

async function compare(rounds: number): Promise<void> {
  for (const engine of Object.keys(engines)) {
    const folder = mkdtempSync(join(tmpdir(), `store-${engine}-`));
    let [from, lost, broken, commits, time, opening] = [1, 0, 0, 0, 0, 0];
    for (let round = 0; round < rounds; round++) {
      const { said, ms } = await killed(engine, folder, from, 30 + ((round * 97) % 300));
      commits += said - from + 1;
      time += ms;
      const before = performance.now();
      try {
        const store = await engines[engine]!(join(folder, 'store'));
        opening = Math.max(opening, performance.now() - before);
        const numbers = await store.numbers();
        await store.close();
        const there = new Set(numbers);
        for (let n = 1; n <= said; n++) if (!there.has(n)) lost++;
        from = Math.max(said, numbers.at(-1) ?? 0) + 1;
      } catch (fault) {
        broken++;
        console.log(
          `${engine}: cannot be opened after kill ${round + 1}: ${(fault as Error).message.split('\n')[0]?.slice(0, 160)}`,
        );
        break;
      }
    }
    console.log(
      `${engine}: ${rounds} kills, ${commits} acknowledged commits, ${lost} lost, ${broken} times not to be opened, ${Math.round((1_000 * commits) / time)} commits/s, reopened within ${Math.round(opening)} ms`,
    );
    rmSync(folder, { recursive: true, force: true });
  }
}

if (mode === 'child') await child();
else await compare(Number(mode));
