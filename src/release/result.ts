import type { Choice, Issue } from '../core/issue.js';
import type { Absent, Figure, Outcome } from '../core/outcome.js';
import type { Added, Benchmark, Change, FunnelPlacement } from './result-beside.js';
import type { Estimate, Fragility, Interval, Part, Reading, Series, Test, Unit } from './result-figure.js';
import type { Appointments, ByYear, LeverFigures, Progress } from './result-parity.js';
import type { TurnoverFigures } from './result-turnover.js';

export type * from './result-beside.js';
export type * from './result-figure.js';
export type * from './result-parity.js';
export type * from './result-turnover.js';

/** One released figure with everything that explains it; the JSON that outsiders read. */
export interface Result extends Partial<TurnoverFigures> {
  readonly indicator: string;
  readonly edition: string;
  readonly organisation: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly breakdown: Readonly<Record<string, string>>;
  readonly unit: Unit;
  readonly compared: { readonly dimension: string; readonly over: string; readonly under?: string };
  /** `survey`: the groups are what respondents said of themselves, not what is on record. */
  readonly source?: 'survey';
  readonly value: Outcome;
  readonly interval: Interval;
  readonly test?: Test;
  readonly reading: Reading;
  readonly fragility?: Fragility;
  /** Events fewer (or more) in the `over` group at which the two rates would be equal; ratios only. */
  readonly shortfall?: Figure;
  /** Disparity ratios: whether one of the four counts is small (the edition's `few-people`). */
  readonly smallCell?: boolean;
  /** Representation gaps: the group's share of the band, parity (0 to 1) and the people it takes, people above it, share over parity. */
  readonly share?: Figure;
  readonly parity?: Figure;
  readonly parityHeadcount?: Figure;
  readonly surplus?: Figure;
  readonly representation?: Figure;
  /** The path to parity, year to headcount (net), where the band stands on it, and what it takes in appointments (gross). */
  readonly path?: ByYear | Absent;
  readonly progress?: Progress | Absent;
  readonly appointments?: Appointments | Absent;
  /** The share of appointments, the same every year, that reaches parity in the target year, and the band's share on the way. */
  readonly constantShare?: Figure;
  readonly sharePath?: ByYear | Absent;
  /** Given when a leaver rate is. */
  readonly levers?: LeverFigures | Absent;
  /** Shares only: the compared group's share of the whole workforce, and the row's difference from it in points. */
  readonly reference?: Figure;
  readonly difference?: Figure;
  /** WRES 9 and WDES 10: board share minus workforce share in points, one per group. */
  readonly differences?: Readonly<Record<string, Figure>>;
  /** By group; survival. */
  readonly estimates?: Readonly<Record<string, Estimate>>;
  /** Month by month; the retention programme's figures. */
  readonly series?: Series | Absent;
  /** What was found, item by item, as finished text: trusts selected, statements rated differently, actions. No personal data. */
  readonly items?: readonly Readonly<Record<string, string | number>>[];
  readonly added?: Added;
  /** Results of one organisation in a run of several; ratios and shares. */
  readonly funnel?: FunnelPlacement;
  readonly benchmarks?: readonly Benchmark[];
  readonly parts: readonly Part[];
  readonly unknownShare: Figure;
  readonly working: string;
  readonly method: string;
  /** Names of the edition values behind this figure that have not been checked against the official guidance. */
  readonly unverified: readonly string[];
  readonly engine: string;
  /** How many years before the newest of the run; left out on the newest. Of two snapshots compared 1 is the earlier. */
  readonly yearsBefore?: number;
  /** Left out where the run holds no year before, or the figure has no test of change. */
  readonly change?: Change;
  /** Rows read from all files; hidden with the totals of the tables. */
  readonly input: { readonly sha256: string; readonly rows: Figure };
}

/**
 * Where the rows of one table went: read = counted + merged + excluded (by named rule) + setAside + notData. The totals are hidden where
 * they would give a hidden count away.
 */
export interface Reconciliation {
  readonly table: string;
  readonly read: Figure;
  readonly counted: Figure;
  readonly merged: Figure;
  readonly excluded: Readonly<Record<string, Figure>>;
  readonly setAside: number;
  readonly notData: number;
}

/** An issue as released: the number of rows is hidden where it would help to work out a hidden count. */
export type ReleasedIssue = Omit<Issue, 'rows' | 'plain'> & { readonly rows?: Figure };

declare const releasedBrand: unique symbol;
/** Something that has been through the release gate. Only `release()` makes one; charts, reports, API and command line accept nothing else. */
export type Released<T> = T & { readonly [releasedBrand]: true };

/** Why a disclosure rule lets nothing out, and what to do. */
export interface Refusal {
  readonly rule: 'submission-only' | 'exposed' | 'earlier-release' | 'nothing-left';
  readonly what: string;
  readonly todo: string;
}

/** Two staff snapshots that are compared: the days of the one counted and of the one it is compared with. */
export interface ComparedSnapshots {
  readonly snapshot: string;
  readonly with: string;
}

/** Everything one run gives out. */
export interface Run {
  readonly results: readonly Result[];
  /** There when two snapshots were compared: then the results with `yearsBefore` 1 are of the one compared with, whatever the time between. */
  readonly compared?: ComparedSnapshots;
  readonly issues: readonly ReleasedIssue[];
  readonly reconciliation: readonly Reconciliation[];
  readonly choices: readonly Choice[];
  readonly policy: string;
  readonly secondary: 'applied' | 'not applied';
  /** There when nothing may be released: then there are no results, issues or totals either. */
  readonly refused?: Refusal;
}
