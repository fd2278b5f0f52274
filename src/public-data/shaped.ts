import type { Meanings } from './blanks.js';
import { meaningsIn, readFigure } from './blanks.js';
import type { PublicData, PublicFigure, PublicOptions } from './read.js';

type Cells = readonly (readonly string[])[];

/** A published table that no single header row describes: where its figures stand, and what each is of. */
interface Shape {
  readonly layout: string;
  readonly title: string;
  /** The first row of figures, counted from 0. */
  readonly from: number;
  readonly figures: readonly {
    readonly column: number;
    readonly what: string;
    readonly of: Readonly<Record<string, string>>;
  }[];
  /** Columns that say what a row is of; a row with none of them is a note. */
  readonly labels: readonly { readonly column: number; readonly name: string }[];
}

/** Each cell of a header row, a blank being the one to its left, as merged cells are saved. */
function carriedRight(row: readonly string[]): readonly string[] {
  let last = '';
  return row.map((cell) => {
    if (cell.trim() !== '') last = cell.trim();
    return last;
  });
}

const rowsLookedAt = 30;

/** Financial years over quarters, a reason in the first column. */
function reasonsForLeaving(cells: Cells): Shape | undefined {
  const quarter = /^Q[1-4]\b/i;
  const header = cells.slice(0, rowsLookedAt).findIndex((row) => row.filter((c) => quarter.test(c.trim())).length >= 2);
  if (header < 1) return undefined;
  const years = carriedRight(cells[header - 1]!.map((c) => (/\d{4}/.test(c) ? c : '')));
  const figures = cells[header]!.flatMap((cell, column) =>
    quarter.test(cell.trim())
      ? [{ column, what: 'leavers', of: { quarter: `${years[column]} ${cell.trim().slice(0, 2).toUpperCase()}` } }]
      : [],
  );
  return {
    layout: 'reasons-for-leaving',
    title: 'NHS workforce statistics: reasons for leaving',
    from: header + 1,
    figures,
    labels: [{ column: 0, name: 'reason' }],
  };
}

/** EU and UK, each merged over the same staff groups (2016). */
function nationalityByOrganisation(cells: Cells): Shape | undefined {
  const isPlace = (cell: string): boolean => /^(EU|UK)\b/i.test(cell.trim());
  const upper = cells
    .slice(0, rowsLookedAt)
    .findIndex(
      (row, i) =>
        new Set(row.filter(isPlace).map((c) => c.trim().slice(0, 2).toUpperCase())).size === 2 &&
        (cells[i + 1] ?? []).filter((c) => /^all staff$/i.test(c.trim())).length >= 2,
    );
  if (upper < 0) return undefined;
  const [above, names] = [cells[upper]!, cells[upper + 1]!];
  const first = above.findIndex(isPlace);
  const over = carriedRight(names.map((_, column) => above[column] ?? ''));
  const figures = names.flatMap((name, column) =>
    column >= first && name.trim() !== ''
      ? [{ column, what: 'staff', of: { nationality: over[column]!, 'staff group': name.trim() } }]
      : [],
  );
  const labels = Array.from({ length: first }, (_, column) => ({
    column,
    name: (names[column] ?? '').trim() || (above[column] ?? '').trim() || `column ${column + 1}`,
  }));
  return {
    layout: 'nationality-eu-uk',
    title: 'NHS workforce statistics: EU and UK staff by organisation',
    from: upper + 2,
    figures,
    labels,
  };
}

/** Turnover by staff group 2009 to 2018, whose columns public code knows by their places: the first is the period, as `200909 to 200910`. */
function turnoverByPlace(cells: Cells): Shape | undefined {
  const isPeriod = (row: readonly string[]): boolean => row.length >= 14 && /^\d{6} to \d{6}$/i.test(row[0]!.trim());
  const from = cells.slice(0, rowsLookedAt).findIndex(isPeriod);
  if (from < 0) return undefined;
  return {
    layout: 'turnover-staff-group',
    title: 'NHS workforce statistics: turnover from organisation by staff group',
    from,
    figures: [
      { column: 12, what: 'leavers FTE', of: {} },
      { column: 13, what: 'denominator FTE', of: {} },
    ],
    labels: [
      { column: 0, name: 'period' },
      { column: 6, name: 'organisation code' },
      { column: 9, name: 'staff group' },
    ],
  };
}

/** The shape of a published table that is known by more than one header row; undefined when it is none of them. */
export const shapeOf = (cells: Cells): Shape | undefined =>
  reasonsForLeaving(cells) ?? nationalityByOrganisation(cells) ?? turnoverByPlace(cells);

/** The figures of such a table. A row of no label, or with nothing in its columns of figures, is a note. */
export function readShaped(cells: Cells, shape: Shape, file: string, options: PublicOptions): PublicData {
  const meanings: Meanings = { ...meaningsIn([...cells.flat(), ...(options.notes ?? [])]), ...options.meanings };
  const figures: PublicFigure[] = [];
  const unread = new Set<number>();
  cells.slice(shape.from).forEach((row, i) => {
    const at = shape.from + 1 + i;
    const cell = (column: number): string => (row[column] ?? '').trim();
    const labels = shape.labels.map(({ column, name }) => [name, cell(column)] as const);
    if (labels.every(([, text]) => text === '') || shape.figures.every(({ column }) => cell(column) === '')) return;
    for (const { column, what, of } of shape.figures) {
      const value = readFigure(row[column] ?? '', meanings);
      if (value) figures.push({ of: { ...Object.fromEntries(labels), ...of }, what, value, row: at });
      else unread.add(at);
    }
  });
  const { layout, title } = shape;
  const retrieved = options.retrieved === undefined ? {} : { retrieved: options.retrieved };
  return { layout, title, file, ...retrieved, meanings, figures, unread: [...unread] };
}
