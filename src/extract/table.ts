import type { ParsedList } from '../../schemas/lists.js';
import { isoDate } from '../core/dates.js';
import type { Choice, Issue } from '../core/issue.js';
import type { CodeLists } from '../core/recode.js';
import { extractWords } from '../words/extract.js';
import { type Block, without } from './assemble.js';
import { assumedColumns } from './assume.js';
import { type CodesSeen, codesSeen } from './codes.js';
import { columnIssues } from './column-issues.js';
import { indicatorIdOf, partsOfLost } from './counted.js';
import { fillPerson } from './people.js';
import type { SheetOutcome } from './read-sheet.js';
import { type Finding, typeSection } from './section.js';
import { saidSnapshot } from './snapshot.js';
import type { Extract, RawSheet, SheetTally } from './types.js';

type TableOutcome = SheetOutcome & { kind: 'table' };

/** One sheet of a table, typed, with what is to be said about it. */
export interface TypedSheet {
  readonly table: string;
  readonly blocks: readonly Block[];
  readonly tally: SheetTally;
  readonly issues: readonly Issue[];
  readonly choices: readonly Choice[];
  readonly mapping: Extract['mapping'];
}

export interface TypeTools {
  readonly lists: Readonly<Record<string, ParsedList>>;
  readonly own: CodeLists;
  readonly asAt: number | undefined;
  readonly codes: Map<string, CodesSeen>;
}

/** Tables whose rows are of a day: the snapshot counts. */
const dated = new Set(['staff', 'board']);
const wordBy = { sheet: 'its name', file: 'the file’s name', columns: 'its columns' } as const;

const findingIssue = (raw: RawSheet, f: Finding): Issue => {
  const words = extractWords[f.id]();
  return {
    id: f.id,
    ...words,
    file: raw.file,
    sheet: raw.sheet,
    row: f.first,
    column: f.header,
    ...(f.rows > 1 ? { rows: f.rows } : {}),
  };
};

/** Types the rows of a recognised sheet and says everything there is to say about it alone. */
export function typeSheet(raw: RawSheet, outcome: TableOutcome, tools: TypeTools): TypedSheet {
  const { candidate, by, header } = outcome.recognised;
  const { contract } = candidate;
  const { table } = contract;
  const place = { file: raw.file, sheet: raw.sheet };
  const titles = outcome.title.flatMap((row) => row.cells.filter((c): c is string => typeof c === 'string'));
  const assumed = assumedColumns(table, header, [raw.sheet, ...titles, raw.file]);
  const issues: Issue[] = [
    ...columnIssues(
      outcome.recognised,
      outcome.headerRow === 0 ? place : { ...place, row: outcome.headerRow },
      assumed.map((a) => a.column),
    ),
  ];
  const choices: Choice[] = [
    {
      id: 'table',
      what: `${raw.file}, sheet ${raw.sheet}: read as ${contract.title} by ${outcome.headerRow === 0 ? 'the fields of the ESR interface' : `${wordBy[by]}; headers in row ${outcome.headerRow}${header.height === 2 ? ` and ${outcome.headerRow + 1}` : ''}`}.`,
    },
  ];
  for (const { what } of assumed) choices.push({ id: 'assumed', what: `${raw.file}, sheet ${raw.sheet}: ${what}.` });
  const setAside = (column: string, why: string, first: number, rows: number, printed?: string) => {
    const name = printed ?? contract.columns[column]?.headers[0] ?? column;
    issues.push({
      id: 'set-aside',
      ...place,
      row: first,
      column: name,
      ...(rows > 1 ? { rows } : {}),
      ...extractWords['set-aside']({ why, header: name, title: contract.title }),
    });
  };
  for (const u of outcome.sheet.unused) setAside(u.column, u.why, u.first, u.rows, u.header);

  let codes = tools.codes.get(table);
  if (!codes) {
    codes = codesSeen(contract, tools.lists, tools.own);
    tools.codes.set(table, codes);
  }
  const isDated = dated.has(table);
  const said = isDated ? saidSnapshot(outcome.title, raw.sheet, raw.file) : ({ kind: 'nothing' } as const);
  if (said.kind === 'several')
    issues.push({
      id: 'snapshots-in-title',
      ...place,
      ...extractWords['snapshots-in-title']({ dates: said.days.map(isoDate) }),
    });
  const blocks: Block[] = [];
  let dropped = 0;
  for (const section of outcome.sheet.sections) {
    const typed = typeSection(section, contract.columns, outcome.merged);
    for (const f of typed.findings) issues.push(findingIssue(raw, f));
    for (const column of section.columns) codes.add(place, column);
    const drop = new Set(typed.drop.keys());
    for (const name of new Set(typed.drop.values())) {
      const rows = [...typed.drop].filter(([, column]) => column === name).map(([i]) => section.rows[i]!);
      setAside(
        name,
        'date-order',
        Math.min(...rows),
        rows.length,
        section.columns.find((c) => c.name === name)?.header,
      );
    }
    let block: Block = { ...place, rows: section.rows, columns: typed.columns };
    if (isDated) {
      const own = typed.columns.snapshotDate;
      const days = new Set(own?.filter((d) => d !== undefined));
      const fallback =
        said.kind === 'said' ? said.day : days.size === 1 ? [...days][0] : days.size === 0 ? tools.asAt : undefined;
      if (!own || days.size === 0) {
        const where =
          said.kind === 'said'
            ? { title: 'its title rows', sheet: 'the sheet name', file: 'the file name' }[said.where]
            : '--as-at';
        if (fallback !== undefined && section.rows.length > 0)
          choices.push({
            id: 'snapshot',
            what: `${raw.file}, sheet ${raw.sheet}: snapshot ${isoDate(fallback as number)}, from ${where}.`,
          });
        else if (table === 'staff' && section.rows.length > 0)
          issues.push({ id: 'no-snapshot-date', ...place, ...extractWords['no-snapshot-date']() });
      }
      const filled = section.rows.map((_, i) => own?.[i] ?? fallback);
      if (days.size > 1 && fallback === undefined) {
        const blank = filled.flatMap((d, i) => (d === undefined && !drop.has(i) ? [i] : []));
        if (blank.length > 0) {
          setAside('snapshotDate', 'no-snapshot', section.rows[blank[0]!]!, blank.length);
          for (const i of blank) drop.add(i);
        }
      }
      block = { ...block, columns: { ...block.columns, snapshotDate: filled } };
    }
    if (contract.columns.assignmentNumber) {
      const filled = fillPerson(block);
      block = filled.block;
      for (const [id, rows] of [
        ['person-from-assignment', filled.fromAssignment],
        ['person-from-key', filled.fromKey],
      ] as const)
        if (rows.length > 0)
          issues.push({
            id,
            ...place,
            row: section.rows[rows[0]!]!,
            ...(rows.length > 1 ? { rows: rows.length } : {}),
            ...extractWords[id](),
          });
    }
    if (table === 'cases' && !block.columns.formal)
      block = { ...block, columns: { ...block.columns, formal: section.rows.map(() => true) } };
    for (const { column, value } of assumed)
      block = { ...block, columns: { ...block.columns, [column]: section.rows.map(() => value) } };
    if (table === 'counts') {
      const ids = (block.columns.indicator ?? []).map(indicatorIdOf);
      const not = ids.flatMap((id, i) => (id === undefined && !drop.has(i) ? [i] : []));
      if (not.length > 0) setAside('indicator', 'no-indicator', section.rows[not[0]!]!, not.length);
      for (const i of not) drop.add(i);
      block = { ...block, columns: { ...block.columns, indicator: ids } };
    }
    const parts = partsOfLost(table, block, outcome.sheet.lost).filter((i) => !drop.has(i));
    if (parts.length > 0) setAside('count', 'part-of-hidden', section.rows[parts[0]!]!, parts.length);
    for (const i of parts) drop.add(i);
    dropped += drop.size;
    blocks.push(without(block, drop));
  }
  const { read, kept, setAside: aside, notData } = outcome.sheet;
  return {
    table,
    blocks,
    tally: { table, ...place, read, kept: kept - dropped, setAside: aside + dropped, notData },
    issues,
    choices,
    mapping: header.columns.map((c) => ({
      table,
      ...place,
      header: c.header,
      ...(c.column === undefined ? {} : { column: c.column }),
    })),
  };
}
