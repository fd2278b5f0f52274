import { refuse } from '../say.js';
import type { Limits } from '../types.js';
import { isBomb } from './counted.js';
import type { ZipEntry } from './entries.js';

/**
 * Looks at the directory of a workbook before anything is unpacked. Throws `FileRefused` for names that point outside, two parts of
 * one name, encrypted or oddly packed parts, macros, external links, embedded objects, sizes past the limits.
 */
export function checkEntries(entries: readonly ZipEntry[], file: string, limits: Limits): void {
  const where = { file };
  const names = new Set<string>();
  let total = 0;
  for (const { name, size, compressedSize, encrypted, method } of entries) {
    const path = name.replaceAll('\\', '/').toLowerCase();
    if (path.startsWith('/') || /^[a-z]:/.test(path) || path.split('/').includes('..') || path.includes('\0'))
      throw refuse('zip-names', where);
    if (names.has(path)) throw refuse('zip-duplicates', where);
    names.add(path);
    if (encrypted) throw refuse('file-encrypted', where);
    if (method !== 0 && method !== 8) throw refuse('zip-method', where);
    if (isBomb(size, compressedSize, limits)) throw refuse('zip-bomb', where, limits.ratio);
    total += size;
  }
  checkKind(names, file);
  if (total > limits.inflatedBytes) throw refuse('file-too-much-data', where, limits.inflatedBytes);
}

function checkKind(names: ReadonlySet<string>, file: string): void {
  const where = { file };
  const any = (test: (name: string) => boolean): boolean => [...names].some(test);
  if (any((n) => /(^|\/)vbaproject.*\.bin$|(^|\/)macrosheets\//.test(n))) throw refuse('file-macros', where);
  if (any((n) => /(^|\/)workbook\.bin$/.test(n))) throw refuse('file-binary-excel', where);
  if (any((n) => /(^|\/)externallinks\//.test(n))) throw refuse('file-external-links', where);
  if (any((n) => /(^|\/)(embeddings|activex)\/|oleobject\d*\.bin$/.test(n)))
    throw refuse('file-embedded-objects', where);
  if (names.has('content.xml') && names.has('mimetype')) throw refuse('file-open-document', where);
  if (names.has('word/document.xml')) throw refuse('file-other-office', where, 'Word document');
  if (names.has('ppt/presentation.xml')) throw refuse('file-other-office', where, 'PowerPoint presentation');
  if (!names.has('_rels/.rels')) throw refuse('file-zip', where);
}
