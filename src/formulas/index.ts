export * from './agresti.js';
export * from './bayes.js';
export * from './breslow-day.js';
export * from './change.js';
export * from './clopper-pearson.js';
export * from './competing-risks.js';
export * from './counts.js';
export * from './disparity.js';
export * from './evidence-turns.js';
export * from './fisher.js';
export * from './funnel.js';
export * from './hazard.js';
export * from './kaplan-meier.js';
export * from './kappa.js';
export * from './katz.js';
export * from './levers.js';
export * from './likelihood-from-shares.js';
export * from './log-rank.js';
export {
  cochranMantelHaenszel,
  mantelHaenszelOdds,
  mantelHaenszelRatio,
  type Pooled,
} from './mantel-haenszel.js';
export { mantelHaenszelRates } from './mantel-haenszel-rates.js';
export * from './mean.js';
export * from './model-employer.js';
export * from './multiplicity.js';
export * from './newcombe.js';
export * from './overdispersion.js';
export * from './pearson.js';
export * from './pooling.js';
export * from './published.js';
export * from './rate-ratio.js';
export * from './rate-ratio-minlike.js';
export * from './rates.js';
export * from './reading.js';
export * from './relative-likelihood.js';
export * from './score-ratio.js';
export * from './share.js';
export * from './share-test.js';
export * from './spc-charts.js';
export * from './spc-icons.js';
export * from './spc-rules.js';
export * from './standardise.js';
export * from './survival-data.js';
export * from './types.js';
export { wilson, wilsonCorrected } from './wilson.js';
