import { bankCases } from '../../src/define.js';

/** Bank-only workers who enter the formal disciplinary process in the year, over those active at the snapshot, BME over White. Above 1 is worse for BME. */
export default bankCases({
  id: 'bank-wres.disciplinary',
  title: 'Formal disciplinary process, bank-only workers',
  where: [
    { rule: 'not-disciplinary', dimension: 'case-type', in: ['disciplinary'] },
    { rule: 'not-formal', column: 'formal', is: true },
  ],
  happened: 'entered the formal disciplinary process',
  toHappen: 'to enter the formal disciplinary process',
});
