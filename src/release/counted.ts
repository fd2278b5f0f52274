import type { Cube } from '../core/cube.js';
import type { Choice, Issue } from '../core/issue.js';
import type { Absent, Figure, Outcome } from '../core/outcome.js';
import type {
  Added,
  Benchmark,
  ComparedSnapshots,
  Estimate,
  Interval,
  Part,
  Reading,
  Result,
  Series,
  Test,
  Unit,
} from './result.js';

/**
 * A count behind a figure, by where it stands: the cells of a cube that are in these groups, added. All the gate knows of a number is
 * this address, so that two figures made of the same cells are seen to be linked.
 */
export interface CountRef {
  readonly cube: string;
  readonly where: Readonly<Record<string, readonly string[]>>;
}

/** A count, or why there is none (a table that was not supplied). */
export type Counted = CountRef | Absent;

/** One group's counts in a row: n of base. */
export interface CountedGroup {
  readonly group: string;
  readonly of?: 'board' | 'workforce' | 'lower' | 'middle' | 'upper';
  readonly n: Counted;
  readonly base: Counted;
}

/**
 * A group of a figure that came as a rate, a score or answers counted: shown and compared with its base, never turned into counts and never added.
 * `decimals` are those a percentage was written with.
 */
export interface GivenGroup {
  readonly group: string;
  readonly n: Figure;
  readonly base: Figure;
  readonly rate: Figure;
  readonly decimals?: number;
  /** Other counts of answers that make a total with this one: where one of them may not be seen, none of them is, since it would follow. */
  readonly siblings?: readonly { readonly n: Figure; readonly base: Figure }[];
}

/**
 * Figures made from more than counts (spells, days lost, answers), before the gate. They are shown only where every number of people behind the compared
 * groups may be seen, in `groups` and `also` of the row and in `behind`. `parts` take the place of the groups' counts. `working` is a sentence in which
 * `{value}`, `{low}`, `{high}`, `{p}`, and `{n:white}`, `{base:white}`, `{rate:white}`, `{estimate:white}` of a group stand for figures as they may be seen.
 */
export interface MeasuredFigures {
  readonly value: Outcome;
  readonly interval: Interval;
  readonly test?: Test;
  readonly reading: Reading;
  readonly unknownShare: Figure;
  readonly working: string;
  readonly parts?: readonly Part[];
  readonly estimates?: Readonly<Record<string, Estimate>>;
  readonly series?: Series | Absent;
  readonly items?: Result['items'];
  /**
   * Numbers of people by group that stand in no cube. Where a policy hides small ones, no complement is hidden with them: every number of people
   * in the row is then shown to the nearest ten, so that none follows from the others.
   */
  readonly behind?: Readonly<Record<string, readonly number[]>>;
  /**
   * Worked from the numbers of `parts` alone, as the share of one group or the ratio of two: where those are shown to the nearest ten, so is all that is made
   * of them, since exact counts could be read off a ratio with its limits and p.
   */
  readonly made?: 'share' | 'ratio';
  /** Numbers of people behind the months of `series`. */
  readonly behindSeries?: readonly number[];
}

/** Edition values a figure needs; a missing one is a fault of the edition and thrown when the run is planned. */
export interface Judgement {
  readonly band: readonly [number, number];
  readonly fewPeople: number;
  readonly fewEvents: number;
  readonly boardFewMembers: number;
  readonly boardFewOfGroup: number;
  readonly confidence: number;
}

/** Leavers of two groups in one stratum, as exact numbers that no row shows: only a figure pooled over many of them comes out of the gate. */
export interface Stratum {
  readonly over: { readonly n: number; readonly base: number };
  readonly under: { readonly n: number; readonly base: number };
}

/** The names under which a turnover figure shows further numbers; each is a property of the documented result. */
export type ShownName = 'flows' | 'leavers' | 'retireAndReturn' | 'underOneYear' | `excluded ${string}`;

/** What a turnover figure is made of besides its groups. */
export interface CountedTurnover {
  readonly definition: string;
  readonly basis: 'people' | 'fte';
  readonly scope: 'organisation' | 'group';
  /** How the stocks are known. */
  readonly opening: 'snapshot' | 'rebuilt' | 'none';
  readonly closing: 'snapshot' | 'rebuilt' | 'none';
  /** A rate over a mean stock, in which more may leave than are there, or a share of a group. */
  readonly kind: 'rate' | 'share';
  /** The group whose figure is the value. */
  readonly own: string;
  /** The counts whose mean is the base, by the second half of their names in `also`: `<group> <stock>`. */
  readonly stocks: readonly string[];
  /** Further numbers shown by name, each the name of a count in `also`. */
  readonly shown: Readonly<Partial<Record<ShownName, Readonly<Record<string, string>>>>>;
  readonly switches: Readonly<Record<string, string>>;
  /** The dimensions of the strata, and the strata. */
  readonly standardised?: { readonly by: readonly string[]; readonly strata: readonly Stratum[] };
  /** Of FTE: the headcounts of each group. FTE is shown of a group only when all of its headcounts are, and of any part only when all of them are. */
  readonly guards?: Readonly<Record<string, readonly CountRef[]>>;
  /** The counts, by name in `also`, whose share is the unknown share. */
  readonly unknown?: readonly [string, string];
  readonly what:
    | 'leaver-rate'
    | 'voluntary'
    | 'stability'
    | 'first-year'
    | 'reasons'
    | 'destinations'
    | 'dismissal'
    | 'fixed-term-end';
}

/** One figure to be, before the gate: what it is, the counts it is made of, and how to read it. */
export interface CountedRow {
  readonly indicator: string;
  readonly title: string;
  readonly unit: Unit;
  readonly compared: { readonly dimension: string; readonly over: string; readonly under?: string };
  readonly figure:
    | 'relative-likelihood'
    | 'share-of-row'
    | 'board-difference'
    | 'disparity-ratio'
    | 'representation-gap'
    | 'board-profile'
    | 'people-added'
    | 'survey-percent'
    | 'survey-score'
    | 'declaration-gap'
    | 'statement'
    | 'held-elsewhere'
    | 'measured'
    | 'turnover';
  readonly edition: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly breakdown: Readonly<Record<string, string>>;
  readonly method: string;
  readonly unverified: readonly string[];
  readonly engine: string;
  /** How many years the events are a yearly mean of. */
  readonly years: number;
  readonly judgement: Judgement;
  /** The organisation or group of organisations the row is of, when that is not the run's. */
  readonly organisation?: string;
  readonly added?: Added;
  readonly benchmarks?: readonly Benchmark[];
  /** The side of the target on which an organisation does worse. */
  readonly adverse?: 'above' | 'below';
  readonly words: { readonly people: string; readonly happened?: string; readonly toHappen?: string };
  readonly groups: readonly CountedGroup[];
  /** `share-of-row`: the compared group and everyone, in the whole workforce. */
  readonly workforce?: { readonly n: Counted; readonly base: Counted };
  readonly source?: 'survey';
  /** Survey figures, which stand in no cube; fewer respondents than the minimum are not shown. */
  readonly given?: { readonly minimumRespondents: number; readonly groups: readonly GivenGroup[] };
  readonly measured?: MeasuredFigures;
  readonly statement?: { readonly answer: boolean; readonly words: string };
  /** Further counts a figure is made of or shows, by name: `everyone` in a row whose groups are not all there are, the row at a baseline. */
  readonly also?: Readonly<Record<string, Counted>>;
  /** `board-profile`: each organisation's members of the compared group, those of unknown status, and all. */
  readonly boards?: readonly { readonly over: Counted; readonly unknown: Counted; readonly everyone: Counted }[];
  /** `disparity-ratio`: the lower and the higher tier. */
  readonly tiers?: readonly [string, string];
  /** `representation-gap`: parity when it is given and not counted, the years of the path, and the share of staff who leave in a year. */
  readonly representation?: {
    readonly basis: string;
    readonly mode: string;
    readonly given?: Figure;
    readonly year: number;
    readonly baselineYear: number;
    readonly targetYear: number;
    readonly leaverRate: Figure;
    /** What the levers are set to; without a share of those hired or promoted it is parity, without a rate for the group there is no such lever. */
    readonly levers?: {
      readonly hired?: number;
      readonly promoted?: number;
      readonly leaving?: number;
      readonly promotedPart: number;
      readonly horizon: number;
    };
  };
  /** `turnover`: how the leavers of each group become a rate. */
  readonly turnover?: CountedTurnover;
  /** The named method the edition picks, when it picks one. */
  readonly methodName?: string;
  /** How many years before the newest of the run; left out on the newest. */
  readonly yearsBefore?: number;
  /** The last break in the indicator's series and the edition the new series runs from. */
  readonly seriesBreak?: { readonly what: string; readonly since: string };
  /** The whole indicator is absent: not in force, or its table was not supplied. */
  readonly absent?: Absent;
}

/** Where the rows of one table went, before the gate, with the cubes whose hidden cells its totals could give away. */
export interface Reconciled {
  readonly table: string;
  readonly read: number;
  readonly counted: number;
  readonly merged: number;
  readonly excluded: Readonly<Record<string, number>>;
  readonly setAside: number;
  readonly notData: number;
  readonly cubes: readonly string[];
  /** Rows are people in no cube, whose numbers are shown to the nearest ten: no exact total stands beside them. */
  readonly people?: true;
}

/**
 * A cube, with the number of years it adds up and, as text, whom it counts: `people` is the same for cubes of the same people; of two cubes with the same
 * `source` the one with more `rules` counts some of the other's people. Without them a cube is linked to no other.
 */
export interface CountedPeople {
  readonly cube: Cube;
  readonly years: number;
  readonly people?: string;
  readonly source?: string;
  readonly rules?: readonly string[];
  /** Of a sum over years, whom each year counts. */
  readonly parts?: readonly string[];
  /** The day they are known by among earlier releases, where it is not the last of the period of their rows. */
  readonly day?: string;
}

/** An issue before the gate: the table it is about, and the counts whose values decided that there is one. */
export interface CountedIssue extends Issue {
  readonly table?: string;
  readonly behind?: readonly CountRef[];
}

/** A whole run's counts with what makes figures of them: all the gate takes in. */
export interface CountedRun {
  readonly organisation: string;
  readonly input: { readonly sha256: string; readonly rows: number };
  readonly cubes: Readonly<Record<string, CountedPeople>>;
  readonly rows: readonly CountedRow[];
  readonly issues: readonly CountedIssue[];
  readonly reconciliation: readonly Reconciled[];
  readonly choices: readonly Choice[];
  /** The two snapshots of a comparison. */
  readonly compared?: ComparedSnapshots;
  /** Cubes of two windows of time that share days: where one count is no larger than the other, its events may be among the other's. */
  readonly overlaps?: readonly (readonly [string, string])[];
}
