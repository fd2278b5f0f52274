import type { Indicator } from './define.js';
import { setValue, type Where } from './edition-value.js';
import type { CellMove, Edition } from './standard/types.js';

/** What each group of a finer grouping is compared with. */
export type Against = 'white' | 'white-british' | 'all-others';
export const AGAINST: readonly Against[] = ['white', 'white-british', 'all-others'];

/** A group of another grouping that others are compared with. Parameter `compared-with`. */
interface Reference {
  readonly dimension: string;
  readonly in: readonly string[];
}

/** One result of a finer grouping: the group, what it is compared with, and who they are. */
export interface FinerRow {
  readonly compared: { readonly dimension: string; readonly over: string; readonly under?: string };
  readonly group: { readonly id: string; readonly where: Where };
  readonly other: { readonly id: string; readonly where: Where; readonly whole: Where };
  readonly unknown: { readonly id: string; readonly where: Where };
}

/** The key of `--by` that draws the compared groups finer (or as they are), the last one given: `ethnicity-5` for `ethnicity`. */
export const finerKey = ({ compared }: Indicator, by: readonly string[]): string | undefined =>
  by.findLast((key) => key === compared.dimension || key.startsWith(`${compared.dimension}-`));

const reference = (edition: Edition, against: Against): Reference | undefined =>
  against === 'all-others' ? undefined : setValue<Record<string, Reference>>(edition, 'compared-with')[against];

/**
 * The dimensions a count needs for `--by`: the keys, those of the group that others are compared with, and those that decide in which row a person
 * stands. Example: by block, band is needed too, since a medical director on very senior manager pay is clinical as in WRES 1.
 */
export function dimensionsFor(
  edition: Edition,
  indicator: Indicator,
  by: readonly string[],
  against: Against,
): readonly string[] {
  const other = finerKey(indicator, by) === undefined ? undefined : reference(edition, against)?.dimension;
  const dims = new Set([...by, ...(other === undefined ? [] : [other])]);
  const moves = (edition.parameters['cells-moved']?.value ?? []) as readonly CellMove[];
  const movedBy = moves.filter((m) => Object.keys(m.set).some((d) => dims.has(d)));
  for (const { when, set } of movedBy) for (const d of [...Object.keys(when), ...Object.keys(set)]) dims.add(d);
  return [...dims];
}

/**
 * Each group of a finer grouping against what it is compared with, on the side the indicator has its own group on. The other side is never of the group
 * itself: White Irish staff against White are compared with other White staff. Example: WRES 3 by `ethnicity-5` is `over: asian, under: white`; WRES 2,
 * which has White above, is `over: white, under: asian`.
 */
export function finerRows(
  edition: Edition,
  indicator: Indicator,
  dimension: string,
  against: Against,
): readonly FinerRow[] {
  const { order, otherwise } = edition.groupings[dimension]!.value;
  const { compared } = indicator;
  const known = order.filter((g) => g !== otherwise);
  const ref = reference(edition, against);
  const white = setValue<Record<string, Reference>>(edition, 'compared-with').white!;
  const above = compared.under === undefined || !white.in.includes(compared.over);
  return known.map((id): FinerRow => {
    const others = { [dimension]: known.filter((g) => g !== id) };
    const whole = ref ? { [ref.dimension]: ref.in } : others;
    const where =
      ref && ref.dimension !== dimension
        ? { ...others, ...whole }
        : { [dimension]: (ref?.in ?? others[dimension]!).filter((g) => g !== id) };
    const [over, under] = above ? [id, against] : [against, id];
    return {
      compared: compared.under === undefined ? { dimension, over: id } : { dimension, over, under },
      group: { id, where: { [dimension]: [id] } },
      other: { id: against, where, whole },
      unknown: { id: otherwise, where: { [dimension]: [otherwise] } },
    };
  });
}
