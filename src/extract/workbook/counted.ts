import { refuse, stopwatch } from '../say.js';
import type { Limits } from '../types.js';
import type { ZipEntry } from './entries.js';

/** Below this an entry's ratio says nothing: a few kilobytes of blanks pack very well. */
const smallEnough = 1_048_576;

/** Whether an entry of these sizes unpacks too far. */
export const isBomb = (size: number, compressedSize: number, limits: Limits): boolean =>
  size > smallEnough && size > compressedSize * limits.ratio;

/** What every entry of one file has unpacked so far. */
export interface Budget {
  readonly file: string;
  readonly limits: Limits;
  readonly unpacked: Map<string, number>;
}

export const budgetFor = (file: string, limits: Limits): Budget => ({ file, limits, unpacked: new Map() });

/**
 * The bytes of an entry, counted while they are unpacked: directories lie. Throws `FileRefused` when the entry is larger than it
 * says, unpacks too far, the file's total passes the limit, the time is over, or the packed data is broken.
 */
export async function* counted(entry: ZipEntry, budget: Budget): AsyncGenerator<Uint8Array> {
  const { file, limits, unpacked } = budget;
  const checkTime = stopwatch(file, limits);
  let others = 0;
  for (const [name, bytes] of unpacked) if (name !== entry.name) others += bytes;
  let size = 0;
  const chunks = entry.open()[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await chunks.next().catch((error: Error) => {
        throw refuse('file-damaged', { file }, plain(error));
      });
      if (next.done) break;
      size += next.value.length;
      if (isBomb(size, entry.compressedSize, limits)) throw refuse('zip-bomb', { file }, limits.ratio);
      if (size > entry.size) throw refuse('zip-size', { file });
      if (others + size > limits.inflatedBytes) throw refuse('file-too-much-data', { file }, limits.inflatedBytes);
      unpacked.set(entry.name, Math.max(size, unpacked.get(entry.name) ?? 0));
      checkTime();
      yield next.value;
    }
    if (size !== entry.size) throw refuse('zip-size', { file });
  } finally {
    await chunks.return?.();
  }
}

/** A library's error as part of a sentence, without values, quotes or a full stop. */
const plain = (error: Error): string =>
  error.message.startsWith('a checksum') || error.message.startsWith('the file ends')
    ? error.message
    : 'its packed data cannot be unpacked';
