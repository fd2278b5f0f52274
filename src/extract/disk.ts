import { type FileHandle, open } from 'node:fs/promises';
import type { Source } from './source.js';

/**
 * A source over a file on disk, held open until closed, so that what is hashed is what is read. Throws what node:fs throws, and an error
 * of code `not a file` for a folder or a pipe.
 */
export async function diskSource(path: string): Promise<Source> {
  const file = await open(path, 'r');
  const found = await file.stat();
  if (!found.isFile()) {
    await file.close();
    throw Object.assign(new Error('not a file'), { code: 'not a file' });
  }
  const { size } = found;
  return { size, read: (start, length, into) => readFully(file, start, length, into), close: () => file.close() };
}

async function readFully(file: FileHandle, start: number, length: number, into?: Uint8Array): Promise<Uint8Array> {
  const bytes = into && into.length >= length ? into : Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
