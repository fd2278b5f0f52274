import type { Predicate, Rule } from '../../core/predicate.js';
import { all, known, not, there } from './conditions.js';

const part = (keep: Predicate, side: string): { readonly when: Rule; readonly column: string } => ({
  when: { rule: 'other-source', keep },
  column: `${side}.fte`,
});

/**
 * Where the FTE of each person of a stock, or of the leavers, is read: disjoint people, each with the side of the join that has it.
 * Example: where the opening stock is rebuilt, somebody who is 0.6 in the closing record is 0.6 of the opening stock too.
 */
export const fteColumns = {
  opening: [
    part(there('opening'), 'opening'),
    part(all(not(there('opening')), there('closing')), 'closing'),
    part(all(not(there('opening')), not(there('closing'))), 'left'),
  ],
  closing: [
    part(there('closing'), 'closing'),
    part(all(not(there('closing')), there('joined')), 'joined'),
    part(all(not(there('closing')), not(there('joined')), there('opening')), 'opening'),
    part(all(not(there('closing')), not(there('joined')), not(there('opening'))), 'left'),
  ],
  left: [part(known('left.fte'), 'left'), part(not(known('left.fte')), 'opening')],
} as const;
