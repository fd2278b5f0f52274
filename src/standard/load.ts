import { isoDate } from '../core/dates.js';
import { freeze } from './plain.js';
import { problemsText, readYaml } from './read.js';
import { chainOf, type Named, resolve } from './resolve.js';
import type { Edition, Editions, Problem } from './types.js';
import {
  editionFile,
  indicatorFile,
  sharedFile,
  type WrittenEdition,
  type WrittenIndicator,
  type WrittenShared,
} from './written.js';

/** Reads a text file by its path from the package root, with `/` between folders. */
export type ReadText = (path: string) => string;
/** Lists the paths of all files under a folder, from the package root, in any order. */
export type ListFiles = (folder: string) => readonly string[];

/**
 * Reads and checks every edition file under `indicators`, without throwing: the editions that resolve, and every problem of every file.
 */
export function checkEditions(
  readText: ReadText,
  listFiles: ListFiles,
): { readonly editions: Editions; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const shared = new Map<string, Named<WrittenShared> | undefined>();
  const standards = new Map<string, Map<string, Named<WrittenEdition> | undefined>>();
  const indicators = new Map<string, Named<WrittenIndicator>[]>();

  for (const file of [...listFiles('indicators')].sort()) {
    const inShared = /^indicators\/shared\/([^/]+)\.yaml$/.exec(file);
    const inEditions = /^indicators\/([^/]+)\/editions\/([^/]+)\.yaml$/.exec(file);
    const ofIndicator = /^indicators\/([^/]+)\/[^/]+\.editions\.yaml$/.exec(file);
    if (inShared) {
      const written = readYaml(readText(file), file, sharedFile, problems);
      shared.set(inShared[1] as string, written && { file, written });
    } else if (inEditions) {
      const written = readYaml(readText(file), file, editionFile, problems);
      const [, standard, edition] = inEditions as unknown as [string, string, string];
      if (written && written.standard !== standard)
        problems.push({ file, path: 'standard', what: `"${written.standard}" is not the folder's name` });
      if (written && written.edition !== edition)
        problems.push({ file, path: 'edition', what: `"${written.edition}" is not the file's name` });
      if (!standards.has(standard)) standards.set(standard, new Map());
      standards.get(standard)?.set(edition, written && { file, written });
    } else if (ofIndicator) {
      const written = readYaml(readText(file), file, indicatorFile, problems);
      const standard = ofIndicator[1] as string;
      if (written) indicators.set(standard, [...(indicators.get(standard) ?? []), { file, written }]);
    }
  }

  const editions: Record<string, Record<string, Edition>> = {};
  for (const [standard, files] of standards) {
    const own = indicators.get(standard) ?? [];
    const ids = new Set<string>();
    for (const { file, written } of own) {
      if (ids.has(written.indicator))
        problems.push({ file, path: 'indicator', what: `another file has the values of ${written.indicator}` });
      ids.add(written.indicator);
      for (const edition of Object.keys(written.editions))
        if (!files.has(edition)) problems.push({ file, path: `editions.${edition}`, what: `no edition "${edition}"` });
    }
    for (const [edition, file] of files) {
      const chain = file && chainOf(files, file, problems);
      const resolved = chain && resolve(chain, shared, own, problems);
      if (resolved) editions[standard] = { ...editions[standard], [edition]: resolved };
    }
  }
  const once = [...new Map(problems.map((p) => [JSON.stringify(p), p])).values()];
  return { editions: freeze(editions), problems: once };
}

/**
 * Every edition of every standard: checked, later years joined to the years they extend, each value stamped with the edition that
 * introduced it, frozen, plain JSON. Throws an Error that lists all problems at once, by file and place in the file.
 */
export function loadEditions(readText: ReadText, listFiles: ListFiles): Editions {
  const { editions, problems } = checkEditions(readText, listFiles);
  if (problems.length > 0) throw new Error(problemsText('The edition files have problems.', problems));
  return editions;
}

/** One edition. Throws a RangeError that names the editions there are. Example: resolveEdition(editions, 'wres', '2025').edition is '2025'. */
export function resolveEdition(editions: Editions, standard: string, edition: string): Edition {
  const of = editions[standard];
  if (!of) throw new RangeError(`no standard "${standard}"; there are ${Object.keys(editions).join(', ') || 'none'}`);
  const found = of[edition];
  if (!found)
    throw new RangeError(`no ${standard} edition "${edition}"; there are ${Object.keys(of).sort().join(', ')}`);
  return found;
}

/** The editions of a standard, earliest first. */
export const editionsOf = (editions: Editions, standard: string): readonly Edition[] =>
  Object.values(editions[standard] ?? {}).sort((a, b) => (a.from < b.from ? -1 : 1));

/**
 * The edition for a snapshot: the last whose own snapshot day is on or before it, or undefined when the snapshot is older than all.
 * Example: 31 March 2025 and 30 March 2026 both give the edition of 2025. See `isPast` for a snapshot later than every edition.
 */
export const editionFor = (editions: Editions, standard: string, snapshotDay: number): Edition | undefined =>
  editionsOf(editions, standard).findLast((e) => e.from <= isoDate(snapshotDay));

/** Whether a snapshot is a year or more after the edition's own, so that a newer edition ought to be used and is not there. */
export const isPast = (edition: Edition, snapshotDay: number): boolean => {
  const [year, rest] = [edition.from.slice(0, 4), edition.from.slice(4)];
  return isoDate(snapshotDay) >= `${String(Number(year) + 1).padStart(4, '0')}${rest}`;
};
