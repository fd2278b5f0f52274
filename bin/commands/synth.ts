import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { synthetic } from '../../src/index.js';
import { type Args, WrongUse } from '../args.js';
import { say } from './say.js';

/** Writes synthetic trusts, or with `--staff 0` the blank template. Nobody in them is real. */
export async function synth(args: Args): Promise<number> {
  const out = args.text('out');
  if (out === undefined) throw new WrongUse('"synth" needs --out DIR.');
  const format = args.text('format') ?? 'xlsx';
  if (format !== 'xlsx' && format !== 'csv')
    throw new WrongUse(`There is no format "${format}" in this version; there are xlsx and csv.`);
  const staff = args.count('staff', 12_000);
  const trusts = args.count('trusts', 1);
  if (trusts < 1) throw new WrongUse('--trusts takes a whole number from 1.');
  const { synthesise, writeCsv, writeWorkbook } = await synthetic();
  const written: string[] = [];
  await mkdir(out, { recursive: true });
  for (let trust = 1; trust <= trusts; trust++) {
    const made = synthesise({
      seed: args.count('seed', 7),
      staff,
      trust,
      messy: args.flag('messy'),
      retention: args.flag('retention'),
    });
    const name = staff === 0 ? 'template' : made.organisation.code;
    say(staff === 0 ? 'Making the blank template' : `Making ${made.organisation.name}`);
    if (format === 'xlsx') {
      const path = join(out, `${name}.xlsx`);
      await writeWorkbook(made.sheets, path);
      written.push(path);
    } else written.push(...(await writeCsv(made.sheets, join(out, name))));
    if (staff === 0) break;
  }
  process.stdout.write(
    args.flag('json') ? `${JSON.stringify({ files: written }, null, 2)}\n` : `${written.join('\n')}\n`,
  );
  return 0;
}
