import { boardProfile } from '../../src/define.js';

/** How many of the organisations of a run have no, one, two, three or more disabled board members. */
export default boardProfile({
  id: 'board-profile.disability',
  title: 'Boards by their number of disabled members',
  dimension: 'disability',
  over: 'disabled',
});
