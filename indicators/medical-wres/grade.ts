import { indicator } from '../../src/define.js';

/** Doctors and dentists by grade and role: the BME share of each, beside the BME share of all doctors and dentists. */
export default indicator({
  id: 'medical-wres.grade',
  title: 'Doctors by grade and role',
  unit: 'share',
  compared: { dimension: 'ethnicity', over: 'bme' },
  counts: {
    staff: {
      from: 'staff',
      population: 'workforce',
      where: [{ rule: 'not-medical', dimension: 'block', in: ['medical'] }],
      by: ['doctor-role', 'ethnicity'],
      when: 'snapshot',
    },
  },
  formula: { name: 'share-of-row', staff: 'staff' },
  rows: [{ breakdown: {} }, { breakdown: {}, each: { dimension: 'doctor-role', list: 'doctor-roles' } }],
  words: { people: 'doctors and dentists' },
  chart: 'share-dots',
  checks: [],
});
