import { indicator } from '../../src/define.js';

/** What WRES 7 asks, of doctors: the percentage of BME doctors less that of White doctors. */
export default indicator({
  id: 'medical-wres.survey-7',
  title: 'Doctors: equal opportunities',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'survey-percent', item: 'doctors-progression' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'doctors',
    happened: 'believed that the organisation gives equal opportunities for career progression or promotion',
  },
  chart: 'survey-pairs',
  checks: [],
});
