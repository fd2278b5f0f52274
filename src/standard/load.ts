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
