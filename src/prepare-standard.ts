import { resolveLists } from '../schemas/lists.js';
import { isoDate } from './core/dates.js';
import { standardOf } from './core/ids.js';
import type { CodeLists } from './core/recode.js';
import type { Counter } from './core/request.js';
import { cubeFileCounter } from './count/cube-file.js';
import { cubeFilesCounter } from './count/cube-files.js';
import { memoryCounter } from './count/memory.js';
import { type Counts, countAll } from './counting.js';
import type { Indicator } from './define.js';
import type { Extract } from './extract/types.js';
import { dimensionsFor } from './finer.js';
import type { Measured } from './measured/index.js';
import { eventsEnd, type Setting } from './plan.js';
import type { Part } from './reconcile.js';
import type { CountedIssue } from './release/counted.js';
import { type OwnSurvey, ownSurveys, surveyTables } from './roll-up-given.js';
import { keysFor } from './rows-by.js';
import type { Library, RunOptions } from './run-options.js';
import { type Settled, settle } from './setting.js';
import { organisationList } from './several.js';
import { editionFor } from './standard/choose.js';
import { codeListsFor } from './standard/lists.js';
import type { Edition } from './standard/types.js';
import { type Surveys, surveysFor } from './survey/read.js';
import { countTurnover, familyOf, type TurnoverCounts } from './turnover/count.js';
import { turnoverCuts } from './turnover/cuts.js';
import * as words from './words/choices.js';
import { datedTables, type EarlierYear, namedByYear } from './years.js';

/** The keys of `--by`, unless the edition cannot tell one of them: then the standard's tables are given without. */
export const keysOf = (edition: Edition, { by = [] }: RunOptions): readonly string[] =>
  by.every((key) => edition.groupings[key]) ? by : [];

export interface Prepared {
  readonly settled: Settled;
  readonly setting: Setting;
  readonly lists: CodeLists;
  /** Counts the rows, wherever they are. */
  readonly counter: Counter;
  readonly indicators: readonly Indicator[];
  readonly counts: Counts;
  readonly surveys?: Surveys;
  readonly turnover?: TurnoverCounts;
  /** Of several organisations, each one's. */
  readonly own: readonly OwnSurvey[];
  readonly issues: readonly CountedIssue[];
  readonly outside?: (row: number) => boolean;
  /** Of a count that was given: whether this organisation gave it. */
  readonly gives: (organisation: string, id: string) => boolean | undefined;
}

/** What an earlier year is counted by: its own edition and snapshot, and only rows that say which year they are of. */
export function settleEarlier(
  extract: Extract,
  { edition: _, asAt: __, ...choices }: RunOptions,
  { editions }: Library,
  standard: string,
  { periodEnd, snapshot }: EarlierYear,
): Settled {
  const day = snapshot ?? periodEnd;
  const name = words.unnamedOrganisation;
  if (!editionFor(editions, standard, day)) {
    const said = choices.comparedWith === undefined ? words.noEarlierEdition : words.noEditionToCompare;
    return { organisation: name, choices: [], issues: [said(standard, isoDate(day))] };
  }
  const year = isoDate(periodEnd).slice(0, 4);
  const settled = settle(
    extract,
    { ...choices, ...(snapshot === undefined ? { edition: year } : { asAt: snapshot }) },
    editions,
    standard,
  );
  if (!settled.setting) return settled;
  const { snapshot: ___, ...setting } = settled.setting;
  const { staff, ...others } = datedTables(setting.tables, setting.edition);
  const own = staff && snapshot !== undefined ? { snapshot, tables: { ...others, staff } } : { tables: others };
  return { ...settled, setting: { ...setting, ...own, earlier: true } };
}

/** Settles and counts one standard, for its newest year or an earlier one; without a setting there is nothing to count. */
export async function prepare(
  extract: Extract,
  library: Library,
  options: RunOptions,
  settled: Settled,
  standard: string,
): Promise<Prepared | { readonly settled: Settled }> {
  const { setting } = settled;
  if (!setting) return { settled };
  const { edition } = setting;
  const all = resolveLists(library.lists);
  const lists = {
    ...codeListsFor(edition, { ...all, ...setting.supplied }, options.ownLists),
    ...(setting.byOrganisation ? organisationList(extract.organisations) : {}),
  };
  const indicators = library.indicators.filter((i) => standardOf(i.id) === standard && edition.indicators[i.id]);
  const given = setting.tables.counts;
  const ofGiven = {
    lists: all.measure ? { ...lists, measure: all.measure } : lists,
    periodEnd: setting.periodEnd,
  };
  const cubeFiles =
    given && setting.byOrganisation
      ? cubeFilesCounter({ ...ofGiven, counts: given, organisations: extract.organisations })
      : undefined;
  const cubeFile =
    cubeFiles ??
    (given &&
      cubeFileCounter({
        ...ofGiven,
        counts: given,
        ...(setting.organisation === undefined ? {} : { organisation: setting.organisation }),
      }));
  const counters = {
    rows: options.engine?.counter(lists) ?? memoryCounter({ tables: setting.tables, lists }),
    ...(cubeFile ? { given: cubeFile } : {}),
    lost: extract.lostCounts,
  };
  const by = keysOf(edition, options);
  const leaving = indicators.filter((i) => i.formula.name === 'turnover');
  const others = indicators.filter((i) => i.formula.name !== 'turnover');
  const turnover =
    leaving.length > 0
      ? await countTurnover(setting, counters.rows, turnoverCuts(setting, leaving, by, options.against ?? 'white'))
      : undefined;
  const staffed = await countAll(setting, others, counters, (i) => [
    ...dimensionsFor(setting.edition, i, keysFor(setting.edition, i, by), options.against ?? 'white'),
    ...(setting.byOrganisation ? ['organisation'] : []),
  ]);
  const counted = turnover ? familyOf(staffed, leaving, turnover) : staffed;
  const counts = setting.earlier ? namedByYear(counted, eventsEnd(setting)) : counted;
  const gives = (organisation: string, id: string): boolean | undefined =>
    cubeFiles?.has(id) ? cubeFiles.gives(organisation, id) : undefined;
  const read = (s: Setting) => surveysFor(s, indicators, all, options.ownLists ?? {}, lists);
  const own = setting.byOrganisation ? ownSurveys(setting, extract.organisations, read) : [];
  const surveys = setting.byOrganisation ? undefined : read(setting);
  const issues = [cubeFile, surveys, turnover, ...own.map((o) => o.surveys)].flatMap(
    (s): readonly CountedIssue[] => s?.issues ?? [],
  );
  const outside = cubeFile ? { outside: cubeFile.outside } : {};
  return {
    settled,
    setting,
    lists,
    counter: counters.rows,
    indicators,
    counts,
    issues,
    gives,
    own,
    ...outside,
    ...(surveys ? { surveys } : {}),
    ...(turnover ? { turnover } : {}),
  };
}

export const partOf = (
  { lists, indicators, counts, outside, surveys, own }: Prepared,
  measured: readonly Measured[] = [],
): Part => ({
  lists,
  indicators,
  counts,
  ...(outside ? { outside } : {}),
  read: { ...Object.assign({}, ...measured.map((m) => m.tables)), ...(surveys?.tables ?? surveyTables(own)) },
});
