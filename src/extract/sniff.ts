import type { FileMessageId } from '../words/files.js';

/** What a file is by its leading bytes: a ZIP (perhaps a workbook), text (perhaps CSV), or something to be refused by this message. */
export type Sniffed = 'zip' | 'text' | 'compound' | Extract<FileMessageId, `file-${string}`>;

/** How many leading bytes `sniff` wants. */
export const sniffLength = 65_536;

const begins = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
  bytes.length >= signature.length && signature.every((b, i) => bytes[i] === b);

/** Decides by leading bytes alone. A `compound` file is an encrypted workbook or an old one: its directory tells. */
export function sniff(bytes: Uint8Array): Sniffed {
  if (bytes.length === 0) return 'file-empty';
  if (begins(bytes, 0x50, 0x4b, 3, 4) || begins(bytes, 0x50, 0x4b, 5, 6)) return 'zip';
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'compound';
  if (begins(bytes, 0x25, 0x50, 0x44, 0x46)) return 'file-pdf';
  if (begins(bytes, 0x50, 0x41, 0x52, 0x31)) return 'file-parquet';
  if (bytes[0] === 9 && [0, 2, 4, 8].includes(bytes[1] ?? -1) && bytes[3] === 0) return 'file-old-excel';
  return markup(leadingText(bytes));
}

/** The first characters, whatever the encoding, without marks and spaces. */
function leadingText(bytes: Uint8Array): string {
  const head = bytes.subarray(0, 4096);
  const encoding = begins(head, 0xff, 0xfe) ? 'utf-16le' : begins(head, 0xfe, 0xff) ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(head).trimStart().toLowerCase();
}

function markup(text: string): Sniffed {
  if (
    /^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*(<!doctype html|<(html|head|body|table|meta|style|div|title|script)[\s>/])/.test(
      text,
    )
  )
    return 'file-html';
  if (/^(mime-version:|from: <saved by|content-type: multipart\/related)/.test(text)) return 'file-mht';
  return /^<\?xml|^<workbook/.test(text) ? 'file-xml-spreadsheet' : 'text';
}

/** Endings of names of text files. */
const textEndings = new Set(['csv', 'tsv', 'txt']);
const byEnding: ReadonlyMap<string, FileMessageId> = new Map([
  ['xlsm', 'file-macros'],
  ['xltm', 'file-macros'],
  ['xlam', 'file-macros'],
  ['xlsb', 'file-binary-excel'],
  ['ods', 'file-open-document'],
  ['zip', 'file-zip'],
]);

/** The ending of a file name, in lower case, without its dot. */
export const endingOf = (name: string): string => /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** A file's name without folders and ending. */
export const stemOf = (name: string): string => name.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, '');

/** Whether name and content agree: `ok`, a message to refuse by, or the ending that the content should have. */
export function agrees(name: string, is: 'zip' | 'text'): 'ok' | FileMessageId | '.xlsx' | '.csv' {
  const ending = endingOf(name);
  if (is === 'text') return textEndings.has(ending) ? 'ok' : '.csv';
  return ending === 'xlsx' ? 'ok' : (byEnding.get(ending) ?? '.xlsx');
}
