import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { contracts } from '../../schemas/index.js';
import { resolveLists } from '../../schemas/lists.js';
import { isoDate } from '../../src/core/dates.js';
import type { Counter, CountRequest } from '../../src/core/request.js';
import { engines, loadLibrary, readExtract } from '../../src/index.js';
import { settle } from '../../src/setting.js';
import { codeListsFor } from '../../src/standard/lists.js';
import { synthesise, writeCsv } from '../../src/synth/index.js';
import { countTurnover } from '../../src/turnover/count.js';
import { turnoverCuts } from '../../src/turnover/cuts.js';

// Twelve months of a trust with its leavers, from Parquet: the engine's time for all counts of turnover beside one row per person and a GROUP BY for each table of dimensions.
//   node dist/bench/engines/turnover.js [STAFF 30000] [ROUNDS 5]
const staff = Number(process.argv[2] ?? 30_000);
const rounds = Number(process.argv[3] ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'wee-bench-turnover-'));
const trust = synthesise({ seed: 7, staff });
const sheets = (await writeCsv(trust.sheets, folder)).filter((p) =>
  /^(staff in post|leavers|starters)/i.test(basename(p)),
);
const db = await DuckDBInstance.create(':memory:');
const connection = await db.connect();
const extract = await readExtract(sheets.map((path) => ({ name: basename(path), path })));
const files: string[] = [];
// Clean files, as a warehouse hands them out: one header, typed values.
for (const name of ['staff', 'leavers', 'starters'] as const) {
  const { columns, length } = extract.tables[name]!;
  const contract = contracts[name].columns;
  const there = Object.keys(columns).filter((c) => contract[c] && contract[c].type !== 'personal');
  const text = (c: string, i: number): string => {
    const v = columns[c]![i];
    const plain =
      v === undefined
        ? ''
        : contract[c]!.type === 'date'
          ? isoDate(v as number)
          : v === true
            ? 'Yes'
            : v === false
              ? 'No'
              : String(v);
    return `"${plain.replaceAll('"', '""')}"`;
  };
  const lines = Array.from({ length }, (_, i) => there.map((c) => text(c, i)).join(','));
  const csv = join(folder, `${name}.csv`);
  writeFileSync(csv, `${[there.map((c) => `"${contract[c]!.headers[0]}"`).join(','), ...lines].join('\n')}\n`);
  await connection.run(
    `copy (select * from read_csv('${csv}', all_varchar = true, header = true)) to '${join(folder, `${name}.parquet`)}' (format parquet)`,
  );
  files.push(join(folder, `${name}.parquet`));
}
const library = await loadLibrary();
const { openRun } = await engines();

const clock = async <T>(work: () => Promise<T>): Promise<{ value: T; seconds: number; cpu: number }> => {
  const [started, before] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(before);
  return { value, seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
};
const least = (of: readonly { seconds: number; cpu: number }[]): string =>
  `${Math.min(...of.map((o) => o.seconds)).toFixed(2)} s, ${Math.min(...of.map((o) => o.cpu)).toFixed(2)} s of processor`;

const ours: { seconds: number; cpu: number }[] = [];
const bare: { seconds: number; cpu: number }[] = [];
let cubes = 0;
let tables = 0;
let cells = 0;
for (let round = 0; round < rounds; round++) {
  const opened = await openRun(files, library, {});
  const { setting } = settle(opened.extract, {}, library.editions, 'turnover');
  if (!setting || !opened.engine) throw new Error('turnover cannot be settled from the synthetic trust');
  const indicators = library.indicators.filter((i) => i.id.startsWith('turnover.') && i.formula.name === 'turnover');
  const lists = codeListsFor(setting.edition, resolveLists(library.lists));
  await opened.engine.load(opened.extract.tables);
  const counter = opened.engine.counter(lists);
  const asked: CountRequest[] = [];
  const noted: Counter = {
    engine: counter.engine,
    count: (request) => {
      asked.push(request as CountRequest);
      return counter.count(request);
    },
  };
  const cuts = turnoverCuts(setting, indicators, ['nationality'], 'white');
  const run = await clock(() => countTurnover(setting, noted, cuts));
  ours.push(run);
  cubes = asked.length;
  tables = new Set(asked.map((r) => Object.keys(r.by).join())).size;
  cells = Object.values(run.value.cubes).reduce((n, c) => n + c.cube.cells.length, 0);
  await opened.close();

  const [own = '', gone = ''] = ['staff', 'leavers'].map((name) =>
    files.find((f) => basename(f).toLowerCase().includes(name)),
  );
  bare.push(
    await clock(async () => {
      const person = `row_number() over (partition by "Employee Number"`;
      await connection.run(
        `create or replace temp table people as select * from (select *, ${person}, "Snapshot Date" order by "Primary Assignment" desc, "FTE" desc, "Assignment Number") as n from '${own}') where n = 1`,
      );
      await connection.run(
        `create or replace temp table gone as select * from (select *, ${person} order by "Termination Date" desc, "FTE" desc, "Assignment Number") as n from '${gone}') where n = 1`,
      );
      const columns = ['"Ethnic Origin"', '"Pay Scale"', '"Staff Group"', '"Nationality"'];
      for (let i = 0; i < tables; i++)
        await connection.runAndReadAll(
          `select ${columns[i % 4]!}, ${columns[(i + 1) % 4]!}, "Snapshot Date", count(*) from people group by all union all select ${columns[i % 4]!}, ${columns[(i + 1) % 4]!}, null, count(*) from gone group by all`,
        );
    }),
  );
}
console.log(
  `${staff} staff, twelve months: ${cubes} counts of turnover in ${tables} tables of dimensions, ${cells} cells`,
);
console.log(`  bare     ${least(bare)}`);
console.log(`  ours     ${least(ours)}`);
const ratio = (of: 'seconds' | 'cpu'): string =>
  (Math.min(...ours.map((o) => o[of])) / Math.min(...bare.map((o) => o[of]))).toFixed(2);
console.log(`  ${ratio('seconds')} times bare (${ratio('cpu')} of its processor time)`);
rmSync(folder, { recursive: true, force: true });
