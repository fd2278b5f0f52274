import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { Result, Run } from '../../src/index.js';
import { packageRoot } from '../../src/root.js';
import { csv, type Table } from './organisation.js';

const command = join(packageRoot, 'dist', 'bin', 'workforce-equality.js');

/** What the command line gives for some tables, as a person would ask it: exact, in JSON. */
export function results(t: Test, files: Readonly<Record<string, Table>>, more: readonly string[]) {
  const dir = t.testdir({});
  const paths = Object.entries(files).map(([name, table]) => {
    const path = join(dir, `${name}.csv`);
    writeFileSync(path, csv(table));
    return path;
  });
  const call = [
    'results',
    ...paths,
    '--format',
    'json',
    ...(more.includes('--policy') ? [] : ['--policy', 'internal']),
    ...more,
  ];
  const { stdout, stderr, status } = spawnSync(process.execPath, [command, ...call], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (stdout === '') throw new Error(stderr);
  return { run: JSON.parse(stdout) as Run, code: status, stderr };
}

type Breakdown = Readonly<Record<string, string>>;

/** The results of an indicator by what their rows are: `block=clinical band=8a`, `all` for the whole. */
export const named = (breakdown: Breakdown): string =>
  Object.entries(breakdown)
    .map(([key, value]) => `${key}=${value}`)
    .join(' ') || 'all';

export const rowsOf = (run: Run, indicator: string, yearsBefore = 0): ReadonlyMap<string, Result> =>
  new Map(
    run.results
      .filter((r) => r.indicator === indicator && (r.yearsBefore ?? 0) === yearsBefore)
      .map((r) => [named(r.breakdown), r]),
  );

/** A figure to nine decimals, or why there is none. */
export const shown = (value: Result['value']): string =>
  value.status === 'ok' ? String(Math.round(value.value * 1e9) / 1e9) : 'why' in value ? value.why : value.status;
