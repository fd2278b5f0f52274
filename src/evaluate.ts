import { createHash } from 'node:crypto';
import { standardOf } from './core/ids.js';
import type { Choice, Issue } from './core/issue.js';
import { countStandard } from './count-year.js';
import type { Indicator } from './define.js';
import type { Extract } from './extract/types.js';
import { partOf, prepare } from './prepare-standard.js';
import { type Part, type RowPlace, reconcile, rowsBehind } from './reconcile.js';
import type { CountedIssue, CountedRun } from './release/counted.js';
import { release } from './release/release.js';
import type { Released, Run } from './release/result.js';
import { unplaced } from './roll-up.js';
import type { Library, RunOptions } from './run-options.js';
import { settle } from './setting.js';
import { amongPeers, type Several, severalOrganisations } from './several.js';
import type { Policy } from './standard/policy.js';
import * as words from './words/choices.js';
import * as rollUpWords from './words/roll-up.js';

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

/** Of fewer rows, those who know most of them could try the rest. Source: project decision. */
const FEW_ROWS = 100;

/**
 * A file's hash, as it may stand beside figures of which some are hidden: somebody who knows the form of a table of counts tries every number that is
 * hidden until the hash is the same. Example: `withheld` for counts under `board`.
 */
function hashOf({ name, sha256, rows }: Extract['inputs'][number], { tallies }: Extract, policy: Policy): string {
  const few = rows < FEW_ROWS || tallies.some(({ file, table }) => file === name && table === 'counts');
  return few && (policy.hide !== undefined || policy.roundTo !== undefined) ? 'withheld' : sha256;
}

/** More files than so many are named by one hash. Source: project decision. */
const FEW_FILES = 12;

/**
 * The hashes of a run's files; of more than twelve the hash of their hashes, a line each in the order given (`sha256sum FILES | cut -c1-64 | sha256sum`), since
 * every figure bears it. Example: a folder of 400 files is 64 characters, not 26,000.
 */
function hashesOf(extract: Extract, policy: Policy): string {
  const each = extract.inputs.map((i) => hashOf(i, extract, policy));
  if (each.length <= FEW_FILES) return each.join(' ');
  return createHash('sha256')
    .update(each.map((h) => `${h}\n`).join(''))
    .digest('hex');
}

/** Everything a run counted, still unreleased: for the gate, and for `check`, which shows no figure. */
export async function count(given: Extract, whole: Library, asked: RunOptions): Promise<CountedRun> {
  if (asked.comparedWith !== undefined && asked.years !== undefined)
    throw new RangeError('a snapshot compared with stands in place of the years before: leave years out');
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
  const between = parts.find((p) => p.compared)?.compared;
  const overlaps = parts.flatMap((p) => p.overlaps ?? []);
  const found = (await options.engine?.issues(options.ownLists ?? {})) ?? [];
  return {
    organisation: parts[0]?.organisation ?? words.unnamedOrganisation,
    input: {
      sha256: hashesOf(extract, options.policy),
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
    ...(between ? { compared: between } : {}),
    ...(overlaps.length > 0 ? { overlaps } : {}),
  };
}

/**
 * From typed rows to released results, for every indicator of the standards asked for: settles the edition, counts, checks, and passes the gate.
 * A table that was not supplied gives `not-supplied` on the indicators that need it and right figures on the others. With `comparedWith` both snapshots are
 * counted and released as one. Throws a RangeError when `years` is given too. Example: 24/2094 over 33/5438 at 31 March 2023 (1.889) and 21/2226 over 32/5448
 * at 31 March 2025 (1.606) is a change of 0.85 times.
 */
export async function evaluate(extract: Extract, library: Library, options: RunOptions): Promise<Released<Run>> {
  return await release(await count(extract, library, options), options.policy, options.release);
}
