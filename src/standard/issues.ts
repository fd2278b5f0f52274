import type { z } from 'zod';

/** A fault as a place and a sentence. */
export interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const plainly = (message: string): string =>
  message
    .replace(/^Invalid input: expected .*, received undefined$/, 'is missing')
    .replace(/^Unrecognized key(s?): (.*)$/, (_, many: string, keys: string) =>
      many ? `${keys} are not known here` : `${keys} is not known here`,
    )
    .replace(/^Invalid input: expected (.*), received (.*)$/, 'must be $1, not $2');

/** How far a branch was read; 0 for one that was not meant, since a key is missing or not its own. */
const depth = (branch: readonly z.core.$ZodIssue[]): number =>
  branch.some((i) => i.code === 'unrecognized_keys' || i.message.endsWith('received undefined'))
    ? 0
    : Math.max(0, ...branch.map((i) => i.path.length));

/** A schema's issues in plain words. Where a value could have been several things, the one that was meant is told about. */
export function faults(issues: readonly z.core.$ZodIssue[]): readonly Fault[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'invalid_union') {
      const furthest = issue.errors.reduce((a, b) => (depth(b) > depth(a) ? b : a), []);
      if (depth(furthest) > 0) return faults(furthest).map((f) => ({ ...f, path: [...issue.path, ...f.path] }));
    }
    return [{ path: issue.path, message: plainly(issue.message) }];
  });
}
