import { indicator } from '../../src/define.js';

/** Bank-only workers dismissed in the year, over those active at the snapshot, BME over White. Above 1 is worse for BME. */
export default indicator({
  id: 'bank-wres.dismissal',
  title: 'Dismissal, bank-only workers',
  unit: 'ratio',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {
    cases: {
      from: 'cases',
      population: 'employed-or-bank',
      main: 'bank-only',
      where: [{ rule: 'not-dismissal', dimension: 'case-type', in: ['dismissal'] }],
      by: ['ethnicity'],
      when: 'period',
      ofStaff: true,
    },
    staff: {
      from: 'staff',
      population: 'employed-or-bank',
      main: 'bank-only',
      activeWithin: 'active',
      by: ['ethnicity'],
      when: 'snapshot',
    },
  },
  formula: { name: 'relative-likelihood', events: 'cases', base: 'staff' },
  rows: [{ breakdown: {} }],
  words: { people: 'bank-only workers', happened: 'were dismissed', toHappen: 'to be dismissed' },
  adverse: 'above',
  chart: 'ratio-dots',
  checks: ['events-within-base'],
});
