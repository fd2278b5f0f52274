import { indicator } from '../../src/define.js';

/** What WRES 8 asks, of doctors: the percentage of BME doctors less that of White doctors. */
export default indicator({
  id: 'medical-wres.survey-8',
  title: 'Doctors: discrimination by manager, team leader or colleagues',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'survey-percent', item: 'doctors-discrimination' },
  rows: [{ breakdown: {} }],
  words: {
    people: 'doctors',
    happened:
      'said that they had had discrimination from a manager, team leader or other colleagues in the last 12 months',
  },
  chart: 'survey-pairs',
  checks: [],
});
