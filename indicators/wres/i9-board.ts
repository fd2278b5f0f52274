import { indicator } from '../../src/define.js';

/** WRES 9: the BME share of the board less the BME share of the workforce, in percentage points. Negative is worse for BME. */
export default indicator({
  id: 'wres.9',
  title: 'Board compared with workforce',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme' },
  counts: {
    members: {
      from: 'board',
      population: 'board',
      by: ['voting', 'executive', 'ethnicity'],
      when: 'snapshot',
      ofStaff: true,
    },
    staff: { from: 'staff', population: 'workforce', by: ['ethnicity'], when: 'snapshot' },
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
