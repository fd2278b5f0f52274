import { isoDate } from '../core/dates.js';
import type { Choice, Issue } from '../core/issue.js';
import { extractWords } from './extract.js';
import { indicatorName } from './report-indicators.js';
import { standardShort } from './standards.js';

/** What an organisation is called when no row and no option names it. */
export const unnamedOrganisation = 'not stated';

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

const list = (items: readonly string[]): string => items.slice(0, 12).join(', ') + (items.length > 12 ? ', ...' : '');

/** A warning that a profile accepts becomes a note with the reason. Errors cannot be accepted. */
export const acceptIssue = (issue: Issue, reason: string | undefined): Issue =>
  reason === undefined || issue.severity !== 'warning'
    ? issue
    : { ...issue, severity: 'note', todo: `Nothing: accepted in the profile (${reason}).` };

export const noSnapshotAt = (asAt: string, snapshots: readonly string[]): Issue => ({
  id: 'no-snapshot',
  severity: 'error',
  what: `No staff snapshot is dated ${asAt} or earlier; there ${snapshots.length === 1 ? 'is' : 'are'} ${list(snapshots)}.`,
  todo: 'Choose one of these with --as-at, or add the extract for that day.',
});

export const noSuchOrganisation = (wanted: string, organisations: readonly string[]): Issue => ({
  id: 'no-such-organisation',
  ...extractWords['no-such-organisation']({ wanted, names: organisations.slice(0, 6) }),
});

export const noSuchEdition = (edition: string, standard: string, years: readonly string[]): Issue => ({
  id: 'no-such-edition',
  severity: 'error',
  what: `There is no ${standard} edition "${edition.slice(0, 40)}"; there are ${list(years)}.`,
  todo: 'Give one of these with --edition, or leave it out to follow the snapshot.',
});

export const beforeFirstEdition = (standard: string, snapshot: string, first: string): Issue => ({
  id: 'before-first-edition',
  severity: 'error',
  what: `The snapshot of ${snapshot} is before the first ${standard} edition, ${first}.`,
  todo: `Give a later snapshot, or use ${first}'s rules with --edition ${first}.`,
});

/** A standard without yearly guidance, and files without a day in them. */
export const periodUnknown = (standard: string): Issue => ({
  id: 'period-unknown',
  severity: 'warning',
  what: `Nothing in these files says which year they are of, so there are no ${standardShort(standard)} figures.`,
  todo: 'Give the last day of the year with --as-at, for example --as-at followed by the last day of March.',
});

export const undatedStaff = (edition: string): Issue => ({
  id: 'snapshot-unknown',
  severity: 'warning',
  what: `Nothing says on which day the staff rows were true: no Snapshot Date column, title, sheet name or file name. Edition ${edition} is used.`,
  todo: 'Give the day with --as-at, for example --as-at followed by the last day of March.',
});

export const tiersDoNotMultiply = (indicator: string): Issue => ({
  id: 'tiers-do-not-multiply',
  severity: 'error',
  what: `The three ratios of ${indicator} do not multiply through, as ratios made of counts do.`,
  todo: 'This is a fault of the engine or of its tiers: please report it with the edition named.',
});

/** Keys of --by that a standard cannot be broken down by. */
export const noBreakdown = (standard: string, keys: readonly string[]): readonly Choice[] =>
  keys.length === 0
    ? []
    : [
        {
          id: 'no-breakdown',
          what: `${standard} has no breakdown by ${keys.join(', ')}: its tables are given without.`,
        },
      ];

/** A value of an edition that was chosen for one run. */
export const chosenValue = (name: string, value: string): Choice => ({
  id: 'chosen-value',
  what: `Chosen for this run: ${name} is ${value.slice(0, 40)}.`,
});

/** The choices that settle a run, as sentences. */
export function settled(s: {
  readonly standard: string;
  readonly edition: string;
  readonly snapshot?: string;
  readonly snapshots: readonly string[];
  readonly periodEnd: string;
  readonly organisation: string;
}): readonly Choice[] {
  const others = s.snapshots.filter((d) => d !== s.snapshot);
  const name = standardShort(s.standard);
  return [
    { id: 'organisation', what: `Organisation: ${s.organisation}.` },
    ...(s.snapshot === undefined
      ? []
      : [
          {
            id: 'snapshot',
            what: `Staff are counted at the snapshot of ${s.snapshot}${others.length > 0 ? `; also in the files: ${list(others)} (choose with --as-at)` : ''}.`,
          },
        ]),
    {
      id: 'edition',
      what: `${name} edition ${s.edition}; events are counted in the twelve months to ${s.periodEnd} unless the edition says otherwise.`,
    },
  ];
}

/** What a year before the newest is counted by. */
export const earlierYear = (standard: string, edition: string, periodEnd: string, snapshot?: number): Choice => ({
  id: 'earlier-year',
  what: `Also evaluated: the year to ${periodEnd}, by ${standardShort(standard)} edition ${edition}${
    snapshot === undefined ? ', without a staff snapshot' : `, staff at ${isoDate(snapshot)}`
  }; rows that say no year are counted in the newest year only. One year alone: --years 1.`,
});

/** What the snapshot is counted by that another is compared with. */
export const comparedSnapshot = (standard: string, edition: string, day: string): Choice => ({
  id: 'compared-with',
  what: `Compared with the staff snapshot of ${day}, by ${standardShort(standard)} edition ${edition}, the one in force then; its events are those of the twelve months to ${day}. Rows that say no day are counted at the later snapshot only.`,
});

export const noSnapshotToCompare = (day: string, snapshots: readonly string[]): Issue => ({
  id: 'no-snapshot-to-compare',
  severity: 'error',
  what: `No staff snapshot is dated ${day}; there ${snapshots.length === 0 ? 'is none at all' : `${snapshots.length === 1 ? 'is' : 'are'} ${list(snapshots)}`}.`,
  todo: 'Compare two of these days with --as-at and --compared-with, or add the extract for that day.',
});

export const comparedWithLater = (day: string, snapshot: string): Issue => ({
  id: 'compared-with-later',
  severity: 'error',
  what: `The snapshot of ${day} is not before that of ${snapshot}.`,
  todo: 'Give the earlier day as --compared-with and the later one as --as-at.',
});

export const noEditionToCompare = (standard: string, day: string): Issue => ({
  id: 'no-earlier-edition',
  severity: 'note',
  what: `There is no ${standard} edition for ${day}, so that snapshot has no figures to compare with.`,
  todo: 'Choose a later snapshot with --compared-with.',
});

/** Two snapshots less than a year apart: some events are counted before both. */
export const windowsShareDays = (
  { snapshot, with: day }: { readonly snapshot: string; readonly with: string },
  from: string,
): Issue => ({
  id: 'windows-share-days',
  severity: 'warning',
  what: `The twelve months to ${day} and to ${snapshot} share ${from} to ${day}: leavers, cases and appointments of these days are counted on both sides, and months are not given one by one.`,
  todo: 'Read a change in events as one of two averages that overlap: the interval of the change is wider than it need be. Snapshots a year or more apart share nothing.',
});

export const noEarlierEdition = (standard: string, day: string): Issue => ({
  id: 'no-earlier-edition',
  severity: 'note',
  what: `There is no ${standard} edition for ${day}, so that year has no figures.`,
  todo: 'Ask for fewer years with --years.',
});

/** An issue of an earlier year's figures, which says so. */
export const ofYear = (issue: Issue, periodEnd: string): Issue => ({
  ...issue,
  what: `Year to ${periodEnd}: ${issue.what}`,
});

export const unknownShareMoved = (
  table: string,
  dimension: string,
  way: 'higher' | 'lower',
  most: number,
  since = 'the year before',
): Issue => ({
  id: 'unknown-share-moved',
  severity: 'warning',
  what: `${table}: the share whose ${dimension} is unknown is ${way} than ${since === 'the year before' ? since : `on ${since}`} by more than ${Number((most * 100).toPrecision(6))} points.`,
  todo: 'Read changes between the years with care: part of a change may be in the records and not in the people.',
});

export const clinicalSplit = (by: string): Choice => ({
  id: 'clinical-split',
  what: `Staff are split into clinical and non-clinical by ${by}; medical and dental staff by their pay scale first.`,
});

export const eventsExceedBase = (indicator: string, dimension: string, event: string, base: string): Issue => ({
  id: 'events-exceed-base',
  severity: 'error',
  what: `${indicatorName(indicator)}: in at least one group by ${dimension} there are more ${event} than ${base}, which cannot be.`,
  todo: 'Check that both tables are of the same organisation and period, and that each person is in the base.',
});

export const rowsDoNotAddUp = (indicator: string): Issue => ({
  id: 'rows-do-not-add-up',
  severity: 'error',
  what: `${indicatorName(indicator)}: some people are in a block with a band or grade that it has no row for; the rows do not add up to the total.`,
  todo: 'Check the Block, Band and Grade of the counts: clinical and non-clinical have bands, medical has grades.',
});

export const boardPartUnknown = (indicator: string, members: number): Issue => ({
  id: 'board-part-unknown',
  severity: 'warning',
  what: `${indicatorName(indicator)}: for ${plural(members, 'board member', 'board members')} nothing says whether they vote or whether they are executive; voting and non-voting do not make the board.`,
  todo: 'Fill in the Voting and Executive columns of the board table with Yes or No.',
});

export const personNotFound = (table: string, rows: number, leavers: boolean): Issue => ({
  id: 'person-not-found',
  severity: 'warning',
  rows,
  what: `${table}: ${plural(rows, 'row is', 'rows are')} of people who are in neither staff in post nor leavers; they are counted, with the ethnicity on the row or else as unknown.`,
  plain: `${table}: there are rows of people who are in neither staff in post nor leavers; they are counted, with the ethnicity on the row or else as unknown.`,
  todo: leavers
    ? 'Check the employee numbers, and that the leavers table covers the whole period.'
    : 'Add the leavers table, so that people who left in the year are known.',
});

export const undatedRows = (table: string, rows: number, out: boolean): Issue => ({
  id: 'undated-rows',
  severity: 'warning',
  rows,
  what: `${table}: ${plural(rows, 'row has no date that can be read, so nothing says whether it falls', 'rows have no date that can be read, so nothing says whether they fall')} in the period; ${rows === 1 ? 'it is' : 'they are'} ${out ? 'left out' : 'counted'}.`,
  plain: `${table}: there are rows without a date that can be read, so nothing says whether they fall in the period; they are ${out ? 'left out' : 'counted'}.`,
  todo: out ? 'Fill in the date.' : 'Fill in the date, or take rows of other years out of the table.',
});

export const unknownShareDiffers = (
  indicator: string,
  dimension: string,
  event: string,
  base: string,
  most: number,
): Issue => ({
  id: 'unknown-share-differs',
  severity: 'warning',
  what: `${indicatorName(indicator)}: the share whose ${dimension} is unknown differs by more than ${Number((most * 100).toPrecision(6))} points between the ${base} and the ${event}.`,
  todo: 'Read the ratio with care: part of the difference may be in the records and not in the decisions. Ask how the system keeps equality data after this stage.',
});

export const groundNotStated = (indicator: string): Issue => ({
  id: 'ground-not-stated',
  severity: 'warning',
  what: `${indicatorName(indicator)}: some formal capability cases state no ground; they are counted as performance, since only ill health is taken away.`,
  todo: 'Fill in the Ground column of the cases with Performance or Ill Health.',
});

/** `people` as the indicator calls them: "shortlisted applicants". */
export const unknownShare = (table: string, dimension: string, percent: string, people: string): Issue => ({
  id: 'unknown-share',
  severity: 'warning',
  what: `${table}: ${dimension} is unknown for ${percent} of ${people}, above the 5% at which figures may mislead.`,
  plain: `${table}: ${dimension} is unknown for more than 5% of ${people}, above which figures may mislead.`,
  todo:
    table === 'recruitment'
      ? 'Ask how the recruitment system keeps equality data; read the figures with this in mind.'
      : 'Ask staff to complete their record in ESR self-service; read the figures with this in mind.',
});
