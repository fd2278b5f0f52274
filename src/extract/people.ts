import type { Value } from '../core/rows.js';
import type { Block } from './assemble.js';
import { personOfAssignment } from './values.js';

export interface Filled {
  readonly block: Block;
  readonly fromAssignment: readonly number[];
  readonly fromKey: readonly number[];
}

/**
 * Gives every row the number of its person: the employee number (a suffix such as `-2` belongs to the assignment and goes), else the
 * national identifier, else the part of the assignment number before its suffix. Indexes say which rows were filled and how.
 */
export function fillPerson(block: Block): Filled {
  const { employeeNumber = [], assignmentNumber = [], personKey = [] } = block.columns;
  const fromAssignment: number[] = [];
  const fromKey: number[] = [];
  let numbers: Set<Value> | undefined;
  const known = (person: string): boolean => {
    numbers ??= new Set<Value>(employeeNumber);
    return numbers.has(person);
  };
  const values = block.rows.map((_, i): Value => {
    const own = employeeNumber[i];
    if (typeof own === 'string') {
      if (!own.includes('-')) return own;
      const person = personOfAssignment(own);
      return person !== own && /^\d{4,}$/.test(person) && (known(person) || own === assignmentNumber[i]) ? person : own;
    }
    if (personKey[i] !== undefined) {
      fromKey.push(i);
      return personKey[i];
    }
    const assignment = assignmentNumber[i];
    if (typeof assignment !== 'string') return undefined;
    fromAssignment.push(i);
    return personOfAssignment(assignment);
  });
  return { block: { ...block, columns: { ...block.columns, employeeNumber: values } }, fromAssignment, fromKey };
}

/**
 * Numbers of `wanted` that match one of `known` only after leading zeros, which a spreadsheet drops: what each should be. A number that
 * could be two people is left alone.
 */
export function matchZeros(wanted: Iterable<Value>, known: ReadonlySet<Value>): ReadonlyMap<Value, string> {
  const bare = (v: Value): string => String(v).replace(/^0+(?=\d)/, '');
  const stripped = new Map<string, string | false>();
  for (const v of known) if (typeof v === 'string') stripped.set(bare(v), stripped.has(bare(v)) ? false : v);
  const found = new Map<Value, string>();
  for (const v of wanted) {
    if (typeof v !== 'string' || known.has(v) || !/^\d+$/.test(v)) continue;
    const match = stripped.get(bare(v));
    if (typeof match === 'string') found.set(v, match);
  }
  return found;
}
