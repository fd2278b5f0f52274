import { type Entry, Reader, ZipReader } from '@zip.js/zip.js/index-native.js';
import type { Source } from '../source.js';
import type { Zip, ZipEntry } from './entries.js';

/** What zip.js reads through. */
class SourceReader extends Reader<Source> {
  constructor(private readonly source: Source) {
    super(source);
    this.size = source.size;
  }
  /** A copy: zip.js looks at the whole buffer behind the bytes it is given. */
  override async readUint8Array(at: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await this.source.read(at, length));
  }
}

/** Opens a ZIP archive with zip.js and the browser's own inflater: the same parts, in the same order, as in Node. */
export async function openZip(source: Source): Promise<Zip> {
  const reader = new ZipReader(new SourceReader(source), { useWebWorkers: false, checkSignature: true });
  const found: readonly Entry[] = await reader.getEntries();
  return {
    count: found.length,
    entries: async () =>
      found.map(
        (entry): ZipEntry => ({
          name: new TextDecoder().decode(entry.rawFilename),
          size: entry.uncompressedSize,
          compressedSize: entry.compressedSize,
          encrypted: entry.encrypted,
          method: entry.compressionMethod,
          open: () => unpack(entry),
        }),
      ),
  };
}

/** The unpacked bytes as they come; leaving the loop stops the unpacking. */
async function* unpack(entry: Entry): AsyncGenerator<Uint8Array> {
  if (entry.directory) return;
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  let fault: Error | undefined;
  const done = entry.getData(writable).catch((error: Error) => {
    fault = error;
    return writable.abort(error).catch(() => {});
  });
  const from = readable.getReader();
  try {
    for (;;) {
      const { value, done: end } = await from.read();
      if (end) break;
      yield value;
    }
    await done;
    if (fault) throw fault;
  } catch (error) {
    throw error instanceof Error ? error : new Error(String(error));
  } finally {
    await from.cancel().catch(() => {});
  }
}
