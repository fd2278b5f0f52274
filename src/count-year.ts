import { benchmarksOf, placeOf } from './benchmarks.js';
import { check, type UnknownShare, unknownChanges, unknownShareOf } from './checks.js';
import { isoDate } from './core/dates.js';
import type { Choice } from './core/issue.js';
import type { Extract } from './extract/types.js';
import { indicatorRows, splitMethod } from './indicator-rows.js';
import { eventsEnd } from './plan.js';
import { type Prepared, partOf, prepare, settleEarlier } from './prepare-standard.js';
import type { Part } from './reconcile.js';
import type { CountedIssue, CountedRow, CountedRun } from './release/counted.js';
import type { ComparedSnapshots } from './release/result.js';
import { seriesBreakOf } from './rows-of.js';
import type { Library, RunOptions } from './run-options.js';
import { type Settled, settle } from './setting.js';
import type { Several } from './several.js';
import { labelsSwapped } from './survey/check.js';
import { withPeople } from './whom.js';
import * as words from './words/choices.js';
import { besideNewest, type EarlierYear, overlapping, peopleOfYear, sharedDays } from './years.js';

export interface Counting {
  readonly rows: readonly CountedRow[];
  readonly part?: Part;
  readonly choices: readonly Choice[];
  readonly issues: readonly CountedIssue[];
  readonly organisation: string;
  readonly cubes: CountedRun['cubes'];
  readonly unknown?: readonly UnknownShare[];
  readonly compared?: ComparedSnapshots;
  readonly overlaps?: CountedRun['overlaps'];
}

/** Counts every indicator of one standard in one year. Nothing here is for anybody's eyes: it goes to the gate. */
async function countYear(
  extract: Extract,
  options: RunOptions,
  standard: string,
  several: Several | undefined,
  prepared: Prepared | { readonly settled: Settled },
  alone: boolean,
  earlier?: EarlierYear,
): Promise<Counting> {
  const { settled } = prepared;
  if (!('counts' in prepared)) return { rows: [], cubes: {}, ...settled };
  const { setting, indicators, counts } = prepared;
  const split = indicators.map((i) => splitMethod(extract, i)).find((m) => m !== undefined);
  const cubes = earlier ? peopleOfYear(counts.cubes, eventsEnd(setting)) : withPeople(counts.cubes);
  const rowsFor = { extract, options, several, prepared, alone, cubes, ...(earlier ? { earlier } : {}) };
  const made = await Promise.all(
    indicators.map(async (indicator) => ({ indicator, ...(await indicatorRows(rowsFor, indicator)) })),
  );
  const measured = made.flatMap((m) => m.measured ?? []);
  const rows = made.flatMap(({ indicator, rows: own }) => {
    const year = {
      ...seriesBreakOf(setting.edition, indicator.id),
      ...(earlier && { yearsBefore: earlier.yearsBefore }),
    };
    return own.map((row) => {
      const benchmarks = benchmarksOf(
        setting.edition,
        indicator.id,
        row.breakdown,
        placeOf(row.breakdown, settled.organisation, options.rollUp?.hierarchy ?? options.hierarchy),
      );
      return { ...row, ...year, ...(benchmarks.length > 0 ? { benchmarks } : {}) };
    });
  });
  const issues = [
    ...settled.issues,
    ...prepared.issues,
    ...made.flatMap((m) => m.missing ?? []),
    ...measured.flatMap((m) => m.issues),
    ...indicators.flatMap((i) => check(setting, i, counts)),
    ...labelsSwapped(setting, rows),
  ];
  const unknown = indicators.flatMap((i) => unknownShareOf(setting, i, counts));
  const all = Object.assign({}, cubes, ...measured.map((m) => m.cubes)) as CountedRun['cubes'];
  const shared = { rows, cubes: all, unknown, organisation: settled.organisation };
  if (earlier) {
    const end = isoDate(eventsEnd(setting));
    const said = options.comparedWith === undefined ? words.earlierYear : words.comparedSnapshot;
    return {
      ...shared,
      choices: [said(standard, setting.edition.edition, end, setting.snapshot)],
      issues: issues.map((i) => words.ofYear(i, end)),
    };
  }
  return {
    ...shared,
    part: partOf(prepared, measured),
    choices: [
      ...settled.choices,
      ...words.noBreakdown(
        standard,
        (options.by ?? []).filter((key) => !setting.edition.groupings[key]),
      ),
      ...(split ? [words.clinicalSplit(split)] : []),
    ],
    issues,
  };
}

/** A month of leavers that both windows hold would be hidden in one and shown in the other: months are left out. */
const withoutMonths = (f: Counting): Counting => ({
  ...f,
  rows: f.rows.filter((r) => r.turnover?.definition !== 'D5'),
});

/** The two sides of a comparison: which days they are of, and where the events of one may be among the other's. */
function compared(
  found: readonly Counting[],
  { setting, counts }: Prepared,
  other: Prepared | { readonly settled: Settled } | undefined,
  day: number,
): readonly Counting[] {
  const { snapshot } = setting;
  if (snapshot === undefined) return found;
  const between = { snapshot: isoDate(snapshot), with: isoDate(day) };
  const shared = sharedDays(day, snapshot);
  const [now, ...before] = shared ? found.map(withoutMonths) : found;
  const overlaps = shared && other && 'counts' in other ? overlapping(counts, other.counts, day) : [];
  const said = shared && overlaps.length > 0 ? [words.windowsShareDays(between, isoDate(shared.from))] : [];
  return [{ ...now!, compared: between, overlaps, issues: [...now!.issues, ...said] }, ...before];
}

/** One standard in its newest year and the earlier ones, newest first. */
export async function countStandard(
  extract: Extract,
  library: Library,
  options: RunOptions,
  standard: string,
  several: Several | undefined,
): Promise<readonly Counting[]> {
  const settled = settle(extract, options, library.editions, standard);
  const years = several ? (options.years ?? 1) : options.years;
  const { comparedWith } = options;
  const earlierOnes = settled.setting
    ? besideNewest(settled.setting, extract.snapshots, {
        ...(comparedWith === undefined ? {} : { comparedWith }),
        years,
      })
    : [];
  // All at once, so that an engine can plan every year's counts together.
  const [newest, ...earlier] = await Promise.all([
    prepare(extract, library, options, settled, standard),
    ...earlierOnes.map((y) =>
      prepare(extract, library, options, settleEarlier(extract, options, library, standard, y), standard),
    ),
  ]);
  const found = [await countYear(extract, options, standard, several, newest!, earlierOnes.length === 0)];
  if (!('counts' in newest!)) return found;
  for (const [i, year] of earlierOnes.entries())
    found.push(await countYear(extract, options, standard, several, earlier[i]!, false, year));
  const most = newest.setting.edition.parameters['unknown-change-warning']?.value;
  const [now, before] = found;
  const since = comparedWith === undefined ? undefined : isoDate(comparedWith);
  const changed =
    typeof most === 'number' ? unknownChanges(now?.unknown ?? [], before?.unknown ?? [], most, since) : [];
  const whole = found.map((f, i) => (i === 0 ? { ...f, issues: [...f.issues, ...changed] } : f));
  return comparedWith === undefined ? whole : compared(whole, newest, earlier[0], comparedWith);
}
