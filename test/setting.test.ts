import t from 'tap';
import { evaluate, loadLibrary, readExtract } from '../src/index.js';

const library = await loadLibrary();
const figures = async (text: string, standard: string) => {
  const extract = await readExtract([{ name: 'counts.csv', bytes: new TextEncoder().encode(text) }], {});
  const run = await evaluate(extract, library, { policy: library.policies.internal!, standards: [standard] });
  return run.results;
};

const counts = (period: string) =>
  [
    'Indicator,Period,Block,Band,Measure,Group,Count',
    ...['5,staff,bme,40', '5,staff,white,60', '6,staff,bme,20', '6,staff,white,80'].map(
      (row) => `disparity-ratio,${period},non-clinical,${row}`,
    ),
  ].join('\n');

t.test('counts of a standard dated by its rule are of the period they name', async (t) => {
  // BME 40 in the lower bands to 20 in the middle is 2; White 60 to 80 is 0.75; 2 / 0.75 is 2.67.
  for (const [period, to] of [
    ['2024/25', '2025-03-31'],
    ['31 March 2024', '2024-03-31'],
  ] as const) {
    const [first] = await figures(counts(period), 'disparity-ratio');
    t.match(first, { period: { to }, breakdown: { tier: 'lower-to-middle' }, value: { status: 'ok', value: 8 / 3 } });
  }
});

t.test(
  'counts that name no period are of the newest year of the yearly standards, whatever the standard',
  async (t) => {
    const yearly = (await figures(counts(''), 'wres'))[0]!.period;
    for (const standard of ['disparity-ratio', 'turnover', 'model-employer'])
      t.same((await figures(counts(''), standard))[0]!.period, yearly, standard);
  },
);
