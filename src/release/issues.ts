import { isNumber, suppressed } from '../core/outcome.js';
import type { Policy } from '../standard/policy.js';
import type { CountedIssue, CountRef } from './counted.js';
import type { ReleasedIssue } from './result.js';

/** What the gate knows when it lets issues through. */
export interface IssueView {
  readonly policy: Policy;
  /** Whether the count at an address may be seen. */
  readonly shown: (ref: CountRef) => boolean;
  /** Tables of which a whole is hidden, so that a number of rows could stand in for it. */
  readonly guarded: ReadonlySet<string>;
}

/**
 * Issues as they may be released. One that is there because of counts goes with them: whether more than 5% are unknown says much about a hidden number
 * of unknown. A number of rows is hidden when it is a small number, when the counts of its table are rounded or when a whole made of its table is hidden,
 * and then its sentence says it without numbers. Under a policy that hides nothing all pass as they are.
 */
export function releaseIssues(
  issues: readonly CountedIssue[],
  { policy, shown, guarded }: IssueView,
): readonly ReleasedIssue[] {
  const released = issues.flatMap(({ behind, table, plain, ...issue }) => {
    if (!policy.hide) return [issue];
    if (behind?.some((ref) => !shown(ref))) return [];
    const { from, to } = policy.hide;
    const rows = issue.rows ?? (issue.row === undefined ? undefined : 1);
    const small = rows !== undefined && rows >= from && rows <= to;
    const whose = table === undefined ? guarded.size > 0 : guarded.has(table);
    const hide = rows !== undefined && (small || whose || policy.roundTo !== undefined);
    const vague = hide || (behind !== undefined && policy.roundTo !== undefined);
    return [{ ...issue, what: vague ? (plain ?? issue.what) : issue.what, ...(hide ? { rows: suppressed } : {}) }];
  });
  // Several standards may say the same of the same table; a reader needs it once.
  return [...new Map(released.map((issue) => [JSON.stringify(issue), issue])).values()];
}

/** A number of rows that an issue may give, for ranking and adding up: one when it gives none, nothing when it is hidden. */
export const rowsOfIssue = ({ rows }: ReleasedIssue): number | undefined =>
  rows === undefined ? 1 : isNumber(rows) ? rows : undefined;
