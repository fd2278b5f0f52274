import { addMonths, type Day } from '../../core/dates.js';
import type { Spells } from './spell.js';
import type { Edges } from './spells.js';

export interface MonthsPlan {
  readonly window: { readonly from: Day; readonly to: Day };
  readonly dimension: string;
  /** Dimensions that are held equal. */
  readonly covariates: readonly string[];
  /** Limits of service in months at which the odds of leaving may change. */
  readonly service: readonly number[];
  /** Months that start on this day or later are kept apart. */
  readonly split?: Day;
}

/** A group, a covariate, the length of service or the time: its levels in the order of their names, and the level of each cell. */
export interface Factor {
  readonly name: string;
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/**
 * Months of people, alike in every factor: of the group, the covariates, the service at the month's start, and whether the month is after `split`. Cells are in the
 * order of their levels' names, so that what is added up over them is the same to the last digit wherever they were counted.
 */
export interface Months {
  readonly factors: readonly Factor[];
  readonly events: Float64Array;
  readonly exposure: Float64Array;
}

const DAYS = 30.4375;

const startsOf = ({ from, to }: MonthsPlan['window']): readonly Day[] => {
  const starts: Day[] = [];
  for (let at = from, k = 1; at <= to; at = addMonths(from, k++)) starts.push(at);
  return [...starts, to + 1];
};

/**
 * The days between which it makes no difference to the model when somebody was hired or ended, so that people need not be counted to the day: the starts of
 * the months, and before each of them the days from which on a limit of service is not reached. Example: of a month that starts on day 1000 and a limit of
 * 12 months (365.25 days) it is day 635: who was hired on day 634 has served 366.
 */
export function hazardEdges(window: MonthsPlan['window'], service: readonly number[]): Edges {
  const starts = startsOf(window);
  return {
    hired: [...starts, ...starts.flatMap((start) => service.map((limit) => start - Math.ceil(limit * DAYS) + 1))],
    ended: starts.flatMap((start) => [start - 1, start]),
  };
}

/** The levels of a dimension in the order of their names, and where each of its own names is among them. */
function ranked({ groups }: Spells, dimension: string): { levels: readonly string[]; at: (i: number) => number } {
  const column = groups[dimension];
  if (!column) return { levels: ['unknown'], at: () => 0 };
  const levels = [...new Set(column.names)].sort();
  const ranks = column.names.map((name) => levels.indexOf(name));
  return { levels, at: (i) => ranks[column.codes[i]!]! };
}

/** Cells as they are found: events and exposure by a number that says the levels. */
function tallyOf() {
  const places = new Map<number, number>();
  const events: number[] = [];
  const exposure: number[] = [];
  return {
    add(key: number, left: number, seen: number): void {
      let place = places.get(key);
      if (place === undefined) {
        place = events.push(0) - 1;
        exposure.push(0);
        places.set(key, place);
      }
      events[place]! += left;
      exposure[place]! += seen;
    },
    sorted() {
      const keys = Float64Array.from(places.keys()).sort();
      const inOrder = (of: readonly number[]): Float64Array => Float64Array.from(keys, (k) => of[places.get(k)!]!);
      return { keys, events: inOrder(events), exposure: inOrder(exposure) };
    },
  };
}

/**
 * The months in which people were seen. A month of a person counts when the person left in it, or was seen to its end. Throws a RangeError when the levels
 * have more combinations than numbers are exact.
 * Example: somebody hired on the first day of a window of twelve months and gone in its third month is three months, one of them with a leaver.
 */
export function monthsOf(spells: Spells, plan: MonthsPlan): Months {
  const { window, dimension, covariates, service, split } = plan;
  const starts = startsOf(window);
  const dims = [dimension, ...covariates].map((d) => ({ name: d, ...ranked(spells, d) }));
  const bands = service.length + 1;
  const sizes = [...dims.map((d) => d.levels.length), bands, 2];
  if (sizes.reduce((a, b) => a * b, 1) > Number.MAX_SAFE_INTEGER)
    throw new RangeError(`too many combinations of ${dims.map((d) => d.name).join(', ')} to be told apart`);
  const limits = [...service].sort((a, b) => a - b).map((m) => m * DAYS);
  const tally = tallyOf();
  for (let i = 0; i < spells.length; i++) {
    const [hired, from, to, n] = [spells.hired[i]!, spells.from[i]!, spells.to[i]!, spells.n[i]!];
    const leaver = spells.kind[i]! >= 0;
    let person = 0;
    for (const { levels, at } of dims) person = person * levels.length + at(i);
    let [key, exposure, events] = [-1, 0, 0];
    for (let k = 0; k + 1 < starts.length; k++) {
      const [start, end] = [starts[k]!, starts[k + 1]!];
      if (from >= end) continue;
      if (to <= start) break;
      const left = leaver && to <= end;
      if (!left && to < end) break;
      const served = Math.max(0, start - hired);
      let band = 0;
      while (band < limits.length && served >= limits[band]!) band++;
      const own = (person * bands + band) * 2 + (split !== undefined && start >= split ? 1 : 0);
      if (own !== key) {
        if (exposure > 0) tally.add(key, events, exposure);
        [key, exposure, events] = [own, 0, 0];
      }
      exposure += n;
      if (left) events += n;
    }
    if (exposure > 0) tally.add(key, events, exposure);
  }
  const { keys, events, exposure } = tally.sorted();
  const names = [...dims.map((d) => d.name), 'service', 'time'];
  const levels = [
    ...dims.map((d) => d.levels),
    Array.from({ length: bands }, (_, b) => String(b)),
    ['before', 'after'],
  ];
  const factors = names.map((name, f) => ({ name, levels: levels[f]!, codes: new Int32Array(keys.length) }));
  for (let c = 0; c < keys.length; c++) {
    let rest = keys[c]!;
    for (let f = factors.length - 1; f >= 0; f--) {
      factors[f]!.codes[c] = rest % sizes[f]!;
      rest = Math.floor(rest / sizes[f]!);
    }
  }
  return { factors, events, exposure };
}

/** The same months with those before and after the split together. */
export function withoutSplit({ factors, events, exposure }: Months): Months {
  const all = factors.slice(0, -1);
  const kept: number[] = [];
  const [gone, seen]: [number[], number[]] = [[], []];
  for (let c = 0; c < events.length; c++) {
    const last = kept.at(-1);
    // Time is the last factor, so that the two stand beside each other.
    if (last !== undefined && all.every(({ codes }) => codes[c] === codes[last])) {
      gone[gone.length - 1]! += events[c]!;
      seen[seen.length - 1]! += exposure[c]!;
      continue;
    }
    kept.push(c);
    gone.push(events[c]!);
    seen.push(exposure[c]!);
  }
  return {
    factors: all.map((f) => ({ ...f, codes: Int32Array.from(kept, (c) => f.codes[c]!) })),
    events: Float64Array.from(gone),
    exposure: Float64Array.from(seen),
  };
}
