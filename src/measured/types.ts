import type { Cell } from '../core/cube.js';
import type { CubeColumns } from '../core/cube-columns.js';
import type { Issue } from '../core/issue.js';
import type { CodeLists } from '../core/recode.js';
import type { Counter, CountRequest } from '../core/request.js';
import type { Indicator } from '../define.js';
import type { Setting } from '../plan.js';
import type { Read } from '../reconcile.js';
import type { CountedRow, CountedRun } from '../release/counted.js';

/** What was asked for several organisations together, by the request: each organisation's own cells. */
export interface AskedTogether {
  readonly cells: Map<string, Promise<ReadonlyMap<string, readonly Cell[]>>>;
  readonly columns: Map<string, Promise<ReadonlyMap<string, CubeColumns>>>;
  /** Until when the columns of another organisation are looked at: what is worked from them is large, and one organisation's at a time is enough. */
  turn: Promise<unknown>;
  /** Requests of this moment, to be counted in turn together. */
  readonly waiting: {
    readonly request: CountRequest;
    readonly done: (apart: ReadonlyMap<string, CubeColumns>) => void;
    readonly failed: (fault: unknown) => void;
  }[];
}

/** What a figure is worked from. */
export interface Measuring {
  readonly setting: Setting;
  readonly indicator: Indicator;
  /** The code lists of the edition's groupings. */
  readonly lists: CodeLists;
  readonly method: string;
  /** Counts the tables, wherever their rows are. */
  readonly counter: Counter;
  /**
   * Only rows of these organisations, and which cube they are kept apart in; all rows when left out. `asked` is there when the setting is of more of them, each
   * to be measured: what one has had counted by organisation, the others take theirs from.
   */
  readonly only?: {
    readonly name: string;
    readonly organisations: readonly string[];
    readonly asked?: AskedTogether;
  };
}

/** Figures before the gate, with the counts behind them and where the rows of the tables went. */
export interface Measured {
  readonly rows: readonly CountedRow[];
  readonly cubes: CountedRun['cubes'];
  readonly issues: readonly Issue[];
  readonly tables: Readonly<Record<string, Read>>;
}

export type Measurer = (of: Measuring) => Measured | Promise<Measured>;
