import { indicator } from '../../src/define.js';

/** How many of the organisations of a run have no, one, two, three or more BME board members. */
export default indicator({
  id: 'board-profile',
  title: 'Boards by their number of BME members',
  unit: 'organisations',
  compared: { dimension: 'ethnicity', over: 'bme' },
  counts: {
    members: {
      from: 'board',
      population: 'board',
      by: ['voting', 'executive', 'ethnicity'],
      when: 'snapshot',
      ofStaff: true,
    },
  },
  formula: { name: 'board-profile', members: 'members' },
  rows: [{ breakdown: {} }],
  words: { people: 'board members' },
  chart: 'none',
  checks: [],
});
