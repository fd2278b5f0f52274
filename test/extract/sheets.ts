import { type ReadOptions, typeFiles } from '../../src/extract/extract.js';
import type { Extract, MergedRange, OpenedFile, RawCell, RawRow } from '../../src/extract/types.js';

/** A hand-made sheet: a row is its cells; `undefined` for a row leaves a blank row, as a file reader would leave it out. */
export interface HandMade {
  readonly file?: string;
  readonly sheet?: string;
  readonly rows: readonly (readonly RawCell[] | undefined)[];
  readonly merged?: readonly MergedRange[];
  readonly batch?: number;
}

export const date = (iso: string): RawCell => ({ kind: 'date', day: Date.parse(`${iso}T00:00:00Z`) / 86_400_000 });

export function opened(sheets: readonly HandMade[]): readonly (() => Promise<OpenedFile>)[] {
  const names = [...new Set(sheets.map((s) => s.file ?? 'book.xlsx'))];
  return names.map((name) => async () => ({
    name,
    kind: 'xlsx' as const,
    sha256: `hash of ${name}`,
    sheets: sheets
      .filter((s) => (s.file ?? 'book.xlsx') === name)
      .map(({ sheet = 'Sheet1', rows, merged = [], batch = 7 }) => ({
        file: name,
        sheet,
        hidden: false,
        rows: {
          async *[Symbol.asyncIterator]() {
            const given = rows.flatMap((cells, i): RawRow[] =>
              cells === undefined ? [] : [{ row: i + 1, hidden: false, cells }],
            );
            for (let i = 0; i < given.length; i += batch) yield given.slice(i, i + batch);
          },
        },
        merged: async () => merged,
      })),
    issues: [],
    choices: [],
    close: async () => {},
  }));
}

/** Types hand-made sheets as if they had been read from files. */
export const typed = (sheets: readonly HandMade[], options: ReadOptions = {}): Promise<Extract> =>
  typeFiles(opened(sheets), options);

/** Issues as "id | row | column | rows", for short comparisons. */
export const brief = (extract: Extract, ...ids: readonly string[]): readonly string[] =>
  extract.issues
    .filter((i) => ids.length === 0 || ids.includes(i.id))
    .map((i) => [i.id, i.row ?? '-', i.column ?? '-', i.rows ?? 1].join(' | '));

export const tallyOf = (extract: Extract, sheet: string): readonly number[] =>
  extract.tallies.filter((t) => t.sheet === sheet).flatMap((t) => [t.read, t.kept, t.setAside, t.notData]);
