import t from 'tap';
import { evaluate } from '../src/evaluate.js';
import { readExtract } from '../src/extract/extract.js';
import { loadLibrary } from '../src/library.js';

const library = await loadLibrary();
const policy = library.policies.internal!;

/** Two years of 200 staff, `unknown` of them of unknown ethnicity. */
async function issues(before: number, now: number) {
  const year = (unknown: number, date: string): readonly string[] =>
    Array.from(
      { length: 200 },
      (_, i) => `${i + 1},Permanent,Band 5,${i < unknown ? 'Z' : i % 4 === 0 ? 'N' : 'A'},${date}`,
    );
  const lines = [
    'Employee Number,Assignment Category,Pay Scale,Ethnic Origin,Snapshot Date',
    ...year(before, '31-Mar-2024'),
    ...year(now, '31-Mar-2025'),
  ];
  const extract = await readExtract([{ name: 'staff.csv', bytes: new TextEncoder().encode(lines.join('\n')) }]);
  const run = await evaluate(extract, library, { policy, standards: ['wres'], edition: '2025' });
  return run.issues.filter((i) => i.id === 'unknown-share-moved');
}

t.test('a warning when the unknown share moves by more than 5 points between years, either way', async (t) => {
  // 4 of 200 is 2 %; 16 of 200 is 8 %: 6 points.
  const [up, ...more] = await issues(4, 16);
  t.same(more, []);
  t.match(up, { severity: 'warning' });
  t.match(up!.what, /ethnicity is unknown is higher than the year before by more than 5 points/);
  const [down] = await issues(16, 4);
  t.match(down!.what, /lower than the year before/);
});

t.test('5 points exactly, or fewer, is no warning', async (t) => {
  // 2 % and 7 %: 5 points. 2 % and 6.5 %: 4.5.
  t.same(await issues(4, 14), []);
  t.same(await issues(4, 13), []);
  t.same(await issues(4, 4), []);
});
