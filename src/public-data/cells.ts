import { parse } from 'csv-parse/sync';

/** The cells of a published CSV as they stand: title rows, notes and rows of unequal length included. Throws for text that is no CSV. */
export const cellsOf = (text: string): readonly (readonly string[])[] =>
  parse(text, { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: false }) as string[][];
