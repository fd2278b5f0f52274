import { builtIn, type Shown, shownBy } from './formats.js';
import type { Element } from './part.js';

/** How cells of each style (the `s` of a cell) show a number, from styles.xml. Custom formats come before or after: both are read first. */
export function stylesOf(elements: readonly Element[]): readonly Shown[] {
  const custom = new Map<number, Shown>();
  for (const { name, attributes } of elements) {
    const code = attributes.get('formatCode');
    if (name === 'numFmt' && code !== undefined) custom.set(Number(attributes.get('numFmtId')), shownBy(code));
  }
  const styles: Shown[] = [];
  let inCells = false;
  for (const { name, closing, empty, attributes } of elements) {
    if (name === 'cellXfs') inCells = !closing && !empty;
    else if (name === 'xf' && inCells && !closing) {
      const id = Number(attributes.get('numFmtId') ?? 0);
      styles.push(custom.get(id) ?? builtIn(id));
    }
  }
  return styles;
}
