import { refuse } from '../say.js';
import { type Budget, counted } from './counted.js';
import type { ZipEntry } from './entries.js';
import { attributesOf, DoctypeFound, localName, newTag, nextTag, type Tag } from './tags.js';
import { find, plainText } from './text.js';

const smallPart = 16 * 1_048_576;

/** An element of a small part: its local name, attributes and depth. Closing tags are seen as `closing`. */
export interface Element {
  readonly name: string;
  readonly closing: boolean;
  readonly empty: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Every tag of a small part (workbook, relationships, styles), read whole. Throws `FileRefused` for what must not be there. */
export async function elementsOf(entry: ZipEntry, budget: Budget): Promise<readonly Element[]> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of utf8Chunks(counted(entry, budget), budget.file)) {
    size += chunk.length;
    if (size > smallPart) throw refuse('file-too-much-data', { file: budget.file }, smallPart);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return guarded(budget.file, () => {
    const found: Element[] = [];
    const tag: Tag = newTag();
    let depth = 0;
    for (let p = 0; nextTag(bytes, p, size, tag); p = tag.end) {
      depth += tag.closing ? -1 : tag.empty ? 0 : 1;
      found.push({
        name: localName(bytes, tag),
        closing: tag.closing,
        empty: tag.empty,
        attributes: tag.closing ? none : attributesOf(bytes, tag),
      });
    }
    if (depth !== 0 || tag.start < size)
      throw refuse('file-damaged', { file: budget.file }, 'a part inside it is cut short');
    return found;
  });
}

const none: ReadonlyMap<string, string> = new Map();

/** Runs a scan, putting a DOCTYPE into words. */
export function guarded<T>(file: string, scan: () => T): T {
  try {
    return scan();
  } catch (error) {
    throw error instanceof DoctypeFound ? refuse('xml-doctype', { file }) : error;
  }
}

/** The bytes of an XML part as UTF-8. OPC allows UTF-8 and UTF-16; any other encoding is refused in words. */
export async function* utf8Chunks(chunks: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let first = true;
  const encoder = new TextEncoder();
  for await (const chunk of chunks) {
    if (first && chunk.length > 0) {
      first = false;
      const [a, b] = chunk;
      if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) decoder = new TextDecoder('utf-16le');
      else if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) decoder = new TextDecoder('utf-16be');
      else checkDeclared(chunk, file);
    }
    yield decoder ? encoder.encode(decoder.decode(chunk, { stream: true })) : chunk;
  }
}

function checkDeclared(chunk: Uint8Array, file: string): void {
  const close = find(chunk, 0, Math.min(chunk.length, 256), '?>');
  if (close < 0) return;
  const encoding = /encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(plainText(chunk, 0, close))?.[1];
  if (encoding !== undefined && !/^(utf-?8|us-ascii|ascii)$/i.test(encoding))
    throw refuse('xml-encoding', { file }, encoding);
}

/** Hands chunks to a scanner that uses up whole constructs and is given the rest again with more behind it. */
export async function* feed<T>(
  chunks: AsyncIterable<Uint8Array>,
  scan: (bytes: Uint8Array, end: number) => number,
  take: () => T | undefined,
  tooLong: () => Error,
): AsyncGenerator<T> {
  let work = new Uint8Array(2 * roomiest);
  let held = 0;
  for await (const chunk of chunks) {
    const end = held + chunk.length;
    if (end > work.length) {
      const wider = new Uint8Array(end + roomiest);
      wider.set(work.subarray(0, held));
      work = wider;
    }
    work.set(chunk, held);
    const used = scan(work, end);
    work.copyWithin(0, used, end);
    held = end - used;
    if (held > longestConstruct) throw tooLong();
    const taken = take();
    if (taken !== undefined) yield taken;
  }
}

const roomiest = 262_144;

/** A cell of 32,767 characters, every one an entity, in rich runs, is below this. */
const longestConstruct = 1_048_576;
