import { indicator } from '../../src/define.js';

/** WRES 1: the share of each pay band that is BME, against the share of the whole workforce. */
export default indicator({
  id: 'wres.1',
  title: 'BME share by pay band',
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme' },
  counts: {
    staff: { from: 'staff', population: 'workforce', by: ['block', 'band', 'grade', 'ethnicity'], when: 'snapshot' },
  },
  formula: { name: 'share-of-row', staff: 'staff' },
  rows: [
    { breakdown: {} },
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
  words: { people: 'staff' },
  chart: 'share-dots',
  checks: ['rows-add-up'],
});
