import { parseCsv } from '../schemas/csv.js';
import type { OrganisationEntry } from '../schemas/organisations.js';
import { listKey } from './core/recode.js';

/** What organisations add up to, smallest first. The whole of a run needs no level. */
export const levels = ['organisation', 'system', 'region', 'trust-type'] as const;
export type Level = (typeof levels)[number];

export const isLevel = (key: string): key is Level => (levels as readonly string[]).includes(key);

/** Organisations by the code that the rows carry, in the form of `listKey`. */
export type Hierarchy = ReadonlyMap<string, OrganisationEntry>;

export type HierarchyReading =
  | { readonly status: 'ok'; readonly hierarchy: Hierarchy }
  | { readonly status: 'refused'; readonly reasons: readonly string[] };

async function entriesOf(text: string, fileName: string): Promise<unknown> {
  if (/\.ya?ml$/i.test(fileName)) return (await import('yaml')).parse(text);
  const rows = parseCsv(text.replace(/^\ufeff/, ''));
  const blank = ([, cell]: readonly [string, string]): boolean => cell.trim() === '';
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter((e) => !blank(e))
        .map(([header, cell]) => [
          header
            .trim()
            .toLowerCase()
            .replace(/[\s_]+/g, '-'),
          cell.trim(),
        ]),
    ),
  );
}

/**
 * Reads which system, region and trust type each organisation belongs to, from CSV (header `organisation,name,system,region,trust-type`) or YAML (a list
 * of records with these keys). Only `organisation` is needed. `refused` with every fault of the file at once. Never throws for what is in it.
 * Example: the row `RAA,,,London,acute` puts RAA in the region London.
 */
export async function readOrganisations(text: string, fileName: string): Promise<HierarchyReading> {
  let entries: unknown;
  try {
    entries = await entriesOf(text, fileName);
  } catch (fault) {
    return { status: 'refused', reasons: [(fault as Error).message.split('\n')[0] as string] };
  }
  if (!Array.isArray(entries) || entries.length === 0)
    return { status: 'refused', reasons: ['There is no organisation in it; one line each is needed.'] };
  const { organisationSchema } = await import('../schemas/organisations.js');
  const reasons: string[] = [];
  const hierarchy = new Map<string, OrganisationEntry>();
  entries.forEach((entry, i) => {
    const read = organisationSchema.safeParse(entry);
    if (!read.success)
      reasons.push(
        ...read.error.issues.map(
          (e) => `Entry ${i + 1}${e.path.length > 0 ? `, ${e.path.join('.')}` : ''}: ${e.message}.`,
        ),
      );
    else {
      const key = listKey(read.data.organisation);
      if (hierarchy.has(key)) reasons.push(`Entry ${i + 1}: ${read.data.organisation.slice(0, 40)} is there twice.`);
      hierarchy.set(key, read.data);
    }
  });
  return reasons.length > 0 ? { status: 'refused', reasons } : { status: 'ok', hierarchy };
}

/** The group an organisation is in at a level; `unknown` when nothing says. */
export function groupAt(level: Level, organisation: string, hierarchy: Hierarchy | undefined): string {
  if (level === 'organisation') return organisation;
  return hierarchy?.get(listKey(organisation))?.[level] ?? 'unknown';
}
