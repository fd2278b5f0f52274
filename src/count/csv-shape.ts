import { open } from 'node:fs/promises';
import { type Separator, separatorOf } from '../core/separator.js';

/** How a CSV file is written, by its first 64 kB, as the reader takes it: the quotation mark is always `"`. */
export interface CsvShape {
  readonly separator: Separator;
  /** What ends the line of headers; undefined when nothing does. */
  readonly lineEnd: '\n' | '\r\n' | '\r' | undefined;
  /** As written; none when it cannot be read. */
  readonly header: readonly string[];
}

const looked = 65_536;

function lineEndOf(text: string): CsvShape['lineEnd'] {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '"') quoted = !quoted;
    else if (!quoted && c === '\n') return '\n';
    else if (!quoted && c === '\r') return text[i + 1] === '\n' ? '\r\n' : '\r';
  }
  return undefined;
}

/**
 * Looks at the start of a CSV file whose headers are on its first line. Throws what the system says of a file that cannot be opened.
 * Example: "Employee Number;FTE\r\n123;0,8" is semicolons, `\r\n`, and two headers.
 */
export async function csvShape(path: string): Promise<CsvShape> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(looked), 0, looked, 0);
    const sample = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\ufeff/, '');
    const separator = separatorOf(sample);
    const { parse } = await import('csv-parse/sync');
    const options = { delimiter: separator, to: 1, relax_quotes: true, relax_column_count: true };
    let header: readonly string[] = [];
    try {
      [header = []] = parse(sample, options) as string[][];
    } catch {
      // No line of headers: no header is known.
    }
    return { separator, lineEnd: lineEndOf(sample), header };
  } finally {
    await file.close();
  }
}

/** Names that are told apart whatever their case, for columns that have to be. Of a header that is there twice the first keeps it, and no other is taken for it. */
export function columnNames(header: readonly string[]): readonly string[] {
  const used = new Set<string>();
  return header.map((text, i) => {
    const own = text.replaceAll('\0', '');
    let name = own.trim() === '' ? `column ${i + 1}` : own;
    while (used.has(name.toLowerCase())) name = `${name} again`;
    used.add(name.toLowerCase());
    return name;
  });
}
