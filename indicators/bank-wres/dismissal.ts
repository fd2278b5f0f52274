import { bankCases } from '../../src/define.js';

/** Bank-only workers dismissed in the year, over those active at the snapshot, BME over White. Above 1 is worse for BME. */
export default bankCases({
  id: 'bank-wres.dismissal',
  title: 'Dismissal, bank-only workers',
  where: [{ rule: 'not-dismissal', dimension: 'case-type', in: ['dismissal'] }],
  happened: 'were dismissed',
  toHappen: 'to be dismissed',
});
