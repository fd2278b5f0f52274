import { createHash } from 'node:crypto';
import { diskSource } from './disk.js';
import { openSource, type Platform } from './open.js';
import { fileIssue } from './say.js';
import { bytesSource, type Source } from './source.js';
import type { InputFile, Limits, OpenedFile } from './types.js';
import { openZip } from './workbook/zip.js';

const node: Platform = {
  openZip,
  hasher: () => {
    const hash = createHash('sha256');
    return { update: (bytes) => hash.update(bytes), digest: () => hash.digest('hex') };
  },
};

/**
 * Opens a file on disk or in memory, in this thread. The file's rows are read when they are iterated over, in batches; close it
 * afterwards. Nothing in the file makes it throw: a file that cannot be used has kind `refused` and says why in `issues`.
 * Example: a password-protected workbook gives `{ kind: 'refused', sheets: [], issues: [{ id: 'file-encrypted', ... }] }`.
 */
export async function openFile(input: InputFile, limits: Partial<Limits> = {}): Promise<OpenedFile> {
  const { name } = input;
  let source: Source;
  try {
    source = input.bytes ? bytesSource(input.bytes) : await diskSource(input.path ?? name);
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    const issue = fileIssue('file-unreadable', { file: name }, code);
    return { name, kind: 'refused', sha256: '', sheets: [], issues: [issue], choices: [], close: async () => {} };
  }
  try {
    const opened = await openSource(name, source, node, limits);
    if (opened.kind === 'refused') await source.close();
    return opened;
  } catch (error) {
    await source.close();
    throw error;
  }
}
