import { createHash } from 'node:crypto';
import fc from 'fast-check';
import t from 'tap';
import { withBeside } from '../../src/release/beside.js';
import type { CountedRun } from '../../src/release/counted.js';
import { parseLedger } from '../../src/release/ledger.js';
import { release } from '../../src/release/release.js';
import type { Run } from '../../src/release/result.js';
import { attack } from './attacker.js';
import { loadHighs } from './highs.js';
import { type Cells, groups, policyOf, runOf } from './tables.js';

const highs = await loadHighs();
const lt5 = policyOf({ hide: { from: 1, to: 4 } });
const hash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

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

const people = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 40 }));
const [bands, sexes] = [
  ['8a', '8b', '9'],
  ['female', 'male'],
];

t.test('finer tables, then coarser ones of the same people, tell no more than one', async (t) => {
  const keys = bands.flatMap((band) => sexes.flatMap((sex) => groups.map((ethnicity) => ({ band, sex, ethnicity }))));
  const tables = fc.array(people, { minLength: keys.length, maxLength: keys.length });
  let both = 0;
  await fc.assert(
    fc.asyncProperty(tables, async (numbers) => {
      const staff: Cells = keys.map((key, i) => [key, numbers[i] as number]);
      const has = (b: Readonly<Record<string, string>>): boolean =>
        staff.some(
          ([key, n]) =>
            n > 0 && Object.entries(b).every(([d, g]) => (key as Readonly<Record<string, string>>)[d] === g),
        );
      const of = (list: readonly Readonly<Record<string, string>>[]) =>
        runOf({ staff, rows: [{}, ...list.filter(has)] });
      const runs = await oneByOne(
        of(bands.flatMap((band) => sexes.map((sex) => ({ band, sex })))),
        of(bands.map((band) => ({ band }))),
        of(sexes.map((sex) => ({ sex }))),
      );
      const [first] = runs;
      if (!first || runs.length < 2) return;
      const attacker = attack(highs, { ...first, results: runs.flatMap((r) => r.results) }, { neverZero: true });
      try {
        if (!attacker.feasible()) throw new Error('the attacker takes for granted what is not so');
        const open = attacker.candidates().filter(({ values }) => values.length < 3);
        if (open.length > 0) throw new Error(`worked out: ${JSON.stringify(open)}`);
        both++;
      } finally {
        attacker.done();
      }
    }),
    { numRuns: 20, interruptAfterTimeLimit: 6_000, markInterruptAsFailure: false },
  );
  t.ok(both > 0, `${both} sequences of releases`);
});
