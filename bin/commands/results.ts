import {
  comparisonCsv,
  comparisonJson,
  funnelTable,
  interchange,
  labels,
  type Released,
  type Run,
  resultsCsv,
  resultsJsonPieces,
  resultsTable,
} from '../../src/index.js';
import { type Args, WrongUse } from '../args.js';
import { ownLabels } from './files.js';
import { exitFor, runFiles } from './input.js';
import { say } from './say.js';
import { print, writeWhole } from './write.js';

const formats = { table: resultsTable, json: resultsJsonPieces, csv: resultsCsv, funnel: funnelTable } as const;
const binary = ['arrow', 'parquet'] as const;
const tables = ['results', 'counts'] as const;
/** Two snapshots side by side, which is a table of its own. */
const sideBySide = { json: comparisonJson, csv: comparisonCsv } as const;

/** The bytes of a binary format. */
async function bytesOf(format: (typeof binary)[number], run: Released<Run>, args: Args): Promise<Uint8Array> {
  const table = args.text('table') as (typeof tables)[number] | undefined;
  const { toArrow, toParquet } = await interchange();
  return format === 'arrow' ? toArrow(run, table) : toParquet(run, table);
}

/** Both snapshots side by side; nothing where they cannot be compared, which the issues on stderr say. */
const compared = (run: Released<Run>, format: keyof typeof sideBySide): string =>
  run.compared ? sideBySide[format](run) : '';

export async function results(args: Args): Promise<number> {
  const name = args.flag('json') ? 'json' : (args.text('format') ?? 'table');
  const format = binary.find((b) => b === name);
  if (!format && !(name in formats))
    throw new WrongUse(`There is no format "${name}"; there are ${[...Object.keys(formats), ...binary].join(', ')}.`);
  const [out, table] = [args.text('out'), args.text('table')];
  if (format && out === undefined) throw new WrongUse(`--format ${format} needs --out FILE.`);
  const beside = table === 'comparison';
  if (beside && !(name in sideBySide && args.text('compared-with') !== undefined))
    throw new WrongUse('--table comparison takes --compared-with DAY and --format json or csv.');
  if (table !== undefined && !beside && !(format && tables.some((t) => t === table)))
    throw new WrongUse(
      `--table takes ${tables.join(' or ')}, with --format ${binary.join(' or ')}, or comparison with --compared-with.`,
    );
  const { run } = await runFiles(args, args.files);
  const made = format
    ? await bytesOf(format, run, args)
    : name === 'table'
      ? resultsTable(run, labels(undefined, await ownLabels(args)))
      : beside
        ? compared(run, name as keyof typeof sideBySide)
        : formats[name as keyof typeof formats](run);
  if (out === undefined) await print(made);
  else {
    await writeWhole(out, made);
    say(`Wrote ${out}`);
  }
  return exitFor(run);
}
