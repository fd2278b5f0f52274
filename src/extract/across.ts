import type { Candidate, Recognised } from './recognise.js';
import type { ReadSheet } from './sheet.js';
import type { RawCell, RawRow } from './types.js';
import { readNumberText } from './values.js';

/** Columns of the recruitment table that are stages when they stand side by side with counts in them. */
const stages: Readonly<Record<string, string>> = {
  appliedOn: 'applied',
  shortlisted: 'shortlisted',
  interviewed: 'interviewed',
  offered: 'offered',
  appointed: 'appointed',
  started: 'started',
};

/** A sheet that counts recruitment with the stages across (Ethnic Origin | Shortlisted | Appointed), as one of stage, group and count. */
export interface Across {
  readonly recognised: Recognised & { kind: 'table' };
  /** One row for each stage of each row, numbered on; the row of the sheet stands in `rowOf`. */
  spread(rows: readonly RawRow[]): readonly RawRow[];
  /** Gives rows their numbers in the sheet again. The tally stays in counts: every count is a row of its own. */
  fold(sheet: ReadSheet): ReadSheet;
}

/** What a cell counts, `hidden` when a mark hides it, undefined when it is no count. */
function countIn(cell: RawCell): number | 'hidden' | undefined {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') return undefined;
  const reading = readNumberText(cell.trim());
  return reading.kind === 'number'
    ? reading.value
    : reading.kind === 'hidden' || reading.kind === 'dash'
      ? 'hidden'
      : undefined;
}

/**
 * Whether a recruitment sheet holds counts across: no reference column, a characteristic, at least two stages side by side, nothing in
 * these but counts, and some count above 1 (a 1 may be a yes). `counts` is the table it is then read as.
 */
export function stagesAcross(
  recognised: Recognised & { kind: 'table' },
  counts: Candidate | undefined,
  below: readonly RawRow[],
): Across | undefined {
  const { header, candidate } = recognised;
  const has = (name: string) => header.columns.some((c) => c.column === name);
  const across = header.columns.filter((c) => c.column !== undefined && stages[c.column] !== undefined);
  const groups = ['ethnicity', 'disability', 'sex'].filter(has);
  if (!counts || candidate.contract.table !== 'recruitment' || across.length < 2 || groups.length === 0)
    return undefined;
  if (has('applicationReference') || has('vacancyReference')) return undefined;
  const found = below.flatMap((row) => across.map((c) => countIn(row.cells[c.position])));
  const cells = below
    .flatMap((row) => across.map((c) => row.cells[c.position]))
    .filter((c) => c !== undefined && c !== '');
  if (found.filter((n) => n !== undefined).length < cells.length) return undefined;
  if (!found.some((n) => typeof n === 'number' && n > 1 && n < 40_000)) return undefined;

  const wide = Math.max(...header.columns.map((c) => c.position)) + 1;
  const printed = across.map((c) => c.header).join(' / ');
  const columns = [
    ...header.columns.filter((c) => !across.includes(c)),
    { position: wide, header: printed, column: 'stage' },
    { position: wide + 1, header: printed, column: 'count' },
  ];
  const rowOf: number[] = [0];
  return {
    recognised: { ...recognised, candidate: counts, header: { ...header, columns, hits: groups.length + 2 } },
    spread: (rows) =>
      rows.flatMap((row) =>
        across.map((c): RawRow => {
          const cells: RawCell[] = row.cells.slice(0, wide);
          cells[wide] = stages[c.column!];
          cells[wide + 1] = row.cells[c.position];
          for (const other of across) cells[other.position] = undefined;
          rowOf.push(row.row);
          return { row: rowOf.length - 1, hidden: row.hidden, cells };
        }),
      ),
    fold(sheet) {
      const at = (n: number): number => rowOf[n] ?? n;
      for (const section of sheet.sections) {
        section.rows.splice(0, section.rows.length, ...section.rows.map(at));
        for (const column of section.columns) for (const e of column.entries()) e.first = at(e.first);
      }
      return { ...sheet, unused: sheet.unused.map((u) => ({ ...u, first: at(u.first) })) };
    },
  };
}
