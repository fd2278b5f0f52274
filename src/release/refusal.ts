import type { Policy } from '../standard/policy.js';
import { refusals } from '../words/refusal.js';
import type { Refusal, Result } from './result.js';

/** What a release is for: to be read by others, or to be the return to the national body. */
export type Use = 'public' | 'submission';

/** Whether nothing at all of what was counted may be seen. */
function nothingLeft(results: readonly Result[]): boolean {
  const counted = results.filter((r) => r.value.status !== 'not-supplied' && r.value.status !== 'not-in-force');
  const figures = counted.flatMap((r) => [r.value, ...r.parts.flatMap((p) => [p.n, p.base, p.rate])]);
  const hidden = figures.some((f) => typeof f === 'object' && f.status === 'suppressed');
  const seen = (f: (typeof figures)[number]): boolean =>
    typeof f === 'number' ? f !== 0 : f.status === 'ok' || f.status === 'undefined';
  return hidden && !figures.some(seen);
}

/**
 * Why a release may not be made at all, or undefined. In this order: the policy is for the national return alone; a hidden count could still be worked out,
 * with or without what earlier releases showed; nothing is left to show.
 */
export function refusalOf(
  policy: Policy,
  use: Use,
  exposed: number,
  withLedger: boolean,
  results: readonly Result[],
): Refusal | undefined {
  if (policy.submissionOnly && use === 'public') return refusals['submission-only'](policy.name);
  if (exposed > 0) return withLedger ? refusals['earlier-release'](policy.name) : refusals.exposed(policy.name);
  if (nothingLeft(results)) return refusals['nothing-left'](policy.name);
  return undefined;
}
