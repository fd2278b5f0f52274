import type { Issue } from '../core/issue.js';
import { type FileMessage, type FileMessageId, fileMessages } from '../words/files.js';
import { FileRefused } from './refused.js';
import type { Limits } from './types.js';

export type Where = Pick<Issue, 'file' | 'sheet' | 'row' | 'column' | 'rows'>;
type Facts<I extends FileMessageId> = Parameters<(typeof fileMessages)[I]>;

/** An issue by id, with the facts its message needs and the place it is about. */
export function fileIssue<I extends FileMessageId>(id: I, where: Where, ...facts: Facts<I>): Issue {
  const message = (fileMessages[id] as (...facts: Facts<I>) => FileMessage)(...facts);
  return { id, ...message, ...where };
}

/** The error that stops the reading of a file, by issue id. */
export const refuse = <I extends FileMessageId>(id: I, where: Where, ...facts: Facts<I>): FileRefused =>
  new FileRefused(fileIssue(id, where, ...facts));

/** Column position to letters. Example: 0 is A, 25 is Z, 26 is AA, 16383 is XFD. */
export function columnName(position: number): string {
  let name = '';
  for (let n = position + 1; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

/**
 * A check that throws when a pass over one part takes longer than its limit. `performance.now` only bounds the time spent; no result
 * depends on it.
 */
export function stopwatch(file: string, limits: Limits): () => void {
  const deadline = performance.now() + limits.milliseconds;
  return () => {
    if (performance.now() > deadline) throw refuse('file-too-slow', { file }, limits.milliseconds);
  };
}
