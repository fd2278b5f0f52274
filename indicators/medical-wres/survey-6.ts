import { indicator } from '../../src/define.js';

/** What WRES 6 asks, of doctors: the percentage of BME doctors less that of White doctors. */
export default indicator({
  id: 'medical-wres.survey-6',
  title: 'Doctors: harassment by staff',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'survey-percent', item: 'doctors-staff' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'doctors',
    happened: 'said that managers or other colleagues had harassed, bullied or abused them in the last 12 months',
  },
  chart: 'survey-pairs',
  checks: [],
});
