import type { Where } from '../../edition-value.js';
import type { CountedRow } from '../../release/counted.js';
import type { Pairing } from '../cuts.js';

/** A group of a row: its id, and which people it is. */
export interface Group {
  readonly id: string;
  readonly where: Where;
}

/** All people of a part, the groups an indicator compares, and those whose group is not known. */
export const comparedGroups = (
  { dimension, over, under }: CountedRow['compared'],
  where: Where = {},
): readonly Group[] => [
  { id: 'all', where },
  ...[over, ...(under === undefined ? [] : [under]), 'unknown'].map((g) => ({
    id: g,
    where: { ...where, [dimension]: [g] },
  })),
];

/** The two groups of a pairing, and those whose group is not known, within a part. */
export const pairedGroups = (
  { dimension, over, overWhere, under, underWhere, unknown }: Pairing,
  where: Where,
): readonly Group[] => [
  { id: over, where: { ...where, ...overWhere } },
  ...(underWhere ? [{ id: under as string, where: { ...where, ...underWhere } }] : []),
  ...(over === unknown ? [] : [{ id: unknown, where: { ...where, [dimension]: [unknown] } }]),
];

/** The groups an indicator compares, as a pairing. */
export const ownPairing = ({ dimension, over, under }: CountedRow['compared']): Pairing => ({
  dimension,
  over,
  under: under as string,
  overWhere: { [dimension]: [over] },
  underWhere: { [dimension]: [under as string] },
  unknown: 'unknown',
});
