import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import t from 'tap';
import { runSchema } from '../../schemas/run.js';
import { evaluate, loadLibrary, readExtract, resultsJson } from '../../src/index.js';
import { synthesise, writeWorkbook } from '../../src/synth/index.js';

const library = await loadLibrary();

t.test('every property of every standard’s results is documented: reading by the schema drops none', async (t) => {
  const folder = t.testdir();
  const trusts = await Promise.all(
    [1, 2].map(async (trust) => {
      const path = join(folder, `${trust}.xlsx`);
      await writeWorkbook(synthesise({ seed: 5, staff: 120, trust, retention: true }).sheets, path);
      return { name: `${trust}.xlsx`, path };
    }),
  );
  const one = await readExtract(trusts.slice(0, 1), {});
  const both = await readExtract(trusts, {});
  const { internal, board } = library.policies;
  const runs = {
    exact: await evaluate(one, library, { policy: internal! }),
    released: await evaluate(one, library, { policy: board!, standards: ['wres', 'turnover'], years: 1 }),
    'by organisation': await evaluate(both, library, {
      policy: internal!,
      rollUp: { levels: ['organisation'] },
      standards: ['wres'],
    }),
  };
  for (const [name, run] of Object.entries(runs)) {
    const printed = JSON.parse(resultsJson(run));
    t.ok(printed.results.length > 50, `${name}: ${printed.results.length} results`);
    const read = runSchema.parse(printed) as unknown as { results: object[] };
    const off = printed.results.flatMap((r: { indicator: string }, i: number) =>
      isDeepStrictEqual(r, read.results[i]) ? [] : [r.indicator],
    );
    t.same([...new Set(off)], [], name);
    t.same({ ...printed, results: [] }, { ...read, results: [] }, `${name}, beside results`);
  }
});
