import t from 'tap';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { loadLibrary } from '../../src/library.js';
import type { Released, Result, Run } from '../../src/release/result.js';
import { packagePolicy } from '../../src/standard/node.js';

const library = await loadLibrary();

async function run(
  files: Readonly<Record<string, string>>,
  policy = 'board',
  edition: string | 'by the data' = '2025',
  standard = 'wres',
): Promise<Released<Run>> {
  const inputs = Object.entries(files).map(([name, text]) => ({
    name: `${name}.csv`,
    bytes: new TextEncoder().encode(text),
  }));
  const extract = await readExtract(inputs, { lists: library.lists });
  return evaluate(extract, library, {
    policy: packagePolicy(policy),
    standards: [standard],
    ...(edition === 'by the data' ? {} : { edition }),
  });
}

const of = (released: Released<Run>, id: string): Result => {
  const found = released.results.find((r) => r.indicator === id);
  if (!found) throw new Error(`no ${id}`);
  return found;
};

const survey = (...lines: string[]): string =>
  ['Survey Year,Question,Group,Percentage,Respondents', ...lines].join('\n');
const counts = (...lines: string[]): string => ['Survey Year,Question,Group,Count,Respondents', ...lines].join('\n');

t.test('a gap with its interval, as worked by another program', async (t) => {
  const found = of(await run({ survey: survey('2024,Q16b,BME,15.3,805', '2024,Q16b,White,6.9,2590') }), 'wres.8');
  t.match(found, {
    unit: 'points',
    source: 'survey',
    compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
    value: { status: 'ok', value: 8.4 },
    reading: { size: '8.4 points higher', evidence: 'difference shown' },
    period: { from: '2024-10-01', to: '2024-12-31' },
    engine: 'given',
  });
  t.same(
    found.parts.map(({ group, base, rate }) => [group, base, rate]),
    [
      ['white', 2590, 0.069],
      ['bme', 805, 0.153],
    ],
  );
  t.match(found.parts[0]?.n, { status: 'not-supplied' }, 'a percentage is never turned into a count');
  // Newcombe's method 10 for 123.165/805 and 178.71/2590 by hand: Wilson 12.977 to 17.952 and 5.987 to 7.941;
  // 8.4 - hypot(15.3 - 12.977, 7.941 - 6.9) = 8.4 - 2.546 = 5.854; 8.4 + hypot(17.952 - 15.3, 6.9 - 5.987) = 8.4 + 2.805 = 11.205
  if (found.interval.status !== 'ok') return t.fail('no interval');
  const [low, high] = found.interval.value as readonly [number, number];
  t.ok(Math.abs(low - 5.854) < 0.002 && Math.abs(high - 11.205) < 0.002, `${low} to ${high}`);
  t.equal(
    found.working,
    '15.3% of 805 BME staff and 6.9% of 2,590 White staff said that they had had discrimination from a manager, team leader or other colleagues in the last 12 months: 8.4 points higher for BME staff.',
  );
});

t.test('ten respondents are too few to show, eleven are not', async (t) => {
  const with10 = await run({ survey: survey('2024,Q14a,BME,40,10', '2024,Q14a,White,20,500') });
  const gone = { status: 'suppressed', why: 'disclosure' };
  t.same(of(with10, 'wres.5').value, gone);
  t.same(
    of(with10, 'wres.5').parts.find((p) => p.group === 'bme'),
    { group: 'bme', n: gone, base: gone, rate: gone },
  );
  t.notMatch(
    JSON.stringify(of(with10, 'wres.5')),
    /0\.4\b|\b10\b,"rate/,
    'neither the share nor the number is given away',
  );
  const with11 = await run({ survey: survey('2024,Q14a,BME,40,11', '2024,Q14a,White,20,500') });
  t.match(of(with11, 'wres.5'), { value: { status: 'ok', value: 20 }, reading: { evidence: 'no clear difference' } });
  const shown = await run({ survey: survey('2024,Q14a,BME,40,10', '2024,Q14a,White,20,500') }, 'internal');
  t.match(of(shown, 'wres.5').value, { status: 'ok', value: 20 }, 'internal hides nothing');
});

t.test('nine respondents that a policy lets be seen are still too few to judge', async (t) => {
  const found = of(await run({ survey: survey('2024,Q14a,BME,90,9', '2024,Q14a,White,5,500') }, 'internal'), 'wres.5');
  t.match(found.reading, { evidence: 'too few to judge' });
});

t.test('a few answers counted are hidden like a few people, and so are a few who did not give them', async (t) => {
  const hidden = { status: 'suppressed', why: 'disclosure' };
  for (const bme of ['3,60', '57,60']) {
    const found = of(await run({ survey: counts(`2024,Q14a,BME,${bme}`, '2024,Q14a,White,100,500') }), 'wres.5');
    t.same(found.value, hidden, bme);
    t.match(
      found.parts.find((p) => p.group === 'bme'),
      { n: hidden, base: 60, rate: hidden },
    );
  }
  const none = of(await run({ survey: counts('2024,Q14a,BME,0,60', '2024,Q14a,White,100,500') }), 'wres.5');
  t.match(none.value, { status: 'ok', value: -20 }, 'nobody is a true 0');
  // publish: 214 and 812 become 215 and 810, 100 and 500 stay: 26.5432 - 20
  const rounded = of(
    await run({ survey: counts('2024,Q14a,BME,214,812', '2024,Q14a,White,100,500') }, 'publish'),
    'wres.5',
  );
  t.match(
    rounded.parts.find((p) => p.group === 'bme'),
    { n: 215, base: 810, rate: 215 / 810 },
  );
  t.match(rounded.value, { status: 'ok', value: 100 * (215 / 810 - 0.2) });
});

t.test('without the number of respondents there is a gap and no judgement', async (t) => {
  const released = await run({
    survey: 'Survey Year,Question,Group,Percentage\n2024,Q15,BME,49.6\n2024,Q15,White,58.7',
  });
  t.match(of(released, 'wres.7'), {
    value: { status: 'ok', value: -9.1 },
    interval: { status: 'not-supplied', what: 'number of respondents' },
    reading: { evidence: 'not calculable' },
  });
  t.ok(released.issues.some((i) => i.id === 'survey-without-base'));
});

t.test('the survey of another year is not taken for this one', async (t) => {
  const released = await run({ survey: survey('2023,Q14a,BME,40,100', '2023,Q14a,White,20,500') }, 'internal');
  t.match(of(released, 'wres.5').value, { status: 'not-supplied', what: /2024/ });
  t.match(
    released.issues.find((i) => i.id === 'survey-other-years')?.what,
    /uses the NHS Staff Survey of 2024; the survey data given is of 2023/,
  );
  t.match(released.reconciliation, [
    { table: 'survey', read: 3, notData: 1, counted: 0, excluded: { 'other-survey-year': 2 } },
  ]);
});

t.test('with a survey alone, the edition is that of the year after it', async (t) => {
  const released = await run(
    { survey: survey('2023,Q14a,BME,40,100', '2023,Q14a,White,20,500') },
    'board',
    'by the data',
  );
  t.match(of(released, 'wres.5'), { edition: '2024', value: { status: 'ok', value: 20 } });
});

const pairs = (over: string, under: string): string =>
  survey(
    `2024,Q14a,${over},26.4,812`,
    `2024,Q14a,${under},24.9,2590`,
    `2024,Q14b-c,${over},25.1,812`,
    `2024,Q14b-c,${under},20.2,2590`,
    `2024,Q15,${over},49.6,812`,
    `2024,Q15,${under},58.7,2590`,
    `2024,Q16b,${over},15.3,812`,
    `2024,Q16b,${under},6.9,2590`,
  );

t.test('exchanged labels are noticed when every question points the other way', async (t) => {
  const swapped = (r: Released<Run>): boolean => r.issues.some((i) => i.id === 'survey-labels-swapped');
  t.equal(swapped(await run({ survey: pairs('BME', 'White') })), false);
  t.equal(swapped(await run({ survey: pairs('White', 'BME') })), true);
  const one = pairs('BME', 'White').replace('BME,26.4', 'BME,16.4');
  t.equal(swapped(await run({ survey: one })), false, 'one question that differs is a finding');
});

t.test('indicators without their table say so, and the others are right', async (t) => {
  const released = await run({ survey: pairs('BME', 'White') });
  const values = released.results.map((r) => [r.indicator, r.value.status === 'ok' ? r.value.value : r.value.status]);
  t.same(
    values.filter(([id]) => /wres\.[2-8]$/.test(String(id))),
    [
      ['wres.2', 'not-supplied'],
      ['wres.3', 'not-supplied'],
      ['wres.4', 'not-supplied'],
      ['wres.5', 1.5],
      ['wres.6', 4.9],
      ['wres.7', -9.1],
      ['wres.8', 8.4],
    ],
  );
});

t.test(
  'respondent rows and their percentages agree, and rows of one person in both questions count once',
  async (t) => {
    const line = (n: number, text: string): string[] => Array.from({ length: n }, () => text);
    // BME 40: 10 both, 5 managers only, 5 colleagues only, 20 never: 20 of 40. White 100: 20 colleagues only, 80 never: 20 of 100. +30
    const rows = [
      'Survey Year,Ethnic Origin,Q14b,Q14c',
      ...line(10, '2024,N,1-2,3-5'),
      ...line(5, '2024,N,1-2,Never'),
      ...line(5, '2024,N,Never,6-10'),
      ...line(20, '2024,N,Never,Never'),
      ...line(20, '2024,A,Never,More than 10'),
      ...line(80, '2024,A,Never,Never'),
      ...line(12, '2024,Z,Never,1-2'),
    ].join('\n');
    const released = await run({ 'survey-responses': rows });
    const found = of(released, 'wres.6');
    t.match(found.value, { status: 'ok', value: 30 });
    t.match(
      found.parts.find((p) => p.group === 'bme'),
      { n: 20, base: 40, rate: 0.5 },
    );
    t.equal(found.engine, 'memory');
    t.ok(Math.abs((found.unknownShare as number) - 12 / 152) < 1e-12, 'twelve of 152 did not say');
    t.match(released.reconciliation, [{ table: 'survey-responses', read: 153, notData: 1, counted: 152 }]);
    const given = of(await run({ survey: survey('2024,Q14b-c,BME,50,40', '2024,Q14b-c,White,20,100') }), 'wres.6');
    t.same(given.interval, found.interval, 'the same interval from a percentage and its base');
  },
);

t.test('a disabled group of the survey is not that of the record', async (t) => {
  const staff = [
    'Employee Number,Primary Assignment,Assignment Status,Assignment Category,Staff Group,Pay Scale,Disability,Ethnic Origin,Snapshot Date',
    ...Array.from(
      { length: 40 },
      (_, i) =>
        `${i + 1},Y,Active Assignment,Permanent,Administrative and Clerical,Band 4,${i < 8 ? 'Yes' : 'No'},A,31/03/2025`,
    ),
  ].join('\n');
  const released = await run(
    {
      staff,
      survey: survey('2024,Q31a,All staff,25.0,400', '2024,Q15,Disabled,50,100', '2024,Q15,Non-disabled,60,300'),
    },
    'board',
    '2025',
    'wdes',
  );
  // survey 25.0 less 8 of 40 = 20%: +5
  t.match(of(released, 'wdes.declaration'), {
    value: { status: 'ok' },
    parts: [
      { group: 'disabled', of: 'survey', base: 400, rate: 0.25 },
      { group: 'disabled', of: 'workforce', n: 8, base: 40 },
      { group: 'non-disabled', of: 'workforce', n: 32, base: 40 },
      { group: 'unknown', of: 'workforce', n: 0, base: 40 },
    ],
  });
  const { value } = of(released, 'wdes.declaration');
  t.ok(value.status === 'ok' && Math.abs(value.value - 5) < 1e-9);
  t.equal(of(released, 'wdes.5').source, 'survey');
  t.equal(of(released, 'wdes.1').source, undefined);
});

t.test('by five ethnic groups where the survey was given by them, each against White', async (t) => {
  const survey = [
    'Survey Year,Question,Group,Percentage,Respondents',
    '2024,Q14a,White,20.0,400',
    '2024,Q14a,BME,28.0,150',
    '2024,Q14a,Asian or Asian British,30.0,80',
    '2024,Q14a,Black staff,*,9',
  ].join('\n');
  const answers = [
    'Survey Year,Ethnic Origin,Q14a',
    ...Array.from({ length: 20 }, (_, i) => `2024,A,${i < 4 ? '1-2' : 'Never'}`),
    ...Array.from({ length: 20 }, (_, i) => `2024,H,${i < 10 ? '1-2' : 'Never'}`),
  ].join('\n');
  const of = async (name: string, text: string) => {
    const extract = await readExtract([{ name, bytes: new TextEncoder().encode(text) }], { lists: library.lists });
    const policy = library.policies.internal!;
    return evaluate(extract, library, { policy, standards: ['wres'], edition: '2025', by: ['ethnicity-5'] });
  };
  const rows = (made: Awaited<ReturnType<typeof of>>) =>
    made.results.filter((r) => r.indicator === 'wres.5').map((r) => [r.breakdown['ethnicity-5'] ?? 'whole', r]);
  const given = Object.fromEntries(rows(await of('survey.csv', survey)));
  t.same(Object.keys(given), ['whole', 'asian', 'black']);
  t.match(given.asian, { value: { status: 'ok', value: 10 }, compared: { over: 'asian', under: 'white' } });
  t.same(given.asian.parts.map((p: { group: string }) => p.group).sort(), ['asian', 'white']);
  t.match(given.black.value, { status: 'suppressed' });
  t.match(given.whole, { value: { status: 'ok', value: 8 } });
  // 10 of 20 against 4 of 20: 50 - 20 = 30.
  const counted = Object.fromEntries(rows(await of('survey-responses.csv', answers)));
  t.same(Object.keys(counted), ['whole', 'asian']);
  t.match(counted.asian, { value: { status: 'ok', value: 30 } });
});
