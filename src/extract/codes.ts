import { findValue, type ParsedList } from '../../schemas/lists.js';
import type { TableContract } from '../../schemas/table.js';
import type { Issue } from '../core/issue.js';
import { type CodeList, listKey } from '../core/recode.js';
import { codeKinds, extractWords } from '../words/extract.js';
import type { Column } from './column.js';
import { nearest } from './headers.js';

/** Where distinct values of coded columns were seen, over all sheets of a table. */
export interface CodesSeen {
  add(place: { readonly file: string; readonly sheet: string }, column: Column): void;
  issues(): readonly Issue[];
  unknown(): readonly { readonly list: string; readonly value: string }[];
}

interface Seen {
  readonly value: string;
  readonly key: string;
  readonly header: string;
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly list: string;
  rows: number;
}

/** A coded column is one with a code list; yes-or-no columns answer for themselves. */
const listOf = (column: Column): string | undefined => (column.spec.type === 'code' ? column.spec.list : undefined);

/**
 * Collects the values of coded columns and says which are not known (an error each), which are doubtful (a warning each) and which the
 * profile decided (a note each), with the first place and the number of rows. A list that is not there checks nothing.
 */
export function codesSeen(
  contract: TableContract,
  lists: Readonly<Record<string, ParsedList>>,
  own: Readonly<Record<string, CodeList>>,
): CodesSeen {
  const seen = new Map<string, Seen>();
  const say = (s: Seen): Issue[] => {
    const known = lists[s.list];
    if (!known) return [];
    const at = {
      file: s.file,
      sheet: s.sheet,
      row: s.row,
      column: s.header,
      ...(s.rows > 1 ? { rows: s.rows } : {}),
    };
    const kind = codeKinds[s.list] ?? s.list.replace(/-/g, ' ');
    const label = (code: string): string => known.codes.get(code)?.label || code;
    const mine = own[s.list]?.exact.get(s.key);
    if (mine !== undefined)
      return [
        { id: 'mapped-code', ...at, ...extractWords['mapped-code']({ value: s.value, kind, group: label(mine) }) },
      ];
    const found = findValue(known, s.value);
    if (found === undefined) {
      const near = nearest(
        s.value,
        [...known.values.values()].map((v) => v.text),
      );
      return [{ id: 'unknown-code', ...at, ...extractWords['unknown-code']({ value: s.value, kind, near }) }];
    }
    if (found.note === undefined) return [];
    // Counts are made by broad group: "White" is there what it says.
    if (found.note === 'broad' && /(^|-)counts$/.test(contract.table)) return [];
    const doubt = { value: s.value, kind, note: found.note, read: label(found.code) };
    return [{ id: 'doubtful-code', ...at, ...extractWords['doubtful-code'](doubt) }];
  };
  return {
    add(place, column) {
      const list = listOf(column);
      if (list === undefined) return;
      for (const e of column.entries()) {
        if (e.n === 0 || typeof e.value !== 'string') continue;
        const key = listKey(e.value);
        const id = `${column.name}\u0000${key}`;
        const before = seen.get(id);
        if (before) before.rows += e.n;
        else
          seen.set(id, {
            value: e.value,
            key,
            header: column.header,
            ...place,
            row: e.first,
            column: column.name,
            list,
            rows: e.n,
          });
      }
    },
    issues: () => [...seen.values()].flatMap(say),
    unknown: () =>
      [...seen.values()].flatMap(({ list, key, value }) => {
        const known = lists[list];
        return known && !own[list]?.exact.has(key) && !findValue(known, value) ? [{ list, value }] : [];
      }),
  };
}
