import type { Extract } from './types.js';

/** An extract of which nothing was read. */
export const emptyExtract: Extract = {
  tables: {},
  issues: [],
  choices: [],
  tallies: [],
  mapping: [],
  inputs: [],
  snapshots: [],
  organisations: [],
  unknownValues: [],
  lostCounts: [],
};
