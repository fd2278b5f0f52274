export { type MessKind, messKinds } from './mess.js';
export type { Count3, Group } from './model.js';
export type { Planted } from './planted.js';
export type { SynthTable } from './printed.js';
export type { SynthCell, SynthRow, SynthSheet } from './sheet.js';
export { type SynthOptions, type SynthTrust, synthesise, synthesiseTrusts } from './synthesise.js';
export type { SynthTruth, TruthRow } from './truth.js';
export { toCsv, writeCsv, writeWorkbook } from './write.js';
