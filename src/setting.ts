import { isoDate, parseIso, partsOf } from './core/dates.js';
import type { Choice, Issue } from './core/issue.js';
import { listKey } from './core/recode.js';
import { periodNames } from './count/cube-file.js';
import type { Extract } from './extract/types.js';
import { latestDay } from './latest-day.js';
import type { Setting } from './plan.js';
import { organisationRecode } from './several.js';
import { editionFor, editionsOf, resolveEdition } from './standard/choose.js';
import { withChosen } from './standard/chosen.js';
import { recodeFor } from './standard/lists.js';
import type { Edition, Editions } from './standard/types.js';
import { withSupplied } from './supplied.js';
import { surveyYear } from './survey/given.js';
import * as words from './words/choices.js';
import { together } from './words/roll-up.js';

/** What a person may choose for a run; days are day numbers. */
export interface RunChoices {
  readonly edition?: string;
  readonly asAt?: number;
  /** An earlier staff snapshot that the counted one is compared with, in place of the years before; each has its own twelve months of events. */
  readonly comparedWith?: number;
  readonly organisation?: string;
  /** Values of editions chosen for this run, by name: `chinese`, `model-employer.parity-basis`. */
  readonly chosen?: Readonly<Record<string, string>>;
  /** Count every organisation apart, in one pass. */
  readonly byOrganisation?: boolean;
  /** Of several organisations only these. */
  readonly among?: readonly string[];
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

/** Whether a standard has no yearly guidance: its editions are dated by when their rule began, and hold until the next. */
const datedByRule = (editions: Editions, standard: string): boolean =>
  Object.values(editions[standard] ?? {}).some((e) => e.parameters['dated-by-rule']?.value === true);

/** The last snapshot day of an edition's kind on or before a day: 31 March before 30 September. */
function lastSnapshotDay(edition: Edition, day: number): number {
  const on = (year: number): number => parseIso(`${year}-${edition.snapshot.value}`) as number;
  const year = Number(isoDate(day).slice(0, 4));
  return on(year) <= day ? on(year) : on(year - 1);
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

/** Why the snapshot to be compared with is none: nothing is dated that day, or it is not before the one counted. */
function incomparable(
  snapshots: readonly number[],
  { asAt, comparedWith }: RunChoices,
  snapshot: number | undefined,
): Issue | undefined {
  if (comparedWith === undefined) return undefined;
  const missing = [comparedWith, ...(asAt === undefined ? [] : [asAt])].find((day) => !snapshots.includes(day));
  if (missing !== undefined) return words.noSnapshotToCompare(isoDate(missing), snapshots.map(isoDate));
  return snapshot !== undefined && comparedWith > snapshot
    ? words.comparedWithLater(isoDate(comparedWith), isoDate(snapshot))
    : undefined;
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

/** The last edition whose year the counts table names as a period; undefined when it names none. */
function latestCounted(
  extract: Extract,
  years: readonly string[],
  dayOf: (id: string) => number | undefined,
): string | undefined {
  const periods = new Set((extract.tables.counts?.columns.period ?? []).map(listKey));
  return years.findLast((year) => [...periodNames(dayOf(year)!)].some((name) => periods.has(name)));
}

/** With no staff to date a run, the edition that uses the latest survey given. */
function editionOfSurvey(extract: Extract, editions: Editions, standard: string): string | undefined {
  const years = (['survey', 'survey-responses'] as const).flatMap((table) =>
    (extract.tables[table]?.columns.surveyYear ?? []).flatMap((v) => surveyYear(v) ?? []),
  );
  const latest = years.reduce((a, b) => Math.max(a, b), 0);
  return editionsOf(editions, standard).findLast(
    (e) => partsOf(editionDay(e)).year - Number(e.parameters['survey-years-before']?.value) === latest,
  )?.edition;
}

/** With nothing dated, the day of a standard that has no year of its own: that of the yearly standards' edition by the counts' periods, else by the survey, else their newest. */
function dayOfYearly(extract: Extract, editions: Editions): number {
  const yearly = Object.keys(editions).filter((standard) => !datedByRule(editions, standard));
  const newest = (choose: (standard: string, years: readonly string[]) => string | undefined): number | undefined =>
    yearly
      .flatMap((standard) => {
        const id = choose(standard, Object.keys(editions[standard] ?? {}).sort());
        return id === undefined ? [] : editionDay(resolveEdition(editions, standard, id));
      })
      .sort((a, b) => a - b)
      .at(-1);
  const dayIn = (standard: string) => (id: string) => editionDay(resolveEdition(editions, standard, id));
  return (newest((standard, years) => latestCounted(extract, years, dayIn(standard))) ??
    newest((standard) => editionOfSurvey(extract, editions, standard)) ??
    newest((_, years) => years.at(-1))) as number;
}

/**
 * Settles what is counted: the snapshot (`asAt`, else the edition's own day when an edition is asked for and there is one, else the latest), the edition
 * (as asked, else the one whose snapshot day is that day or the last before it, else the last that the counts table names, else that of the survey given) and the organisation. Each choice is reported.
 */
export function settle(extract: Extract, choices: RunChoices, editions: Editions, standard: string): Settled {
  const made: Choice[] = [];
  const issues: Issue[] = [];
  const organisation: ReturnType<typeof chooseOrganisation> = choices.byOrganisation
    ? { name: together(extract.organisations.length) }
    : chooseOrganisation(extract, choices.organisation);
  if (organisation.issue) issues.push(organisation.issue);
  const years = Object.keys(editions[standard] ?? {}).sort();
  const byRule = datedByRule(editions, standard);
  const asked = choices.edition;
  const inForce = (id: string): string | undefined => (byRule ? years.findLast((y) => y <= id) : id);
  const known = asked === undefined || years.includes(inForce(asked) ?? '') || byRule;
  if (!known) issues.push(words.noSuchEdition(choices.edition as string, standard, years));
  const dayOf = (id: string): number | undefined => {
    if (years.includes(id)) return editionDay(resolveEdition(editions, standard, id));
    const first = years[0] === undefined ? undefined : editions[standard]?.[years[0]];
    return byRule && first ? parseIso(`${id}-${first.snapshot.value}`) : undefined;
  };
  const { snapshot, issue: unknown } = chooseSnapshot(extract.snapshots, choices, dayOf);
  const issue = unknown ?? incomparable(extract.snapshots, choices, snapshot);
  if (issue) issues.push(issue);
  const name = organisation.name;
  if (name === undefined || !known || issue)
    return { organisation: name ?? words.unnamedOrganisation, choices: made, issues };

  const dated = snapshot ?? (asked === undefined ? latestDay(extract) : dayOf(asked));
  const needsDay = resolveEdition(editions, standard, years.at(-1) as string).parameters['needs-a-day']?.value === true;
  if (byRule && dated === undefined && needsDay && !extract.tables.counts)
    return { organisation: name, choices: made, issues: [...issues, words.periodUnknown(standard)] };
  const end = byRule ? (dated ?? dayOfYearly(extract, editions)) : undefined;
  const wanted = asked === undefined ? undefined : inForce(asked);
  const found =
    asked !== undefined
      ? wanted === undefined
        ? undefined
        : resolveEdition(editions, standard, wanted)
      : (end ?? snapshot) !== undefined
        ? editionFor(editions, standard, (end ?? snapshot) as number)
        : resolveEdition(
            editions,
            standard,
            latestCounted(extract, years, dayOf) ??
              editionOfSurvey(extract, editions, standard) ??
              (years.at(-1) as string),
          );
  if (!found) {
    const before = words.beforeFirstEdition(
      standard,
      asked ?? isoDate((end ?? snapshot) as number),
      years[0] as string,
    );
    issues.push(byRule ? { ...before, severity: 'note' } : before);
    return { organisation: name, choices: made, issues };
  }
  const { edition: chosen, used } = withChosen(found, choices.chosen ?? {});
  const { edition, lists } = withSupplied(chosen, extract.tables);
  const periodEnd = end === undefined ? editionDay(edition) : lastSnapshotDay(edition, end);
  // Of two snapshots compared each has the events before it, whatever the day an edition's year ends.
  const windowEnd =
    choices.comparedWith === undefined || snapshot === undefined || snapshot === periodEnd ? undefined : snapshot;
  made.push(...used.map((name) => words.chosenValue(name, choices.chosen![name] as string)));
  if (snapshot === undefined && extract.tables.staff) issues.push(words.undatedStaff(edition.edition));
  made.push(
    ...words.settled({
      standard,
      edition: edition.edition,
      ...(snapshot === undefined ? {} : { snapshot: isoDate(snapshot) }),
      snapshots: extract.snapshots.map(isoDate),
      periodEnd: isoDate(windowEnd ?? periodEnd),
      organisation: name,
    }),
  );
  const first = Object.values(edition.indicators).find((i) => i['baseline-year'])?.['baseline-year']?.value;
  const baseline = extract.snapshots.find(
    (s) => snapshot !== undefined && s < snapshot && typeof first === 'number' && isoDate(s) >= `${first}`,
  );
  const setting: Setting = {
    edition,
    recode: (dimension) =>
      choices.byOrganisation && dimension === 'organisation' ? organisationRecode : recodeFor(edition, dimension),
    ...(snapshot === undefined ? {} : { snapshot }),
    ...(baseline === undefined ? {} : { baseline }),
    periodEnd,
    ...(windowEnd === undefined ? {} : { windowEnd }),
    ...(choices.byOrganisation
      ? { byOrganisation: true, ...(choices.among ? { among: choices.among } : {}) }
      : extract.organisations.length > 1
        ? { organisation: name }
        : {}),
    tables: extract.tables,
    supplied: lists,
  };
  return { setting, organisation: name, choices: made, issues };
}
