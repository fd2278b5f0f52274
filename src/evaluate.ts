import { resolveLists } from '../schemas/lists.js';
import { benchmarksOf, placeOf } from './benchmarks.js';
import { check, type UnknownShare, unknownChanges, unknownShareOf } from './checks.js';
import { isoDate, yearTo } from './core/dates.js';
import { standardOf } from './core/ids.js';
import type { Choice, Issue } from './core/issue.js';
import { notSupplied } from './core/outcome.js';
import type { CodeLists } from './core/recode.js';
import { cubeFileCounter } from './count/cube-file.js';
import { cubeFilesCounter } from './count/cube-files.js';
import { memoryCounter } from './count/memory.js';
import { type Counts, countAll } from './counting.js';
import type { Indicator } from './define.js';
import type { Extract } from './extract/types.js';
import { hasValues } from './facts.js';
import { type Against, dimensionsFor } from './finer.js';
import { isMeasured, type Measured, type Measuring, measure } from './measured/index.js';
import type { Hierarchy } from './organisations.js';
import type { Setting } from './plan.js';
import type { Data } from './prepared.js';
import { type Part, type RowPlace, reconcile, rowsBehind } from './reconcile.js';
import type { CountedIssue, CountedRow, CountedRun } from './release/counted.js';
import { type ReleaseOptions, release } from './release/release.js';
import type { Released, Run } from './release/result.js';
import { groupsAt, profileRows, type RollUp, rollUpRows, suppliers, unplaced } from './roll-up.js';
import { givenRollUp, type OwnSurvey, ownSurveys, surveyTables } from './roll-up-given.js';
import { keysFor } from './rows-by.js';
import { rowFrame, rowsOf, seriesBreakOf, setValue } from './rows-of.js';
import type { RunEngine } from './run-engine.js';
import { type RunChoices, type Settled, settle } from './setting.js';
import { amongPeers, organisationList, type Several, severalOrganisations } from './several.js';
import { editionFor } from './standard/choose.js';
import { codeListsFor } from './standard/lists.js';
import type { Policy } from './standard/policy.js';
import type { Edition } from './standard/types.js';
import { labelsSwapped } from './survey/check.js';
import { type Surveys, surveysFor } from './survey/read.js';
import { givenRows, isGiven } from './survey/rows.js';
import { countTurnover, familyOf, type TurnoverCounts, turnoverCuts } from './turnover/count.js';
import { turnoverRows } from './turnover/rows.js';
import { withPeople } from './whom.js';
import * as words from './words/choices.js';
import * as rollUpWords from './words/roll-up.js';
import { datedTables, type EarlierYear, earlierYears, namedByYear, peopleOfYear } from './years.js';

/** What the engine knows before it sees any data: indicators, editions, code lists and policies. */
export interface Library extends Data {
  readonly indicators: readonly Indicator[];
}

export interface RunOptions extends RunChoices {
  /** First parts of indicator ids; all there are when left out. */
  readonly standards?: readonly string[];
  /** Further dimensions, each a key of `breakdown`. */
  readonly by?: readonly string[];
  /** What each group of a finer ethnicity is compared with; `white` when left out. */
  readonly against?: Against;
  readonly policy: Policy;
  /** What else decides what may be let out: the use, and a ledger of earlier releases. */
  readonly release?: ReleaseOptions;
  /** Warnings a person accepts, by issue id, with the reason: they become notes. */
  readonly accepted?: Readonly<Record<string, string>>;
  /** Values a person mapped in a profile, by code list. */
  readonly ownLists?: CodeLists;
  /** Several organisations: each apart, and added up to these levels and to the whole. */
  readonly rollUp?: RollUp;
  /** Where organisations are, for the benchmarks of a region or trust type, when none are added up. */
  readonly hierarchy?: Hierarchy;
  /** With `rollUp`: only these organisations, and `organisation`; the others' rows are left out. */
  readonly peers?: readonly string[];
  /** Counts the rows instead of memory. It must hold every table that is not in the extract as rows. */
  readonly engine?: RunEngine;
  /** How many years, the newest among them; when left out the year before is added if there is a staff snapshot of it. Of several organisations one, unless asked for more. */
  readonly years?: number;
}

interface Counting {
  readonly rows: readonly CountedRow[];
  readonly part?: Part;
  readonly choices: readonly Choice[];
  readonly issues: readonly CountedIssue[];
  readonly organisation: string;
  readonly cubes: CountedRun['cubes'];
  readonly unknown?: readonly UnknownShare[];
}

function splitMethod(extract: Extract, indicator: Indicator): string | undefined {
  if (!extract.tables.staff || !indicator.rows.some((r) => 'block' in r.breakdown)) return undefined;
  return hasValues(extract.tables.staff, 'occupationCode') ? 'occupation code, else staff group' : 'staff group';
}

/** The keys of `--by`, unless the edition cannot tell one of them: then the standard's tables are given without. */
const keysOf = (edition: Edition, { by = [] }: RunOptions): readonly string[] =>
  by.every((key) => edition.groupings[key]) ? by : [];

interface Prepared {
  readonly settled: Settled;
  readonly setting: Setting;
  readonly lists: CodeLists;
  readonly indicators: readonly Indicator[];
  readonly counts: Counts;
  readonly surveys?: Surveys;
  readonly turnover?: TurnoverCounts;
  /** Of several organisations, each one's. */
  readonly own: readonly OwnSurvey[];
  readonly issues: readonly Issue[];
  readonly outside?: (row: number) => boolean;
  /** Of a count that was given: whether this organisation gave it. */
  readonly gives: (organisation: string, id: string) => boolean | undefined;
}

/** What an earlier year is counted by: its own edition and snapshot, and only rows that say which year they are of. */
function settleEarlier(
  extract: Extract,
  { edition: _, asAt: __, ...choices }: RunOptions,
  { editions }: Library,
  standard: string,
  { periodEnd, snapshot }: EarlierYear,
): Settled {
  const day = snapshot ?? periodEnd;
  const name = words.unnamedOrganisation;
  if (!editionFor(editions, standard, day))
    return { organisation: name, choices: [], issues: [words.noEarlierEdition(standard, isoDate(day))] };
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
async function prepare(
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
    ...dimensionsFor(setting.edition, i, keysFor(i, by), options.against ?? 'white'),
    ...(setting.byOrganisation ? ['organisation'] : []),
  ]);
  const counted = turnover ? familyOf(staffed, leaving, turnover) : staffed;
  const counts = setting.earlier ? namedByYear(counted, setting.periodEnd) : counted;
  const gives = (organisation: string, id: string): boolean | undefined =>
    cubeFiles?.has(id) ? cubeFiles.gives(organisation, id) : undefined;
  const read = (s: Setting) => surveysFor(s, indicators, all, options.ownLists ?? {}, lists);
  const own = setting.byOrganisation ? ownSurveys(setting, extract.organisations, read) : [];
  const surveys = setting.byOrganisation ? undefined : read(setting);
  const issues = [cubeFile, surveys, ...own.map((o) => o.surveys)].flatMap((s) => s?.issues ?? []);
  const outside = cubeFile ? { outside: cubeFile.outside } : {};
  return {
    settled,
    setting,
    lists,
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

/** Each organisation and group of organisations measured by itself, from its own rows, and all of them together. */
function measureEach(of: Measuring, several: Several, rollUp: RollUp): readonly Measured[] {
  const { organisations } = several.extract;
  const whole = measure({ ...of, only: { name: 'all', organisations } });
  return [
    whole,
    ...groupsAt(rollUp, organisations).map(({ level, group, members }) => {
      const made = measure({ ...of, only: { name: `${level} ${group}`, organisations: members } });
      const rows = made.rows.map((r) => ({ ...r, breakdown: { [level]: group, ...r.breakdown }, organisation: group }));
      return { ...made, rows, tables: {} };
    }),
  ];
}

const partOf = (
  { lists, indicators, counts, outside, surveys, own }: Prepared,
  measured: readonly Measured[] = [],
): Part => ({
  lists,
  indicators,
  counts,
  ...(outside ? { outside } : {}),
  read: { ...Object.assign({}, ...measured.map((m) => m.tables)), ...(surveys?.tables ?? surveyTables(own)) },
});

/** One row that says who holds what cannot be counted here. */
const heldElsewhere = (setting: Setting, indicator: Indicator, method: string): CountedRow => {
  const { from, to } = yearTo(setting.periodEnd);
  return {
    ...rowFrame(setting, indicator, method),
    period: { from: isoDate(from), to: isoDate(to) },
    engine: 'none',
    years: 1,
    breakdown: {},
    groups: [],
    absent: notSupplied(setValue<string>(setting.edition, 'held-by', indicator.id)),
  };
};

/** Without a year before there is nobody to have been added: one row says so. */
const withoutYearBefore = (row: CountedRow): CountedRow => ({
  ...row,
  breakdown: {},
  groups: [],
  absent: row.absent ?? notSupplied('staff snapshot of the year before'),
});

/** Counts every indicator of one standard in one year. Nothing here is for anybody's eyes: it goes to the gate. */
function countYear(
  extract: Extract,
  options: RunOptions,
  standard: string,
  several: Several | undefined,
  prepared: Prepared | { readonly settled: Settled },
  alone: boolean,
  earlier?: EarlierYear,
): Counting {
  const { settled } = prepared;
  if (!('counts' in prepared)) return { rows: [], cubes: {}, ...settled };
  const { setting, indicators, counts, surveys, turnover } = prepared;
  const split = indicators.map((i) => splitMethod(extract, i)).find((m) => m !== undefined);
  const cubes = earlier ? peopleOfYear(counts.cubes, setting.periodEnd) : withPeople(counts.cubes);
  const missing: Issue[] = [];
  const measured: Measured[] = [];
  const rowsFor = (indicator: Indicator): readonly CountedRow[] => {
    const named = setting.edition.indicators[indicator.id]?.method?.value;
    const own = splitMethod(extract, indicator);
    const method = `${typeof named === 'string' ? named : 'standard'}${own ? `, clinical split by ${own}` : ''}`;
    if (isMeasured(indicator)) {
      // What is measured covers years of its own; the year before is in it.
      if (earlier) return [];
      const of = { setting, indicator, lists: prepared.lists, method };
      const made = several && options.rollUp ? measureEach(of, several, options.rollUp) : [measure(of)];
      measured.push(...made);
      return made.flatMap((m) => m.rows);
    }
    const { formula } = indicator;
    if (formula.name === 'held-elsewhere') return [heldElsewhere(setting, indicator, method)];
    if (several && options.rollUp && isGiven(indicator))
      return givenRollUp(indicator, counts, method, prepared.own, options.rollUp);
    if (surveys && isGiven(indicator)) {
      const finer = (options.against ?? 'white') === 'white' ? keysOf(setting.edition, options) : [];
      return givenRows(setting, indicator, counts, surveys, method, finer);
    }
    if (formula.name === 'board-profile' && !several) return [];
    const whole =
      turnover && formula.name === 'turnover'
        ? turnoverRows(setting, indicator, turnover, {
            by: keysOf(setting.edition, options),
            method,
            against: options.against ?? 'white',
            ...(earlier ? { year: setting.periodEnd } : {}),
          })
        : rowsOf(setting, indicator, counts, keysOf(setting.edition, options), method, options.against);
    if (formula.name === 'people-added' && alone) return whole.slice(0, 1).map(withoutYearBefore);
    if (!several || !options.rollUp) return whole;
    const { supplied, issues } = suppliers(several, setting, indicator, prepared.gives);
    missing.push(...issues);
    const fixed = { ...indicator, rows: indicator.rows.filter((r) => !r.onlyIfAny) };
    const always = new Set(rowsOf(setting, fixed, counts, [], method).map((r) => JSON.stringify(r.breakdown)));
    const made = rollUpRows(whole, cubes, options.rollUp, several.extract.organisations, supplied, always);
    return formula.name === 'board-profile' ? profileRows(indicator, made, supplied) : made;
  };
  const rows = indicators.flatMap((indicator) => {
    const year = {
      ...seriesBreakOf(setting.edition, indicator.id),
      ...(earlier && { yearsBefore: earlier.yearsBefore }),
    };
    return rowsFor(indicator).map((row) => {
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
    ...missing,
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
async function countStandard(
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
  const found = [countYear(extract, options, standard, several, newest!, earlierOnes.length === 0)];
  if (!('counts' in newest!)) return found;
  for (const [i, year] of earlierOnes.entries())
    found.push(countYear(extract, options, standard, several, earlier[i]!, false, year));
  const most = newest.setting.edition.parameters['unknown-change-warning']?.value;
  const [now, before] = found;
  const changed = typeof most === 'number' ? unknownChanges(now?.unknown ?? [], before?.unknown ?? [], most) : [];
  return found.map((f, i) => (i === 0 ? { ...f, issues: [...f.issues, ...changed] } : f));
}

const severities: readonly Issue['severity'][] = ['error', 'warning', 'note'];
const worstFirst = (issues: readonly CountedIssue[]): readonly CountedIssue[] =>
  severities.flatMap((severity) => issues.filter((i) => i.severity === severity));

/** Whether a table was supplied, or one of its columns: `statements.rating`. */
function holds(tables: Extract['tables'], name: string): boolean {
  const [table = '', column] = name.split('.');
  const rows = tables[table];
  return rows !== undefined && (column === undefined || (rows.columns[column] ?? []).some((v) => v !== undefined));
}

/** The library without the indicators that nobody asked for and that none of their tables was supplied for. */
function relevant(library: Library, { standards = [] }: RunOptions, { tables }: Extract): Library {
  const wanted = ({ id, tables: own }: Indicator): boolean =>
    standards.includes(standardOf(id)) || own === undefined || own.some((t) => holds(tables, t));
  return { ...library, indicators: library.indicators.filter(wanted) };
}

const standardsOf = (library: Library, options: RunOptions): readonly string[] =>
  [...new Set(library.indicators.map((i) => standardOf(i.id)))].filter((s) => options.standards?.includes(s) ?? true);

/** What a run is made of: the extract as read, or with every row given to its organisation when several are to be added up. */
function made(extract: Extract, options: RunOptions): Made {
  const { rollUp, ...rest } = options;
  if (!rollUp) return { extract, options, issues: [], choices: [] };
  const { organisations } = extract;
  if (organisations.length === 0)
    return { extract, options: rest, issues: [rollUpWords.noOrganisationNamed], choices: [] };
  const all = severalOrganisations(extract);
  const { several, missing } = options.peers ? amongPeers(all, options.peers, options.organisation) : { several: all };
  const counted = several.extract.organisations;
  return {
    extract: several.extract,
    several,
    options: { ...options, byOrganisation: true, ...(options.peers ? { among: counted } : {}) },
    issues: [...several.issues, ...unplaced(rollUp, counted), ...rollUpWords.peersMissing(missing ?? [])],
    choices: [
      ...several.choices,
      ...(options.peers ? [rollUpWords.amongPeers(counted.length, organisations.length)] : []),
      rollUpWords.addedUp(counted.length),
    ],
  };
}

interface Made {
  readonly extract: Extract;
  readonly options: RunOptions;
  readonly issues: readonly Issue[];
  readonly choices: readonly Choice[];
  readonly several?: Several;
}

/** The places of the rows a rule left out (or `merged`, or `counted`), for `check --rows`. */
export async function listRows(
  given: Extract,
  whole: Library,
  asked: RunOptions,
  rule: string,
): Promise<readonly RowPlace[]> {
  const { extract, options } = made(given, asked);
  const library = relevant(whole, options, extract);
  const parts: Part[] = [];
  for (const standard of standardsOf(library, options)) {
    const settled = settle(extract, options, library.editions, standard);
    const p = await prepare(extract, library, options, settled, standard);
    if ('counts' in p) parts.push(partOf(p));
  }
  return rowsBehind(extract, parts, rule);
}

const unique = <T>(items: readonly T[]): readonly T[] => {
  const seen = new Set<string>();
  return items.filter((item) => {
    const key = JSON.stringify(item);
    return !seen.has(key) && seen.add(key);
  });
};

/** Issues with the table they are about, by the sheet they name. */
const withTable = (extract: Extract, issues: readonly Issue[]): readonly CountedIssue[] =>
  issues.map((issue) => {
    const found = extract.tallies.find((t) => t.file === issue.file && t.sheet === issue.sheet);
    return found ? { ...issue, table: found.table } : issue;
  });

/** Everything a run counted, still unreleased: for the gate, and for `check`, which shows no figure. */
export async function count(given: Extract, whole: Library, asked: RunOptions): Promise<CountedRun> {
  const { extract, options, several, ...more } = made(given, asked);
  const library = relevant(whole, options, extract);
  await options.engine?.load(extract.tables);
  // With no table there is nothing to count: the issues say why, and the results are empty.
  const standards = Object.keys(extract.tables).length > 0 ? standardsOf(library, options) : [];
  const parts = (await Promise.all(standards.map((s) => countStandard(extract, library, options, s, several)))).flat();
  const reconciliation = await reconcile(
    extract,
    parts.flatMap((p) => p.part ?? []),
    options.engine?.follow,
  );
  const found = (await options.engine?.issues(options.ownLists ?? {})) ?? [];
  return {
    organisation: parts[0]?.organisation ?? words.unnamedOrganisation,
    input: {
      sha256: extract.inputs.map((i) => i.sha256).join(' '),
      rows: extract.inputs.reduce((n, i) => n + i.rows, 0),
    },
    cubes: Object.assign({}, ...parts.map((p) => p.cubes)) as CountedRun['cubes'],
    rows: parts.flatMap((p) => p.rows).sort((a, b) => (a.yearsBefore ?? 0) - (b.yearsBefore ?? 0)),
    issues: worstFirst(
      unique([...withTable(extract, extract.issues), ...found, ...more.issues, ...parts.flatMap((p) => p.issues)]).map(
        (i) => words.acceptIssue(i, options.accepted?.[i.id]),
      ),
    ),
    reconciliation,
    choices: unique([...extract.choices, ...more.choices, ...parts.flatMap((p) => p.choices)]),
  };
}

/**
 * From typed rows to released results, for every indicator of the standards asked for: settles the edition, counts, checks, and passes the gate.
 * A table that was not supplied gives `not-supplied` on the indicators that need it and right figures on the others.
 */
export async function evaluate(extract: Extract, library: Library, options: RunOptions): Promise<Released<Run>> {
  return await release(await count(extract, library, options), options.policy, options.release);
}
