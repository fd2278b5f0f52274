/**
 * Takes the same workbooks all the way to results, and reads them with our reader and three others, each in a process of its own, and prints whole-process time, peak memory
 * and how many times as long as the first line. Files are made in a temporary folder and removed.
 *
 *   node dist/bench/reading.js [--rows 30000] [--runs 3] [--bomb] [--million]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeBomb, writeMillion, writeStaff } from './reading-files.js';

type Reader = (path: string) => Promise<string>;

const limitless = { rows: 2_000_000, inflatedBytes: 2 ** 31, cells: 50_000_000 };

const ours =
  (limits: object): Reader =>
  async (path) => {
    const { openFile } = await import('../src/extract/files.js');
    const file = await openFile({ name: path, path }, limits);
    let cells = 0;
    try {
      for (const sheet of file.sheets)
        for await (const batch of sheet.rows) for (const row of batch) cells += row.cells.length;
    } catch (error) {
      return `refused: ${(error as Error).message.slice(0, 60)}`;
    }
    return file.kind === 'refused' ? `refused: ${file.issues[0]?.id}` : `${cells} cells`;
  };

/** The main job as the command line does it: from the workbook to the released results as JSON, of WRES or of every standard there is. */
const toResults =
  (standards?: readonly string[]): Reader =>
  async (path) => {
    const { evaluate, loadLibrary, readExtract, resultsJson, warm } = await import('../src/index.js');
    const reading = readExtract([{ name: 'staff.xlsx', path }]);
    const library = await loadLibrary();
    await warm();
    const extract = await reading;
    const run = await evaluate(extract, library, {
      policy: library.policies.board!,
      ...(standards === undefined ? {} : { standards }),
    });
    return `${run.results.length} results, ${resultsJson(run).length} bytes`;
  };

const readers: Readonly<Record<string, Reader>> = {
  'workbook to WRES': toResults(['wres']),
  'workbook to results': toResults(),
  ours: ours({}),
  'ours without limits': ours(limitless),
  hucre: async (path) => {
    const { readXlsx } = await import('hucre/xlsx');
    const book = await readXlsx(readFileSync(path));
    return `${book.sheets.reduce((n, s) => n + s.rows.reduce((m, r) => m + r.length, 0), 0)} cells`;
  },
  'hucre streaming': async (path) => {
    const { streamXlsxRows } = await import('hucre/xlsx');
    let cells = 0;
    for await (const row of streamXlsxRows(readFileSync(path))) cells += row.values.length;
    return `${cells} cells`;
  },
  '@e965/xlsx': async (path) => {
    const { default: XLSX } = await import('@e965/xlsx');
    const book = XLSX.read(readFileSync(path), { dense: true, cellDates: true });
    return `${Object.values(book.Sheets).reduce((n, s) => n + (s['!data'] ?? []).reduce((m, r) => m + r.length, 0), 0)} cells`;
  },
  exceljs: async (path) => {
    const { default: ExcelJS } = await import('exceljs');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(path);
    let cells = 0;
    book.eachSheet((sheet) => sheet.eachRow((row) => (cells += row.cellCount)));
    return `${cells} cells`;
  },
};

async function child(name: string, path: string): Promise<void> {
  const started = performance.now();
  const said = await readers[name]!(path);
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const [memory, cpu] = [Math.round(maxRSS / 1024), Math.round((userCPUTime + systemCPUTime) / 1000)];
  console.log(JSON.stringify({ said, read: Math.round(performance.now() - started), memory, cpu }));
}

interface Measured {
  readonly wall: number;
  readonly read: number;
  /** Processor time of all threads: steadier than wall time on a machine that does other things too. */
  readonly cpu: number;
  readonly memory: number;
  readonly said: string;
}

function measure(name: string, path: string, runs: number): Measured {
  let best: Measured | undefined;
  for (let i = 0; i < runs; i++) {
    const started = performance.now();
    const done = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--one', name, path], {
      timeout: 120_000,
    });
    const wall = Math.round(performance.now() - started);
    const text = String(done.stdout).trim();
    const last = text === '' ? { said: failure(String(done.stderr)), read: wall, memory: 0, cpu: 0 } : JSON.parse(text);
    if (best === undefined || wall < best.wall) best = { ...last, wall };
  }
  return best!;
}

const makers: Readonly<Record<string, (path: string, rows: number) => Promise<void>>> = {
  staff: writeStaff,
  bomb: async (path) => writeBomb(path),
  million: async (path) => writeMillion(path),
};

/** Made in a process of its own too: a child's peak memory begins at what its parent had. */
function make(what: string, path: string, rows = '0'): void {
  spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--make', '--rows', rows, what, path], {
    stdio: 'inherit',
  });
}

const failure = (text: string): string =>
  `failed: ${/^.*(Error|heap).*$/m.exec(text)?.[0].slice(0, 80) ?? 'timed out'}`;

function compare(title: string, path: string, names: readonly string[], runs: number): void {
  console.log(`\n${title} (${(statSync(path).size / 1e6).toFixed(1)} MB)`);
  let base = 0;
  for (const name of names) {
    const { wall, read, cpu, memory, said } = measure(name, path, runs);
    base ||= wall;
    const ratio = (wall / base).toFixed(1);
    console.log(
      `${name.padEnd(21)} ${`${wall} ms`.padStart(9)} (read ${read}, processor ${cpu} ms) ${`${memory} MB`.padStart(8)} ${ratio.padStart(6)}x  ${said}`,
    );
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      one: { type: 'boolean' },
      make: { type: 'boolean' },
      rows: { type: 'string', default: '30000' },
      runs: { type: 'string', default: '3' },
      bomb: { type: 'boolean' },
      million: { type: 'boolean' },
    },
  });
  if (values.one) return child(positionals[0]!, positionals[1]!);
  if (values.make) return makers[positionals[0]!]!(positionals[1]!, Number(values.rows));
  const runs = Number(values.runs);
  const all = ['workbook to WRES', 'workbook to results', 'ours', 'hucre', 'hucre streaming', '@e965/xlsx', 'exceljs'];
  const folder = mkdtempSync(join(tmpdir(), 'reading-'));
  try {
    const staff = join(folder, 'staff.xlsx');
    make('staff', staff, values.rows);
    compare(`${values.rows} rows x 25 columns`, staff, all, runs);
    if (values.bomb) {
      const bomb = join(folder, 'bomb.xlsx');
      make('bomb', bomb);
      compare('a zip bomb of 300 MB', bomb, all, 1);
    }
    if (values.million) {
      const million = join(folder, 'million.xlsx');
      make('million', million);
      compare('a million rows x 10 columns', million, ['ours', 'ours without limits', 'hucre streaming'], 1);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

await main();
