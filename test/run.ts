import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// Runs the built tests, each file in a process of its own, several at once. Words choose files by the beginning of their
// path, with a minus before it those that are left out: `node dist/test/run.js release -release/attack`. tap's own runner follows every module that a
// test or a command started by it loads, for coverage that nobody asks for here, and that costs as much processor time again as the tests.
const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));
const seconds = 1200;

/** Begun first, so that none of them is left running alone at the end. */
const long = [
  'engine/engine',
  'count/cases',
  'release/attack-report',
  'count/engines',
  'measured/engines',
  'count/editions',
  'api/together',
  'api/faults',
  'api/killed',
  'end-to-end/synth-mess',
  'release/attack-text',
  'api/contract',
];
const nameOf = (file: string): string =>
  relative(here, file)
    .replaceAll('\\', '/')
    .replace(/\.test\.js$/, '');
const rank = (file: string): number => {
  const at = long.indexOf(nameOf(file));
  return at < 0 ? long.length : at;
};

const words = process.argv.slice(2);
const among = (file: string, names: readonly string[]): boolean => names.some((w) => nameOf(file).startsWith(w));
const plain = (w: string): string =>
  w
    .replace(/^-/, '')
    .replace(/^(\.\/)?(dist\/)?test\//, '')
    .replace(/\.test\.[jt]s$/, '');
const wanted = words.filter((w) => !w.startsWith('-')).map(plain);
const without = words.filter((w) => w.startsWith('-')).map(plain);
const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.test.js'))
  .map((f) => join(here, f))
  .filter((f) => (wanted.length === 0 || among(f, wanted)) && !among(f, without))
  .sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));

type Totals = Readonly<Record<string, number>>;
interface Ran {
  readonly file: string;
  readonly good: boolean;
  readonly totals: Totals;
  readonly said: string;
}

/** What a file's last line says: `# { total: 12, pass: 11, fail: 1 }`. */
function totalsOf(said: string): Totals | undefined {
  const [last] = said.match(/^# \{ total: .*\}$/gm)?.slice(-1) ?? [];
  return last === undefined
    ? undefined
    : Object.fromEntries([...last.matchAll(/(\w+): (\d+)/g)].map(([, what, n]) => [what!, Number(n)]));
}

const children = new Set<ReturnType<typeof spawn>>();

async function run(file: string): Promise<Ran> {
  const child = spawn(process.execPath, [file], {
    cwd: root,
    env: { ...process.env, TAP_TIMEOUT: String(seconds) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  // A file's own limit ends it with a report of where it was; a process that does not listen is ended a minute later.
  const limit = setTimeout(() => child.kill('SIGKILL'), (seconds + 60) * 1000);
  const status = await new Promise<number | null>((done) => child.once('close', done));
  clearTimeout(limit);
  children.delete(child);
  const totals = totalsOf(said);
  return { file, good: status === 0 && totals !== undefined && !totals.fail, totals: totals ?? { total: 0 }, said };
}

const began = Date.now();
const waiting = [...files];
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    waiting.length = 0;
    for (const child of children) child.kill(signal);
  });

const all: Ran[] = [];
async function worker(): Promise<void> {
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const start = Date.now();
    const ran = await run(file);
    all.push(ran);
    const name = `${all.length} - ${relative(root, file)} # time=${Date.now() - start}ms`;
    // Of a file that passes, only what it left out.
    if (ran.good)
      console.log([`ok ${name}`, ...(ran.said.match(/^.*(?:#|SKIP|ok \d+ -) left out: .*$/gm) ?? [])].join('\n'));
    else console.log(`${ran.said}\nnot ok ${name}`);
  }
}
console.log(`1..${files.length}`);
// One more than there are processors, since some wait for a server.
await Promise.all(Array.from({ length: availableParallelism() + 1 }, worker));

const sum = (what: string): number => all.reduce((n, { totals }) => n + (totals[what] ?? 0), 0);
const bad = all.filter((r) => !r.good);
// A file that ended without saying how it went is a failure that it could not count.
const fail = sum('fail') + bad.filter((r) => !r.totals.fail).length;
const kinds = { total: sum('total'), pass: sum('pass'), fail, skip: sum('skip'), todo: sum('todo') };
for (const { file } of bad) console.log(`# failed: ${relative(root, file)}`);
const told = Object.entries(kinds).filter(([what, n]) => n > 0 || what === 'total' || what === 'pass');
console.log(`# { ${told.map(([what, n]) => `${what}: ${n}`).join(', ')} }\n# time=${Date.now() - began}ms`);
process.exitCode = bad.length === 0 && all.length === files.length && files.length > 0 ? 0 : 1;
