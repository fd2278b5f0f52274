import type { Issue } from '../core/issue.js';
import { listKey } from '../core/recode.js';
import type { Rows, Value } from '../core/rows.js';
import { extractWords } from '../words/extract.js';
import type { Message } from '../words/message.js';
import { placeOf } from './assemble.js';

/** Rows whose key columns say what an earlier row said; a row without the first key column repeats nothing. */
function repeats(rows: Rows, keys: readonly string[], id: string, message: Message): readonly Issue[] {
  const columns = keys.map((k): readonly Value[] => rows.columns[k] ?? []);
  const seen = new Set<string>();
  const again: number[] = [];
  for (let i = 0; i < rows.length; i++) {
    if (columns[0]?.[i] === undefined) continue;
    const key = columns.map((c) => listKey(c[i])).join('|');
    if (seen.has(key)) again.push(i);
    else seen.add(key);
  }
  const [first] = again;
  return first === undefined
    ? []
    : [{ id, ...message, ...placeOf(rows, first), ...(again.length > 1 ? { rows: again.length } : {}) }];
}

/** Applications and counts that are there twice: each is counted, which the person should know. */
export function repeatedRows(tables: Readonly<Record<string, Rows>>): readonly Issue[] {
  const { recruitment, counts } = tables;
  const applications = ['applicationReference', 'vacancyReference', 'organisation'];
  const cells = ['indicator', 'measure', 'group', 'period', 'block', 'band', 'grade', 'part', 'organisation'];
  return [
    ...(recruitment
      ? repeats(recruitment, applications, 'repeated-application', extractWords['repeated-application']())
      : []),
    ...(counts ? repeats(counts, cells, 'repeated-count', extractWords['repeated-count']()) : []),
  ];
}
