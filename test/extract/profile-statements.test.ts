import t from 'tap';
import { contracts } from '../../schemas/index.js';
import { evaluate } from '../../src/evaluate.js';
import { readExtract } from '../../src/extract/extract.js';
import { readProfile, writeProfile } from '../../src/extract/profile-file.js';
import { loadLibrary } from '../../src/library.js';
import { packagePolicy } from '../../src/standard/node.js';

const library = await loadLibrary();
const read = (text: string) => readProfile(text, contracts, library.lists);

t.test('an answer in a profile is the organisation’s statement', async (t) => {
  const reading = read(
    'statements:\n  - { statement: wdes.9b, answer: yes, text: a network meets the board., period: 2025 }\n',
  );
  if (reading.status !== 'ok') return t.fail(reading.reasons.join());
  const extract = await readExtract([], { lists: library.lists, profile: reading.profile });
  const run = await evaluate(extract, library, {
    policy: packagePolicy('board'),
    standards: ['wdes'],
    edition: '2025',
  });
  t.match(
    run.results.find((r) => r.indicator === 'wdes.9b'),
    { unit: 'yes-no', value: { status: 'ok', value: 1 }, working: 'Yes. A network meets the board.' },
  );
  t.match(read(writeProfile(extract, reading.profile)), { profile: { statements: reading.profile.statements } });
});

t.test('no is an answer, and anything else is not', async (t) => {
  t.match(read('statements: [{ statement: wdes.9b, answer: no }]'), { profile: { statements: [{ answer: false }] } });
  t.match(read('statements: [{ statement: wdes.9b, answer: maybe }]'), {
    status: 'wrong',
    reasons: [/must be yes or no/],
  });
});
