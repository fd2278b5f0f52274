import { indicator } from '../../src/define.js';

/**
 * WDES 3: how likely disabled staff are to enter the formal capability process on the ground of performance, over non-disabled staff. Above 1 is worse for
 * disabled staff. All formal capability less ill health, so a case without a ground counts. Source: WDES technical guidance, metric 3.
 */
export default indicator({
  id: 'wdes.3',
  title: 'Formal capability process',
  unit: 'ratio',
  compared: { dimension: 'disability', over: 'disabled', under: 'non-disabled' },
  counts: {
    staff: { from: 'staff', population: 'workforce', by: ['disability'], when: 'snapshot' },
    cases: {
      from: 'cases',
      population: 'workforce',
      where: [
        { rule: 'not-capability', dimension: 'case-type', in: ['capability'] },
        { rule: 'not-formal', column: 'formal', is: true },
        { rule: 'ill-health', dimension: 'ground', in: ['performance', 'other', 'unknown'] },
      ],
      by: ['disability', 'ground'],
      when: 'period',
      ofStaff: true,
      givenLess: 'cases-ill-health',
    },
  },
  formula: { name: 'relative-likelihood', events: 'cases', base: 'staff' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'entered the formal capability process',
    toHappen: 'to enter the formal capability process',
  },
  adverse: 'above',
  chart: 'ratio-dots',
  checks: ['events-within-base', 'ground-stated'],
});
