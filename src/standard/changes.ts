import { differences, short } from './differences.js';
import { same } from './plain.js';
import type { Dated, Edition } from './types.js';

/** One value that two editions do not share. */
export interface Change {
  /** Where the value is: `parameters.few-people`, `indicators.wres.3.years`. */
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'removed' | 'cited-otherwise';
  readonly before?: Dated;
  readonly after?: Dated;
  /** The change in a sentence, with its source. */
  readonly sentence: string;
}

const sections = ['populations', 'groupings', 'people', 'parameters'] as const;

function valuesOf(edition: Edition): ReadonlyMap<string, Dated> {
  const found = new Map<string, Dated>([['snapshot', edition.snapshot]]);
  for (const section of sections)
    for (const [name, value] of Object.entries(edition[section])) found.set(`${section}.${name}`, value);
  for (const [id, values] of Object.entries(edition.indicators))
    for (const [name, value] of Object.entries(values))
      if (!name.startsWith('benchmark-')) found.set(`indicators.${id}.${name}`, value);
  return found;
}

const cited = ({ source, verified }: Dated): string =>
  `${source.title}${source.clause === undefined ? '' : `: ${source.clause}`}${verified ? '' : '; not verified'}`;

function sentenceOf(path: string, from: Edition, to: Edition, before: Dated, after: Dated): string {
  const all = differences(before.value, after.value);
  const shown = all.slice(0, 4).join('; ');
  const more = all.length > 4 ? `; and ${all.length - 4} more` : '';
  return `${path} changes between ${from.edition} and ${to.edition}: ${shown}${more} (${cited(after)}).`;
}

function change(path: string, from: Edition, to: Edition, before?: Dated, after?: Dated): Change | undefined {
  if (before && after) {
    if (!same(before.value, after.value))
      return { path, kind: 'changed', before, after, sentence: sentenceOf(path, from, to, before, after) };
    if (same(before.source, after.source) && before.verified === after.verified) return undefined;
    const sentence = `${path} is the same in ${from.edition} and ${to.edition}, with another source (${cited(after)}).`;
    return { path, kind: 'cited-otherwise', before, after, sentence };
  }
  if (after) {
    const sentence = `${path} is new in ${to.edition}: ${short(after.value)} (${cited(after)}).`;
    return { path, kind: 'added', after, sentence };
  }
  if (!before) return undefined;
  const sentence = `${path} is in ${from.edition} and not in ${to.edition}; it was ${short(before.value)}.`;
  return { path, kind: 'removed', before, sentence };
}

/**
 * What differs between two editions, value by value, in the order of the paths: added, changed, removed, and the same value with another
 * source. Facts belong to one year, so those of the later edition are all new. Example: from 2019 to 2020 `indicators.wres.3.years` changes
 * from 2 to 1. Published figures (`benchmark-...`) are no rules and are left out.
 */
export function changes(from: Edition, to: Edition): readonly Change[] {
  const [before, after] = [valuesOf(from), valuesOf(to)];
  const facts = Object.entries(to.facts).map(([name, fact]) => change(`facts.${name}`, from, to, undefined, fact));
  const others = [...new Set([...before.keys(), ...after.keys()])].map((path) =>
    change(path, from, to, before.get(path), after.get(path)),
  );
  return [...facts, ...others].flatMap((c) => c ?? []).sort((a, b) => (a.path < b.path ? -1 : 1));
}
