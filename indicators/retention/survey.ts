import { indicator } from '../../src/define.js';

/** The answers to a retention survey, wave by wave: BME less White in points, and everybody from the first wave to the last. */
export default indicator({
  id: 'retention.survey',
  title: 'Retention survey',
  unit: 'points',
  compared: { dimension: 'ethnicity', over: 'bme', under: 'white' },
  counts: {},
  formula: { name: 'measured', by: 'retention-survey' },
  rows: [],
  words: { people: 'respondents' },
  chart: 'none',
  tables: ['retention-survey'],
  checks: [],
});
