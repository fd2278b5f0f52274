import { type Outcome, ok, undefinedBecause } from '../core/outcome.js';

/** A group's share of those who had the event and of those who could have, both in the same unit (0 to 1, or per cent). */
export interface Shares {
  readonly events: number;
  readonly base: number;
}

/**
 * Relative likelihood when only shares are printed: (events share / base share) of one group over the same of the other. The totals cancel, so it is the
 * ratio the counts would give, but for the rounding of the shares. Unit: ratio, 1 = parity. A share may be larger among the events than in the base.
 * `undefined/invalid-counts` for a share below 0 or not finite, `no-group-members` when a base share is 0, `no-events` when both event shares are 0,
 * `zero-comparator` when only the comparator's is. Source: WDES technical guidance, metric 2.
 * Example: 50.0 of appointed and 90.8 of shortlisted over 5.5 and 2.9 is 0.290.
 */
export function likelihoodFromShares(of: { readonly over: Shares; readonly under: Shares }): Outcome {
  const { over, under } = of;
  if ([over.events, over.base, under.events, under.base].some((s) => !Number.isFinite(s) || s < 0))
    return undefinedBecause('invalid-counts');
  if (over.base === 0 || under.base === 0) return undefinedBecause('no-group-members');
  if (under.events === 0) return undefinedBecause(over.events === 0 ? 'no-events' : 'zero-comparator');
  return ok(over.events / over.base / (under.events / under.base));
}
