import type { Library } from '../src/index.js';
import type { Config } from './config.js';
import type { Budget, Extracts } from './held.js';
import type { Recogniser } from './identify.js';
import type { Jobs } from './jobs.js';
import type { Once } from './once.js';
import type { Runs } from './runs.js';
import type { Store } from './store/open.js';
import type { Identity } from './who.js';
import type { Pool } from './work/pool.js';

/** A number that metrics show. */
export interface Shown {
  readonly help: string;
  readonly value: () => number;
}

/** Everything the routes share. */
export interface Service {
  readonly config: Config;
  readonly library: Library;
  readonly version: string;
  /** Who sends an Authorization header. */
  readonly recogniser: Recogniser;
  readonly pool: Pool;
  readonly budget: Budget;
  readonly extracts: Extracts;
  readonly jobs: Jobs;
  readonly runs: Runs;
  readonly once: Once;
  readonly store: Store;
  /** Work of one organisation, one after the other. */
  readonly inTurn: <T>(organisation: string, work: () => Promise<T>) => Promise<T>;
  /** Writes a line that cannot be taken back: who did what, when. */
  readonly audit: (who: Identity, action: string, detail: Readonly<Record<string, string | number>>) => Promise<void>;
  /** A hash with this service's own key, so that a guess at what was hashed cannot be confirmed. */
  readonly keyed: (text: string) => string;
  readonly gauges: Readonly<Record<string, Shown>>;
  /** What keeps it from doing its work; nothing when it can. */
  readonly faults: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

/** What every group of routes is given. */
export interface Given {
  readonly service: Service;
}
