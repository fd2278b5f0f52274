import { textWidth } from '../../src/chart/text-width.js';

export interface DrawnText {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

const entity = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

/** Every text of an SVG with the box it fills in Arial, its group's shifts added up. */
export function drawnTexts(svg: string): readonly DrawnText[] {
  const shifts: (readonly [number, number])[] = [];
  const found: DrawnText[] = [];
  const shiftOf = (attributes: string): readonly [number, number] => {
    const m = /transform="translate\(([-\d.e]+),([-\d.e]+)\)/.exec(attributes);
    return m ? [Number(m[1]), Number(m[2])] : [0, 0];
  };
  for (const m of svg.matchAll(/<(\/?)g([^>]*)>|<text([^>]*)>([^<]*)<\/text>/g)) {
    if (m[3] !== undefined) {
      const own = shiftOf(m[3]);
      const x = shifts.reduce((sum, s) => sum + s[0], own[0]);
      const y = shifts.reduce((sum, s) => sum + s[1], own[1]);
      const size = Number(/font-size="([\d.]+)px"/.exec(m[3])?.[1] ?? 11);
      const bold = m[3].includes('font-weight="bold"');
      const text = entity(m[4] ?? '');
      const width = textWidth(text, size, bold ? 'bold' : 'normal');
      const anchor = /text-anchor="(\w+)"/.exec(m[3])?.[1] ?? 'start';
      const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
      found.push({ text, left, right: left + width, y, size });
    } else if (m[1] === '/') shifts.pop();
    else if (!m[2]?.endsWith('/')) shifts.push(shiftOf(m[2] ?? ''));
  }
  return found;
}

/** Pairs of texts that touch: on lines nearer than a line's height, and less than a pixel apart. */
export function overlaps(texts: readonly DrawnText[]): readonly string[] {
  const found: string[] = [];
  texts.forEach((a, i) => {
    for (const b of texts.slice(i + 1)) {
      const sameLine = Math.abs(a.y - b.y) < Math.min(a.size, b.size) * 0.9;
      if (sameLine && a.left < b.right + 1 && b.left < a.right + 1) found.push(`"${a.text}" and "${b.text}"`);
    }
  });
  return found;
}
