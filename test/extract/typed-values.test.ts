import t from 'tap';
import { personOfAssignment, readKeyNumber, readKeyText, readNumberText } from '../../src/extract/values.js';

const number = (text: string): number | string => {
  const r = readNumberText(text);
  return r.kind === 'number' ? r.value : r.kind;
};
const key = (text: string): string => {
  const r = readKeyText(text);
  return r.kind === 'key' ? r.value : `(${r.kind})`;
};

t.test('numbers kept as text are numbers, and marks that are no number are told apart', async (t) => {
  t.equal(number('1.00000'), 1);
  t.equal(number('1,234'), 1234);
  t.equal(number('1,234,567.5'), 1234567.5);
  t.equal(number('12 345'), 12345);
  t.equal(number('45%'), 0.45);
  t.equal(number('(3)'), -3);
  t.equal(number('−3'), -3);
  t.equal(number('£1,200'), 1200);
  t.equal(number('0,8'), 0.8);
  t.equal(number('nil'), 0);
  t.equal(number(''), 'blank');
  t.equal(number('n/a'), 'blank');
  t.equal(number('-'), 'dash');
  t.equal(number('–'), 'dash');
  for (const mark of ['*', '..', '<5', '< 5', '[c]', '1-4', '1 to 4', 'fewer than 5', 'suppressed'])
    t.equal(number(mark), 'hidden', mark);
  t.equal(number('twelve'), 'unreadable');
  t.equal(number('1,23,4'), 'unreadable');
});

t.test('keys keep leading zeros and lose what a spreadsheet added', async (t) => {
  t.equal(key('00012345'), '00012345');
  t.equal(key('12345678.0'), '12345678');
  t.equal(key('12,345,678'), '12345678');
  t.equal(key("'00012"), '00012');
  t.equal(key('="00012"'), '00012');
  t.equal(key('1.2345678E+7'), '12345678');
  t.equal(key('1.23E+07'), '(shortened)');
  t.equal(key('N/A'), '(blank)');
  t.equal(key('-'), '(blank)');
  t.same(readKeyNumber(1.2345e7), { kind: 'key', value: '12345000' });
  t.same(readKeyNumber(0), { kind: 'blank' });
});

t.test('an assignment number gives its person', async (t) => {
  t.equal(personOfAssignment('12345678-2'), '12345678');
  t.equal(personOfAssignment('12345678'), '12345678');
  t.equal(personOfAssignment('AB-CD-2'), 'AB-CD');
  t.equal(personOfAssignment('12-2'), '12-2'); // too short to be sure
});
