import type { TableContract } from '../../schemas/table.js';
import type { Day } from '../core/dates.js';
import type { Choice, Issue } from '../core/issue.js';
import { listKey } from '../core/recode.js';
import { extractWords } from '../words/extract.js';
import { mentionedYear, yearEnd } from './counted.js';
import { readSheet, type SheetOutcome, type SheetTools } from './read-sheet.js';
import { saidSnapshot } from './snapshot.js';
import { type TypedSheet, type TypeTools, typeSheet } from './table.js';
import type { OpenedFile, RawRow, RawSheet, SheetTally } from './types.js';

/** What one file gave: its typed sheets with the period each says it counts, where its rows went, and what there is to say. */
export interface FileResult {
  readonly sheets: readonly { readonly typed: TypedSheet; readonly period?: Day }[];
  readonly tallies: readonly SheetTally[];
  readonly issues: readonly Issue[];
  readonly choices: readonly Choice[];
  readonly input: { readonly name: string; readonly sha256: string; readonly rows: number };
}

/** The financial year that a sheet's title, its name or its file's name says it counts, by its last day. */
function statedPeriod(title: readonly RawRow[], raw: RawSheet): Day | undefined {
  const texts = title.flatMap((row) => row.cells.filter((c): c is string => typeof c === 'string'));
  const named = mentionedYear([...texts, raw.sheet, raw.file]);
  if (named !== undefined) return named;
  const said = saidSnapshot(title, raw.sheet, raw.file);
  return said.kind === 'said' ? yearEnd(said.day) : undefined;
}

type Place = { readonly file: string; readonly sheet: string };
type NoTable = SheetOutcome & { kind: 'no-table' };

function noTableIssue(at: Place, { recognised, rows }: NoTable, only: boolean): Issue {
  if (!only)
    return { id: 'sheet-not-used', ...at, ...(rows > 1 ? { rows } : {}), ...extractWords['sheet-not-used']({ rows }) };
  const { headers, named } = recognised;
  return { id: 'no-table', ...at, ...extractWords['no-table'](named ? { headers, named: named.title } : { headers }) };
}

function emptyIssue(at: Place, contracts: readonly TableContract[], only: boolean): Issue {
  const key = listKey(at.sheet);
  const named = contracts.find((c) => c.names.some((n) => listKey(n) === key));
  return { id: 'empty-sheet', ...at, ...extractWords['empty-sheet'](named ? { only, named: named.title } : { only }) };
}

/**
 * A sheet that only the file's name or a few columns make a table, and that lacks what the table needs, is taken for a summary when the
 * file has a sheet that is whole: "Staff Group, Headcount" beside the staff themselves.
 */
function withoutSummaries(outcomes: readonly SheetOutcome[]): readonly SheetOutcome[] {
  if (!outcomes.some((o) => o.kind === 'table' && o.recognised.complete)) return outcomes;
  return outcomes.map((o) =>
    o.kind === 'table' && !o.recognised.complete && o.recognised.by !== 'sheet'
      ? { kind: 'no-table', recognised: { kind: 'no-table', headers: [] }, rows: o.sheet.read }
      : o,
  );
}

/** Reads every sheet of an opened file. */
export async function readFile(file: OpenedFile, tools: SheetTools, typing: TypeTools): Promise<FileResult> {
  const read: SheetOutcome[] = [];
  const sheetOf: RawSheet[] = [];
  for (const raw of file.sheets)
    for (const outcome of await readSheet(raw, tools)) {
      read.push(outcome);
      sheetOf.push(raw);
    }
  const outcomes = withoutSummaries(read);
  const only = !outcomes.some((o) => o.kind === 'table');
  const contracts = tools.candidates.map((c) => c.contract);
  const sheets: { typed: TypedSheet; period?: Day }[] = [];
  const tallies: SheetTally[] = [];
  const issues: Issue[] = [];
  const choices: Choice[] = [];
  outcomes.forEach((outcome, i) => {
    const raw = sheetOf[i]!;
    const at = { file: raw.file, sheet: raw.sheet };
    if (outcome.kind === 'empty') issues.push(emptyIssue(at, contracts, only));
    if (outcome.kind === 'no-table') {
      const { rows } = outcome;
      tallies.push({ table: 'none', ...at, read: rows, kept: 0, setAside: 0, notData: rows });
      issues.push(noTableIssue(at, outcome, only));
    }
    if (outcome.kind !== 'table') return;
    const typed = typeSheet(raw, outcome, typing);
    const period = statedPeriod(outcome.title, raw);
    sheets.push(period === undefined ? { typed } : { typed, period });
    tallies.push(typed.tally);
    issues.push(...typed.issues);
    choices.push(...typed.choices);
    if (typed.tally.kept === 0 && typed.tally.setAside === 0) {
      const { title } = outcome.recognised.candidate.contract;
      const needed = typed.table === 'staff' || file.sheets.length === 1;
      issues.push({ id: 'no-rows', ...at, ...extractWords['no-rows']({ title, needed }) });
    }
  });
  issues.push(...file.issues);
  choices.push(...file.choices);
  const rows = tallies.reduce((n, t) => n + t.kept + t.setAside, 0);
  return { sheets, tallies, issues, choices, input: { name: file.name, sha256: file.sha256, rows } };
}

/** A file with the same bytes as one before it, perhaps under another name: nothing of it is read. */
export const readAlready = (file: OpenedFile, before: string): FileResult => ({
  sheets: [],
  tallies: [],
  issues: [{ id: 'same-file', file: file.name, ...extractWords['same-file']({ before }) }],
  choices: [],
  input: { name: file.name, sha256: file.sha256, rows: 0 },
});
