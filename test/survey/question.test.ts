import t from 'tap';
import { resolveLists } from '../../schemas/lists.js';
import { itemOf, questionNumbers } from '../../src/survey/question.js';
import { lists } from '../schemas/read.js';

t.test('the numbers a question begins with', async (t) => {
  const of: readonly (readonly [string, readonly string[]])[] = [
    ['Q14a', ['14a']],
    ['14a', ['14a']],
    ['Question 15', ['15']],
    ['q15 - opportunities for career progression', ['15']],
    ['Q14b-c', ['14b', '14c']],
    ['Q14b/c', ['14b', '14c']],
    ['q14bc', ['14b', '14c']],
    ['Q14b and Q14c: % from staff', ['14b', '14c']],
    ['Q14b & c', ['14b', '14c']],
    ['Staff engagement', []],
    ['wres.5', []],
    ['Metric 4a(i)', []],
    ['', []],
  ];
  for (const [text, numbers] of of) t.same(questionNumbers(text), numbers, text);
});

t.test('what a question asks depends on the survey year, its name does not', async (t) => {
  const names = resolveLists(lists)['survey-item'];
  if (!names) return t.fail('no list');
  const before = { public: ['13a'], progression: ['14'], valued: ['5f'] };
  const after = { public: ['14a'], managers: ['14b'], colleagues: ['14c'], staff: ['14b', '14c'], valued: ['4b'] };
  t.equal(itemOf('Q14', before, names), 'progression');
  t.equal(itemOf('Q14', after, names), undefined, 'a number that year does not have');
  t.equal(itemOf('Q14a', before, names), undefined);
  t.equal(itemOf('Q14b', after, names), 'managers');
  t.equal(itemOf('Q14c-b', after, names), 'staff');
  t.equal(itemOf('Q4b', after, names), 'valued', 'question 4b is not metric 4b');
  for (const year of [before, after]) {
    t.equal(itemOf('wdes.4b', year, names), 'reported');
    t.equal(itemOf('WRES 6', year, names), 'staff');
    t.equal(itemOf('Staff Engagement', year, names), 'engagement');
    t.equal(itemOf('WDES 4a(iii)', year, names), 'colleagues');
    t.equal(itemOf('Q99 Reasonable adjustments', year, names), 'adjustments', 'a number nobody knows with a name');
    t.equal(itemOf('Q24a I look forward to going to work', year, names), undefined);
  }
});
