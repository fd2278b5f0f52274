import type { Choice, Issue } from '../core/issue.js';
import { openCsv } from './csv.js';
import { checkText, type TextCheck } from './encoding.js';
import { defaultLimits } from './limits.js';
import { FileRefused } from './refused.js';
import { refuse } from './say.js';
import { agrees, sniff, sniffLength } from './sniff.js';
import { chunksOf, type Source } from './source.js';
import type { Limits, OpenedFile, RawSheet } from './types.js';
import { budgetFor } from './workbook/counted.js';
import type { OpenZip } from './workbook/entries.js';
import { openWorkbook } from './workbook/workbook.js';

/** What differs between Node and the browser. */
export interface Platform {
  readonly openZip: OpenZip;
  /** SHA-256, fed piece by piece. */
  readonly hasher: () => { update(bytes: Uint8Array): unknown; digest(): string | Promise<string> };
}

const step = 1_048_576;

/**
 * Opens a file from its bytes: sniffs, hashes and opens it as a workbook or CSV. Never throws for what is in the file: a refused
 * file has kind `refused`, no sheets, and its issue. `limits` left out are the defaults.
 */
export async function openSource(
  name: string,
  source: Source,
  platform: Platform,
  limits: Partial<Limits> = {},
): Promise<OpenedFile> {
  const all: Limits = { ...defaultLimits, ...limits };
  const issues: Issue[] = [];
  const choices: Choice[] = [];
  let sha256 = '';
  let sheets: readonly RawSheet[] = [];
  let kind: OpenedFile['kind'] = 'refused';
  try {
    if (source.size > all.bytes) throw refuse('file-too-large', { file: name }, source.size, all.bytes);
    const is = await whatItIs(name, source);
    const check = is === 'text' ? checkText() : undefined;
    sha256 = await hash(source, platform, check);
    sheets =
      check === undefined
        ? await openWorkbook(source, platform.openZip, budgetFor(name, all), issues)
        : [await openCsv(name, source, check, all, issues, choices)];
    kind = check === undefined ? 'xlsx' : 'csv';
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    issues.push(error.issue);
  }
  return { name, kind, sha256, sheets, issues, choices, close: () => source.close() };
}

async function hash(source: Source, platform: Platform, check: TextCheck | undefined): Promise<string> {
  const hasher = platform.hasher();
  for await (const chunk of chunksOf(source, 0, source.size, step, true)) {
    hasher.update(chunk);
    check?.update(chunk);
  }
  return hasher.digest();
}

/** Leading bytes and name must agree (an allow-list of both). Throws `FileRefused` otherwise. */
async function whatItIs(file: string, source: Source): Promise<'zip' | 'text'> {
  const is = sniff(await source.read(0, Math.min(sniffLength, source.size)));
  if (is === 'compound') throw refuse((await isEncrypted(source)) ? 'file-encrypted' : 'file-old-excel', { file });
  if (is !== 'zip' && is !== 'text') throw refuse(is as 'file-html', { file });
  const agreed = agrees(file, is);
  if (agreed === 'ok') return is;
  if (agreed === '.xlsx' || agreed === '.csv')
    throw refuse('file-ending', { file }, is === 'zip' ? 'packed like an Excel workbook' : 'plain text', agreed);
  throw refuse(agreed as 'file-macros', { file });
}

/** An encrypted workbook is an OLE file with a stream of this name (MS-OFFCRYPTO 2.3.4.4), in UTF-16. */
async function isEncrypted(source: Source): Promise<boolean> {
  const wanted = [...'EncryptedPackage'].map((c) => `${c}\0`).join('');
  const decoder = new TextDecoder('latin1');
  let before = '';
  for await (const chunk of chunksOf(source, 0, source.size, step, true)) {
    const text = before + decoder.decode(chunk);
    if (text.includes(wanted)) return true;
    before = text.slice(-wanted.length);
  }
  return false;
}
