import { indicator } from '../../src/define.js';

/** Race disparity ratio: how many times as concentrated in a higher tier of pay bands White staff are as BME staff. */
export default indicator({
  id: 'disparity-ratio',
  title: 'Race disparity ratio',
  unit: 'ratio',
  compared: { dimension: 'ethnicity', over: 'white', under: 'bme' },
  counts: {
    staff: { from: 'staff', population: 'workforce', by: ['block', 'band', 'grade', 'ethnicity'], when: 'snapshot' },
  },
  formula: {
    name: 'disparity-ratio',
    staff: 'staff',
    steps: {
      'lower-to-middle': ['lower', 'middle'],
      'middle-to-upper': ['middle', 'upper'],
      'lower-to-upper': ['lower', 'upper'],
    },
  },
  rows: [
    { breakdown: { tier: 'lower-to-middle' }, where: { block: ['non-clinical', 'clinical', 'unmapped'] } },
    { breakdown: { tier: 'middle-to-upper' }, where: { block: ['non-clinical', 'clinical', 'unmapped'] } },
    { breakdown: { tier: 'lower-to-upper' }, where: { block: ['non-clinical', 'clinical', 'unmapped'] } },
    { breakdown: { block: 'non-clinical', tier: 'lower-to-middle' }, where: { block: ['non-clinical'] } },
    { breakdown: { block: 'non-clinical', tier: 'middle-to-upper' }, where: { block: ['non-clinical'] } },
    { breakdown: { block: 'non-clinical', tier: 'lower-to-upper' }, where: { block: ['non-clinical'] } },
    { breakdown: { block: 'clinical', tier: 'lower-to-middle' }, where: { block: ['clinical'] } },
    { breakdown: { block: 'clinical', tier: 'middle-to-upper' }, where: { block: ['clinical'] } },
    { breakdown: { block: 'clinical', tier: 'lower-to-upper' }, where: { block: ['clinical'] } },
  ],
  words: { people: 'staff' },
  adverse: 'above',
  chart: 'tier-dots',
  checks: ['tiers-multiply-through'],
});
