import { refuse } from '../say.js';
import { type Budget, counted } from './counted.js';
import type { ZipEntry } from './entries.js';
import { attribute, DoctypeFound, localName, newTag, nextTag, type Tag } from './tags.js';
import { find, plainText } from './text.js';

/** An element of a small part, good while it is visited. Closing tags are visited too. */
export interface Element {
  /** Local name; '' when it is longer than any that is looked for. */
  readonly name: string;
  readonly closing: boolean;
  readonly empty: boolean;
  attribute(name: string): string | undefined;
  /** The attribute of this local name under any namespace prefix. */
  prefixed(name: string): string | undefined;
}

const longestName = 40;

/**
 * Visits every tag of a small part (workbook, relationships, styles). Nothing is kept here, so a part of ten million elements costs time
 * within the limits but no memory. Throws `FileRefused` for what must not be there and for a part that is cut short.
 */
export async function eachElement(entry: ZipEntry, budget: Budget, visit: (element: Element) => void): Promise<void> {
  const { file } = budget;
  const damaged = () => refuse('file-damaged', { file }, 'a part inside it is cut short');
  const tag: Tag = newTag();
  let depth = 0;
  let left = 0;
  const scan = (bytes: Uint8Array, end: number): number => {
    let p = 0;
    for (; nextTag(bytes, p, end, tag); p = tag.end) {
      depth += tag.closing ? -1 : tag.empty ? 0 : 1;
      visit({
        name: tag.nameEnd - tag.local > longestName ? '' : localName(bytes, tag),
        closing: tag.closing,
        empty: tag.empty,
        attribute: (name) => attribute(bytes, tag, name),
        prefixed: (name) => attribute(bytes, tag, name, true),
      });
    }
    left = end - tag.start;
    return tag.start;
  };
  const chunks = utf8Chunks(counted(entry, budget), file);
  for await (const _ of feed(
    chunks,
    (bytes, end) => guarded(file, () => scan(bytes, end)),
    () => undefined,
    damaged,
  ));
  if (depth !== 0 || left > 0) throw damaged();
}

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
