/**
 * Reads a board's workbook (a Staff in Post sheet of 25 columns, and the other sheets of a synthetic trust), counts every standard, and releases every table of the
 * report, several times over, and prints the time each takes side by side in one run. The gate must take less than the reading. Files are made in a temporary folder.
 *
 *   node dist/bench/release.js [--staff 30000] [--runs 5] [--policy board] [--by sex]
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { count, loadLibrary, readExtract, release } from '../src/index.js';
import { synthesise, writeWorkbook } from '../src/synth/index.js';

const { values } = parseArgs({
  options: {
    staff: { type: 'string', default: '30000' },
    runs: { type: 'string', default: '5' },
    policy: { type: 'string', default: 'board' },
    by: { type: 'string', default: '' },
  },
});

const folder = mkdtempSync(join(tmpdir(), 'bench-release-'));
try {
  const path = join(folder, 'board.xlsx');
  await writeWorkbook(synthesise({ seed: 1, staff: Number(values.staff), trust: 1, messy: false }).sheets, path);
  const library = await loadLibrary();
  const policy = library.policies[values.policy];
  if (!policy) throw new Error(`There is no policy ${values.policy}.`);
  const by = values.by.split(',').filter((key) => key !== '');
  const spent: Record<'read' | 'count' | 'release', number[]> = { read: [], count: [], release: [] };
  const timed = async <T>(what: keyof typeof spent, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    const done = await work();
    spent[what].push(performance.now() - from);
    return done;
  };
  let tables = '';
  for (let i = 0; i < Number(values.runs); i++) {
    const extract = await timed('read', () => readExtract([{ name: 'board.xlsx', path }], {}));
    const run = await timed('count', () => count(extract, library, { policy, by }));
    const { results, secondary } = await timed('release', () => release(run, policy));
    const hidden = results.flatMap((r) => r.parts.flatMap((p) => [p.n, p.base])).filter((f) => typeof f !== 'number');
    tables = `${results.length} results in ${new Set(results.map((r) => r.indicator)).size} indicators, ${hidden.length} counts hidden or absent, complements ${secondary}`;
  }
  console.log(
    `${values.staff} staff, ${(statSync(path).size / 1e6).toFixed(1)} MB, policy ${values.policy}: ${tables}`,
  );
  const middle = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  for (const [what, all] of Object.entries(spent))
    console.log(
      `${what.padEnd(8)} first ${all[0]?.toFixed(0).padStart(6)} ms   median ${middle(all).toFixed(0).padStart(6)} ms   ${(middle(all) / middle(spent.read)).toFixed(2)} of reading`,
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
