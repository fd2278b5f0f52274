import type { Outcome } from '../core/outcome.js';
import { capital } from './labels.js';
import { people, percentOf, ratio } from './numbers.js';
import { PERCENT_FROM } from './report-numbers.js';
import { absence } from './sentences.js';

interface Who {
  readonly over: string;
  readonly under: string;
  readonly lower: string;
  readonly higher: string;
}
interface Tiers {
  readonly over: { readonly lower: number; readonly higher: number };
  readonly under: { readonly lower: number; readonly higher: number };
}
interface Shares {
  readonly over: { readonly n: number; readonly base: number };
  readonly under: { readonly n: number; readonly base: number };
}

const stock = 'This is where staff are now, not a chance of promotion.';

/**
 * Example: "White: 1,500 in the middle tier for 1,200 in the lower; BME: 550 for 900. White staff are 2.05 times as concentrated in the middle tier as BME
 * staff. This is where staff are now, not a chance of promotion."
 */
export function disparityWorking(w: Who, { over, under }: Tiers, value: Outcome): string {
  const counts = `${capital(w.over)}: ${people(over.higher)} in the ${w.higher} tier for ${people(over.lower)} in the ${w.lower}; ${w.under}: ${people(under.higher)} for ${people(under.lower)}.`;
  return value.status === 'ok'
    ? `${counts} ${capital(w.over)} staff are ${ratio(value.value)} times as concentrated in the ${w.higher} tier as ${w.under} staff. ${stock}`
    : `${counts} ${absence(value)}`;
}

const share = ({ n, base }: Shares['over'], who: string): string =>
  `${people(n)} of ${people(base)} ${who} staff${base >= PERCENT_FROM ? ` (${percentOf(n, base)})` : ''}`;

/** Example: "50 of 320 White staff (15.6%) and 10 of 155 BME staff (6.5%) are in the upper tier: 2.42 times. ..." */
export const tierShareWorking = (w: Who, { over, under }: Shares, value: Outcome): string =>
  `${share(over, w.over)} and ${share(under, w.under)} are in the ${w.higher} tier${value.status === 'ok' ? `: ${ratio(value.value)} times. ${stock}` : `. ${absence(value)}`}`;
