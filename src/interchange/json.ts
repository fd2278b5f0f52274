import type { Released, Run } from '../release/result.js';

/** Released results as the JSON that outsiders rely on: the same bytes for the same run. */
export const resultsJson = (run: Released<Run>): string => `${JSON.stringify(run, null, 2)}\n`;
