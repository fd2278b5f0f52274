import { isoDate } from '../core/dates.js';
import type { Value } from '../core/rows.js';
import type { Block } from './assemble.js';
import type { Said } from './snapshot.js';

export interface Dated {
  readonly block: Block;
  /** Rows without a date where the block has several: they belong to none. */
  readonly undated: readonly number[];
  /** Where the date of the whole block came from, in words; absent when its own column says it. */
  readonly from?: string;
  /** Nothing dates the block. */
  readonly missing: boolean;
}

const places = { title: 'its title rows', sheet: 'the sheet name', file: 'the file name' } as const;

/**
 * Gives every row its snapshot date: its own; else what the sheet says; else the only date in the column; else `asAt` when the column
 * says nothing at all.
 */
export function fillSnapshot(block: Block, said: Said, asAt: number | undefined): Dated {
  const own: readonly Value[] = block.columns.snapshotDate ?? [];
  const days = new Set(own.filter((d): d is number => typeof d === 'number'));
  const only = days.size === 1 ? [...days][0] : undefined;
  const fallback = said.kind === 'said' ? said.day : (only ?? (days.size === 0 ? asAt : undefined));
  const filled = block.rows.map((_, i) => own[i] ?? fallback);
  const dated = { ...block, columns: { ...block.columns, snapshotDate: filled } };
  const undated = days.size > 1 ? filled.flatMap((d, i) => (d === undefined ? [i] : [])) : [];
  if (days.size > 0 || block.rows.length === 0) return { block: dated, undated, missing: false };
  if (fallback === undefined) return { block: dated, undated, missing: true };
  const where = said.kind === 'said' ? places[said.where] : '--as-at';
  return { block: dated, undated, from: `snapshot ${isoDate(fallback)}, from ${where}`, missing: false };
}
