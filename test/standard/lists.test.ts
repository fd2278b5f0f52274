import t from 'tap';
import { loadLists, resolveLists } from '../../schemas/lists.js';
import { type CodeLists, listKey, recode } from '../../src/core/recode.js';
import type { Value } from '../../src/core/rows.js';
import { editionsOf, resolveEdition } from '../../src/standard/choose.js';
import { codeListsFor, groupsOf, recodeFor, withSettings } from '../../src/standard/lists.js';
import { packageEditions, readText } from '../../src/standard/node.js';
import type { Edition } from '../../src/standard/types.js';

const parsed = loadLists((file) => readText(`schemas/lists/${file}`));
const lists = resolveLists(parsed);
const editions = packageEditions();
const edition = resolveEdition(editions, 'wres', '2025');

function reader(from: Edition, own: CodeLists = {}) {
  const made = codeListsFor(from, lists, own);
  return (dimension: string, row: Readonly<Record<string, Value>>) =>
    recode(recodeFor(from, dimension), (c) => row[c], made);
}
const group = reader(edition);

t.test('every grouping of every edition finds its lists and codes', async (t) => {
  for (const e of editionsOf(editions, 'wres')) {
    const made = codeListsFor(e, lists);
    const wanted = Object.keys(e.groupings).flatMap((d) => {
      const how = recodeFor(e, d);
      return 'lists' in how ? how.lists : [];
    });
    t.same(Object.keys(made).sort(), [...new Set(wanted)].sort(), e.edition);
  }
});

t.test('ethnic codes and labels', async (t) => {
  const cases: readonly [Value, string, string, string, string][] = [
    ['A', 'white', 'white', 'A', 'A'],
    ['B White - Irish', 'white', 'white', 'B', 'B'],
    ['CM', 'white', 'white', 'C', 'CM'],
    ['C9', 'white', 'white', 'C', 'C'],
    ['GC', 'bme', 'mixed', 'G', 'GC'],
    ['H', 'bme', 'asian', 'H', 'H'],
    ['N', 'bme', 'black', 'N', 'N'],
    ['R', 'bme', 'asian', 'R', 'R'],
    ['SC', 'bme', 'other', 'S', 'SC'],
    ['0', 'white', 'white', 'C', 'C3'],
    ['Z', 'unknown', 'unknown', 'unknown', 'unknown'],
    ['99', 'unknown', 'unknown', 'unknown', 'unknown'],
    ['9', 'unknown', 'unknown', 'unknown', 'unknown'],
    ['BAME', 'bme', 'unknown', 'unknown', 'unknown'],
    [' ', 'unknown', 'unknown', 'unknown', 'unknown'],
    [undefined, 'unknown', 'unknown', 'unknown', 'unknown'],
    ['Brittish', 'unknown', 'unknown', 'unknown', 'unknown'],
  ];
  for (const [ethnicity, ...expected] of cases)
    t.same(
      ['ethnicity', 'ethnicity-5', 'ethnicity-16', 'ethnicity-detail'].map((d) => group(d, { ethnicity })),
      expected,
      `${ethnicity}`,
    );
});

t.test('settings move Chinese and Filipino', async (t) => {
  const other = reader(withSettings(edition, { chinese: 'other', filipino: 'asian' }));
  t.equal(other('ethnicity-5', { ethnicity: 'R' }), 'other');
  t.equal(other('ethnicity-5', { ethnicity: 'SC' }), 'asian');
  t.equal(other('ethnicity-5', { ethnicity: 'S' }), 'other');
  t.equal(other('ethnicity-5', { ethnicity: 'H' }), 'asian');
  t.equal(other('ethnicity', { ethnicity: 'R' }), 'bme', 'the indicator does not change');
  t.equal(group('ethnicity-5', { ethnicity: 'R' }), 'asian', 'nor the edition it came from');
  const again = withSettings(withSettings(edition, { chinese: 'other' }), { chinese: 'asian' });
  t.equal(reader(again)('ethnicity-5', { ethnicity: 'R' }), 'asian');
  t.throws(() => withSettings(edition, { chinese: 'mixed' }), /no choice "mixed" for chinese; there are asian, other/);
  t.throws(() => withSettings(edition, { tea: 'asian' }), /no grouping has a setting "tea"/);
});

t.test('the block is read from pay scale, then occupation code, then staff group', async (t) => {
  const nurse = {
    payScale: 'NHS|XR05|Review Body Band 5',
    occupationCode: 'N6A',
    staffGroup: 'Nursing and Midwifery Registered',
  };
  const clerk = { payScale: '8a', occupationCode: 'G2A', staffGroup: 'Administrative and Clerical' };
  const doctor = { payScale: 'Consultant', occupationCode: '021', staffGroup: 'Medical and Dental' };
  t.equal(group('block', nurse), 'clinical');
  t.equal(group('block', clerk), 'non-clinical');
  t.equal(group('block', doctor), 'medical');
  t.equal(group('block', { ...clerk, payScale: 'Consultant' }), 'medical', 'the pay scale is asked first');
  t.equal(group('block', { ...clerk, occupationCode: '021' }), 'medical', 'then the occupation code');
  t.equal(group('block', { ...clerk, occupationCode: undefined }), 'non-clinical', 'then the staff group');
  t.equal(group('block', { payScale: '05' }), 'unmapped', 'a band is not a staff group code');
  t.equal(group('block', { payScale: '8a' }), 'unmapped', 'nor an occupation code');
  t.equal(group('block', { staffGroup: 'Supplementary Roles' }), 'unmapped');
});

t.test('bands and grades', async (t) => {
  t.equal(group('band', { payScale: 'NHS|XR05|Review Body Band 5' }), '5');
  t.equal(group('band', { payScale: 'Consultant' }), 'medical');
  t.equal(group('band', { payScale: 'Ad hoc' }), 'unmapped', 'ad hoc is not very senior');
  t.equal(group('band', {}), 'unmapped');
  t.equal(group('grade', { payScale: 'Consultant' }), 'consultant');
  t.equal(group('grade', { payScale: 'Band 7', jobRole: 'Consultant' }), 'consultant', 'until the cells are moved');
  t.equal(
    group('grade', { payScale: 'Consultant', jobRole: 'Medical Director' }),
    'senior-medical-manager',
    'role first',
  );
  t.equal(group('grade', { payScale: 'Specialty Doctor', jobRole: 'Consultant' }), 'non-consultant-career-grade');
  t.equal(group('grade', { payScale: 'Ad hoc', jobRole: 'Porter' }), 'other');
});

t.test('a local mapping wins, by code or by group', async (t) => {
  const own: CodeLists = {
    'pay-scale': {
      exact: new Map([
        [listKey('Local 14'), '8a'],
        [listKey('Band 5'), '6'],
      ]),
      patterns: [{ pattern: '^loc', group: 'vsm' }],
    },
    ethnicity: { exact: new Map([[listKey('Brittish'), 'white']]), patterns: [] },
  };
  const mine = reader(edition, own);
  t.equal(mine('band', { payScale: 'Local 14' }), '8a');
  t.equal(mine('band', { payScale: 'Band 5' }), '6');
  t.equal(mine('band', { payScale: 'Local 99' }), 'vsm');
  t.equal(mine('band', { payScale: 'Band 7' }), '7');
  t.equal(mine('block', { payScale: 'Local 14', staffGroup: 'Administrative and Clerical' }), 'non-clinical');
  t.equal(mine('ethnicity', { ethnicity: 'Brittish' }), 'white');
  t.equal(group('band', { payScale: 'Local 14' }), 'unmapped');
});

t.test('yes-or-no columns as typed', async (t) => {
  t.equal(group('voting', { voting: true }), 'yes');
  t.equal(group('voting', { voting: false }), 'no');
  t.equal(group('voting', {}), 'unknown');
});

t.test('a code that no list has is a programmer’s error', async (t) => {
  const spoiled: Edition = {
    ...edition,
    groupings: {
      ethnicity: {
        ...(edition.groupings.ethnicity as Edition['groupings'][string]),
        value: {
          columns: ['ethnicity'],
          lists: [{ list: 'ethnicity', groups: { white: ['Q'] } }],
          otherwise: 'unknown',
          order: ['white', 'unknown'],
        },
      },
    },
  };
  t.throws(
    () => codeListsFor(spoiled, lists),
    new RangeError('the code list "ethnicity" has no code "Q", which is put in "white"'),
  );
  t.throws(() => recodeFor(spoiled, 'band'), /wres 2025 has no grouping "band"; there are ethnicity/);
});

t.test('groups come in the order shown, as outsiders know them', async (t) => {
  t.same(groupsOf(edition, 'ethnicity-5'), ['white', 'mixed', 'asian', 'black', 'other', 'unknown']);
  t.same(groupsOf(edition, 'block'), ['non-clinical', 'clinical', 'medical', 'unmapped']);
  t.same(groupsOf(edition, 'grade'), [
    'consultant',
    'senior-medical-manager',
    'non-consultant-career-grade',
    'trainee',
    'other',
  ]);
  t.same(groupsOf(edition, 'age-band'), ['under-26', '26-35', '36-45', '46-55', '56-65', 'over-65', 'unknown']);
});
