import t from 'tap';
import { labels, type Wording } from '../../src/words/labels.js';
import {
  ABSENT_FINDING,
  boardFinding,
  countWords,
  MOST_WORDS,
  ratioFinding,
  shareFinding,
} from '../../src/words/report-findings.js';
import { indicatorText } from '../../src/words/report-indicators.js';
import { peopleNumber, ratioNumber } from '../../src/words/report-numbers.js';
import { groupOf, likelihood, paritySentence } from '../../src/words/report-sentences.js';

const wordings: readonly Wording[] = ['bme', 'ethnic-minority', 'global-majority'];

t.test('a finding has ten words or fewer, in every wording', async (t) => {
  const found: string[] = Object.values(ABSENT_FINDING);
  for (const wording of wordings) {
    const group = labels(wording).group('ethnicity', 'bme');
    for (const id of ['wres.2', 'wres.3', 'wres.4', 'any.other']) {
      const { words } = indicatorText(id, 'ratio');
      const people = words?.people ?? 'people';
      for (const size of ['below the band', 'within 0.80 to 1.25', 'above the band'])
        for (const evidence of ['difference shown', 'no clear difference', 'too few to judge', 'not calculable'])
          for (const over of [group, 'White'])
            found.push(
              ratioFinding(
                groupOf(over, people),
                ratioNumber(12.34),
                words?.toHappen ?? 'to be counted',
                size,
                evidence,
              ),
            );
    }
    for (const lowest of [
      [],
      ['non-clinical band 8a'],
      ['clinical VSM', 'non-consultant career grades'],
      ['a', 'b', 'c'],
    ])
      for (const hidden of [true, false])
        for (const lowestClear of [true, false])
          for (const [below, above, shown] of [
            [12, 3, 24],
            [0, 14, 24],
            [0, 0, 24],
            [0, 0, 0],
          ] as const)
            found.push(shareFinding(group, { lowest, lowestClear, hidden, below, above, shown }));
    for (const points of [-3, 0, 3]) found.push(boardFinding(group, points));
  }
  t.same(
    found.filter((f) => countWords(f) > MOST_WORDS),
    [],
  );
  t.notOk(found.some((f) => /more likely|less likely|signific|improv|worse|no difference|%/.test(f)));
});

t.test('a finding says what the figure says', async (t) => {
  const of = (size: string, evidence: string): string =>
    ratioFinding('White applicants', ratioNumber(1.39), 'to be appointed', size, evidence);
  t.equal(of('above the band', 'difference shown'), 'White applicants 1.39 times as likely to be appointed');
  t.equal(of('above the band', 'no clear difference'), 'Ratio above the band; chance could explain it');
  t.equal(of('below the band', 'no clear difference'), 'Ratio below the band; chance could explain it');
  t.equal(of('within 0.80 to 1.25', 'no clear difference'), 'Ratio within the band; no clear difference');
  const base = { lowest: ['band 8b'], lowestClear: true, hidden: true, below: 3, above: 1, shown: 9 };
  const share = (change: Partial<typeof base>): string => shareFinding('BME', { ...base, ...change });
  t.equal(share({}), 'BME share is lowest, where shown, in band 8b');
  t.equal(share({ hidden: false }), 'BME share is lowest in band 8b');
  t.equal(
    share({ lowestClear: false }),
    'BME share clearly below in 3 of 9 rows',
    'the lowest row may be so by chance',
  );
  t.equal(share({ below: 0, above: 2, lowestClear: false }), 'BME share clearly above in 2 of 9 rows');
  t.equal(share({ below: 0, above: 0 }), 'No row clearly differs from the workforce share');
  t.equal(share({ shown: 0 }), 'No row is large enough to give a share');
});

t.test('sentences name both groups in the order of the ratio', async (t) => {
  t.equal(groupOf('White', 'shortlisted applicants'), 'shortlisted White applicants');
  t.equal(
    likelihood(groupOf('BME', 'staff'), groupOf('White', 'staff'), ratioNumber(0.63), 'to leave').join(''),
    'BME staff were 0.63 times as likely as White staff to leave',
  );
  t.equal(
    paritySentence('White', peopleNumber(13), peopleNumber(2226), 'BME staff', peopleNumber(21), '8 fewer'),
    'At the White rate the count would be about 13 of 2,226 BME staff: 8 fewer than the 21 counted.',
  );
});
