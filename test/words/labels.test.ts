import t from 'tap';
import { groupIds, labels } from '../../src/words/labels.js';

/** The ids that outsiders rely on, written out: a label for each, and no label for anything else. */
const ids: Readonly<Record<string, string>> = {
  ethnicity: 'white bme unknown',
  'ethnicity-5': 'white mixed asian black other unknown',
  'ethnicity-16': 'A B C D E F G H J K L M N P R S unknown',
  'ethnicity-detail': 'A B C D E F G H J K L M N P R S unknown',
  nationality: 'uk eu eea-efta rest-of-world unknown',
  'training-country': 'uk eu overseas unknown',
  disability: 'disabled non-disabled unknown',
  sex: 'female male other unknown',
  'age-band': 'under-26 26-35 36-45 46-55 56-65 over-65 unknown',
  block: 'non-clinical clinical medical unmapped',
  band: 'under-1 1 2 3 4 5 6 7 8a 8b 8c 8d 9 vsm medical unmapped',
  grade: 'consultant senior-medical-manager non-consultant-career-grade trainee other',
  cluster: '1 2 3 4 5 6 7',
  'staff-group':
    'medical-dental students nursing-midwifery allied-health scientific-technical healthcare-scientists clinical-support admin-clerical estates-ancillary other unmapped',
  'working-time': 'full-time part-time unknown',
  service: 'under-1 1-to-2 2-to-5 5-to-10 over-10 unknown',
  part: 'total voting executive',
  tier: 'lower-to-middle middle-to-upper lower-to-upper',
  campaign: 'without-international',
};

t.test('every group id has a label of its own', async (t) => {
  const words = labels();
  for (const [dimension, list] of Object.entries(ids)) {
    const wanted = list.split(' ');
    t.same([...groupIds(dimension)].sort(), [...wanted].sort(), dimension);
    const given = wanted.map((id) => words.group(dimension, id));
    t.equal(new Set(given).size, wanted.length, `${dimension}: all different`);
    t.notOk(
      given.some((label) => /-to-|undefined|^\s*$/.test(label)),
      `${dimension}: words, not ids`,
    );
  }
});

t.test('wording is a label choice', async (t) => {
  t.equal(labels().group('ethnicity', 'bme'), 'BME');
  t.equal(labels('ethnic-minority').group('ethnicity', 'bme'), 'ethnic minority');
  t.equal(labels('ethnic-minority').heading('ethnicity', 'bme'), 'Ethnic minority');
  t.equal(labels('global-majority').heading('ethnicity', 'bme'), 'Global majority');
  t.equal(labels('global-majority').group('ethnicity', 'white'), 'White');
  t.equal(labels('ethnic-minority').reword('BME share by pay band'), 'Ethnic minority share by pay band');
  t.equal(
    labels('ethnic-minority').reword('White over BME. BME means'),
    'White over ethnic minority. Ethnic minority means',
  );
  t.equal(labels().mapping, '', 'the standard’s own term needs no explanation');
  t.match(labels('global-majority').mapping, /“Global majority”.*BME/);
});

t.test('rows, and ids that are as supplied', async (t) => {
  const words = labels();
  t.equal(words.breakdown({}), 'All staff');
  t.equal(words.breakdown({}, 'shortlisted applicants'), 'All shortlisted applicants');
  t.equal(words.breakdown({ block: 'clinical', band: '8a' }), 'Clinical, not medical, band 8a');
  t.equal(words.group('organisation', 'rx-1'), 'rx-1', 'an organisation is not reworded');
  t.equal(words.group('religion', 'another-religion'), 'another religion');
  t.equal(words.group('ethnicity-detail', 'CM'), 'any other White background (CM)');
});

t.test('a person’s own words come first, and change no other group', async (t) => {
  const welsh = labels('bme', { whole: 'Yr holl staff', groups: { ethnicity: { bme: 'lleiafrifoedd ethnig' } } });
  t.equal(welsh.breakdown({}), 'Yr holl staff');
  t.equal(welsh.heading('ethnicity', 'bme'), 'Lleiafrifoedd ethnig');
  t.equal(welsh.group('ethnicity', 'white'), 'White');
});
