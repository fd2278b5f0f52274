import { indicator } from '../../src/define.js';

/** Active bank-only workers by sex, pay band and medical grade: the BME share of each, beside the BME share of all of them. */
export default indicator({
  id: 'bank-wres.representation',
  title: 'Bank-only workers by sex and pay',
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme' },
  counts: {
    staff: {
      from: 'staff',
      population: 'employed-or-bank',
      main: 'bank-only',
      activeWithin: 'active',
      by: ['block', 'band', 'grade', 'sex', 'ethnicity'],
      when: 'snapshot',
    },
  },
  formula: { name: 'share-of-row', staff: 'staff' },
  rows: [
    { breakdown: {} },
    { breakdown: { sex: 'female' } },
    { breakdown: { sex: 'male' } },
    { breakdown: { sex: 'other' }, onlyIfAny: true },
    { breakdown: { sex: 'unknown' }, onlyIfAny: true },
    { breakdown: { block: 'non-clinical' } },
    { breakdown: { block: 'non-clinical' }, each: { dimension: 'band', list: 'bands' } },
    { breakdown: { block: 'non-clinical', band: 'unmapped' }, onlyIfAny: true },
    { breakdown: { block: 'clinical' } },
    { breakdown: { block: 'clinical' }, each: { dimension: 'band', list: 'bands' } },
    { breakdown: { block: 'clinical', band: 'unmapped' }, onlyIfAny: true },
    { breakdown: { block: 'medical' } },
    { breakdown: { block: 'medical' }, each: { dimension: 'grade', list: 'grades' } },
    { breakdown: { block: 'unmapped' }, onlyIfAny: true },
  ],
  words: { people: 'bank-only workers' },
  chart: 'share-dots',
  checks: ['rows-add-up'],
});
