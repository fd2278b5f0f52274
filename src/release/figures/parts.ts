import { type Figure, firstAbsent, isNumber, undefinedBecause } from '../../core/outcome.js';
import type { CountedRow } from '../counted.js';
import type { Part } from '../result.js';
import type { See } from '../visible.js';

/** n / base from what may be seen: 0/0 has no members; a hidden part hides the rate. */
export function rateOf(n: Figure, base: Figure): Figure {
  const absent = firstAbsent(base, n);
  if (absent) return absent;
  return base === 0 ? undefinedBecause('no-group-members') : (n as number) / (base as number);
}

/** The groups of a row as parts, each count as it may be seen. */
export function partsOf(row: CountedRow, see: See): readonly Part[] {
  return row.groups.map(({ group, of, n, base }) => {
    const [seenN, seenBase] = [see(n, row), see(base, row)];
    return { group, ...(of ? { of } : {}), n: seenN, base: seenBase, rate: rateOf(seenN, seenBase) };
  });
}

/** The sum of figures, or the first absence: a total of which a part is hidden is hidden. */
export function sumFigures(figures: readonly Figure[]): Figure {
  return firstAbsent(...figures) ?? (figures as readonly number[]).reduce((a, b) => a + b, 0);
}

/** The group's n and base when both may be seen. */
export function known(part: Part | undefined): { readonly n: number; readonly base: number } | undefined {
  return part && isNumber(part.n) && isNumber(part.base) ? { n: part.n, base: part.base } : undefined;
}
