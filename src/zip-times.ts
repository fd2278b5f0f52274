const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
/** The day that every file of ours made as a ZIP bears, so that equal contents are equal bytes: the first that such a file can. */
export const firstZipDay = new Date(Date.UTC(1980, 0, 1));

/** 1 January 1980, 00:00: the first moment a ZIP entry can carry (APPNOTE 4.4.6). */
const time = 0;
const date = (1 << 5) | 1;

/**
 * Sets the time of every entry of a ZIP file to 1 January 1980, in place, in the directory and in the local headers, so that equal
 * contents are equal bytes. Throws a TypeError when the bytes are no ZIP file. Files of 4 GB and more (ZIP64) are not handled.
 */
export function fixZipTimes(zip: Buffer): Buffer {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== endOfDirectory) end--;
  if (end < 0) throw new TypeError('not a ZIP file: no end of central directory');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== directoryEntry) throw new TypeError('not a ZIP file: directory entry expected');
    const local = zip.readUInt32LE(at + 42);
    zip.writeUInt16LE(time, at + 12);
    zip.writeUInt16LE(date, at + 14);
    zip.writeUInt16LE(time, local + 10);
    zip.writeUInt16LE(date, local + 12);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}
