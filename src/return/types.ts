/** A row of the `counts` table: what a return holds and what is read back. */
export interface CountsRow {
  readonly organisation?: string;
  readonly indicator: string;
  readonly period: string;
  readonly block?: string;
  readonly band?: string;
  readonly grade?: string;
  readonly part?: string;
  readonly measure: string;
  readonly group: string;
  readonly count: number;
}

/** A part of the return, as the edition's parameter `return-parts` says. */
export interface ReturnPart {
  readonly part: string;
  readonly title: string;
  readonly indicator: string;
  /** The block of a pay table. */
  readonly block?: string;
  /** An indicator whose cases are these and others; the return gives those, and of these the others. */
  readonly ofAll?: string;
}

/** Where the number of a counts row stands on a sheet: a line, less another line (consultants who are not senior medical managers). */
export interface Placed {
  readonly row: CountsRow;
  readonly at: { readonly part: string; readonly line: string; readonly less?: string };
}

/** A line of a part: the numbers to enter, one for each group. */
export interface ReturnLine {
  readonly label: string;
  /** A line that repeats people of another line, or is their total: never added. */
  readonly ofWhich: boolean;
  readonly numbers: Readonly<Record<string, number>>;
  /** A likelihood is a share of people, a ratio a plain number; everything else is people. */
  readonly kind: 'people' | 'likelihood' | 'ratio' | 'points';
}

export interface ReturnSheet {
  readonly part: string;
  readonly title: string;
  readonly groups: readonly string[];
  readonly lines: readonly ReturnLine[];
  /** Why the part is empty, when it is. */
  readonly absent?: string;
}

/** One number of the return beside the same number found another way. */
export interface ReturnCheck {
  readonly part: string;
  readonly what: string;
  readonly here: number;
  readonly there: number;
  readonly agrees: boolean;
}

/** What a trust enters in the national collection for one standard. Exact by design, and for that collection only. */
export interface NationalReturn {
  readonly standard: string;
  readonly edition: string;
  readonly organisation: string;
  readonly snapshot: string;
  readonly policy: string;
  readonly mark: string;
  readonly sheets: readonly ReturnSheet[];
  readonly counts: readonly Placed[];
  readonly checks: readonly ReturnCheck[];
  readonly unverified: readonly string[];
}
