export type Separator = ',' | ';' | '\t' | '|';

export const separatorNames: Readonly<Record<Separator, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
};

const candidates: readonly Separator[] = [',', ';', '\t', '|'];
const linesLooked = 60;

/** Fields in each of the first lines of a text, quotation marks respected; the last line may be cut and is left out. */
function widths(text: string, separator: string): readonly number[] {
  const found: number[] = [];
  let width = 1;
  let quoted = false;
  let empty = true;
  for (const c of text) {
    if (c === '"') quoted = !quoted;
    else if (!quoted && c === separator) width++;
    else if (!quoted && (c === '\n' || c === '\r')) {
      if (!empty) found.push(width);
      if (found.length >= linesLooked) return found;
      width = 1;
      empty = true;
      continue;
    }
    empty = false;
  }
  if (!empty && found.length === 0) found.push(width);
  return found;
}

/**
 * The separator that cuts the most lines into the same number of fields (more than one), then into more fields; a comma when none
 * does. A first line `sep=;`, as Excel understands it, decides. Example: "a;b\n1,5;2" is a semicolon.
 */
export function separatorOf(sample: string): Separator {
  const told = /^sep=([,;\t|])\r?\n/i.exec(sample)?.[1];
  if (told !== undefined) return told as Separator;
  let best: Separator = ',';
  let [bestLines, bestWidth] = [0, 1];
  for (const separator of candidates) {
    const times = new Map<number, number>();
    for (const width of widths(sample, separator)) if (width > 1) times.set(width, (times.get(width) ?? 0) + 1);
    for (const [width, lines] of times)
      if (lines > bestLines || (lines === bestLines && width > bestWidth))
        [best, bestLines, bestWidth] = [separator, lines, width];
  }
  return best;
}
