import { isoDate, parseIso } from './core/dates.js';
import type { Choice, Issue } from './core/issue.js';
import { listKey } from './core/recode.js';
import type { Extract } from './extract/types.js';
import type { Setting } from './plan.js';
import { editionFor, resolveEdition } from './standard/choose.js';
import { recodeFor } from './standard/lists.js';
import type { Edition, Editions } from './standard/types.js';
import * as words from './words/choices.js';

/** What a person may choose for a run; days are day numbers. */
export interface RunChoices {
  readonly edition?: string;
  readonly asAt?: number;
  readonly organisation?: string;
}

/** The setting of one standard's run, or the issues that say why there is none. */
export interface Settled {
  readonly setting?: Setting;
  readonly organisation: string;
  readonly choices: readonly Choice[];
  readonly issues: readonly Issue[];
}

/** The snapshot day an edition is for, which also ends its twelve months: edition 2025 of WRES is 31 March 2025. */
export function editionDay(edition: Edition): number {
  const at = parseIso(edition.from);
  if (at === undefined) throw new RangeError(`${edition.standard} ${edition.edition} has no snapshot day`);
  return at;
}

function chooseSnapshot(
  snapshots: readonly number[],
  { asAt, edition }: RunChoices,
  dayOfEdition: (id: string) => number | undefined,
): { readonly snapshot?: number; readonly issue?: Issue } {
  if (asAt !== undefined) {
    if (snapshots.length === 0 || snapshots.includes(asAt)) return { snapshot: asAt };
    const before = snapshots.filter((s) => s <= asAt).at(-1);
    return before === undefined
      ? { issue: words.noSnapshotAt(isoDate(asAt), snapshots.map(isoDate)) }
      : { snapshot: before };
  }
  const own = edition === undefined ? undefined : dayOfEdition(edition);
  const snapshot = own !== undefined && snapshots.includes(own) ? own : snapshots.at(-1);
  return snapshot === undefined ? {} : { snapshot };
}

function chooseOrganisation(
  extract: Extract,
  wanted: string | undefined,
): { readonly name?: string; readonly issue?: Issue } {
  const { organisations } = extract;
  if (wanted === undefined)
    return organisations.length > 1 ? {} : { name: organisations[0] ?? words.unnamedOrganisation };
  const name = organisations.find((o) => listKey(o) === listKey(wanted));
  if (name !== undefined || organisations.length === 0) return { name: name ?? wanted };
  return { issue: words.noSuchOrganisation(wanted, organisations) };
}

/**
 * Settles what is counted: the snapshot (`asAt`, else the edition's own day when an edition is asked for and there is one, else the latest), the edition
 * (as asked, else the one whose snapshot day is that day or the last before it) and the organisation. Each choice is reported.
 */
export function settle(extract: Extract, choices: RunChoices, editions: Editions, standard: string): Settled {
  const made: Choice[] = [];
  const issues: Issue[] = [];
  const organisation = chooseOrganisation(extract, choices.organisation);
  if (organisation.issue) issues.push(organisation.issue);
  const years = Object.keys(editions[standard] ?? {}).sort();
  const known = choices.edition === undefined || years.includes(choices.edition);
  if (!known) issues.push(words.noSuchEdition(choices.edition as string, standard, years));
  const dayOf = (id: string): number | undefined =>
    years.includes(id) ? editionDay(resolveEdition(editions, standard, id)) : undefined;
  const { snapshot, issue } = chooseSnapshot(extract.snapshots, choices, dayOf);
  if (issue) issues.push(issue);
  const name = organisation.name;
  if (name === undefined || !known || issue)
    return { organisation: name ?? words.unnamedOrganisation, choices: made, issues };

  const edition =
    choices.edition !== undefined
      ? resolveEdition(editions, standard, choices.edition)
      : snapshot !== undefined
        ? editionFor(editions, standard, snapshot)
        : resolveEdition(editions, standard, years.at(-1) as string);
  if (!edition) {
    issues.push(words.beforeFirstEdition(standard, isoDate(snapshot as number), years[0] as string));
    return { organisation: name, choices: made, issues };
  }
  const periodEnd = editionDay(edition);
  if (snapshot === undefined && extract.tables.staff) issues.push(words.undatedStaff(edition.edition));
  made.push(
    ...words.settled({
      standard,
      edition: edition.edition,
      ...(snapshot === undefined ? {} : { snapshot: isoDate(snapshot) }),
      snapshots: extract.snapshots.map(isoDate),
      periodEnd: isoDate(periodEnd),
      organisation: name,
    }),
  );
  const setting: Setting = {
    edition,
    recode: (dimension) => recodeFor(edition, dimension),
    ...(snapshot === undefined ? {} : { snapshot }),
    periodEnd,
    ...(extract.organisations.length > 1 ? { organisation: name } : {}),
    tables: extract.tables,
  };
  return { setting, organisation: name, choices: made, issues };
}
