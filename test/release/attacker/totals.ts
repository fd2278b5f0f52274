import { isNumber } from '../../../src/core/outcome.js';
import type { Run } from '../../../src/release/result.js';
import type { Notes } from './notes.js';

/** Where rows went: read = counted + merged + left out + set aside + not data, and all that was read is the rows of the input. */
export function readTotals({ know, ten, equation, sum }: Notes, run: Run): void {
  const tables = run.reconciliation ?? [];
  const exactly = (name: string, n: number): void => equation([[name, 1]], n, n);
  for (const { table, read, counted, merged, excluded, setAside, notData } of tables) {
    const of = (what: string): string => `rows of ${table} ${what}`;
    // A total that is hidden may be 0; a hidden number left out by a rule is a small one.
    for (const [what, n] of Object.entries({ read, counted, merged }))
      if (isNumber(n)) exactly(of(what), n);
      else ten(of(what), n);
    for (const [rule, n] of Object.entries(excluded)) know(of(rule), n);
    exactly(of('set aside'), setAside);
    exactly(of('not data'), notData);
    sum(of('read'), ['counted', 'merged', ...Object.keys(excluded), 'set aside', 'not data'].map(of));
  }
  const rows = run.results[0]?.input.rows;
  if (tables.length === 0 || rows === undefined || !isNumber(rows)) return;
  exactly('rows of the input', rows);
  sum(
    'rows of the input',
    tables.map(({ table }) => `rows of ${table} read`),
  );
}
