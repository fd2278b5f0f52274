import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeNational } from './make.js';

// A whole NHS in one run, from Parquet, with DuckDB's memory limited: the time, the processor time and the peak memory of the process beside the limit.
//   node dist/bench/engines/national.js [--people 1500000] [--trusts 200] [--memory 1GiB] [--keep FOLDER] [--only one|each]
const value = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
};
const asAt = value('last', '2025-03-31');
const people = Number(value('people', '1500000'));
const trusts = Number(value('trusts', '200'));
const memory = value('memory', '1GiB');
const only = value('only', '');
const folder = process.argv.includes('--keep')
  ? value('keep', tmpdir())
  : mkdtempSync(join(tmpdir(), 'wee-bench-national-'));
const script = join(dirname(fileURLToPath(import.meta.url)), 'national-one.js');

async function filesOf(organisations: number): Promise<string> {
  const own = join(folder, `of-${organisations}-${people}`);
  if (!existsSync(own)) {
    mkdirSync(own, { recursive: true });
    await makeNational(own, people, asAt, organisations);
  }
  console.log(`${organisations} organisations, about ${people} people in post: ${readdirSync(own).length} files`);
  return own;
}

interface Figures {
  readonly seconds: number;
  readonly cpu: number;
  readonly megabytes: number;
  readonly rows: number;
}

/** One run in a process of its own: what is counted, in which files. */
function run(title: string, files: string, indicators: string, by: 'whole' | 'organisation'): void {
  const made = spawnSync(process.execPath, [script, files, memory, indicators, by, asAt], {
    encoding: 'utf8',
    timeout: 3_600_000,
  });
  if (made.status !== 0) {
    console.log(`  ${title}: did not finish: ${made.stderr.slice(-400)}`);
    return;
  }
  const f = JSON.parse(made.stdout.trim().split('\n').at(-1) ?? '') as Figures;
  console.log(
    `  ${title.padEnd(60)} ${f.seconds.toFixed(1)} s, ${f.cpu.toFixed(1)} s of processor, ${f.megabytes} MB resident (limit of DuckDB ${memory}), ${f.rows} figures`,
  );
}

if (only !== 'each') {
  const one = await filesOf(1);
  run('survival with the model of leaving, one organisation', one, 'turnover.survival', 'whole');
}
if (only !== 'one') {
  const each = await filesOf(trusts);
  run('WRES and WDES, by organisation', each, 'wres.,wdes.', 'organisation');
  run('turnover, by organisation', each, 'turnover.,!turnover.survival', 'organisation');
  run('survival, by organisation', each, 'turnover.survival', 'organisation');
}
if (!process.argv.includes('--keep')) rmSync(folder, { recursive: true, force: true });
