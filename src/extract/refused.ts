import type { Issue } from '../core/issue.js';

/** Stops the reading of one file; `issue` says why in words. Thrown inside the reader and by `RawSheet.rows`, never past `openFile`. */
export class FileRefused extends Error {
  readonly issue: Issue;
  constructor(issue: Issue) {
    super(`${issue.what} ${issue.todo}`);
    this.name = 'FileRefused';
    this.issue = issue;
  }
}
