import type { ParsedList } from '../../schemas/lists.js';
import { isoDate } from '../core/dates.js';
import type { Choice, Issue } from '../core/issue.js';
import type { CodeLists } from '../core/recode.js';
import type { Value } from '../core/rows.js';
import { extractWords } from '../words/extract.js';
import { type Block, without } from './assemble.js';
import { type Assumed, assumedColumns } from './assume.js';
import { type CodesSeen, codesSeen } from './codes.js';
import { columnIssues } from './column-issues.js';
import { indicatorIdOf, partsOfLost } from './counted.js';
import { fillSnapshot } from './fill-snapshot.js';
import { fillPerson } from './people.js';
import type { SheetOutcome } from './read-sheet.js';
import { type Finding, typeSection } from './section.js';
import type { Section } from './sheet.js';
import { type Said, saidSnapshot } from './snapshot.js';
import type { Extract, RawSheet, SheetTally } from './types.js';
import { type Voice, voiceOf } from './voice.js';

type TableOutcome = SheetOutcome & { kind: 'table' };

/** One sheet of a table, typed, with what is to be said about it. */
export interface TypedSheet {
  readonly table: string;
  readonly blocks: readonly Block[];
  readonly tally: SheetTally;
  readonly issues: readonly Issue[];
  readonly choices: readonly Choice[];
  readonly mapping: Extract['mapping'];
  readonly lost: readonly Readonly<Record<string, Value>>[];
}

export interface TypeTools {
  readonly lists: Readonly<Record<string, ParsedList>>;
  readonly own: CodeLists;
  readonly asAt: number | undefined;
  readonly codes: Map<string, CodesSeen>;
}

/** Tables whose rows are of a day: the snapshot counts. */
const dated = new Set(['staff', 'board']);
const nameOf = { sheet: 'its name', file: 'the file’s name', columns: 'its columns' } as const;

function howRead({ recognised: { candidate, by, header }, headerRow }: TableOutcome): string {
  const rows = header.height === 2 ? `${headerRow} and ${headerRow + 1}` : headerRow;
  const how =
    headerRow === 0
      ? 'the fields of the ESR interface'
      : `${nameOf[by]}; headers in row${header.height === 2 ? 's' : ''} ${rows}`;
  return `read as ${candidate.contract.title} by ${how}`;
}

function sayFinding(voice: Voice, { file, sheet }: RawSheet, { id, header, rows, first }: Finding): void {
  // Of cells carried down the number is that of the sheet's rows, a total that a release may have to hide.
  const many = rows > 1 && id !== 'organisation-carried' ? { rows } : {};
  voice.issues.push({ id, ...extractWords[id](), file, sheet, row: first, column: header, ...many });
}

/** Rows whose required date was refused with its whole column, each column's rows said once. */
function sayRefused(voice: Voice, section: Section, refused: ReadonlyMap<number, string>): void {
  for (const name of new Set(refused.values())) {
    const rows = [...refused].filter(([, column]) => column === name).map(([i]) => section.rows[i]!);
    const header = section.columns.find((c) => c.name === name)?.header;
    voice.setAside(name, 'date-order', Math.min(...rows), rows.length, header);
  }
}

/** The columns that follow from others or from what the sheet is called. */
function fillColumns(voice: Voice, table: string, given: Block, assumed: readonly Assumed[]): Block {
  const all = (value: Value): readonly Value[] => given.rows.map(() => value);
  let block = given;
  if (table === 'staff' || table === 'leavers' || table === 'starters') {
    const filled = fillPerson(block);
    block = filled.block;
    const by = { 'person-from-assignment': filled.fromAssignment, 'person-from-key': filled.fromKey };
    for (const [id, indexes] of Object.entries(by) as [keyof typeof by, readonly number[]][])
      if (indexes.length > 0)
        voice.issue(
          id,
          extractWords[id](),
          indexes.map((i) => given.rows[i]!),
        );
  }
  const extra = Object.fromEntries(assumed.map(({ column, value }) => [column, all(value)]));
  if (table === 'cases' && !block.columns.formal) extra.formal = all(true);
  if (table === 'counts') extra.indicator = (block.columns.indicator ?? []).map(indicatorIdOf);
  return { ...block, columns: { ...block.columns, ...extra } };
}

/** Types the rows of a recognised sheet and says everything there is to say about it alone. */
export function typeSheet(raw: RawSheet, outcome: TableOutcome, tools: TypeTools): TypedSheet {
  const { header, candidate } = outcome.recognised;
  const { contract } = candidate;
  const { table } = contract;
  const place = { file: raw.file, sheet: raw.sheet };
  const voice = voiceOf(contract, place);
  const titles = outcome.title.flatMap((row) => row.cells.filter((c): c is string => typeof c === 'string'));
  const assumed = assumedColumns(table, header, [raw.sheet, ...titles, raw.file]);
  voice.choice('table', howRead(outcome));
  for (const { what } of assumed) voice.choice('assumed', what);
  const at = outcome.headerRow === 0 ? place : { ...place, row: outcome.headerRow };
  voice.issues.push(
    ...columnIssues(
      outcome.recognised,
      at,
      assumed.map((a) => a.column),
    ),
  );
  for (const u of outcome.sheet.unused) voice.setAside(u.column, u.why, u.first, u.rows, u.header);

  const codes = tools.codes.get(table) ?? codesSeen(contract, tools.lists, tools.own);
  tools.codes.set(table, codes);
  const said: Said = dated.has(table) ? saidSnapshot(outcome.title, raw.sheet, raw.file) : { kind: 'nothing' };
  if (said.kind === 'several')
    voice.issue('snapshots-in-title', extractWords['snapshots-in-title']({ dates: said.days.map(isoDate) }));

  let dropped = 0;
  const blocks = outcome.sheet.sections.map((section): Block => {
    const typed = typeSection(section, contract.columns, outcome.merged);
    for (const f of typed.findings) sayFinding(voice, raw, f);
    for (const column of section.columns) codes.add(place, column);
    sayRefused(voice, section, typed.drop);
    const drop = new Set(typed.drop.keys());
    const setAside = (column: string, why: string, indexes: readonly number[]) => {
      const more = indexes.filter((i) => !drop.has(i));
      if (more.length > 0) voice.setAside(column, why, section.rows[more[0]!]!, more.length);
      for (const i of more) drop.add(i);
    };
    let block = fillColumns(voice, table, { ...place, rows: section.rows, columns: typed.columns }, assumed);
    if (dated.has(table)) {
      const found = fillSnapshot(block, said, tools.asAt);
      block = found.block;
      if (found.from !== undefined) voice.choice('snapshot', found.from);
      if (found.missing && table === 'staff') voice.issue('no-snapshot-date', extractWords['no-snapshot-date']());
      setAside('snapshotDate', 'no-snapshot', found.undated);
    }
    if (table === 'counts')
      setAside(
        'indicator',
        'no-indicator',
        block.rows.map((_, i) => i).filter((i) => block.columns.indicator?.[i] === undefined),
      );
    setAside('count', 'part-of-hidden', partsOfLost(table, block, outcome.sheet.lost));
    dropped += drop.size;
    return without(block, drop);
  });
  const { read, kept, setAside, notData } = outcome.sheet;
  return {
    table,
    blocks,
    tally: { table, ...place, read, kept: kept - dropped, setAside: setAside + dropped, notData },
    issues: voice.issues,
    choices: voice.choices,
    lost: outcome.sheet.lost,
    mapping: header.columns.map((c) => ({
      table,
      ...place,
      header: c.header,
      ...(c.column === undefined ? {} : { column: c.column }),
    })),
  };
}
