import { extname } from 'node:path';
import { type ReportFormat, type Run, reportSettings, reports, resultsJson } from '../../src/index.js';
import { type Args, WrongUse } from '../args.js';
import { ownLabels, readCover } from './files.js';
import { exitFor, runFiles } from './input.js';
import { say } from './say.js';
import { folderThere, writeWhole } from './write.js';

const formats: Readonly<Record<string, ReportFormat>> = {
  '.html': 'html',
  '.htm': 'html',
  '.pdf': 'pdf',
  '.docx': 'docx',
  '.xlsx': 'xlsx',
};

export async function report(args: Args): Promise<number> {
  const out = args.text('out');
  if (out === undefined) throw new WrongUse('"report" needs --out FILE.html, .pdf, .docx or .xlsx.');
  const format = formats[extname(out).toLowerCase()];
  if (format === undefined)
    throw new WrongUse(
      `"${out}" is none of the report formats; there are .html, .pdf, .docx (Word) and .xlsx (Excel).`,
    );
  await folderThere(out);
  const { cannotWrite, reportDocument, writeReport } = await reports();
  const why = cannotWrite(format);
  if (why !== undefined) throw new Error(why);
  const cover = await readCover(args.text('cover'));
  const organisation = args.text('organisation');
  if (args.text('peers') !== undefined && organisation === undefined)
    throw new WrongUse('A report beside peers needs --organisation, the one to report on.');
  const { run, read } = await runFiles(args, args.files);
  say('Drawing the report');
  const document = reportDocument(run, {
    ...reportSettings(read.library, run),
    ...wordingOf(args),
    ownLabels: await ownLabels(args),
    ...cover,
    ...(args.text('peers') === undefined ? {} : { organisation: sameAs(run, organisation as string) }),
  });
  await writeWhole(out, await writeReport(document, format));
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

/** An organisation as the rows write it, whatever the case it was asked for in. */
const sameAs = (run: Run, asked: string): string =>
  run.results.find((r) => r.organisation.toLowerCase() === asked.toLowerCase())?.organisation ?? asked;
