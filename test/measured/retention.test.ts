import t from 'tap';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { loadLibrary } from '../../src/library.js';
import { packagePolicy } from '../../src/standard/node.js';

const library = await loadLibrary();

async function runOf(tables: Readonly<Record<string, string>>, policy: 'board' | 'internal', standards?: string[]) {
  const files = Object.entries(tables).map(([name, text]) => ({
    name: `${name}.csv`,
    bytes: new TextEncoder().encode(text),
  }));
  const extract = await readExtract(files, { lists: library.lists });
  return await evaluate(extract, library, { policy: packagePolicy(policy), ...(standards ? { standards } : {}) });
}

const results = async (...asked: Parameters<typeof runOf>) => (await runOf(...asked)).results;

/** So many people with a month of 30 days each, of whom the first `away` lost 3. */
const absence = (people: readonly (readonly [ethnicity: string, n: number, away: number])[]): string => {
  let id = 0;
  const rows = people.flatMap(([ethnicity, n, away]) =>
    Array.from(
      { length: n },
      (_, i) => `${++id},31/05/2024,Sickness,S11 Back Problems,${i < away ? 3 : 0},30,${ethnicity}`,
    ),
  );
  return `Employee Number,Month,Absence Category,Absence Reason,FTE Days Lost,FTE Days Available,Ethnic Origin\n${rows.join('\n')}`;
};

t.test('days lost of three people are hidden with what is made of them, and the whole is not', async (t) => {
  const found = await results(
    {
      absence: absence([
        ['A', 80, 20],
        ['N', 40, 3],
      ]),
    },
    'board',
    ['retention'],
  );
  const sickness = found.filter((r) => r.indicator === 'retention.sickness');
  const whole = sickness.find((r) => Object.keys(r.breakdown).length === 0);
  // 23 people lost 3 days each of 120 x 30
  t.match(whole?.value, { status: 'ok', value: 0.019 }, '69 of 3,600 is 0.0192');
  t.match(
    whole?.parts.find((p) => p.group === 'bme'),
    { n: { status: 'suppressed' }, rate: { status: 'suppressed' } },
  );
  t.match(
    whole?.parts.find((p) => p.group === 'white'),
    { n: 60, base: 2400 },
  );
  t.match(sickness.find((r) => r.breakdown.compared === 'ethnicity')?.value, { status: 'suppressed' });
});

t.test('a standard of its own tables is left out of a run that holds none of them and does not ask', async (t) => {
  const staff = 'Employee Number,Ethnic Origin,Pay Scale,Staff Group,Snapshot Date\n1,A,Band 5,Admin,31/03/2025';
  t.notOk((await results({ staff }, 'internal')).some((r) => r.indicator.startsWith('retention.')));
  const asked = await results({ staff }, 'internal', ['retention']);
  t.match(asked.find((r) => r.indicator === 'retention.sickness')?.value, {
    status: 'not-supplied',
    what: 'absence table',
  });
  const given = await results({ staff, absence: absence([['A', 5, 1]]) }, 'internal');
  t.ok(given.some((r) => r.indicator === 'retention.sickness' && r.value.status === 'ok'));
  t.notOk(given.some((r) => r.indicator === 'retention.agency-spend'));
});

t.test('a year of agency spend with one month far out is a signal', async (t) => {
  const month = (i: number): string => `${String(((i + 3) % 12) + 1).padStart(2, '0')}/${i < 9 ? 2024 : 2025}`;
  const rows = Array.from({ length: 12 }, (_, i) => `01/${month(i)},${i === 11 ? 40 : 10 + (i % 2)},200`);
  const found = await results({ agency: `Month,Agency Spend,Total Pay\n${rows.join('\n')}` }, 'board', ['retention']);
  const share = found.find((r) => r.indicator === 'retention.agency-spend' && Object.keys(r.breakdown).length === 0);
  const series = share?.series;
  if (!series || 'status' in series) return void t.fail('no series');
  t.equal(series.points.length, 12);
  t.equal(series.points[0]?.month, '2024-04');
  t.same(series.points.at(-1)?.signals, ['astronomical']);
  t.equal(series.variation, 'concern-high');
  // 115 of the eleven months (six of 10, five of 11) and 40, of 2,400
  t.match(share?.value, { status: 'ok', value: 155 / 2400 });
  t.match(share?.period, { from: '2024-04-01', to: '2025-03-31' });
});

/** So many people of a group, of whom the first `held` had a stay interview. */
const interviewed = (groups: readonly (readonly [ethnicity: string, n: number, held: number])[]) => {
  const people = groups.flatMap(([ethnicity, n, held], g) =>
    Array.from({ length: n }, (_, i) => ({ id: `${1000 * (g + 1) + i}`, ethnicity, held: i < held })),
  );
  const staff = people.map(({ id, ethnicity }) => `${id},${ethnicity},Band 5,Admin,31/03/2025`);
  return {
    staff: `Employee Number,Ethnic Origin,Pay Scale,Staff Group,Snapshot Date\n${staff.join('\n')}`,
    'stay interviews': `Employee Number,Completed\n${people.map(({ id, held }) => `${id},${held ? 'Yes' : 'No'}`).join('\n')}`,
  };
};

t.test('what is made of two counts says no more than the numbers that are shown', async (t) => {
  const tables = interviewed([
    ['A', 282, 23],
    ['N', 112, 14],
    ['Z', 17, 2],
  ]);
  const of = async (policy: 'board' | 'internal') =>
    (await results(tables, policy, ['retention'])).filter((r) => r.indicator === 'retention.stay-interviews');
  const [, exact] = await of('internal');
  // (14 / 112) / (23 / 282) = 1.5326
  t.match(exact?.value, { status: 'ok', value: 14 / 112 / (23 / 282) });
  const [whole, ratio] = await of('board');
  // (10 / 110) / (20 / 280) = 1.2727; its limits and p are of these numbers too, else 14, 23 and so the hidden 2 could be read off them
  t.match(ratio?.value, { status: 'ok', value: 1.27 });
  t.match(ratio?.parts, [{ n: 10, base: 110 }, { n: { status: 'suppressed' } }, { n: 20, base: 280 }]);
  t.match(ratio?.interval, { status: 'ok', value: [0.62, 2.57] });
  // 40 of 410 shown; 39 of 411 are 9.5 per cent
  t.match(whole?.value, { status: 'ok', value: 0.1 });
  const totals = async (policy: 'board' | 'internal') =>
    (await runOf(tables, policy, ['retention'])).reconciliation.find((r) => r.table === 'stay-interviews')?.counted;
  t.equal(await totals('internal'), 411);
  t.match(await totals('board'), { status: 'suppressed' }, 'an exact total less tens leaves too few numbers');
});

t.test('no hash of a file of counts stands beside what is hidden', async (t) => {
  const counts =
    'Indicator,Measure,Group,Count\nwres.3,staff,bme,725\nwres.3,staff,white,2505\nwres.3,cases,bme,3\nwres.3,cases,white,17';
  const hash = async (policy: 'board' | 'internal') => (await results({ counts }, policy, ['wres']))[0]?.input.sha256;
  t.equal(await hash('board'), 'withheld', 'somebody could try 1 to 4 cases until the hash is the same');
  t.match(await hash('internal'), /^[0-9a-f]{64}$/);
});
