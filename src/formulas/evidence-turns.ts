import { type Figure, undefinedBecause } from '../core/outcome.js';
import { actualCounts, comparedFault } from './counts.js';
import { leavesOut } from './reading.js';
import { miettinenNurminen } from './score-ratio.js';
import type { Compared } from './types.js';

/** How many events fewer, and how many more, in the `over` group would turn the evidence statement round. */
export interface EvidenceTurns {
  readonly fewer: Figure;
  readonly more: Figure;
}

/**
 * The smallest number of events fewer, and more, in the `over` group at which the interval begins (or ceases) to leave out 1. Whole events that
 * happened: see `years`. `undefined/not-reached` when no number of them does, or not within `reach`; else the outcomes of the ratio's interval.
 * Source: fragility index, Walsh and others, Journal of Clinical Epidemiology 67 (2014), 622-628, with the interval as the judge.
 * Example: 21/2226 over 32/5448 at 0.95 (no clear difference): 2 more, 23 events, show a difference.
 */
export function evidenceTurns(counts: Compared, level: number, reach = 50): EvidenceTurns {
  const fault = comparedFault(counts);
  if (fault) return { fewer: fault, more: fault };
  const { over, under } = actualCounts(counts);
  const shown = (n: number): boolean | undefined => {
    const interval = miettinenNurminen({ over: { n, base: over.base }, under }, level);
    return interval.status === 'ok' ? leavesOut(interval.value, 1) : undefined;
  };
  const now = shown(over.n);
  if (now === undefined) return { fewer: undefinedBecause('no-events'), more: undefinedBecause('no-events') };
  const search = (way: 1 | -1): Figure => {
    for (let k = 1; k <= reach; k++) {
      const n = over.n + way * k;
      if (n < 0 || n > over.base) break;
      const then = shown(n);
      if (then !== undefined && then !== now) return k;
    }
    return undefinedBecause('not-reached');
  };
  return { fewer: search(-1), more: search(1) };
}
