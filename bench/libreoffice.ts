/**
 * Has LibreOffice save synthetic extracts, clean and messy, as a workbook of its own and as CSV, and compares what is counted from all three with every figure of the original.
 * Needs `soffice` on the path (Debian: libreoffice-calc). Prints the differences; exit code 1 when there is one.
 *
 *   node dist/bench/libreoffice.js [--staff 800] [--seeds 3]
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { evaluate, loadLibrary, readExtract, synthetic } from '../src/index.js';

const { values } = parseArgs({
  options: { staff: { type: 'string', default: '800' }, seeds: { type: 'string', default: '3' } },
});
const { messKinds, synthesise, writeWorkbook } = await synthetic();
const library = await loadLibrary();
const policy = library.policies.internal!;

/** Every sheet as a file: comma, quotes, UTF-8, cells as shown. */
const csvFilter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1';

function convert(to: string, from: string, outdir: string, home: string): void {
  const done = spawnSync(
    'soffice',
    [`-env:UserInstallation=file://${home}`, '--headless', '--convert-to', to, '--outdir', outdir, from],
    { encoding: 'utf8' },
  );
  if (done.status !== 0) throw new Error(`soffice could not convert ${from}: ${done.stderr ?? done.error?.message}`);
}

/** One line a figure: what it is of, the count and base of each group, the value. */
async function figures(paths: readonly string[]): Promise<Map<string, string>> {
  const extract = await readExtract(paths.map((path) => ({ name: basename(path), path })));
  const run = await evaluate(extract, library, { policy, standards: ['wres', 'wdes'], years: 1 });
  const lines = new Map<string, string>();
  for (const r of run.results) {
    const row = `${r.indicator} ${JSON.stringify(r.breakdown)} ${r.period.to}`;
    lines.set(row, JSON.stringify(r.value));
    for (const p of r.parts) lines.set(`${row} ${p.of ?? ''} ${p.group}`, JSON.stringify([p.n, p.base]));
  }
  for (const r of run.reconciliation) lines.set(`rows of ${r.table}`, JSON.stringify([r.read, r.counted, r.merged]));
  return lines;
}

const folder = mkdtempSync(join(tmpdir(), 'saved-again-'));
let different = 0;
try {
  for (let seed = 1; seed <= Number(values.seeds); seed++)
    for (const mess of [[], [...messKinds]]) {
      const trust = synthesise({ seed, staff: Number(values.staff), trust: 1, messy: mess });
      const here = join(folder, `${seed}-${mess.length}`);
      const original = join(here, 'trust.xlsx');
      for (const part of ['', 'xlsx', 'csv']) mkdirSync(join(here, part), { recursive: true });
      await writeWorkbook(trust.sheets, original);
      convert('xlsx:Calc MS Excel 2007 XML', original, join(here, 'xlsx'), join(folder, 'home'));
      convert(csvFilter, original, join(here, 'csv'), join(folder, 'home'));
      const truth = await figures([original]);
      for (const form of ['xlsx', 'csv']) {
        const saved = await figures(readdirSync(join(here, form)).map((f) => join(here, form, f)));
        const apart = [...new Set([...truth.keys(), ...saved.keys()])].filter((k) => truth.get(k) !== saved.get(k));
        different += apart.length;
        console.log(
          `seed ${seed}, ${mess.length === 0 ? 'clean' : 'every mess'}, saved as ${form}: ${truth.size} figures, ${apart.length} different`,
        );
        for (const k of apart.slice(0, 8)) console.log(`  ${k}: ${truth.get(k)} became ${saved.get(k)}`);
      }
    }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = different === 0 ? 0 : 1;
