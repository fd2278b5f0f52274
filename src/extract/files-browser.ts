import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { openSource, type Platform } from './open.js';
import { fileIssue } from './say.js';
import { bytesSource } from './source.js';
import type { InputFile, Limits, OpenedFile } from './types.js';
import { openZip } from './workbook/zip-browser.js';

const browser: Platform = {
  openZip,
  hasher: () => {
    const hash = sha256.create();
    return { update: (bytes) => hash.update(bytes), digest: () => bytesToHex(hash.digest()) };
  },
};

/** The browser's `openFile`: as Node's (files.ts, whose place it takes in the bundle), from bytes only. */
export async function openFile({ name, bytes }: InputFile, limits: Partial<Limits> = {}): Promise<OpenedFile> {
  if (bytes) return openSource(name, bytesSource(bytes), browser, limits);
  const issue = fileIssue('file-unreadable', { file: name }, 'a path, in a browser');
  return { name, kind: 'refused', sha256: '', sheets: [], issues: [issue], choices: [], close: async () => {} };
}
