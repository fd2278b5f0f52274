import { boardProfile } from '../../src/define.js';

/** How many of the organisations of a run have no, one, two, three or more BME board members. */
export default boardProfile({
  id: 'board-profile',
  title: 'Boards by their number of BME members',
  dimension: 'ethnicity',
  over: 'bme',
});
