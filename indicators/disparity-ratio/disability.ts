import { indicator } from '../../src/define.js';

/** Disability disparity ratio: how many times as concentrated in a higher tier of pay bands non-disabled staff are as disabled staff. */
export default indicator({
  id: 'disparity-ratio.disability',
  title: 'Disability disparity ratio',
  unit: 'ratio',
  compared: { dimension: 'disability', over: 'non-disabled', under: 'disabled' },
  counts: {
    staff: { from: 'staff', population: 'workforce', by: ['block', 'band', 'grade', 'disability'], when: 'snapshot' },
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
