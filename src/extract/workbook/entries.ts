import type { Source } from '../source.js';

/** One part of a ZIP archive, as its directory describes it. What the directory says may be untrue: `open` is counted. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly compressedSize: number;
  readonly encrypted: boolean;
  /** 0 stored, 8 deflated; nothing else occurs in a workbook. */
  readonly method: number;
  /** The unpacked bytes, in order; leaving the loop stops the unpacking. Throws an Error when the packed data is broken. */
  open(): AsyncIterable<Uint8Array>;
}

/** How many parts a ZIP says it has, and the parts. Throws an Error when the archive is broken. */
export interface Zip {
  readonly count: number;
  entries(): Promise<readonly ZipEntry[]>;
}

/** Opens a ZIP archive: yauzl in Node, another library in the browser. */
export type OpenZip = (source: Source) => Promise<Zip>;
