import { extname } from 'node:path';
import { charts, labels, reportSettings } from '../../src/index.js';
import { type Args, WrongUse } from '../args.js';
import { ownLabels } from './files.js';
import { exitFor, runFiles } from './input.js';
import { wordingOf } from './report.js';
import { say } from './say.js';
import { folderThere, writeWhole } from './write.js';

export async function chart(args: Args): Promise<number> {
  const [id, ...files] = args.files;
  const out = args.text('out');
  if (id === undefined || out === undefined)
    throw new WrongUse('"chart" needs an indicator, files and --out FILE.svg, .png or .json.');
  const kind = extname(out).toLowerCase();
  if (!['.svg', '.png', '.json'].includes(kind))
    throw new WrongUse(`"${out}" is none of the chart formats; there are .svg, .png and .json.`);
  await folderThere(out);
  const { run, read } = await runFiles(args, files);
  const own = run.results.filter((r) => r.indicator === id);
  if (own.length === 0)
    throw new WrongUse(
      `There is no result for "${id.slice(0, 40)}"; there are ${[...new Set(run.results.map((r) => r.indicator))].join(', ')}.`,
    );
  const { chartSpec, png, svg } = await charts();
  const { indicators, band } = reportSettings(read.library, run);
  const spec = chartSpec(run, {
    indicator: id,
    width: 'wide',
    ...(indicators ? { indicators } : {}),
    ...(band ? { band } : {}),
    ...(args.count('years', 1) > 1 || run.compared ? { trend: true as const } : {}),
    labels: labels(wordingOf(args).wording, await ownLabels(args)),
  });
  await writeWhole(
    out,
    kind === '.json' ? `${JSON.stringify(spec, null, 2)}\n` : kind === '.svg' ? await svg(spec) : await png(spec),
  );
  say(`Wrote ${out}`);
  return exitFor(run);
}
