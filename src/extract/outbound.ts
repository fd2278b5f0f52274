import type { RawCell, RawRow } from './types.js';

/** Headers of the virtual sheet that an ESR outbound interface file is read as; each is a header the staff table knows. */
const headers = [
  'Employee Number',
  'Assignment Number',
  'Primary Assignment',
  'Assignment Category',
  'Assignment Status',
  'Employee Category',
  'FTE',
  'Department',
  'Job Role',
  'Occupation Code',
  'Grade',
  'Staff Group',
  'Gender',
  'Latest Hire Date',
  'Assignment Effective End Date',
] as const;

const text = (row: RawRow, position: number): string => {
  const cell = row.cells[position];
  return typeof cell === 'string' ? cell.trim() : typeof cell === 'number' ? String(cell) : '';
};

/** A line of the interface file that is no assignment: kept as a line of the sheet, so that rows add up. */
const furniture = (row: RawRow): RawRow => ({ row: row.row, hidden: row.hidden, cells: ['Report line'] });

export interface Outbound {
  readonly header: RawRow;
  readonly rows: (lines: readonly RawRow[]) => readonly RawRow[];
}

/**
 * An ESR outbound interface file (`HDR`, then `PER` with its `ASG` lines, `FTR`; no headers, fields by position) as rows of staff in post,
 * or undefined for any other sheet. Of a person only number, sex and hire date are taken: names, birth date and National Insurance
 * number are never read. FTE is hours over the grade's full hours: 25/37.5 is 0.66667. Ethnic origin is at no position that is known.
 * Source: field positions of public sample records of the interface.
 */
export function outbound(first: readonly RawRow[]): Outbound | undefined {
  const [head, ...rest] = first;
  if (!head || text(head, 0) !== 'HDR' || !rest.some((row) => text(row, 0) === 'ASG')) return undefined;
  let person: RawRow | undefined;
  const assignment = (row: RawRow): RawRow => {
    const [hours, full] = [Number(text(row, 23)), Number(text(row, 25))];
    const number = person ? text(person, 2) : '';
    const cells: RawCell[] = [
      number,
      text(row, 2),
      text(row, 22),
      text(row, 21),
      text(row, 5),
      text(row, 20),
      hours > 0 && full > 0 ? Math.round((hours / full) * 100_000) / 100_000 : '',
      text(row, 32),
      text(row, 35),
      text(row, 36),
      text(row, 38),
      /^(.*)\|/.exec(text(row, 39))?.[1] ?? '',
      person ? text(person, 8) : '',
      person ? text(person, 11) : '',
      text(row, 4),
    ];
    return { row: row.row, hidden: row.hidden, cells };
  };
  return {
    header: { row: 0, hidden: false, cells: headers },
    rows: (lines) =>
      lines.map((row) => {
        const kind = text(row, 0);
        if (kind === 'PER') person = row;
        return kind === 'ASG' ? assignment(row) : furniture(row);
      }),
  };
}
