import type { Measure } from './core/cube.js';
import { indicatorId } from './core/ids.js';
import type { Unit } from './release/result.js';

/** A named condition for a row to count, in the edition's words: groups of a dimension, or a yes-or-no column. */
export type AskRule =
  | { readonly rule: string; readonly dimension: string; readonly in: readonly string[] }
  | { readonly rule: string; readonly column: string; readonly is: boolean }
  | { readonly rule: string; readonly column: string; readonly isNot: boolean }
  | { readonly rule: string; readonly column: string; readonly known: true };

/** What to count. The edition says what the population, the dimensions and the dates mean. */
export interface Ask {
  readonly from: string;
  readonly population: string;
  readonly where?: readonly AskRule[];
  readonly by: readonly string[];
  readonly measure?: Measure;
  readonly when: 'snapshot' | 'baseline' | 'opening' | 'month-ends' | 'period';
  /** The count belongs to a person found elsewhere too: blanks are filled from staff at the snapshot, else leavers. */
  readonly ofStaff?: boolean;
  /** A population that a person's chosen row must be in too: among those employed, the people whose main post is a bank post. */
  readonly main?: string;
  /** A value of the edition, `{ columns, months }`: a day in one of the columns, in the months to the snapshot. Without the columns: not supplied. */
  readonly activeWithin?: string;
  /** A column without which nothing can be said: not supplied, and not a count of 0. */
  readonly needs?: string;
  /** There is a figure without it: an earlier snapshot, leavers for a rate. */
  readonly optional?: true;
  /** When counts are given: a measure given beside this one that is to be taken away (all cases, and of these those on ill health). */
  readonly givenLess?: string;
}

/**
 * A row, or a family of rows, of an indicator's table. `breakdown` names the row; each key is also the condition, unless `where` says more.
 * `each` repeats the row for a list the edition holds (parameter `bands`, `grades`, `clusters-of-bands`); `as` is the key of `breakdown` when it
 * is not the dimension the entries are groups of: pay clusters are made of bands.
 */
export interface RowPlan {
  readonly breakdown: Readonly<Record<string, string>>;
  readonly where?: Readonly<Record<string, readonly string[]>>;
  readonly each?: { readonly dimension: string; readonly list: string; readonly as?: string };
  /** Left out when nobody is in it, as `unmapped` is. */
  readonly onlyIfAny?: boolean;
  /** Given only when the rows have something in this column. */
  readonly onlyWith?: string;
}

/** How an indicator's counts become its figure; each has one file in `src/release/formulas`. */
export type Formula =
  | { readonly name: 'relative-likelihood'; readonly events: string; readonly base: string }
  | { readonly name: 'share-of-row'; readonly staff: string }
  | { readonly name: 'board-difference'; readonly members: string; readonly workforce: string }
  | {
      readonly name: 'disparity-ratio';
      readonly staff: string;
      /** For each `tier` of the rows, the lower and the higher tier; the edition says which bands they are. */
      readonly steps: Readonly<Record<string, readonly [string, string]>>;
    }
  | {
      readonly name: 'representation-gap';
      readonly staff: string;
      readonly baseline: string;
      /** People who left, for a leaver rate of the senior bands together where none is chosen. */
      readonly leavers: string;
    }
  | { readonly name: 'board-profile'; readonly members: string }
  | { readonly name: 'people-added'; readonly staff: string }
  | { readonly name: 'survey-percent'; readonly item: string }
  | { readonly name: 'survey-score'; readonly item: string; readonly parts: readonly string[] }
  | { readonly name: 'declaration-gap'; readonly staff: string; readonly item: string }
  | { readonly name: 'statement' }
  /** Of which nothing can be counted here: the edition's `held-by` says who holds it. */
  | { readonly name: 'held-elsewhere' }
  | { readonly name: 'measured'; readonly by: MeasuredBy }
  | {
      readonly name: 'turnover';
      readonly what: 'leaver-rate' | 'voluntary' | 'stability' | 'first-year' | 'reasons' | 'destinations';
    };

/** Figures that are worked from a table by a function of `src/measured` and not from a cube alone; what may be seen of them the gate says. */
export type MeasuredBy =
  | 'survival'
  | 'sickness'
  | 'workforce-profile'
  | 'agency-spend'
  | 'exit-interviews'
  | 'induction'
  | 'stay-interviews'
  | 'flexible-working'
  | 'retention-survey'
  | 'trust-sample'
  | 'statement-ratings'
  | 'self-assessment'
  | 'before-and-after';

export type ChartName =
  | 'ratio-dots'
  | 'tier-dots'
  | 'band-paths'
  | 'share-dots'
  | 'board-dots'
  | 'survey-pairs'
  | 'rate-dots'
  | 'reason-bars'
  | 'none';
export type CheckName =
  | 'events-within-base'
  | 'rows-add-up'
  | 'voting-and-non-voting-make-the-board'
  | 'unknown-share-alike'
  | 'tiers-multiply-through'
  | 'ground-stated';

/** One indicator, as data. The file beside it, `<file>.cases.yaml`, holds its cases. */
export interface Indicator {
  readonly id: string;
  /** Its place among the others when that is not the place of its id. */
  readonly order?: string;
  readonly title: string;
  readonly unit: Unit;
  readonly compared: { readonly dimension: string; readonly over: string; readonly under?: string };
  readonly counts: Readonly<Record<string, Ask>>;
  readonly formula: Formula;
  readonly rows: readonly RowPlan[];
  /** For the working sentence: who, and what happened to them. */
  readonly words: { readonly people: string; readonly happened?: string; readonly toHappen?: string };
  /** The side of the figure of all on which an organisation does worse: outliers among organisations are then good or poor. */
  readonly adverse?: 'above' | 'below';
  readonly chart: ChartName;
  /** In a run that does not ask for its standard, left out unless one of these tables, or columns (`statements.rating`), was supplied. */
  readonly tables?: readonly string[];
  readonly checks: readonly CheckName[];
}

const freeze = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(freeze);
  }
  return value;
};

/** Checks the id and freezes the record. Throws a TypeError for an id that is none. */
export function indicator<const I extends Indicator>(record: I): I {
  indicatorId(record.id);
  return freeze(record);
}

export { bankCases, boardProfile, disparityRatio, recruitmentStages } from './shapes.js';
