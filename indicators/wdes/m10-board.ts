import { indicator } from '../../src/define.js';

/** WDES 10: the disabled share of the board less the disabled share of the workforce, in percentage points. Negative is worse for disabled people. */
export default indicator({
  id: 'wdes.10',
  title: 'Board compared with workforce',
  unit: 'points',
  compared: { dimension: 'disability', over: 'disabled' },
  counts: {
    members: {
      from: 'board',
      population: 'board',
      by: ['voting', 'executive', 'disability'],
      when: 'snapshot',
      ofStaff: true,
    },
    staff: { from: 'staff', population: 'workforce', by: ['disability'], when: 'snapshot' },
  },
  formula: { name: 'board-difference', members: 'members', workforce: 'staff' },
  rows: [
    { breakdown: { part: 'total' }, where: {} },
    { breakdown: { part: 'voting' }, where: { voting: ['yes'] } },
    { breakdown: { part: 'executive' }, where: { executive: ['yes'] } },
  ],
  words: { people: 'board members' },
  chart: 'board-dots',
  checks: ['voting-and-non-voting-make-the-board'],
});
