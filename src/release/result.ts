import type { Choice, Issue } from '../core/issue.js';
import type { Absent, Figure, Outcome } from '../core/outcome.js';
import type { FunnelLimit, FunnelPlace } from '../formulas/funnel.js';

export type Bound = number | 'unbounded';
export type Interval =
  | {
      readonly status: 'ok';
      readonly value: readonly [Bound, Bound];
      readonly level: number;
      readonly method: string;
    }
  | Absent;
export type Test = { readonly status: 'ok'; readonly method: string; readonly p: number } | Absent;

export type Size = 'below the band' | 'within 0.80 to 1.25' | 'above the band' | (string & {});
export type Evidence = 'difference shown' | 'no clear difference' | 'too few to judge' | 'not calculable';

/** Size and evidence are two statements, never one. Suppressed as a whole when the figure is. */
export type Reading = { readonly size: string; readonly evidence: Evidence } | Absent;

/** The counts behind a result, one per group: n of base, as a share from 0 to 1. */
export interface Part {
  readonly group: string;
  /** WRES 9 and WDES 10 give each group twice; a declaration gap sets the survey beside the workforce. */
  readonly of?: 'board' | 'workforce' | 'survey' | 'lower' | 'middle' | 'upper' | 'year-before';
  readonly n: Figure;
  readonly base: Figure;
  readonly rate: Figure;
}

/** `score` is on a scale from 0 to 10; `yes-no` is 1 for yes and 0 for no. */
export type Unit =
  | 'ratio'
  | 'share'
  | 'points'
  | 'rate'
  | 'people'
  | 'organisations'
  | 'score'
  | 'yes-no'
  | 'years'
  | 'pounds';

/** A figure of one group that is not n of base: the share still in post after two years, a median. */
export interface Estimate {
  readonly value: Figure;
  readonly interval: Interval;
}

/** A month of a control chart: the figure, and what the rules of Making Data Count see in it. */
export interface SeriesPoint {
  readonly month: string;
  readonly value: Figure;
  readonly signals: readonly string[];
}

/** A monthly series as a control chart; the limits are those of the last month. */
export interface Series {
  readonly kind: string;
  readonly centre: Figure;
  readonly lower: Figure;
  readonly upper: Figure;
  readonly points: readonly SeriesPoint[];
  /** `common-cause`, `concern-high`, ...: what the last month says. */
  readonly variation: string;
  readonly firm: boolean;
}

/** The ratio if one event were added to, or taken from, the `over` group. */
export interface Fragility {
  readonly oneFewer: Figure;
  readonly oneMore: Figure;
}

/** What a figure of several organisations adds up: people employed by each, never a mean of their figures. */
export interface Added {
  readonly organisations: number;
  /** Organisations that are in the run and supplied nothing for this figure. */
  readonly without: readonly string[];
  /** In words, whom it counts twice. */
  readonly people: string;
}

/** A published figure a result may be set beside, of its own year and place, as published (`percent` from 0 to 100). */
export interface Benchmark {
  readonly level: 'national' | 'region' | 'trust-type';
  readonly place: string;
  /** The edition the figure is of; it may be earlier than the result's. */
  readonly year: string;
  /** The group whose share or percentage it is; left out when it is the indicator's own value. */
  readonly group?: string;
  readonly of?: 'board';
  readonly value: number;
  readonly unit: 'ratio' | 'percent' | 'points' | 'score';
  readonly decimals: number;
  readonly source: { readonly title: string; readonly href?: string; readonly clause?: string };
  /** Whether it was read at its source; one that was not is in no report. */
  readonly verified: boolean;
}

/** Where an organisation's figure lies among the others, made of released counts alone. */
export type FunnelPlacement =
  | {
      readonly status: 'ok';
      readonly place: FunnelPlace;
      /** Outside the 99.8 % limits on the worse or the better side; left out where neither side is. */
      readonly standing?: 'good' | 'poor' | 'usual';
      /** The figure of all organisations together. */
      readonly target: number;
      readonly limits: readonly FunnelLimit[];
      /** 1 / standard error. */
      readonly precision: number;
      /** The figure drawn towards the target by as much as its own uncertainty deserves. */
      readonly shrunk: number;
      /** Spread between organisations beyond chance, and how many have a figure. */
      readonly phi: number;
      readonly tau2: number;
      readonly organisations: number;
    }
  | Absent;

/**
 * The change since the year before. `value` is this year's ratio over last year's for a ratio (1 = no change), otherwise this year's figure less last
 * year's in its own points. Tested on the difference itself, never by two intervals.
 */
export interface Change {
  /** The edition and the last day of the year before. */
  readonly from: string;
  readonly since: string;
  readonly value: Outcome;
  readonly interval: Interval;
  readonly reading: 'change shown' | 'change not clear' | Absent;
  /** False where the series breaks between the two years; then there is no value, and `break` says why. */
  readonly comparable: boolean;
  readonly break?: string;
}

/** Year to number. */
export type ByYear = Readonly<Record<string, number>>;

/** Where a band stands on its path to parity. */
export interface Progress {
  readonly baselineYear: number;
  readonly targetYear: number;
  readonly baseline: number;
  readonly expectedNow: number;
  readonly status: string;
}

/** Gross appointments that follow a path while staff leave; not the net growth. */
/** The people a leaver rate was counted from: who left the senior bands in the year, of those in them at the snapshot. */
export interface LeaverCount {
  readonly n: Figure;
  readonly base: Figure;
}
export interface Appointments {
  readonly leaverRate: number;
  /** Absent when the rate was chosen. */
  readonly leavers?: LeaverCount;
  readonly byYear: ByYear;
  readonly total: number;
  readonly shareOfVacancies: Figure;
}

/** Which levers are set otherwise than now: hiring, promotion, leaving, one at a time or all. */
export type LeverScenario = 'as-now' | 'hiring' | 'promotion' | 'leaving' | 'all';

/** When a band gets to parity under one setting of the levers. */
export interface LeverOutlook {
  /** BME share of those hired from outside and of those promoted, and the shares of BME staff and of others who leave in a year. */
  readonly hired: number;
  readonly promoted: number;
  readonly leaving: number;
  readonly othersLeaving: number;
  /** The year parity is as likely as not to have been reached. */
  readonly year: Outcome;
  readonly interval: Interval;
  /** The probability by the target year, and the share at which the band would settle. */
  readonly chance: Figure;
  readonly longRun: Figure;
}

/** The three levers on a senior band, from the snapshot on. */
export interface LeverFigures {
  readonly targetYear: number;
  readonly horizon: number;
  /** The part of posts coming free that goes to people from the band below. */
  readonly promotedPart: number;
  readonly outlooks: Readonly<Record<LeverScenario, LeverOutlook | Absent>>;
  /** What one lever alone must be for parity in the target year to be expected. */
  readonly needed: Readonly<Record<'hiring' | 'promotion' | 'leaving', Figure>>;
}

/** A ratio of two groups' rates, over by under, with its interval, test and reading. */
export interface RateRatio {
  readonly over: string;
  readonly under: string;
  readonly value: Outcome;
  readonly interval: Interval;
  readonly test: Test;
  readonly reading: Reading;
}

/** A ratio as it would be were both groups spread alike over the strata, and both groups' directly standardised rates. */
export interface StandardisedRatio {
  readonly by: readonly string[];
  readonly method: string;
  readonly value: Outcome;
  readonly interval: Interval;
  readonly reading: Reading;
  readonly overRate: Figure;
  readonly underRate: Figure;
  /** Strata that hold both groups, and the share of the `over` group that is in them. */
  readonly strata: Figure;
  readonly covered: Figure;
}

/** What a turnover figure says of itself besides its value. */
export interface TurnoverFigures {
  /** D1 to D6, or the measure's own name. */
  readonly definition: string;
  readonly basis: 'people' | 'fte';
  readonly scope: 'organisation' | 'group';
  /** How the stocks at both ends are known: a snapshot, or the other stock with joiners and leavers by their dates. */
  readonly opening: 'snapshot' | 'rebuilt' | 'none';
  readonly closing: 'snapshot' | 'rebuilt' | 'none';
  readonly rateRatio: RateRatio | Absent;
  readonly standardised?: StandardisedRatio | Absent;
  /** Named numbers: `flows` (opening, joined, left, missing, closing), and for each rule of exclusion whom it took out. */
  readonly flows?: Readonly<Record<string, Figure>>;
  readonly excluded?: Readonly<Record<string, Readonly<Record<string, Figure>>>>;
  readonly retireAndReturn?: Readonly<Record<string, Figure>>;
  readonly underOneYear?: Readonly<Record<string, Figure>>;
  /** Of voluntary leavers: `all` leavers, and those `without-reason`. */
  readonly leavers?: Readonly<Record<string, Figure>>;
  /** Each switch and how it stood. */
  readonly switches: Readonly<Record<string, string>>;
}

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
