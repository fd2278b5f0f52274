import { disparityRatio } from '../../src/define.js';

/** Disability disparity ratio: how many times as concentrated in a higher tier of pay bands non-disabled staff are as disabled staff. */
export default disparityRatio({
  id: 'disparity-ratio.disability',
  title: 'Disability disparity ratio',
  dimension: 'disability',
  over: 'non-disabled',
  under: 'disabled',
});
