import { readFileSync } from 'node:fs';
import { type Cut, fontFile } from '../chart/index.js';

type Covers = (code: number) => boolean;

/** Which characters a TrueType file has, from the 32-bit table of its `cmap` (format 12: groups of first, last, glyph). */
export function coverage(font: Buffer): Covers {
  let at = 0;
  for (let i = 0; i < font.readUInt16BE(4); i++)
    if (font.toString('latin1', 12 + 16 * i, 16 + 16 * i) === 'cmap') at = font.readUInt32BE(12 + 16 * i + 8);
  const groups: (readonly [number, number])[] = [];
  for (let i = 0; i < font.readUInt16BE(at + 2); i++) {
    const own = at + font.readUInt32BE(at + 4 + 8 * i + 4);
    if (font.readUInt16BE(own) !== 12) continue;
    for (let g = 0; g < font.readUInt32BE(own + 12); g++)
      groups.push([font.readUInt32BE(own + 16 + 12 * g), font.readUInt32BE(own + 20 + 12 * g)]);
  }
  return (code) => {
    let [low, high] = [0, groups.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first, last] = groups[middle]!;
      if (code < first) high = middle - 1;
      else if (code > last) low = middle + 1;
      else return true;
    }
    return false;
  };
}

/** Stands for characters that no font of the package has. */
export const REPLACEMENT = '\ufffd';

/**
 * The font files for the PDF, and a text with only what they have. The files get a family name of our own, so that a font of the same name on the machine is
 * never taken in their place; their licence asks for another name of a changed font.
 */
export function fonts() {
  const cuts: readonly Cut[] = ['', '-Bold', '-Oblique', '-BoldOblique'];
  const files = cuts.map((cut) => readFileSync(fontFile(cut)));
  const [regular, bold, oblique] = files.map(coverage) as [Covers, Covers, Covers, Covers];
  const wide = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
  for (const file of files)
    for (const [from, to] of [
      [wide('DejaVu Sans'), wide('Report Sans')],
      [Buffer.from('DejaVu Sans'), Buffer.from('Report Sans')],
    ] as const)
      for (let i = file.indexOf(from); i >= 0; i = file.indexOf(from, i + 1)) to.copy(file, i);
  const has = (code: number): boolean => regular(code) && bold(code);
  return {
    files,
    /** Spaces for control characters, nothing for characters that only steer others, and one mark for any run of characters that are not there. */
    shown: (text: string): string =>
      text
        .replace(/[\p{Cc}\u2028\u2029]/gu, ' ')
        .replace(/[\p{Cf}\p{Variation_Selector}]/gu, '')
        .replace(/./gu, (c) => (has(c.codePointAt(0)!) ? c : REPLACEMENT))
        .replace(/\ufffd+/g, REPLACEMENT),
    /** Whether a text can be slanted. */
    slanted: (text: string): boolean => [...text].every((c) => oblique(c.codePointAt(0)!)),
  };
}
