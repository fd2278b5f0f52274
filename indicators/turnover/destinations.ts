import { indicator } from '../../src/define.js';

/** Destinations on leaving: where the leavers of the leaver rate went, with those of whom it is not known. */
export default indicator({
  id: 'turnover.destinations',
  order: 'turnover.6',
  title: 'Destinations on leaving',
  unit: 'rate',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {
    leavers: { from: 'leavers', population: 'workforce', by: ['ethnicity'], when: 'period' },
  },
  formula: { name: 'turnover', what: 'destinations' },
  rows: [{ breakdown: {} }],
  words: { people: 'staff', happened: 'went there', toHappen: 'to go there' },
  chart: 'reason-bars',
  checks: [],
});
