import { funnelTable, resultsCsv, resultsJson, resultsTable } from '../../src/index.js';
import { type Args, WrongUse } from '../args.js';
import { exitFor, runFiles } from './common.js';

const formats = { table: resultsTable, json: resultsJson, csv: resultsCsv, funnel: funnelTable } as const;

export async function results(args: Args): Promise<number> {
  const name = args.flag('json') ? 'json' : (args.text('format') ?? 'table');
  if (!(name in formats))
    throw new WrongUse(`There is no format "${name}"; there are ${Object.keys(formats).join(', ')}.`);
  const { run } = await runFiles(args, args.files);
  process.stdout.write(formats[name as keyof typeof formats](run));
  return exitFor(run);
}
