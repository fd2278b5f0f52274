import type { Measure } from './core/cube.js';
import { indicatorId } from './core/ids.js';
import type { Unit } from './release/result.js';

/** A named condition for a row to count, in the words of the edition: groups of a dimension, or a yes-or-no column. */
export type AskRule =
  | { readonly rule: string; readonly dimension: string; readonly in: readonly string[] }
  | { readonly rule: string; readonly column: string; readonly is: boolean }
  | { readonly rule: string; readonly not: { readonly column: string; readonly is: boolean } };

/** What to count. The edition says what the population, the dimensions and the dates mean. */
export interface Ask {
  readonly from: string;
  readonly population: string;
  readonly where?: readonly AskRule[];
  readonly by: readonly string[];
  readonly measure?: Measure;
  readonly when: 'snapshot' | 'opening' | 'month-ends' | 'period';
}

/** A row of the indicator's table: what it is called and which groups it adds. Names beginning with `@` are lists in the edition's parameters. */
export interface RowPlan {
  readonly breakdown: Readonly<Record<string, string>>;
  readonly where: Readonly<Record<string, readonly string[]>>;
}

export type FormulaName = 'relative-likelihood' | 'share-of-row' | 'board-difference';
export type ChartName = 'ratio-dots' | 'share-dots' | 'board-dots';
export type CheckName = 'events-within-base' | 'rows-add-up' | 'voting-and-non-voting-make-the-board';

/** One indicator, as data. The file beside it, `<file>.cases.yaml`, holds its cases. */
export interface Indicator {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly compared: { readonly dimension: string; readonly over: string; readonly under?: string };
  readonly counts: Readonly<Record<string, Ask>>;
  readonly formula: FormulaName;
  /** For `relative-likelihood`: which count holds the events and which the base. */
  readonly events?: string;
  readonly base?: string;
  /** Words for the working sentence: what happens to a person, and who may have it happen. */
  readonly words: { readonly event?: string; readonly people: string };
  readonly chart: ChartName;
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
