import { find, plainText } from './text.js';

const lt = 0x3c;
const gt = 0x3e;
const slash = 0x2f;
const colon = 0x3a;
const bang = 0x21;
const question = 0x3f;

/** A tag found in bytes. One record is used again and again, so take what is needed before looking for the next. */
export interface Tag {
  /** Position of `<`, and of what follows `>`. */
  start: number;
  end: number;
  /** Position of the name's first byte, of its local part, and of what follows the name. */
  name: number;
  local: number;
  nameEnd: number;
  closing: boolean;
  empty: boolean;
}

export const newTag = (): Tag => ({ start: 0, end: 0, name: 0, local: 0, nameEnd: 0, closing: false, empty: false });

/** Thrown for a DOCTYPE, which no honest part has; entities could be defined in it. */
export class DoctypeFound extends Error {}

/**
 * Finds the next tag at or after `from`, passing over text, comments, CDATA and processing instructions. False when the bytes end
 * first: `tag.start` is then where to begin again with more bytes.
 */
export function nextTag(bytes: Uint8Array, from: number, end: number, tag: Tag): boolean {
  for (let p = from; ; ) {
    while (p < end && bytes[p] !== lt) p++;
    tag.start = p;
    if (p + 1 >= end) return false;
    const b = bytes[p + 1];
    if (b === question || b === bang) {
      const after = passMarkup(bytes, p, end);
      if (after < 0) return false;
      p = after;
      continue;
    }
    tag.closing = b === slash;
    p += tag.closing ? 2 : 1;
    tag.name = p;
    tag.local = p;
    for (; p < end && !endsName(bytes[p]!); p++) if (bytes[p] === colon) tag.local = p + 1;
    tag.nameEnd = p;
    for (; p < end && bytes[p] !== gt; p++) {
      const quote = bytes[p];
      if (quote === 0x22 || quote === 0x27) for (p++; p < end && bytes[p] !== quote; ) p++;
    }
    if (p >= end) return false;
    tag.empty = bytes[p - 1] === slash;
    tag.end = p + 1;
    return true;
  }
}

/** Whether a byte cannot be part of a name: white space, `>` or `/`. */
const endsName = (b: number): boolean => b <= 0x20 || b === gt || b === slash;

/** Position after the comment, CDATA or processing instruction that begins at `p`, or -1 when it is not all there. */
export function passMarkup(bytes: Uint8Array, p: number, end: number): number {
  if (bytes[p + 1] === question) return past(find(bytes, p + 2, end, '?>'), 2);
  if (end - p < 9) return -1;
  if (find(bytes, p, p + 4, '<!--') === p) return past(find(bytes, p + 4, end, '-->'), 3);
  if (find(bytes, p, p + 9, '<![CDATA[') === p) return past(find(bytes, p + 9, end, ']]>'), 3);
  throw new DoctypeFound();
}

const past = (found: number, length: number): number => (found < 0 ? -1 : found + length);

/** Whether the local name of a tag is `name`. */
export const named = (bytes: Uint8Array, tag: Tag, name: string): boolean =>
  isText(bytes, tag.local, tag.nameEnd, name);

/** Whether bytes [start, end) are this ASCII text. */
export function isText(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (end - start !== text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** The local name as text. */
export const localName = (bytes: Uint8Array, tag: Tag): string => plainText(bytes, tag.local, tag.nameEnd);

/**
 * The value of an attribute, or undefined. With `anyPrefix` the name must have a namespace prefix, whatever it is: `r:id` and `d3p1:id`
 * for `id`. Looked for in the bytes, so that a tag of a million attributes costs no memory.
 */
export function attribute(bytes: Uint8Array, tag: Tag, wanted: string, anyPrefix = false): string | undefined {
  for (let p = tag.nameEnd; p < tag.end; p++) {
    while (p < tag.end && endsName(bytes[p]!)) p++;
    const name = p;
    let local = p;
    for (; p < tag.end && bytes[p] !== 0x3d && !endsName(bytes[p]!); p++) if (bytes[p] === colon) local = p + 1;
    const nameEnd = p;
    while (p < tag.end && bytes[p] !== 0x22 && bytes[p] !== 0x27) p++;
    const quote = bytes[p];
    const value = ++p;
    while (p < tag.end && bytes[p] !== quote) p++;
    if (p >= tag.end) return undefined;
    const from = anyPrefix ? local : name;
    if (anyPrefix && (local === name || isText(bytes, name, local, 'xmlns:'))) continue;
    if (isText(bytes, from, nameEnd, wanted)) return plainText(bytes, value, p);
  }
  return undefined;
}

/** A boolean attribute (xsd:boolean). */
export const isTrue = (value: string | undefined): boolean => value === '1' || value === 'true';
