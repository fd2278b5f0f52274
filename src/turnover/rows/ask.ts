import type { Where } from '../../edition-value.js';
import type { Counted, CountedRow, CountedTurnover } from '../../release/counted.js';
import type { Pairing } from '../cuts.js';
import { main } from './family.js';

/** What a row measures: the number above, and the stocks whose mean is below. */
export interface Measure {
  readonly definition: string;
  readonly basis: 'people' | 'fte';
  readonly n: string;
  readonly stocks: readonly string[];
  /** Left out: `rate`. */
  readonly kind?: 'rate' | 'share';
  /** Not to be standardised. */
  readonly plain?: true;
  readonly training?: readonly string[];
  readonly extra?: Partial<CountedRow>;
}

/** Whom a row is about: a breakdown and the cut it is read from, with the two groups compared; without them, everybody. */
export interface Part {
  readonly breakdown: Readonly<Record<string, string>>;
  readonly where: Where;
  readonly cut: readonly string[];
  readonly pairing?: Pairing;
}

/** Further counts of a row by name, and which of them are shown. */
export interface Further {
  readonly shown?: CountedTurnover['shown'];
  readonly more?: Readonly<Record<string, Counted>>;
}

export interface RowAsk extends Part, Measure, Further {}

/** Everybody, with each of the groups the indicator compares. */
export const everybody: Part = { breakdown: {}, where: {}, cut: main };
