import { extname } from 'node:path';
import { returns } from '../../src/index.js';
import { type Args, WrongUse } from '../args.js';
import { explainRun } from './engine.js';
import { exitFor, readInput } from './input.js';
import { issueLines, say } from './say.js';
import { writeWhole } from './write.js';

/** The numbers of the national data collection: exact, for submission only. */
export async function nationalReturn(args: Args): Promise<number> {
  const out = args.text('out');
  const kind = extname(out ?? '').toLowerCase();
  if (out === undefined || !['.xlsx', '.json'].includes(kind))
    throw new WrongUse('"return" needs --out FILE.xlsx or FILE.json.');
  const standards = args.list('standard');
  const [standard] = standards;
  if (standard === undefined || standards.length > 1)
    throw new WrongUse('"return" needs one --standard: wres or wdes.');
  const { extract, library, options, close } = await readInput(args, args.files);
  const years = Object.values(library.editions[standard] ?? {});
  if (!years.some((e) => e.parameters['return-parts']))
    throw new WrongUse(`There is no national return for "${standard}"; there are wres and wdes.`);
  say('Counting');
  const { makeReturn, returnJson, returnWorkbook } = await returns();
  const { policy: _, by: __, standards: ___, ...rest } = options;
  const { run, made } = await makeReturn(extract, library, rest, standard).finally(close);
  explainRun(args, options);
  for (const line of issueLines(run.issues)) say(line);
  for (const choice of run.choices) say(choice.what);
  if (!made) {
    say('Nothing could be counted, so there is no return to write.');
    return 3;
  }
  const dimension = library.indicators.find((i) => i.id === `${standard}.1`)?.compared.dimension ?? 'ethnicity';
  await writeWhole(out, kind === '.json' ? returnJson(made) : await returnWorkbook(made, dimension));
  const wrong = made.checks.filter((c) => !c.agrees);
  for (const c of wrong)
    say(
      `error: part ${c.part}: ${c.what}: ${c.here} in the return, ${c.there} in the results. Look at it before submitting.`,
    );
  say(`${made.checks.length - wrong.length} of ${made.checks.length} checks agree. ${made.mark}`);
  say(`Wrote ${out}`);
  if (args.flag('json')) process.stdout.write(returnJson(made));
  return wrong.length > 0 ? 3 : exitFor(run);
}
