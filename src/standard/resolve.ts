import { isoDate, parseIso } from '../core/dates.js';
import { completeGrouping, groupingProblems, resolveRules } from './groupings.js';
import { mapValues } from './plain.js';
import type { Dated, Edition, Problem } from './types.js';
import type { WrittenEdition, WrittenEntry, WrittenIndicator, WrittenShared } from './written.js';

/** A file that could not be read is known by its name, so that nobody is told that it is missing. */
export type Files<T> = ReadonlyMap<string, Named<T> | undefined>;
export type Named<T> = { readonly file: string; readonly written: T };
type Bag = Record<string, Dated>;
type Draft = { [K in 'populations' | 'groupings' | 'people' | 'parameters']: Bag };
const parts = ['populations', 'groupings', 'people', 'parameters'] as const;

/** Lays written entries over what earlier editions said; a removal must have something to remove. */
function lay(
  under: Bag,
  entries: Readonly<Record<string, unknown>>,
  introduced: string,
  problem: (key: string, what: string) => void,
): Bag {
  const over = { ...under };
  for (const [key, raw] of Object.entries(entries)) {
    const entry = raw as WrittenEntry;
    if ('removed' in entry) {
      if (!(key in over)) problem(key, 'is removed but no earlier edition has it');
      delete over[key];
    } else over[key] = { value: entry.value, source: entry.source, verified: entry.verified, introduced };
  }
  return over;
}

/** The editions an edition is made of, earliest first; undefined after a problem. */
export function chainOf(
  standard: Files<WrittenEdition>,
  last: Named<WrittenEdition>,
  problems: Problem[],
): readonly Named<WrittenEdition>[] | undefined {
  const chain = [last];
  for (let at = last; at.written.extends !== undefined; ) {
    const before = standard.get(at.written.extends);
    if (!before && standard.has(at.written.extends)) return undefined;
    if (!before || chain.includes(before)) {
      const what = before ? 'editions extend each other in a circle' : `no edition "${at.written.extends}"`;
      problems.push({ file: at.file, path: 'extends', what });
      return undefined;
    }
    chain.unshift(before);
    at = before;
  }
  return chain;
}

/**
 * Joins a chain of editions: shared files first, then the edition's own values, then those of the indicators, year by year; each value
 * stamped with the edition that brought it. Undefined when there is no snapshot day. Problems go to `problems`.
 */
export function resolve(
  chain: readonly Named<WrittenEdition>[],
  shared: Files<WrittenShared>,
  indicators: readonly Named<WrittenIndicator>[],
  problems: Problem[],
): Edition | undefined {
  const last = chain.at(-1) as Named<WrittenEdition>;
  const { standard, edition } = last.written;
  const draft: Draft = { populations: {}, groupings: {}, people: {}, parameters: {} };
  const byIndicator: Record<string, Bag> = {};
  let snapshot: Dated<string> | undefined;
  const from = new Map<string, string>();

  for (const { file, written } of chain) {
    const layer = (source: string, given: Named<WrittenShared>['written']) => {
      for (const part of parts) {
        for (const key of Object.keys(given[part])) from.set(`${part}.${key}`, source);
        draft[part] = lay(draft[part], given[part], written.edition, (key, what) =>
          problems.push({ file: source, path: `${part}.${key}`, what }),
        );
      }
    };
    for (const name of written.include) {
      const found = shared.get(name);
      if (found) layer(found.file, found.written);
      else if (!shared.has(name)) problems.push({ file, path: 'include', what: `no shared file "${name}"` });
    }
    layer(file, written);
    if (written.snapshot) snapshot = { ...written.snapshot, introduced: written.edition } as Dated<string>;
    for (const own of indicators)
      byIndicator[own.written.indicator] = lay(
        byIndicator[own.written.indicator] ?? {},
        own.written.editions[written.edition] ?? {},
        written.edition,
        (key, what) => problems.push({ file: own.file, path: `editions.${written.edition}.${key}`, what }),
      );
  }

  if (!snapshot) {
    problems.push({
      file: last.file,
      path: 'snapshot',
      what: 'neither this edition nor one it extends has a snapshot',
    });
    return undefined;
  }
  const day = parseIso(`${edition}-${snapshot.value}`);
  if (day === undefined) {
    problems.push({ file: last.file, path: 'edition', what: `${edition}-${snapshot.value} is not a date` });
    return undefined;
  }

  const problemAt = (path: string) => (what: string) =>
    problems.push({ file: from.get(path) ?? last.file, path: `${path}.value`, what });
  const groupings = mapValues(draft.groupings, (d, name) => {
    const value = completeGrouping(d.value as Parameters<typeof completeGrouping>[0]);
    for (const [path, what] of groupingProblems(value)) problemAt(`groupings.${name}`)(`${path}: ${what}`);
    return { ...d, value };
  });
  const plain = mapValues(groupings, (d) => d.value);
  return {
    standard,
    edition,
    from: isoDate(day),
    snapshot,
    populations: mapValues(draft.populations, (d, name) => ({
      ...d,
      value: resolveRules(d.value as Parameters<typeof resolveRules>[0], plain, problemAt(`populations.${name}`)),
    })),
    groupings,
    people: draft.people as unknown as Edition['people'],
    parameters: draft.parameters,
    facts: mapValues(last.written.facts, (d) => ({ ...(d as Omit<Dated, 'introduced'>), introduced: edition })),
    // An indicator that no edition so far says anything about is not in this one.
    indicators: Object.fromEntries(Object.entries(byIndicator).filter(([, own]) => Object.keys(own).length > 0)),
  };
}
