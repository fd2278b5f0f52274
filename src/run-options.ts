import type { CodeLists } from './core/recode.js';
import type { Indicator } from './define.js';
import type { Against } from './finer.js';
import type { Hierarchy } from './organisations.js';
import type { Data } from './prepared.js';
import type { ReleaseOptions } from './release/release.js';
import type { RollUp } from './roll-up.js';
import type { RunEngine } from './run-engine.js';
import type { RunChoices } from './setting.js';
import type { Policy } from './standard/policy.js';

/** What the engine knows before it sees any data: indicators, editions, code lists and policies. */
export interface Library extends Data {
  readonly indicators: readonly Indicator[];
}

export interface RunOptions extends RunChoices {
  /** First parts of indicator ids; all there are when left out. */
  readonly standards?: readonly string[];
  /** Further dimensions, each a key of `breakdown`. */
  readonly by?: readonly string[];
  /** What each group of a finer ethnicity is compared with; `white` when left out. */
  readonly against?: Against;
  readonly policy: Policy;
  /** What else decides what may be let out: the use, and a ledger of earlier releases. */
  readonly release?: ReleaseOptions;
  /** Warnings a person accepts, by issue id, with the reason: they become notes. */
  readonly accepted?: Readonly<Record<string, string>>;
  /** Values a person mapped in a profile, by code list. */
  readonly ownLists?: CodeLists;
  /** Several organisations: each apart, and added up to these levels and to the whole. */
  readonly rollUp?: RollUp;
  /** With `rollUp`: staff rows of organisations whose counts by day are made together; 300,000 when left out. Fewer take less memory and longer. */
  readonly staffAtOnce?: number;
  /** Where organisations are, for the benchmarks of a region or trust type, when none are added up. */
  readonly hierarchy?: Hierarchy;
  /** With `rollUp`: only these organisations, and `organisation`; the others' rows are left out. */
  readonly peers?: readonly string[];
  /** Counts the rows instead of memory. It must hold every table that is not in the extract as rows. */
  readonly engine?: RunEngine;
  /** How many years, the newest among them; when left out the year before is added if there is a staff snapshot of it. Of several organisations one, unless asked for more. */
  readonly years?: number;
}
