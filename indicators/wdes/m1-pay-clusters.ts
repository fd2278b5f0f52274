import { indicator } from '../../src/define.js';

/** WDES 1: the share of each pay cluster, and of each band, that is disabled, against the share of the whole workforce. */
export default indicator({
  id: 'wdes.1',
  title: 'Disabled share by pay cluster',
  unit: 'share',
  compared: { dimension: 'disability', over: 'disabled' },
  counts: {
    staff: { from: 'staff', population: 'workforce', by: ['block', 'band', 'grade', 'disability'], when: 'snapshot' },
  },
  formula: { name: 'share-of-row', staff: 'staff' },
  rows: [
    { breakdown: {} },
    { breakdown: { block: 'non-clinical' } },
    { breakdown: { block: 'non-clinical' }, each: { dimension: 'band', list: 'clusters-of-bands', as: 'cluster' } },
    { breakdown: { block: 'non-clinical' }, each: { dimension: 'band', list: 'bands' } },
    { breakdown: { block: 'non-clinical', band: 'unmapped' }, onlyIfAny: true },
    { breakdown: { block: 'clinical' } },
    { breakdown: { block: 'clinical' }, each: { dimension: 'band', list: 'clusters-of-bands', as: 'cluster' } },
    { breakdown: { block: 'clinical' }, each: { dimension: 'band', list: 'bands' } },
    { breakdown: { block: 'clinical', band: 'unmapped' }, onlyIfAny: true },
    { breakdown: { block: 'medical' } },
    { breakdown: { block: 'medical' }, each: { dimension: 'grade', list: 'clusters-of-grades', as: 'cluster' } },
    { breakdown: { block: 'medical' }, each: { dimension: 'grade', list: 'grades' } },
    { breakdown: { block: 'unmapped' }, onlyIfAny: true },
  ],
  words: { people: 'staff' },
  chart: 'share-dots',
  checks: ['rows-add-up'],
});
