import { drawPlace } from './jobs.js';
import type { Random } from './random.js';
import { settings } from './settings.js';

/** A pattern put into who leaves: nothing of it is in the staff who stay. */
export interface Planted {
  /** How many times as often as White staff a BME person leaves, in every band and staff group alike; 1 when left out. */
  readonly bmeLeave?: number;
  /** How many times as often as others people of some bands leave, whoever they are. */
  readonly bands?: Readonly<Record<string, number>>;
}

/**
 * The place of somebody who leaves, with the BME share expected of leavers there. Where a share b of those of known group are BME, people k times as likely
 * to leave are bk / (bk + 1 - b) of the leavers of known group. Example: 30% BME and k = 2 make 0.6 / 1.3 = 46% of leavers.
 */
export function drawLeaver(random: Random, { bmeLeave = 1, bands = {} }: Planted): ReturnType<typeof drawPlace> {
  const most = Math.max(1, ...Object.values(bands));
  let drawn = drawPlace(random);
  while (most > 1 && !random.chance((bands[drawn.place.band ?? ''] ?? 1) / most)) drawn = drawPlace(random);
  if (bmeLeave === 1) return drawn;
  // Of those whose group is known: the share unknown stays what it is.
  const known = 1 - settings.unknownEthnicity;
  const b = drawn.bme / known;
  return { ...drawn, bme: (known * b * bmeLeave) / (b * bmeLeave + 1 - b) };
}
