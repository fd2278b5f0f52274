import { basename, join } from 'node:path';
import { evaluate, loadLibrary, parseDay, type Result, type Run, readExtract } from '../../src/index.js';
import type { SynthTrust } from '../../src/synth/index.js';
import { type Count3, type Group, type SynthTruth, writeCsv, writeWorkbook } from '../../src/synth/index.js';

const library = await loadLibrary();
const policy = library.policies.internal!;
const groups = ['white', 'bme', 'unknown'] as const satisfies readonly Group[];

/** Writes an extract to disk, reads it back and evaluates it, as a person with the command line would. Nothing is hidden: policy `internal`. */
export async function runOn(
  trust: SynthTrust,
  folder: string,
  form: 'xlsx' | 'csv' = 'xlsx',
  asAt?: string,
): Promise<Run> {
  let paths: readonly string[];
  if (form === 'csv') paths = await writeCsv(trust.sheets, folder);
  else {
    const path = join(folder, `${trust.organisation.code}.xlsx`);
    await writeWorkbook(trust.sheets, path);
    paths = [path];
  }
  const day = asAt === undefined ? {} : { asAt: parseDay(asAt) as number };
  const extract = await readExtract(
    paths.map((path) => ({ name: basename(path), path })),
    day,
  );
  return evaluate(extract, library, { policy, standards: ['wres'], years: 1, ...day });
}

const sum = (c: Count3): number => c.white + c.bme + c.unknown;

/** Every figure of a run as one line of text each: indicator, row, group, n of base. */
function found(results: readonly Result[]): Map<string, string> {
  const lines = new Map<string, string>();
  for (const r of results) {
    // No survey is made up.
    if (r.source === 'survey') continue;
    const row = `${r.indicator} ${Object.entries(r.breakdown)
      .map(([k, v]) => `${k}=${v}`)
      .join(' ')}`.trim();
    if (r.value.status === 'not-supplied') continue;
    for (const p of r.parts) lines.set([row, p.of, p.group].filter(Boolean).join(' '), `${p.n} of ${p.base}`);
    lines.set(`${row} value`, r.value.status === 'ok' ? r.value.value.toFixed(9) : r.value.status);
  }
  return lines;
}

/** The same lines from the truth. Rows that hold nobody are left out: a run shows them with 0 of 0. */
function expected(truth: SynthTruth, edition: string): Map<string, string> {
  const lines = new Map<string, string>();
  const put = (row: string, n: Count3, base: Count3 | number, of?: string) => {
    for (const g of groups)
      lines.set([row, of, g].filter(Boolean).join(' '), `${n[g]} of ${typeof base === 'number' ? base : base[g]}`);
  };
  const share = (row: string, n: Count3) => {
    put(row, n, sum(n));
    lines.set(`${row} value`, (n.bme / sum(n)).toFixed(9));
  };
  const ratio = (row: string, n: Count3, base: Count3, over: Group, under: Group) => {
    put(row, n, base);
    if (base[over] > 0 && base[under] > 0 && n[under] > 0)
      lines.set(`${row} value`, (n[over] / base[over] / (n[under] / base[under])).toFixed(9));
    else lines.set(`${row} value`, 'undefined');
  };
  const { wres1, wres2, wres3, wres4, wres9, workforce } = truth;
  share('wres.1', workforce);
  for (const block of ['non-clinical', 'clinical', 'medical'] as const) {
    const rows = wres1.filter((r) => r.block === block);
    const total = { white: 0, bme: 0, unknown: 0 };
    for (const r of rows) {
      share(`wres.1 block=${block} ${r.band === undefined ? `grade=${r.grade}` : `band=${r.band}`}`, r);
      if (r.grade !== 'senior-medical-manager') for (const g of groups) total[g] += r[g];
    }
    if (rows.length > 0) share(`wres.1 block=${block}`, total);
  }
  ratio('wres.2', wres2.appointed, wres2.shortlisted, 'white', 'bme');
  const home = wres2.withoutInternational;
  if (sum(wres2.shortlisted) > 0)
    ratio('wres.2 campaign=without-international', home.appointed, home.shortlisted, 'white', 'bme');
  // Before 2020 the mean of two years, halves kept.
  const mean = (g: Group): number => (wres3.cases[g] + wres3.casesBefore[g]) / 2;
  const cases = edition < '2020' ? { white: mean('white'), bme: mean('bme'), unknown: mean('unknown') } : wres3.cases;
  ratio('wres.3', cases, wres3.staff, 'bme', 'white');
  ratio('wres.4', wres4.trained, wres4.staff, 'white', 'bme');
  for (const part of ['total', 'voting', 'executive'] as const) {
    const row = `wres.9 part=${part}`;
    put(row, wres9[part], sum(wres9[part]), 'board');
    put(row, workforce, sum(workforce), 'workforce');
    const gap = wres9[part].bme / sum(wres9[part]) - workforce.bme / sum(workforce);
    lines.set(`${row} value`, (100 * gap).toFixed(9));
  }
  return lines;
}

/** The figures of one year of a run: 0 is the newest, 1 the year before. */
export const ofYear = (results: readonly Result[], yearsBefore: number): readonly Result[] =>
  results.filter((r) => (r.yearsBefore ?? 0) === yearsBefore);

/** Where the run and the truth differ: one line each, empty when they agree. Figures the truth has no opinion on must count nobody. */
export function differences(all: readonly Result[], truth: SynthTruth, yearsBefore = 0): readonly string[] {
  const results = ofYear(all, yearsBefore).filter((r) => r.source !== 'survey');
  const [got, want] = [found(results), expected(truth, results[0]?.edition ?? '')];
  const wrong = [...want].flatMap(([line, value]) =>
    got.get(line) === value ? [] : [`${line}: ${got.get(line) ?? 'nothing'}, should be ${value}`],
  );
  const more = [...got].flatMap(([line, value]) =>
    want.has(line) || value === '0 of 0' || value === 'undefined' ? [] : [`${line}: ${value}, should not be there`],
  );
  return [...wrong, ...more];
}

/** Under the policy `internal` nothing is hidden: a figure that is no number would be a fault, and shows as NaN. */
const number = (figure: unknown): number => (typeof figure === 'number' ? figure : Number.NaN);

/** Where a survey figure is not what the trust's survey sheet prints for that year: percentages go in and come out, and are never counted from. */
export function surveyDifferences(all: readonly Result[], trust: SynthTrust, yearsBefore = 0): readonly string[] {
  const names: Readonly<Record<string, string>> = { bme: 'BME', white: 'White' };
  const printed = trust.tables.find((table) => table.table === 'survey')?.rows ?? [];
  return ofYear(all, yearsBefore)
    .filter((r) => r.source === 'survey')
    .flatMap((r) =>
      r.parts.flatMap((p) => {
        const row = printed.find(
          (x) =>
            x.Question === r.indicator && x.Group === names[p.group] && x['Survey Year'] === r.period.from.slice(0, 4),
        );
        const rate = typeof p.rate === 'number' ? (100 * p.rate).toFixed(1) : '*';
        return rate === row?.Percentage ? [] : [`${r.indicator} ${p.group}: ${rate}, printed ${row?.Percentage}`];
      }),
    );
}

/** Rows that went missing: what was read, less what is not data, against the data rows of the sheets, by table. */
export function lostRows(run: Run, trust: SynthTrust): readonly string[] {
  return run.reconciliation.flatMap((r) => {
    const written = trust.sheets
      .filter((s) => s.table === r.table)
      .reduce((n, s) => n + s.rows.filter((row) => row.kind === 'data').length, 0);
    const places = [r.counted, r.merged, r.setAside, ...Object.values(r.excluded)].reduce<number>(
      (n, x) => n + number(x),
      0,
    );
    const data = number(r.read) - number(r.notData);
    return data === written && places === written
      ? []
      : [`${r.table}: ${written} rows written, ${data} read as data, ${places} in a place`];
  });
}
