import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { engines, evaluate, loadLibrary, type RunOptions, resultsJson } from '../../src/index.js';
import { makeStaff } from './make.js';

// A new month beside twelve: what a run costs that counts all of it, and one that has the twelve in its --cache. Each run is a process of its own.
//   node dist/bench/engines/months.js [--rows 100000] [--rounds 3] [--csv] [--keep FOLDER]
const value = (name: string, otherwise: string): string => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : (process.argv[at + 1] ?? otherwise);
};
const standards = value('standards', 'wres,wdes,model-employer,disparity-ratio').split(',');

/** One run: what it found, how long it took and which files its statements read. */
async function one(folder: string, cache: string | undefined): Promise<void> {
  const library = await loadLibrary();
  const { openRun } = await engines();
  const said: string[] = [];
  const start = performance.now();
  const cpu = process.cpuUsage();
  const opened = await openRun([folder], library, {
    ...(cache === undefined ? {} : { cache }),
    told: (s) => said.push(s),
  });
  const options: RunOptions = {
    policy: library.policies.internal!,
    standards,
    ...(opened.engine ? { engine: opened.engine } : {}),
  };
  const run = await evaluate(opened.extract, library, options).finally(opened.close);
  const seconds = (performance.now() - start) / 1000;
  const used = process.cpuUsage(cpu);
  const { results } = JSON.parse(resultsJson(run)) as { results: unknown[] };
  // What scans rows: not the headers, nor the number of rows that a Parquet file says itself.
  const reads = said.filter(
    (s) => /read_(parquet|csv)\(/.test(s) && !/^(describe|select count\(\*\) from read_)/.test(s),
  );
  const files = new Set(
    reads
      .flatMap((s) => s.match(/read_(parquet|csv)\(\[[^\]]*\]/g) ?? [])
      .flatMap((s) => s.match(/Staff [0-9-]+\.(parquet|csv)/g) ?? []),
  );
  console.log(
    JSON.stringify({
      seconds,
      cpu: (used.user + used.system) / 1e6,
      results: results.length,
      figures: JSON.stringify(results).length,
      statements: reads.length,
      files: files.size,
    }),
  );
}

/** A file for each of the month-ends of one. */
async function split(from: string, folder: string, csv: boolean): Promise<readonly string[]> {
  const db = await DuckDBInstance.create(':memory:');
  const c = await db.connect();
  const days = (
    await c.runAndReadAll(`select distinct "Snapshot Date"::varchar from read_parquet('${from}') order by 1`)
  ).getRows();
  const made: string[] = [];
  for (const [day] of days) {
    const path = join(folder, `Staff ${String(day)}.${csv ? 'csv' : 'parquet'}`);
    made.push(path);
    if (!existsSync(path))
      await c.run(
        `copy (select * from read_parquet('${from}') where "Snapshot Date" = '${String(day)}') to '${path}' (format ${csv ? 'csv, header' : 'parquet'})`,
      );
  }
  c.closeSync();
  db.closeSync();
  return made;
}

async function compare(): Promise<void> {
  const rows = Number(value('rows', '100000'));
  const rounds = Number(value('rounds', '3'));
  const csv = process.argv.includes('--csv');
  const folder = process.argv.includes('--keep') ? value('keep', tmpdir()) : mkdtempSync(join(tmpdir(), 'wee-months-'));
  const months = join(folder, csv ? 'months-csv' : 'months');
  mkdirSync(months, { recursive: true });
  const whole = join(folder, 'whole.parquet');
  if (!existsSync(whole)) console.log(`${await makeStaff(whole, rows * 13, 13, '2025-03-31', 1)} rows`);
  const files = await split(whole, months, csv);
  const early = join(folder, 'early');
  const run = (of: string, cache?: string): Figures => {
    const words = [fileURLToPath(import.meta.url), '--one', of, ...(cache === undefined ? [] : ['--cache', cache])];
    const ran = spawnSync(process.execPath, [...words, '--standards', standards.join()], { encoding: 'utf8' });
    if (ran.status !== 0) throw new Error(ran.stderr.slice(0, 500));
    return JSON.parse(ran.stdout.trim().split('\n').at(-1)!) as Figures;
  };
  const best: Record<string, Figures> = {};
  const put = (name: string, f: Figures): void => {
    if (!best[name] || f.cpu < best[name].cpu) best[name] = f;
  };
  const { copyFileSync } = await import('node:fs');
  for (let round = 0; round < rounds; round++) {
    const cache = mkdtempSync(join(folder, 'cache-'));
    rmSync(early, { recursive: true, force: true });
    mkdirSync(early);
    for (const file of files.slice(0, 12)) copyFileSync(file, join(early, basename(file)));
    put('12 months, nothing kept', run(early, cache));
    put('a 13th month, 12 kept', run(months, cache));
    put('13 months, all kept', run(months, cache));
    put('13 months, no --cache', run(months));
    console.log(`  the folder of --cache has ${readdirSync(cache).length} files`);
    rmSync(cache, { recursive: true, force: true });
  }
  const base = best['13 months, no --cache']!;
  for (const [name, f] of Object.entries(best))
    console.log(
      `  ${name.padEnd(24)} ${f.seconds.toFixed(2)} s, ${f.cpu.toFixed(2)} s of processor (${(base.cpu / f.cpu).toFixed(1)} times less), ${f.statements} statements over the rows of ${f.files} files, ${f.results} results`,
    );
  if (!process.argv.includes('--keep')) rmSync(folder, { recursive: true, force: true });
}

interface Figures {
  readonly seconds: number;
  readonly cpu: number;
  readonly results: number;
  readonly figures: number;
  readonly statements: number;
  /** Of which rows were read. */
  readonly files: number;
}

if (process.argv.includes('--one'))
  await one(value('one', ''), process.argv.includes('--cache') ? value('cache', '') : undefined);
else await compare();
