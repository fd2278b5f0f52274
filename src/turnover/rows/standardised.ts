import type { Where } from '../../edition-value.js';
import type { CountedTurnover, Stratum } from '../../release/counted.js';
import { cubeIds } from '../count/ids.js';
import type { Pairing } from '../cuts.js';
import { gone, leaversIn, present, within } from './addresses.js';
import type { Family } from './family.js';

const stateDims: readonly string[] = ['at-opening', 'at-closing', 'leaving', 'in-training'];

/**
 * Strata of the two groups of a leaver rate, exact, for the figure pooled over them: one pass over the cells of the cut by band and staff group.
 * Example: 4 leavers of 40 at opening and 38 at closing in a stratum are n 4 and base 39.
 */
export function standardised(
  family: Family,
  { overWhere, underWhere }: Pairing,
  cut: readonly string[],
  where: Where,
): Pick<CountedTurnover, 'standardised'> {
  const source = family.counts.hidden[cubeIds(cut).strata];
  if (!source || !underWhere) return {};
  const by = source.dims.filter((d) => !cut.includes(d) && !stateDims.includes(d)).sort();
  const own: Where = { ...leaversIn(family, where), leaving: present };
  const sums = new Map<string, { over: { n: number; base: number }; under: { n: number; base: number } }>();
  for (const { key, n: people } of source.cells) {
    if (!within(key, own)) continue;
    const side = within(key, overWhere) ? 'over' : within(key, underWhere) ? 'under' : undefined;
    if (side === undefined) continue;
    const id = by.map((d) => key[d]).join(' ');
    const sum = sums.get(id) ?? { over: { n: 0, base: 0 }, under: { n: 0, base: 0 } };
    sums.set(id, sum);
    if (gone.includes(key.leaving as string)) sum[side].n += people;
    if (key['at-opening'] === 'yes') sum[side].base += people / 2;
    if (key['at-closing'] === 'yes') sum[side].base += people / 2;
  }
  const strata: readonly Stratum[] = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  return { standardised: { by, strata } };
}
