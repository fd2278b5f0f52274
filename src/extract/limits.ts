import type { Limits } from './types.js';

const mebibyte = 1_048_576;

/**
 * What one file may hold. An honest 20,000-row sheet was 21.0 MB from 3.4 MB (6 to 1), a bomb 1,022 to 1; the rest are Excel's own
 * limits (32,767 characters) or what the memory engine is meant for (200,000 rows, 50 filled columns on average).
 */
export const defaultLimits: Limits = {
  bytes: 128 * mebibyte,
  inflatedBytes: 256 * mebibyte,
  ratio: 100,
  entries: 1_000,
  sheets: 50,
  rows: 200_000,
  columns: 500,
  cellLength: 32_767,
  cells: 10_000_000,
  milliseconds: 60_000,
};

/** The last row and column that Excel itself has: 1,048,576 and XFD. */
export const excelRows = 1_048_576;
export const excelColumns = 16_384;
