/**
 * Reads a board's workbook (a Staff in Post sheet of 25 columns, and the other sheets of a synthetic trust), and releases every table of three reports on it: the board
 * report (WRES and WDES), all standards as `results` takes them by default, and those by sex. Several times over, one after the other in one run; prints the
 * time each takes and what part of the reading that is. The gate must take less than the reading. Files are made in a temporary folder.
 *
 *   node dist/bench/release.js [--staff 12000] [--runs 5] [--policy board] [--seed 1]
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { count, loadLibrary, readExtract, release } from '../src/index.js';
import { synthesise, writeWorkbook } from '../src/synth/index.js';

const { values } = parseArgs({
  options: {
    staff: { type: 'string', default: '12000' },
    runs: { type: 'string', default: '5' },
    policy: { type: 'string', default: 'board' },
    seed: { type: 'string', default: '1' },
  },
});

const reports = {
  'board report: WRES and WDES': { standards: ['wres', 'wdes'], by: [] },
  'all standards': { by: [] },
  'all standards, by sex': { by: ['sex'] },
};

interface Spent {
  readonly wall: number[];
  readonly cpu: number[];
}
const spent = new Map<string, Spent>();
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  const done = await work();
  const { user, system } = process.cpuUsage(cpu);
  const times = spent.get(what) ?? { wall: [], cpu: [] };
  times.wall.push(performance.now() - from);
  times.cpu.push((user + system) / 1000);
  spent.set(what, times);
  return done;
}
const middle = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

const folder = mkdtempSync(join(tmpdir(), 'bench-release-'));
try {
  const path = join(folder, 'board.xlsx');
  const staff = Number(values.staff);
  await writeWorkbook(synthesise({ seed: Number(values.seed), staff, trust: 1, messy: false }).sheets, path);
  const library = await loadLibrary();
  const policy = library.policies[values.policy];
  if (!policy) throw new Error(`There is no policy ${values.policy}.`);
  const tables = new Map<string, string>();
  for (let i = 0; i < Number(values.runs); i++) {
    const extract = await timed('reading', () => readExtract([{ name: 'board.xlsx', path }], {}));
    for (const [name, asked] of Object.entries(reports)) {
      const run = await count(extract, library, { policy, ...asked });
      const { results, refused } = await timed(name, () => release(run, policy));
      if (refused) throw new Error(`${name}: ${refused.what}`);
      const hidden = results.flatMap((r) => r.parts.flatMap((p) => [p.n, p.base])).filter((f) => typeof f !== 'number');
      tables.set(name, `${results.length} results, ${hidden.length} counts hidden or absent`);
    }
  }
  console.log(`${staff} staff, ${(statSync(path).size / 1e6).toFixed(1)} MB, policy ${values.policy}, in ms:\n`);
  console.log('| | first | median | processor time, median | of reading |\n|---|---:|---:|---:|---:|');
  const reading = middle(spent.get('reading')?.wall ?? []);
  for (const [what, { wall, cpu }] of spent) {
    const of = (middle(wall) / reading).toFixed(2);
    const said = tables.has(what) ? ` (${tables.get(what)})` : '';
    console.log(
      `| ${what}${said} | ${wall[0]?.toFixed(0)} | ${middle(wall).toFixed(0)} | ${middle(cpu).toFixed(0)} | ${of} |`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
