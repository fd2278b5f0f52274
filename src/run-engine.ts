import type { CodeLists } from './core/recode.js';
import type { Counter } from './core/request.js';
import type { Rows } from './core/rows.js';
import type { Follow } from './reconcile.js';
import type { CountedIssue } from './release/counted.js';

/** An engine during one run. Everything a run asks of it at the same moment, over all standards and years, is planned together. */
export interface RunEngine {
  /** Gives it the rows that are here; tables that it holds itself stay as they are. */
  load(tables: Readonly<Record<string, Rows>>): Promise<void>;
  /** A counter for requests that mean these lists. */
  counter(lists: CodeLists): Counter;
  readonly follow: Follow;
  /** What was found wrong with values of the rows it holds, in the columns counted by so far. */
  issues(own: CodeLists): Promise<readonly CountedIssue[]>;
  /** What it did, in plain words, line by line. */
  explain(): readonly string[];
  close(): Promise<void>;
}
