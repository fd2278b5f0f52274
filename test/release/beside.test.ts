import t from 'tap';
import { withBeside } from '../../src/release/beside.js';
import type { CountedRun } from '../../src/release/counted.js';
import { parseLedger } from '../../src/release/ledger.js';
import { release } from '../../src/release/release.js';
import type { Run } from '../../src/release/result.js';
import { bands, bandsAndSexes, hash, sexes, tellNoMoreThanOne } from './sequences.js';
import { type Cells, groups, policyOf, runOf } from './tables.js';

const lt5 = policyOf({ hide: { from: 1, to: 4 } });

/** Releases one run after another, each beside those before, by one ledger. */
async function oneByOne(...all: readonly CountedRun[]): Promise<readonly Run[]> {
  const runs: Run[] = [];
  const given: CountedRun[] = [];
  let text = '';
  for (const run of all) {
    const keep = (line: string): void => {
      text += line;
    };
    const ledger = { past: parseLedger(text), hash, keep };
    const released = JSON.parse(JSON.stringify(await release(run, lt5, { ledger, beside: given }))) as Run;
    if (released.refused) continue;
    runs.push(released);
    given.push(run);
  }
  return runs;
}

t.test('the others stand beside with their own names and the same people', (t) => {
  const cells: Cells = groups.map((ethnicity, i) => [{ band: '9', ethnicity }, i + 3] as const);
  const run = runOf({ staff: cells, rows: [{}] });
  const other = runOf({ staff: cells, rows: [{}, { band: '9' }] });
  const both = withBeside(run, [other]);
  t.equal(both.rows.length, run.rows.length + other.rows.length);
  t.equal(Object.keys(both.cubes).length, Object.keys(run.cubes).length + Object.keys(other.cubes).length);
  t.equal(withBeside(run, []), run);
  t.end();
});

t.test('only the run itself is given', async (t) => {
  const cells: Cells = groups.map((ethnicity, i) => [{ band: '9', ethnicity }, 20 + i] as const);
  const run = runOf({ staff: cells, rows: [{}] });
  const other = runOf({ staff: cells, rows: [{}, { band: '9' }] });
  const [alone, beside] = [await release(run, lt5), await release(run, lt5, { beside: [other] })];
  t.same(beside.results, alone.results, 'where nothing is small it is as by itself');
});

t.test('finer tables, then coarser ones of the same people, tell no more than one', async (t) => {
  const { attacked } = await tellNoMoreThanOne([bandsAndSexes, bands, sexes], (runs) => oneByOne(...runs), 6_000);
  t.ok(attacked > 0, `${attacked} sequences of releases`);
});
