import t from 'tap';
import { areShares, readWritten, type Written } from '../../src/survey/number.js';

const read = (text: unknown): Written => readWritten(text, 'percentage') as Written;

t.test('a figure of the survey table, as it is written', async (t) => {
  t.match(read('26.4'), { figure: 26.4, percent: false, decimals: 1 });
  t.match(read('26.4%'), { figure: 26.4, percent: true, decimals: 1 });
  t.match(read('57.57%'), { figure: 57.57, percent: true, decimals: 2 });
  t.match(read('26.400000000000002'), { figure: 26.4, decimals: 1 });
  t.match(read(0.264), { figure: 0.264, percent: false, decimals: 3 });
  t.match(read('2,590'), { figure: 2590 });
  t.match(read('0'), { figure: 0 });
});

t.test('hidden is not blank, blank is not 0, and what cannot be read is neither', async (t) => {
  for (const mark of ['*', '<11', 'suppressed', '..', '[c]'])
    t.match(read(mark).figure, { status: 'suppressed', why: 'at-source' }, mark);
  for (const mark of [undefined, '', '-', 'n/a'])
    t.match(read(mark).figure, { status: 'not-supplied', what: 'percentage' }, String(mark));
  t.equal(readWritten('about a quarter', 'percentage'), undefined);
});

t.test('bare numbers are shares when none is above 1 and one is between', async (t) => {
  const all = (...texts: string[]): boolean => areShares(texts.map(read));
  t.equal(all('0.264', '0.249', '1', '0'), true);
  t.equal(all('26.4', '0.9'), false, '0.9 beside 26.4 is 0.9 per cent');
  t.equal(all('26.4%', '0.264'), true, 'a per cent sign speaks for itself');
  t.equal(all('0', '1'), false, 'nothing between: 1 is one per cent');
  t.equal(all(), false);
});
