import { disparityRatio } from '../../src/define.js';

/** Sex disparity ratio: how many times as concentrated in a higher tier of pay bands men are as women. */
export default disparityRatio({
  id: 'disparity-ratio.sex',
  title: 'Sex disparity ratio',
  dimension: 'sex',
  over: 'male',
  under: 'female',
});
