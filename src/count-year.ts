import { benchmarksOf, placeOf } from './benchmarks.js';
import { check, type UnknownShare, unknownChanges, unknownShareOf } from './checks.js';
import { isoDate } from './core/dates.js';
import type { Choice } from './core/issue.js';
import type { Extract } from './extract/types.js';
import { indicatorRows, splitMethod } from './indicator-rows.js';
import { type Prepared, partOf, prepare, settleEarlier } from './prepare-standard.js';
import type { Part } from './reconcile.js';
import type { CountedIssue, CountedRow, CountedRun } from './release/counted.js';
import { seriesBreakOf } from './rows-of.js';
import type { Library, RunOptions } from './run-options.js';
import { type Settled, settle } from './setting.js';
import type { Several } from './several.js';
import { labelsSwapped } from './survey/check.js';
import { withPeople } from './whom.js';
import * as words from './words/choices.js';
import { type EarlierYear, earlierYears, peopleOfYear } from './years.js';

export interface Counting {
  readonly rows: readonly CountedRow[];
  readonly part?: Part;
  readonly choices: readonly Choice[];
  readonly issues: readonly CountedIssue[];
  readonly organisation: string;
  readonly cubes: CountedRun['cubes'];
  readonly unknown?: readonly UnknownShare[];
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
  const cubes = earlier ? peopleOfYear(counts.cubes, setting.periodEnd) : withPeople(counts.cubes);
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
  if (earlier)
    return {
      ...shared,
      choices: [words.earlierYear(standard, setting.edition.edition, isoDate(setting.periodEnd), setting.snapshot)],
      issues: issues.map((i) => words.ofYear(i, isoDate(setting.periodEnd))),
    };
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
  const earlierOnes = settled.setting ? earlierYears(settled.setting, extract.snapshots, years) : [];
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
  const changed = typeof most === 'number' ? unknownChanges(now?.unknown ?? [], before?.unknown ?? [], most) : [];
  return found.map((f, i) => (i === 0 ? { ...f, issues: [...f.issues, ...changed] } : f));
}
