import t from 'tap';
import { type CodeLists, elsewhere, type Recode, recode } from '../../src/core/recode.js';
import type { Value } from '../../src/core/rows.js';

const lists: CodeLists = {
  pay: { exact: new Map([['consultant', 'medical']]), patterns: [] },
  occupation: { exact: new Map(), patterns: [{ pattern: '^[01289]', group: 'medical' }] },
  staff: { exact: new Map([['nursing', 'clinical']]), patterns: [] },
};
const columns = ['payScale', 'occupationCode', 'staffGroup'];
const block: Recode = { columns, lists: ['pay', 'occupation', 'staff'], paired: true, otherwise: 'unmapped' };
const crossed: Recode = { columns, lists: ['pay', 'occupation', 'staff'], otherwise: 'unmapped' };
const groupOf = (how: Recode, row: Record<string, Value>) => recode(how, (column) => row[column], lists);

t.test('paired lists keep each column to its own list', async (t) => {
  t.equal(groupOf(block, { payScale: '8a', staffGroup: 'Nursing' }), 'clinical', 'a nurse on band 8a');
  t.equal(groupOf(crossed, { payScale: '8a', staffGroup: 'Nursing' }), 'medical', 'unpaired, 8a looks like a doctor');
  t.equal(groupOf(block, { payScale: '8a', occupationCode: '021', staffGroup: 'Nursing' }), 'medical');
  t.equal(
    groupOf(block, { payScale: 'Consultant', occupationCode: 'N6H' }),
    'medical',
    'the first column that maps wins',
  );
  t.equal(groupOf(block, { payScale: 'Nursing' }), 'unmapped');
});

t.test('a value known to say nothing here goes on to the next column, and to no later pattern', async (t) => {
  const grade: CodeLists = {
    pay: {
      exact: new Map([['band 7', elsewhere]]),
      patterns: [
        { pattern: '^nhs xr', group: elsewhere },
        { pattern: 'trainee', group: 'trainee' },
      ],
    },
    role: { exact: new Map([['consultant', 'consultant']]), patterns: [] },
  };
  const how: Recode = { columns: ['pay', 'role'], lists: ['pay', 'role'], paired: true, otherwise: 'other' };
  const of = (row: Record<string, Value>) => recode(how, (column) => row[column], grade);
  t.equal(of({ pay: 'Band 7', role: 'Consultant' }), 'consultant');
  t.equal(of({ pay: 'NHS|XR04|trainee nurse' }), 'other', 'not a trainee doctor: the first pattern has spoken');
  t.equal(of({ pay: 'Trainee' }), 'trainee');
});
