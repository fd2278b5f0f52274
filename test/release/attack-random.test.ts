import fc from 'fast-check';
import t from 'tap';
import { release } from '../../src/release/release.js';
import type { Run } from '../../src/release/result.js';
import { attack, type Knowledge } from './attacker.js';
import { loadHighs } from './highs.js';
import { type Cells, type Given, groups, policyOf, runOf } from './tables.js';

const highs = await loadHighs();
const policy = policyOf({ hide: { from: 1, to: 4 } });

/** Small numbers, zeros and larger ones, as real senior bands have them. */
const people = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 4, arbitrary: fc.integer({ min: 5, max: 60 }) },
);

const blocks = ['clinical', 'non-clinical'];
const bands = ['7', '8a', '8b', '9'];
const sexes = ['female', 'male'];
const everywhere = (axes: Readonly<Record<string, readonly string[]>>): readonly Readonly<Record<string, string>>[] =>
  Object.entries(axes).reduce<readonly Readonly<Record<string, string>>[]>(
    (keys, [d, list]) => keys.flatMap((k) => list.map((g) => ({ ...k, [d]: g }))),
    [{}],
  );

const cellsOf = (axes: Readonly<Record<string, readonly string[]>>): fc.Arbitrary<Cells> => {
  const keys = everywhere({ ...axes, ethnicity: groups });
  return fc
    .array(people, { minLength: keys.length, maxLength: keys.length })
    .map((numbers) => keys.map((key, i) => [key, numbers[i] as number] as const));
};

const occurs = (cells: Cells) => (b: Readonly<Record<string, string>>) =>
  cells.some(([key, n]) => n > 0 && Object.entries(b).every(([d, g]) => key[d] === g));

/** One table of rows by group with their totals. */
const flat: fc.Arbitrary<Given> = fc.integer({ min: 1, max: 4 }).chain((n) =>
  cellsOf({ band: bands.slice(0, n) }).map((staff) => ({
    staff,
    rows: [{}, ...bands.slice(0, n).map((band) => ({ band }))],
  })),
);

/** Blocks of bands, with block totals. */
const nested: fc.Arbitrary<Given> = cellsOf({ block: blocks, band: bands.slice(0, 3) }).map((staff) => ({
  staff,
  rows: [
    {},
    ...blocks.map((block) => ({ block })),
    ...blocks.flatMap((block) => bands.slice(0, 3).map((band) => ({ block, band }))),
  ],
}));

/** The same people by band over both blocks, too: tables that overlap. */
const overlapping: fc.Arbitrary<Given> = nested.map(({ staff, rows }) => ({
  staff,
  rows: [...rows, ...bands.slice(0, 3).map((band) => ({ band }))],
}));

/** The same people by band and, apart, by sex. */
const apart: fc.Arbitrary<Given> = cellsOf({ band: bands.slice(0, 3), sex: sexes }).map((staff) => ({
  staff,
  rows: [{}, ...bands.slice(0, 3).map((band) => ({ band })), ...sexes.map((sex) => ({ sex }))],
}));

/** Events among the people, whole and by sex. */
const withEvents: fc.Arbitrary<Given> = apart.chain((given) =>
  fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: given.staff.length, maxLength: given.staff.length })
    .map((share) => ({
      ...given,
      events: given.staff.map(([key, n], i) => [key, Math.floor(n * (share[i] as number) ** 3)] as const),
      ratioRows: [{}, ...sexes.map((sex) => ({ sex }))].filter(occurs(given.staff)),
    })),
);

const hiddenIn = (run: Run): number => JSON.stringify(run.results).split('"suppressed"').length - 1;

async function judge(given: Given, knowledge: Knowledge, under = policy): Promise<void> {
  const released = await release(runOf({ ...given, rows: given.rows.filter(occurs(given.staff)) }), under);
  const run = JSON.parse(JSON.stringify(released)) as Run;
  if (hiddenIn(run) === 0) return;
  const attacker = attack(highs, run, knowledge);
  try {
    if (attacker.leaks.length > 0) throw new Error(`figures made of hidden counts: ${attacker.leaks.join('; ')}`);
    if (!attacker.feasible()) throw new Error('the attacker takes for granted what is not so');
    const open = attacker.candidates().filter(({ values }) => values.length < 3);
    if (open.length > 0) throw new Error(`worked out: ${JSON.stringify(open)}`);
  } finally {
    attacker.done();
  }
}

for (const [name, given, numRuns] of [
  ['one table', flat, 1200],
  ['blocks of bands', nested, 500],
  ['overlapping tables', overlapping, 300],
  ['tables by other dimensions', apart, 400],
  ['events among people', withEvents, 300],
] as const)
  t.test(`no hidden count of random tables can be worked out: ${name}`, async (t) => {
    let ran = 0;
    await fc.assert(
      fc.asyncProperty(given, async (g) => {
        ran++;
        await judge(g, { neverZero: true });
      }),
      { numRuns, interruptAfterTimeLimit: 4_000, markInterruptAsFailure: false },
    );
    // As many as the time allows: a slow machine tries fewer, and none is no test.
    t.ok(ran > 0, `${ran} tables`);
  });
