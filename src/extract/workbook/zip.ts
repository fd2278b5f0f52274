import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import yauzl from 'yauzl';
import { chunksOf, type Source } from '../source.js';
import type { Zip, ZipEntry } from './entries.js';

const packedStep = 131_072;
const unpackedStep = 262_144;

/** What yauzl reads through. It reads only the directory and local headers this way; data goes past it. */
class Reader extends yauzl.RandomAccessReader {
  constructor(private readonly source: Source) {
    super();
  }
  override read(into: Buffer, offset: number, length: number, at: number, done: (error: Error | null) => void): void {
    this.source.read(at, length).then(
      (bytes) => {
        into.set(bytes, offset);
        done(bytes.length < length ? new Error('the file ends too early') : null);
      },
      (error: Error) => done(error),
    );
  }
  override close(done: (error: Error | null) => void): void {
    done(null);
  }
}

/** What is kept of an entry: not its name, comment and extra fields, which may be long. */
type Packed = Pick<yauzl.Entry, 'relativeOffsetOfLocalHeader' | 'compressedSize' | 'compressionMethod' | 'crc32'>;

/** yauzl's own types lack this documented method. */
interface WithHeaders {
  readLocalFileHeader(
    entry: Packed,
    options: { readonly minimal: true },
    done: (error: Error | null, header?: { readonly fileDataStart: number }) => void,
  ): void;
}

/** Opens a ZIP archive with yauzl: ZIP64, data descriptors and comments included. Names are decoded as UTF-8, as OPC requires, and checked by the caller. */
export const openZip = (source: Source): Promise<Zip> =>
  new Promise((resolve, reject) => {
    yauzl.fromRandomAccessReader(
      new Reader(source),
      source.size,
      { lazyEntries: true, autoClose: false, decodeStrings: false },
      (error, zip) =>
        error ? reject(error) : resolve({ count: zip.entryCount, entries: () => entriesOf(zip, source) }),
    );
  });

const entriesOf = (zip: yauzl.ZipFile, source: Source): Promise<readonly ZipEntry[]> =>
  new Promise((resolve, reject) => {
    const found: ZipEntry[] = [];
    zip.on('error', reject);
    zip.on('end', () => resolve(found));
    zip.on('entry', (entry: yauzl.Entry) => {
      const { relativeOffsetOfLocalHeader, compressedSize, compressionMethod, crc32 } = entry;
      const packed: Packed = { relativeOffsetOfLocalHeader, compressedSize, compressionMethod, crc32 };
      found.push({
        name: new TextDecoder().decode(entry.fileName as unknown as Uint8Array),
        size: entry.uncompressedSize,
        compressedSize: entry.compressedSize,
        encrypted: (entry.generalPurposeBitFlag & 1) === 1,
        method: entry.compressionMethod,
        open: () => unpack(zip, packed, source),
      });
      zip.readEntry();
    });
    zip.readEntry();
  });

const dataStart = (zip: yauzl.ZipFile, entry: Packed): Promise<number> =>
  new Promise((resolve, reject) =>
    (zip as unknown as WithHeaders).readLocalFileHeader(entry, { minimal: true }, (error, header) =>
      header ? resolve(header.fileDataStart) : reject(error),
    ),
  );

async function* unpack(zip: yauzl.ZipFile, entry: Packed, source: Source): AsyncGenerator<Uint8Array> {
  const start = await dataStart(zip, entry);
  const packed = chunksOf(source, start, start + entry.compressedSize, packedStep);
  let sum = 0;
  for await (const chunk of entry.compressionMethod === 0 ? packed : inflate(packed)) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== entry.crc32) throw new Error('a checksum inside it does not match');
}

/** zlib works on its own thread while the caller scans the chunk before. */
async function* inflate(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflater = createInflateRaw({ chunkSize: unpackedStep });
  pipeline(Readable.from(packed, { highWaterMark: 2 }), inflater, () => {});
  try {
    for await (const chunk of inflater) yield chunk as Uint8Array;
  } finally {
    inflater.destroy();
  }
}
