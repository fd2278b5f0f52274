import type { Measure } from '../../core/cube.js';
import type { Predicate, Rule } from '../../core/predicate.js';
import type { Dimension } from '../../core/request.js';
import { measured } from '../memory.js';

/**
 * A field is what a statement carries from the base table up: a column by its name, or `column>k`, the group of the column in the
 * k-th set of lists (missing when none of them knows the value). Grouping happens where the raw value is read, so that it is done once.
 */
export type Field = string;

/** Numbers the sets of code lists that a compilation uses. */
export interface ListSets {
  readonly sets: readonly (readonly string[])[];
  of(lists: readonly string[]): number;
}

export function listSets(): ListSets {
  const sets: (readonly string[])[] = [];
  return {
    sets,
    of: (lists) => {
      const at = sets.findIndex((s) => s.join('\n') === lists.join('\n'));
      return at >= 0 ? at : sets.push(lists) - 1;
    },
  };
}

export const grouped = (column: string, set: number): Field => `${column}>${set}`;

/** A field's column and, when it is a group, its set of lists. */
export function partsOf(field: Field): { readonly column: string; readonly set?: number } {
  const at = field.lastIndexOf('>');
  return at < 0 ? { column: field } : { column: field.slice(0, at), set: Number(field.slice(at + 1)) };
}

/** The name a field has in SQL: `opening.ethnicity>0` is `opening__ethnicity_in_0`. */
export const sqlName = (field: Field): string => field.replace('.', '__').replace('>', '_in_').replace('#', '_');

export function recodeFields(how: Dimension, sets: ListSets): readonly Field[] {
  if ('exact' in how) return [how.exact];
  if ('cases' in how)
    return how.cases.flatMap((c) => [
      ...predicateFields(c.when, sets),
      ...(typeof c.gives === 'string' ? [] : recodeFields(c.gives, sets)),
    ]);
  if ('columns' in how)
    return how.columns.map((c, i) => grouped(c, sets.of(how.paired ? how.lists.slice(i, i + 1) : how.lists)));
  return 'column' in how ? [how.column] : how.days;
}

export function predicateFields(p: Predicate, sets: ListSets): readonly Field[] {
  if (p === true) return [];
  if ('all' in p) return p.all.flatMap((q) => predicateFields(q, sets));
  if ('any' in p) return p.any.flatMap((q) => predicateFields(q, sets));
  if ('not' in p) return predicateFields(p.not, sets);
  if ('is' in p) return [p.column];
  return 'group' in p ? recodeFields(p.group, sets) : p.columns;
}

export const ruleFields = (rules: readonly Rule[], sets: ListSets): readonly Field[] =>
  rules.flatMap((r) => predicateFields(r.keep, sets));

export const measureFields = (measure: Measure, own?: string): readonly Field[] => {
  const column = own ?? measured[measure];
  return column === undefined ? [] : [column];
};
