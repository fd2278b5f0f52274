import { disparityRatio } from '../../src/define.js';

/** Race disparity ratio: how many times as concentrated in a higher tier of pay bands White staff are as BME staff. */
export default disparityRatio({
  id: 'disparity-ratio',
  title: 'Race disparity ratio',
  dimension: 'ethnicity',
  over: 'white',
  under: 'bme',
});
