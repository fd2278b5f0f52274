import { indicator } from '../../src/define.js';

/** What WRES 5 asks, of doctors: the percentage of BME doctors less that of White doctors. */
export default indicator({
  id: 'medical-wres.survey-5',
  title: 'Doctors: harassment by patients, relatives or the public',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'survey-percent', item: 'doctors-public' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'doctors',
    happened: 'said that patients, relatives or the public had harassed, bullied or abused them in the last 12 months',
  },
  chart: 'survey-pairs',
  checks: [],
});
