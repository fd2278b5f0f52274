import type { Budget } from './counted.js';
import type { ZipEntry } from './entries.js';
import { builtIn, type Shown, shownBy } from './formats.js';
import { eachElement } from './part.js';

/** How cells of each style (the `s` of a cell) show a number, from styles.xml. */
export async function stylesOf(entry: ZipEntry, budget: Budget): Promise<readonly Shown[]> {
  const custom = new Map<number, Shown>();
  const formats: number[] = [];
  let inCells = false;
  await eachElement(entry, budget, ({ name, closing, empty, attribute }) => {
    if (name === 'cellXfs') inCells = !closing && !empty;
    else if (closing) return;
    else if (name === 'xf' && inCells) formats.push(Number(attribute('numFmtId') ?? 0));
    else if (name === 'numFmt') {
      const code = attribute('formatCode');
      if (code !== undefined) custom.set(Number(attribute('numFmtId')), shownBy(code));
    }
  });
  return formats.map((id) => custom.get(id) ?? builtIn(id));
}
