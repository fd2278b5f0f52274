import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addYears, isoDate, parseIso, partsOf } from '../../src/core/dates.js';
import { makeStaff } from './make.js';

// Engines side by side in one run, each contestant a process of its own, turn and turn about; the least of the times is taken.
//   node dist/bench/engines/run.js [--rows 20000000] [--csv-rows 1500000] [--rounds 3] [--growth] [--keep FOLDER]
const value = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
};
const last = value('last', '2025-03-31');
const rounds = Number(value('rounds', '3'));
const folder = process.argv.includes('--keep') ? value('keep', tmpdir()) : mkdtempSync(join(tmpdir(), 'wee-bench-'));
const script = join(dirname(fileURLToPath(import.meta.url)), 'one.js');

/** The last `n` month-ends up to a day, oldest first. */
function monthEnds(to: number, n: number): number[] {
  const days: number[] = [];
  for (let d = to; days.length < n; d -= partsOf(d).date) days.unshift(d);
  return days;
}

interface Figures {
  readonly people: number;
  readonly seconds: number;
  readonly cpu: number;
  readonly whole: number;
  readonly megabytes: number;
}

function race(names: readonly string[], file: string, days: readonly number[]): Record<string, Figures | string> {
  const best: Record<string, Figures | string> = {};
  for (let round = 0; round < rounds; round++)
    for (const name of names) {
      const run = spawnSync(process.execPath, ['--max-old-space-size=6000', script, name, file, last, days.join()], {
        encoding: 'utf8',
        timeout: 900_000,
      });
      const line = run.stdout.trim().split('\n').at(-1) ?? '';
      if (run.status !== 0) {
        best[name] =
          `did not finish: ${(run.stderr.split('\n').find((l) => /Error|FATAL|heap/.test(l)) ?? run.signal ?? 'unknown').slice(0, 120)}`;
        continue;
      }
      const figures = JSON.parse(line) as Figures;
      const before = best[name];
      if (before === undefined || typeof before === 'string' || figures.seconds < before.seconds) best[name] = figures;
    }
  return best;
}

const show = (title: string, found: Record<string, Figures | string>, against: string): void => {
  const base = found[against];
  console.log(`\n${title}`);
  for (const [name, f] of Object.entries(found)) {
    if (typeof f === 'string') {
      console.log(`  ${name.padEnd(8)} ${f}`);
      continue;
    }
    const times =
      typeof base === 'object'
        ? `${(f.seconds / base.seconds).toFixed(2)} times ${against} (${(f.cpu / base.cpu).toFixed(2)} of its processor time)`
        : '';
    console.log(
      `  ${name.padEnd(8)} ${f.seconds.toFixed(2)} s (${f.whole.toFixed(2)} with its start), ${f.cpu.toFixed(2)} s of processor, ${f.megabytes} MB, ${f.people} people  ${times}`,
    );
  }
};

async function file(name: string, rows: number, snapshots: number): Promise<string> {
  const path = join(folder, name);
  if (!existsSync(path)) console.log(`${name}: ${await makeStaff(path, rows, snapshots, last)} rows`);
  return path;
}

const rows = Number(value('rows', '20000000'));
const csvRows = Number(value('csv-rows', '1500000'));
const end = parseIso(last)!;
const months = monthEnds(end, 13);
console.log(`month-ends ${isoDate(months[0]!)} to ${isoDate(end)}; one year before is ${isoDate(addYears(end, -1))}`);

show(
  `${rows} assignment-rows, Parquet, 13 snapshots: one row per person and snapshot, then the widest group`,
  race(['bare', 'ours'], await file(`staff-${rows}.parquet`, rows, 13), months),
  'bare',
);
const csv = await file(`staff-${csvRows}.csv`, csvRows, 1);
show(`${csvRows} assignment-rows, CSV, one snapshot`, race(['bare', 'ours', 'arquero'], csv, [end]), 'bare');
const head = join(folder, 'staff-first-50000.csv');
writeFileSync(head, `${readFileSync(csv, 'utf8').split('\n', 50_001).join('\n')}\n`);
show('its first 50,000 rows', race(['ours', 'arquero', 'danfo'], head, [end]), 'ours');
if (process.argv.includes('--growth'))
  for (const n of [1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000])
    show(`growth: ${n} rows`, race(['bare', 'ours'], await file(`staff-${n}.parquet`, n, 13), months), 'bare');
if (!process.argv.includes('--keep')) rmSync(folder, { recursive: true, force: true });
