import t from 'tap';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { loadLibrary } from '../../src/library.js';
import { packagePolicy } from '../../src/standard/node.js';

const library = await loadLibrary();

async function results(tables: Readonly<Record<string, string>>, policy: 'board' | 'internal', standards?: string[]) {
  const files = Object.entries(tables).map(([name, text]) => ({
    name: `${name}.csv`,
    bytes: new TextEncoder().encode(text),
  }));
  const extract = await readExtract(files, { lists: library.lists });
  const run = await evaluate(extract, library, { policy: packagePolicy(policy), ...(standards ? { standards } : {}) });
  return run.results;
}

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
