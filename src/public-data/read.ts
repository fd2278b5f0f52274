import type { Outcome } from '../core/outcome.js';
import { listKey } from '../core/recode.js';
import { type Meanings, meaningsIn, readFigure } from './blanks.js';
import { layoutOf } from './layouts.js';
import { readShaped, shapeOf } from './shaped.js';

/** One published figure: what it is of, the figure or why there is none, and where it stands. */
export interface PublicFigure {
  readonly of: Readonly<Record<string, string>>;
  readonly what: string;
  readonly value: Outcome;
  readonly row: number;
}

export interface PublicData {
  readonly layout: string;
  readonly title: string;
  readonly file: string;
  /** The day the file was fetched, as given; every figure cites it. */
  readonly retrieved?: string;
  readonly meanings: Meanings;
  readonly figures: readonly PublicFigure[];
  /** Rows whose figure could not be read, by row number. */
  readonly unread: readonly number[];
}

export type PublicReading =
  | { readonly status: 'ok'; readonly data: PublicData }
  | { readonly status: 'refused'; readonly reason: string };

export interface PublicOptions {
  readonly retrieved?: string;
  /** What marks mean, where a person knows and the file's notes do not say. */
  readonly meanings?: Meanings;
  /** What the rest of the file says, where notes stand on a sheet of their own. */
  readonly notes?: readonly string[];
  /** Which of several bases to read: `FTE` or `Headcount`. */
  readonly basis?: string;
}

const refused = (reason: string): PublicReading => ({ status: 'refused', reason });

/** Whether some cells are those of a published file that is known here. */
export const knownHeaders = (cells: readonly (readonly string[])[]): boolean =>
  layoutOf(cells) !== undefined || shapeOf(cells) !== undefined;

/**
 * Reads a published file from its cells, by the layout its headers tell. Header and notes may stand anywhere near the top; nothing depends on a row number.
 * Refused: a file of no known layout, and one that mixes headcount and FTE when none is chosen. Three kinds of blank stay three: zero, suppressed at
 * source, not available; a mark that the notes do not explain is `not-supplied`, never zero.
 */
export function readPublicData(
  cells: readonly (readonly string[])[],
  file: string,
  options: PublicOptions = {},
): PublicReading {
  const found = layoutOf(cells);
  const shape = found ? undefined : shapeOf(cells);
  if (shape) return { status: 'ok', data: readShaped(cells, shape, file, options) };
  if (!found) return refused(`${file} has the headers of no published file that is known here.`);
  const { layout, header } = found;
  const names = cells[header]!.map((c) => c.trim());
  const column = (name: string): number => names.findIndex((n) => listKey(n) === listKey(name));
  const own = cells.slice(header + 1).map((row, i) => ({ row, at: header + 2 + i }));
  const data = own.filter(({ row }) => row.filter((c) => c.trim() !== '').length >= 3);
  const notes = [...cells.slice(0, header), ...own.filter((r) => !data.includes(r)).map((r) => r.row)].flat();
  const meanings = { ...meaningsIn([...notes, ...(options.notes ?? [])]), ...options.meanings };
  const basis = layout.basis === undefined ? -1 : column(layout.basis);
  const bases = basis < 0 ? [] : [...new Set(data.map(({ row }) => (row[basis] ?? '').trim()))];
  const chosen = bases.find((b) => options.basis !== undefined && listKey(b) === listKey(options.basis));
  if (bases.length > 1 && chosen === undefined)
    return refused(`${file} holds ${bases.join(' and ')}: choose one, since they cannot be added.`);
  const holds = layout.figures.map((what) => [what, column(what)] as const).filter(([, c]) => c >= 0);
  const figureColumns = new Set(holds.map(([, c]) => c));
  const figures: PublicFigure[] = [];
  const unread: number[] = [];
  const seen = new Map<string, string>();
  for (const { row, at } of data) {
    if (chosen !== undefined && listKey(row[basis]) !== listKey(chosen)) continue;
    const of = Object.fromEntries(
      names.flatMap((n, c) => (n === '' || figureColumns.has(c) ? [] : [[n, (row[c] ?? '').trim()]])),
    );
    for (const [what, c] of holds) {
      const value = readFigure(row[c] ?? '', meanings);
      const once = layout.repeated?.figures.includes(what)
        ? Object.fromEntries(Object.entries(of).filter(([k]) => listKey(k) !== listKey(layout.repeated!.over)))
        : undefined;
      const known = once && seen.get(JSON.stringify([what, once]));
      if (!value || (known !== undefined && known !== JSON.stringify(value))) unread.push(at);
      else if (known === undefined) {
        figures.push({ of: once ?? of, what, value, row: at });
        if (once) seen.set(JSON.stringify([what, once]), JSON.stringify(value));
      }
    }
  }
  return {
    status: 'ok',
    data: {
      layout: layout.id,
      title: layout.title,
      file,
      ...(options.retrieved === undefined ? {} : { retrieved: options.retrieved }),
      meanings,
      figures,
      unread: [...new Set(unread)],
    },
  };
}
