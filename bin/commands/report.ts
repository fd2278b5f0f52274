import { reportSettings, reports, resultsJson } from '../../src/index.js';
import { type Args, WrongUse } from '../args.js';
import { exitFor, readCover, runFiles, say } from './common.js';
import { folderThere, writeWhole } from './write.js';

export async function report(args: Args): Promise<number> {
  const out = args.text('out');
  if (out === undefined) throw new WrongUse('"report" needs --out FILE.html.');
  if (!/\.html?$/i.test(out))
    throw new WrongUse(`"${out}" is none of the report formats of this version; there is .html.`);
  await folderThere(out);
  const cover = await readCover(args.text('cover'));
  const { run, read } = await runFiles(args, args.files);
  say('Drawing the report');
  const { html, reportDocument } = await reports();
  const document = reportDocument(run, { ...reportSettings(read.library, run), ...wordingOf(args), ...cover });
  await writeWhole(out, await html(document));
  say(`Wrote ${out}`);
  if (args.flag('json')) process.stdout.write(resultsJson(run));
  return exitFor(run);
}

export function wordingOf(args: Args): { readonly wording?: 'bme' | 'ethnic-minority' | 'global-majority' } {
  const wording = args.text('wording');
  if (wording === undefined) return {};
  if (wording !== 'bme' && wording !== 'ethnic-minority' && wording !== 'global-majority')
    throw new WrongUse(`--wording is bme, ethnic-minority or global-majority, not "${wording}".`);
  return { wording };
}
