import { indicator } from '../../src/define.js';

/** How many of the organisations of a run have no, one, two, three or more disabled board members. */
export default indicator({
  id: 'board-profile.disability',
  title: 'Boards by their number of disabled members',
  unit: 'organisations',
  compared: { dimension: 'disability', over: 'disabled' },
  counts: {
    members: {
      from: 'board',
      population: 'board',
      by: ['voting', 'executive', 'disability'],
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
