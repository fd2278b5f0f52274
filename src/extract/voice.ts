import type { TableContract } from '../../schemas/table.js';
import type { Choice, Issue } from '../core/issue.js';
import { extractWords } from '../words/extract.js';
import type { Message } from '../words/message.js';

/** Collects what is to be said about one sheet. Rows are given by number; more than one is said as a count beside the first. */
export interface Voice {
  readonly issues: Issue[];
  readonly choices: Choice[];
  issue(id: string, message: Message, rows?: readonly number[], column?: string): void;
  setAside(column: string, why: string, first: number, rows: number, header?: string): void;
  choice(id: string, what: string): void;
}

export function voiceOf(contract: TableContract, at: { readonly file: string; readonly sheet: string }): Voice {
  const issues: Issue[] = [];
  const choices: Choice[] = [];
  const many = (rows: number) => (rows > 1 ? { rows } : {});
  return {
    issues,
    choices,
    issue(id, message, rows = [], column) {
      const [row] = rows;
      const place = { ...at, ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }) };
      issues.push({ id, ...message, ...place, ...many(rows.length) });
    },
    setAside(column, why, row, rows, header = contract.columns[column]?.headers[0] ?? column) {
      const message = extractWords['set-aside']({ why, header, title: contract.title });
      issues.push({ id: 'set-aside', ...message, ...at, row, column: header, ...many(rows) });
    },
    choice: (id, what) => void choices.push({ id, what: `${at.file}, sheet ${at.sheet}: ${what}.` }),
  };
}
