import t from 'tap';
import { choosable, withChosen } from '../../src/standard/chosen.js';
import { packageEditions } from '../../src/standard/node.js';

const editions = packageEditions();
const model = Object.values(editions['model-employer']!)[0]!;
const wres = Object.values(editions.wres!)[0]!;

t.test('a chosen value replaces the edition’s, is not verified and says where it is from', async (t) => {
  const { edition, used } = withChosen(model, {
    'model-employer.leaver-rate': '0.1',
    chinese: 'other',
    'tea.method': 'x',
  });
  t.match(edition.indicators['model-employer']!['leaver-rate'], {
    value: 0.1,
    verified: false,
    source: { title: 'chosen for this run' },
  });
  t.same([...used].sort(), ['chinese', 'model-employer.leaver-rate']);
  t.ok(edition.groupings['ethnicity-5']!.value.lists[0]!.groups.other!.includes('R'));
  t.equal(model.indicators['model-employer']!['leaver-rate']!.value, 'not-given', 'the edition itself stays as it is');
});

t.test('lists of groups, numbers and words are checked', async (t) => {
  const one = (name: string, text: string) => () => withChosen(model, { [`model-employer.${name}`]: text });
  t.same(one('senior-bands', '8c 8d 9 vsm')().edition.indicators['model-employer']!['senior-bands']!.value, [
    '8c',
    '8d',
    '9',
    'vsm',
  ]);
  t.throws(one('senior-bands', '8e'), /takes groups of band/);
  t.throws(one('leaver-rate', '10'), /takes a number from 0 to 1, not "10"/);
  t.throws(one('target-year', 'soon'), /takes a whole number/);
  t.throws(one('parity-basis', 'mine'), /takes own or national or local or fixed/);
});

t.test('what may be chosen is listed', async (t) => {
  t.same(choosable(wres).chinese, ['asian', 'other']);
  t.notOk('model-employer.leaver-rate' in choosable(wres));
});
