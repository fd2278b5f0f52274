const lt = 0x3c;
const ampersand = 0x26;
const underscore = 0x5f;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

type Slice = (this: Uint8Array, start: number, end: number) => string;
const slice =
  typeof Buffer === 'function' ? (Buffer.prototype as unknown as { latin1Slice: Slice }).latin1Slice : undefined;

/** ASCII bytes as text. Node's own slice is several times faster than a TextDecoder on the short texts of cells. */
const ascii: (bytes: Uint8Array, start: number, end: number) => string = slice
  ? (bytes, start, end) => slice.call(bytes, start, end)
  : (bytes, start, end) => utf8.decode(bytes.subarray(start, end));

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** One entity without its `&` and `;`, or undefined for what XML without a DOCTYPE does not know. Example: `#x41` is A. */
function entity(name: string): string | undefined {
  if (name[0] !== '#') return named[name];
  const hex = name[1] === 'x';
  const digits = name.slice(hex ? 2 : 1);
  if (!(hex ? /^[0-9a-fA-F]{1,6}$/ : /^[0-9]{1,7}$/).test(digits)) return undefined;
  const code = Number.parseInt(digits, hex ? 16 : 10);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}

/** Replaces `&amp;`, `&#233;`, `&#xE9;`. An entity that XML does not know becomes U+FFFD, which is counted as damaged text. */
const withoutEntities = (text: string): string =>
  text.replace(/&([^;&]*);?/g, (_, name: string) => entity(name) ?? '\ufffd');

/** Replaces `_x000D_` and its like (ECMA-376 22.9.2.19); `_x005F_` is the underscore that protects a literal one. */
export const withoutEscapes = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/** XML's own line endings: CR LF and lone CR are read as LF; a CR that is meant is written as an entity or escape. */
const withoutReturns = (text: string): string => text.replace(/\r\n?/g, '\n');

/** Text between tags: bytes [start, end) hold no tag. Entities are replaced, `_x000D_` is left to the caller. */
export function plainText(bytes: Uint8Array, start: number, end: number): string {
  let all = 0;
  let special = false;
  for (let p = start; p < end; p++) {
    const b = bytes[p]!;
    all |= b;
    if (b === ampersand || b === 0x0d) special = true;
  }
  const text = all < 0x80 ? ascii(bytes, start, end) : utf8.decode(bytes.subarray(start, end));
  return special ? withoutEntities(withoutReturns(text)) : text;
}

/** Text between tags that may hold CDATA and comments as well. */
export function mixedText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let from = start;
  for (let p = start; p < end; p++) {
    if (bytes[p] !== lt) continue;
    text += plainText(bytes, from, p);
    const cdata = bytes[p + 2] === 0x5b;
    const close = find(bytes, p + (cdata ? 9 : 4), end, cdata ? ']]>' : bytes[p + 1] === 0x3f ? '?>' : '-->');
    if (cdata) text += withoutReturns(utf8.decode(bytes.subarray(p + 9, close)));
    p = close + (bytes[p + 1] === 0x3f ? 1 : 2);
    from = p + 1;
  }
  return text + plainText(bytes, from, end);
}

/** Position of an ASCII text at or after `from`, or -1. */
export function find(bytes: Uint8Array, from: number, end: number, what: string): number {
  const first = what.charCodeAt(0);
  const last = end - what.length;
  outer: for (let p = from; p <= last; p++) {
    if (bytes[p] !== first) continue;
    for (let i = 1; i < what.length; i++) if (bytes[p + i] !== what.charCodeAt(i)) continue outer;
    return p;
  }
  return -1;
}

const slots = 8192;
const longest = 48;

/** Reads the texts of cells. */
export interface ReadText {
  /** Bytes [start, end) without tags, entities and escapes replaced. */
  text(bytes: Uint8Array, start: number, end: number): string;
  /** A text whose entities are replaced already. */
  escaped(text: string): string;
  /** How many texts had characters that could not be read. */
  damaged: number;
}

/** A reader that gives equal short texts as one string: coded columns repeat a few values thousands of times. */
export function textReader(): ReadText {
  const seen = new Array<string>(slots).fill('');
  const reader: ReadText = { text, escaped, damaged: 0 };
  function escaped(text: string): string {
    if (text.includes('\ufffd')) reader.damaged++;
    return text.includes('_x') ? withoutEscapes(text) : text;
  }
  function text(bytes: Uint8Array, start: number, end: number): string {
    const length = end - start;
    if (length > longest) return escaped(plainText(bytes, start, end));
    let hash = 0x811c9dc5;
    for (let p = start; p < end; p++) {
      const b = bytes[p]!;
      if (b >= 0x80 || b === ampersand || b === underscore || b === 0x0d) return escaped(plainText(bytes, start, end));
      hash = Math.imul(hash ^ b, 0x01000193);
    }
    const slot = (hash ^ (hash >>> 13)) & (slots - 1);
    const known = seen[slot]!;
    if (known.length === length && sameText(known, bytes, start)) return known;
    const fresh = ascii(bytes, start, end);
    seen[slot] = fresh;
    return fresh;
  }
  return reader;
}

function sameText(known: string, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < known.length; i++) if (known.charCodeAt(i) !== bytes[start + i]) return false;
  return true;
}
