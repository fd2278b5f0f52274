import { parseIso } from '../core/dates.js';
import { withSettings } from './lists.js';
import { freeze } from './plain.js';
import type { Dated, Edition } from './types.js';

/**
 * What a value may be chosen to be: one of some words, a number from 0 to 1 (`share`), a whole number (`number`), a
 * day (`date`, 2025-03-31), a word that the indicator itself checks (`text`), or a list of groups of a dimension
 * (`{ groups: band }`). The value `may-be-chosen` of an indicator says so of its other values.
 */
export type MayBe = readonly string[] | 'share' | 'number' | 'date' | 'text' | { readonly groups: string };

const mayBe = (edition: Edition, indicator: string): Readonly<Record<string, MayBe>> =>
  (edition.indicators[indicator]?.['may-be-chosen']?.value ?? {}) as Readonly<Record<string, MayBe>>;

/** Settings of groupings by their name (`chinese`) and values of indicators as `<indicator>.<value>`, with what each may be. */
export function choosable(edition: Edition): Readonly<Record<string, MayBe>> {
  const settings = Object.values(edition.groupings).flatMap((g) =>
    Object.entries(g.value.settings ?? {}).map(([name, s]) => [name, Object.keys(s.choices)] as const),
  );
  const values = Object.keys(edition.indicators).flatMap((id) =>
    Object.entries(mayBe(edition, id)).map(([name, may]) => [`${id}.${name}`, may] as const),
  );
  return Object.fromEntries([...settings, ...values]);
}

function read(edition: Edition, name: string, text: string, may: MayBe): unknown {
  const wrong = (what: string): RangeError => new RangeError(`${name} takes ${what}, not "${text.slice(0, 40)}"`);
  if (may === 'share' || may === 'number') {
    const n = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (may === 'share' ? n <= 1 : Number.isInteger(n)) return n;
    throw wrong(may === 'share' ? 'a number from 0 to 1' : 'a whole number');
  }
  if (may === 'text') {
    if (/^[a-z0-9-]{1,40}$/.test(text)) return text;
    throw wrong('an id of lower-case letters, digits and hyphens');
  }
  if (may === 'date') {
    if (parseIso(text) !== undefined) return text;
    throw wrong('a day such as 2025-03-31');
  }
  if ('groups' in may) {
    const { order, otherwise } = edition.groupings[may.groups]!.value;
    const given = text.split(/\s+/).filter(Boolean);
    const known = order.filter((g) => g !== otherwise);
    if (given.length > 0 && given.every((g) => known.includes(g))) return given;
    throw wrong(`groups of ${may.groups} with a space between them (${known.join(' ')})`);
  }
  if (may.includes(text)) return text;
  throw wrong(may.join(' or '));
}

/**
 * The edition with what a person chose for one run, and the names of the choices it has; those it has not are left out. A chosen value is not verified and
 * cites the choice. Example: `{ chinese: 'other', 'disparity-ratio.method': 'tier-share' }`. Throws a RangeError for a choice that a value cannot be.
 */
export function withChosen(
  edition: Edition,
  chosen: Readonly<Record<string, string>>,
): { readonly edition: Edition; readonly used: readonly string[] } {
  const may = choosable(edition);
  const own = Object.entries(chosen).filter(([name]) => name in may);
  const settings = own.filter(([name]) => Object.values(edition.groupings).some((g) => g.value.settings?.[name]));
  let indicators = edition.indicators;
  for (const [name, text] of own) {
    const of = Object.keys(indicators).find(
      (id) => name.startsWith(`${id}.`) && name.slice(id.length + 1) in mayBe(edition, id),
    );
    if (of === undefined) continue;
    const value: Dated = {
      value: read(edition, name, text, may[name]!),
      source: { title: 'chosen for this run' },
      verified: false,
      introduced: edition.edition,
    };
    indicators = { ...indicators, [of]: { ...indicators[of], [name.slice(of.length + 1)]: value } };
  }
  return {
    edition: freeze({ ...withSettings(edition, Object.fromEntries(settings)), indicators }),
    used: own.map(([name]) => name),
  };
}
