import { contracts as allContracts } from '../../schemas/index.js';
import { findValue, type ParsedList, resolveList } from '../../schemas/lists.js';
import type { TableContract } from '../../schemas/table.js';
import type { Day } from '../core/dates.js';
import type { Issue } from '../core/issue.js';
import type { Rows, Value } from '../core/rows.js';
import { packageLists } from '../prepared.js';
import { acceptIssue } from '../words/choices.js';
import { extractWords } from '../words/extract.js';
import { type Block, joinBlocks, placeOf } from './assemble.js';
import type { CodesSeen } from './codes.js';
import { countsLost, profileCounts, profileStatements, recruitmentCounts } from './counted.js';
import { distinct, oneSpelling, organisationIssues } from './organisations.js';
import { matchZeros } from './people.js';
import { noProfile, type Profile, profileLists } from './profile.js';
import { staffQuality } from './quality.js';
import { type FileResult, readAlready, readFile } from './read-file.js';
import { candidates } from './recognise.js';
import { repeatedRows } from './repeats.js';
import type { Extract, InputFile, Limits, OpenedFile, SheetTally } from './types.js';

export interface ReadOptions {
  /** What a person decided before; `readProfile` makes it. */
  readonly profile?: Profile;
  /** The snapshot date of staff whose file names none. */
  readonly asAt?: Day;
  /** The organisation wanted; without it more than one in staff is an error. */
  readonly organisation?: string;
  readonly limits?: Partial<Limits>;
  readonly contracts?: Readonly<Record<string, TableContract>>;
  readonly lists?: Readonly<Record<string, ParsedList>>;
}

/**
 * Reads files into typed tables. Nothing in a file makes it throw: everything wrong is an issue, all of them at once, worst first, and
 * for every sheet read = kept + setAside + notData. Dates are day numbers, codes stay as printed, names and other personal columns are
 * dropped. Example: a workbook with a sheet "Staff in Post 31-MAR-2025" gives `tables.staff` with `snapshotDate` 20178 on every row.
 */
export async function readExtract(files: readonly InputFile[], options: ReadOptions = {}): Promise<Extract> {
  const { openFile } = await import('./files.js');
  return typeFiles(
    files.map((file) => () => openFile(file, options.limits)),
    options,
  );
}

const severities = ['error', 'warning', 'note'] as const;

/** Worst first, then most rows, then in the order found; notes that a profile accepted come last. */
export const byEffect = (issues: readonly Issue[]): readonly Issue[] =>
  issues
    .map((issue, i) => ({ issue, i }))
    .sort(
      (a, b) =>
        severities.indexOf(a.issue.severity) - severities.indexOf(b.issue.severity) ||
        (b.issue.rows ?? 1) - (a.issue.rows ?? 1) ||
        a.i - b.i,
    )
    .map(({ issue }) => issue);

/** A warning that the profile accepts becomes a note with the reason. Errors cannot be accepted. */
function accepted(issues: readonly Issue[], profile: Profile): readonly Issue[] {
  const reasons = new Map(profile.accept.map((a) => [a.issue, a.reason]));
  return issues.map((issue) => acceptIssue(issue, reasons.get(issue.id)));
}

/** The same as `readExtract` from files that are opened one after the other, each closed before the next. */
export async function typeFiles(
  open: readonly (() => Promise<OpenedFile>)[],
  options: ReadOptions = {},
): Promise<Extract> {
  const contracts = options.contracts ?? allContracts;
  const lists = options.lists ?? (await packageLists());
  const profile = options.profile ?? noProfile;
  const codes = new Map<string, CodesSeen>();
  const tokens = new Map<string, Map<string, string>>();
  const resolved = new Map(Object.entries(lists).map(([id, list]) => [id, resolveList(list)]));
  const all = candidates(Object.values(contracts), profile.columns);
  const tools = {
    candidates: all,
    headerKeys: new Set(all.flatMap((c) => [...c.aliases.keys()])),
    listNamed: (list: string | undefined) => (list === undefined ? undefined : resolved.get(list)),
    tokens: (table: string, column: string) => {
      const id = `${table}/${column}`;
      const known = tokens.get(id) ?? new Map<string, string>();
      tokens.set(id, known);
      return known;
    },
  };
  const typing = { lists, own: profileLists(profile), asAt: options.asAt, codes };

  const results: FileResult[] = [];
  const seen = new Map<string, string>();
  for (const one of open) {
    const file = await one();
    try {
      const before = file.sha256 === '' ? undefined : seen.get(file.sha256);
      seen.set(file.sha256, file.name);
      results.push(before === undefined ? await readFile(file, tools, typing) : readAlready(file, before));
    } finally {
      await file.close();
    }
  }
  const issues: Issue[] = results.flatMap((r) => r.issues);
  const choices = results.flatMap((r) => r.choices);
  if (open.length === 0) issues.push({ id: 'no-files', ...extractWords['no-files']() });

  const blocks = new Map<string, Block[]>();
  const put = (table: string, ...more: readonly Block[]) => blocks.set(table, [...(blocks.get(table) ?? []), ...more]);
  const tallies: SheetTally[] = [];
  for (const result of results) {
    const instead = new Map<SheetTally, SheetTally>();
    for (const { typed: sheet, period } of result.sheets) {
      if (sheet.table !== 'recruitment-counts') {
        put(sheet.table, ...sheet.blocks);
        continue;
      }
      const counted = sheet.blocks.map((b) => recruitmentCounts(b, resolved.get('recruitment-stage'), period));
      put('counts', ...counted);
      // A row that counts a combination is several counts, and every count is a row.
      const kept = counted.reduce((n, b) => n + b.rows.length, 0);
      const { tally } = sheet;
      instead.set(tally, { ...tally, table: 'counts', kept, read: tally.read + kept - tally.kept });
    }
    tallies.push(...result.tallies.map((t) => instead.get(t) ?? t));
  }
  const byHand = { counts: profileCounts(profile), statements: profileStatements(profile) };
  for (const [table, block] of Object.entries(byHand)) {
    if (!block) continue;
    put(table, block);
    const n = block.rows.length;
    tallies.push({ table, file: block.file, sheet: block.sheet, read: n, kept: n, setAside: 0, notData: 0 });
  }
  const tables: Record<string, Rows> = {};
  for (const [table, parts] of blocks) tables[table] = joinBlocks(table, parts);

  oneSpelling(tables);
  for (const [, seen] of codes) issues.push(...seen.issues());
  issues.push(...relateTables(tables), ...repeatedRows(tables));
  const staff = tables.staff;
  const codeOf = (list: string, value: Value): string | undefined => {
    const known = lists[list];
    return known && findValue(known, value)?.code;
  };
  if (staff) issues.push(...staffQuality(staff, codeOf));
  const organisations = distinct(Object.values(tables).map((t) => t.columns.organisation ?? []));
  issues.push(...organisationIssues(tables, organisations, options.organisation));
  const snapshots = [...new Set((staff?.columns.snapshotDate ?? []).filter((d): d is number => typeof d === 'number'))];
  const unknownValues = [...codes].flatMap(([table, seen]) => seen.unknown().map((u) => ({ table, ...u })));
  return {
    tables,
    issues: byEffect(accepted(issues, profile)),
    choices,
    tallies,
    mapping: results.flatMap((r) => r.sheets.flatMap((s) => s.typed.mapping)),
    inputs: results.map((r) => r.input),
    snapshots: snapshots.sort((a, b) => a - b),
    organisations,
    unknownValues,
    lostCounts: [
      ...new Set(
        results.flatMap((r) =>
          r.sheets.flatMap(({ typed }) => countsLost(typed.table, typed.lost, resolved.get('recruitment-stage'))),
        ),
      ),
    ],
  };
}

/** Matches people of other tables to staff when only leading zeros differ, and says so. */
function relateTables(tables: Record<string, Rows>): Issue[] {
  const issues: Issue[] = [];
  const others = ['cases', 'training', 'board', 'starters'].filter((table) => tables[table]);
  if (others.length === 0) return issues;
  const known = new Set(['staff', 'leavers'].flatMap((t) => tables[t]?.columns.employeeNumber ?? []));
  known.delete(undefined);
  if (known.size === 0) return issues;
  for (const table of others) {
    const rows = tables[table];
    const column = rows?.columns.employeeNumber;
    if (!rows || !column) continue;
    const found = matchZeros(new Set(column), known);
    if (found.size === 0) continue;
    const at = column.flatMap((v, i) => (found.has(v) ? [i] : []));
    tables[table] = {
      ...rows,
      columns: { ...rows.columns, employeeNumber: column.map((v) => found.get(v) ?? v) },
    };
    issues.push({
      id: 'leading-zeros',
      ...placeOf(rows, at[0]!),
      ...(at.length > 1 ? { rows: at.length } : {}),
      ...extractWords['leading-zeros']({ table: 'staff in post' }),
    });
  }
  return issues;
}
