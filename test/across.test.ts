import t from 'tap';
import { evaluate } from '../src/evaluate.js';
import { readExtract } from '../src/extract/extract.js';
import { loadLibrary } from '../src/library.js';
import { readOrganisations } from '../src/organisations.js';
import type { Result } from '../src/release/result.js';
import type { RunOptions } from '../src/run-options.js';

const library = await loadLibrary();
const file = (name: string, lines: readonly string[]) => ({ name, bytes: new TextEncoder().encode(lines.join('\n')) });

const staffHead = 'Organisation,Employee Number,Assignment Category,Staff Group,Pay Scale,Ethnic Origin,Snapshot Date';
const boardHead = 'Organisation,Employee Number,Role,Voting,Executive,Ethnic Origin,Disability';

/** VSM staff of a trust: White and BME people at a snapshot, numbered alike in every trust. */
const vsm = (organisation: string, white: number, bme: number, date: string): readonly string[] =>
  Array.from(
    { length: white + bme },
    (_, i) =>
      `${organisation},${i + 1},Permanent,Administrative and Clerical,Very Senior Manager,${i < white ? 'A' : 'N'},${date}`,
  );
const board = (organisation: string, bme: number, disabled: number): readonly string[] =>
  Array.from(
    { length: 10 },
    (_, i) =>
      `${organisation},B${i},Director,Yes,${i < 5 ? 'Yes' : 'No'},${i < bme ? 'N' : 'A'},${i < disabled ? 'Yes' : 'No'}`,
  );

const extract = await readExtract([
  file('staff.csv', [
    staffHead,
    ...vsm('RAA', 30, 10, '31-Mar-2024'),
    ...vsm('RBB', 20, 5, '31-Mar-2024'),
    ...vsm('RAA', 28, 14, '31-Mar-2025'),
    ...vsm('RBB', 21, 5, '31-Mar-2025'),
    ...vsm('RCC', 12, 8, '31-Mar-2025'),
  ]),
  file('board.csv', [boardHead, ...board('RAA', 0, 0), ...board('RBB', 1, 2), ...board('RCC', 3, 1)]),
]);
const places = await readOrganisations('organisation,region\nRAA,North\nRBB,North\nRCC,South\n', 'organisations.csv');
if (places.status !== 'ok') throw new Error(places.reasons.join());
const { hierarchy } = places;
const rollUp = { levels: ['organisation', 'region'] as const, hierarchy };

const run = async (policy: 'internal' | 'board', more: Partial<RunOptions>) =>
  evaluate(extract, library, { policy: library.policies[policy]!, rollUp, ...more });
const find = (results: readonly Result[], indicator: string, breakdown: Readonly<Record<string, string>>): Result =>
  results.find(
    (r) =>
      r.indicator === indicator &&
      r.yearsBefore === undefined &&
      JSON.stringify(Object.entries(r.breakdown).sort()) === JSON.stringify(Object.entries(breakdown).sort()),
  )!;
const numbers = (r: Result) => r.parts.map((p) => p.n);

t.test('boards with no, one, two, three or more members, for all and for a region', async (t) => {
  const { results } = await run('internal', { standards: ['board-profile'] });
  t.same(numbers(find(results, 'board-profile', {})), [1, 1, 0, 1]);
  t.same(numbers(find(results, 'board-profile', { region: 'North' })), [1, 1, 0, 0]);
  t.same(numbers(find(results, 'board-profile.disability', {})), [1, 1, 1, 0]);
  t.notOk(
    results.some((r) => 'organisation' in r.breakdown),
    'one board is no profile',
  );
  t.match(find(results, 'board-profile', {}), {
    unit: 'organisations',
    working: 'Of 3 boards 1 has no BME member, 1 has one, 0 have two, 1 has three or more.',
  });
});

t.test(
  'for a board, members that WRES 9 publishes are counted; disabled members are hidden, and the profile with them',
  async (t) => {
    const { results } = await run('board', { standards: ['board-profile', 'wres', 'wdes'] });
    t.same(numbers(find(results, 'board-profile', {})), [1, 1, 0, 1]);
    t.same(find(results, 'board-profile.disability', {}).value, { status: 'suppressed', why: 'disclosure' });
  },
);

t.test('one organisation has no profile, and who asked for one is told', async (t) => {
  const alone = await evaluate(extract, library, {
    policy: library.policies.internal!,
    organisation: 'RAA',
    standards: ['board-profile'],
  });
  const said = alone.results.map((r) => [r.indicator, r.value.status === 'not-supplied' && r.value.what]);
  t.same(said, [
    ['board-profile', 'boards of several organisations'],
    ['board-profile.disability', 'boards of several organisations'],
  ]);
});

t.test('people added since the year before, added up over organisations as people', async (t) => {
  const made = await run('internal', { standards: ['model-employer'], years: 2 });
  const added = (breakdown: Readonly<Record<string, string>>) =>
    find(made.results, 'model-employer.people-added', { band: 'vsm', ...breakdown });
  // RAA 14 - 10; RBB 5 - 5; RCC gave no snapshot of 2024; all: 27 now, and 15 then of the two that gave one.
  t.match(added({ organisation: 'RAA' }), { value: { status: 'ok', value: 4 }, reading: { size: '4 more' } });
  t.match(added({ organisation: 'RBB' }), { value: { status: 'ok', value: 0 }, reading: { size: 'as many' } });
  t.match(added({ organisation: 'RCC' }).value, { status: 'not-supplied' });
  t.match(added({ region: 'North' }), { value: { status: 'ok', value: 4 } });
  t.match(
    added({}).value,
    { status: 'undefined', why: 'not-comparable' },
    'not of two years whose organisations differ',
  );
  t.equal(added({ region: 'North' }).unit, 'people');
});
