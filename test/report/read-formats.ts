import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { read, utils } from '@e965/xlsx';

const withoutEntities = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');

/** Symbols are for eyes only: no format need keep them, and the words beside them are compared without. */
export const bare = (text: string): string =>
  text.replace(/[●○△–]\s*(?=no clear|difference|too few|not calc)|[\s\u200b]+/gu, '');

/** The entries of a ZIP file by name, by its directory. */
export function entries(zip: Uint8Array): ReadonlyMap<string, string> {
  const bytes = Buffer.from(zip);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const found = new Map<string, string>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size, name, extra, comment, local] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
      bytes.readUInt32LE(at + 42),
    ];
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(from, from + size);
    const content = method === 0 ? packed : inflateRawSync(packed);
    found.set(bytes.toString('utf8', at + 46, at + 46 + name), content.toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return found;
}

export const htmlText = (page: Uint8Array): string =>
  withoutEntities(
    Buffer.from(page)
      .toString('utf8')
      .replace(/<style>.*?<\/style>/s, '')
      .replace(/<[^>]+>/g, ' '),
  );

export const docxText = (file: Uint8Array): string =>
  withoutEntities((entries(file).get('word/document.xml') ?? '').replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, ''));

/** Sheet by sheet what Excel shows, read by another library than the one that wrote it. */
export function xlsxSheets(file: Uint8Array): ReadonlyMap<string, readonly (readonly string[])[]> {
  const book = read(file, { cellNF: true });
  return new Map(
    book.SheetNames.map((name) => [name, utils.sheet_to_json<string[]>(book.Sheets[name]!, { header: 1, raw: false })]),
  );
}

/** The text of a PDF in the order of its content, by poppler; undefined where that is not installed. */
export function pdfText(file: Uint8Array): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-text-'));
  try {
    writeFileSync(join(folder, 'a.pdf'), file);
    return execFileSync('pdftotext', ['-raw', join(folder, 'a.pdf'), '-'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64_000_000,
    });
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
