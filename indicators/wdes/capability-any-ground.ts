import { indicator } from '../../src/define.js';

/** Formal capability on any ground, ill health included, disabled over non-disabled. The return carries it beside WDES 3 and it is never called WDES 3. */
export default indicator({
  id: 'wdes.capability-any-ground',
  title: 'Formal capability on any ground, ill health included',
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
      ],
      by: ['disability'],
      when: 'period',
      ofStaff: true,
    },
  },
  formula: { name: 'relative-likelihood', events: 'cases', base: 'staff' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'staff',
    happened: 'entered the formal capability process on any ground',
    toHappen: 'to enter the formal capability process on any ground',
  },
  adverse: 'above',
  chart: 'ratio-dots',
  checks: ['events-within-base'],
});
