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

/** A row of the survey table, as text. */
export interface SurveyRow {
  readonly organisation?: string;
  readonly surveyYear: string;
  readonly question: string;
  readonly group: string;
  readonly percentage?: string;
  readonly score?: string;
  readonly respondents?: string;
}

/** A row of the statements table: an answer of yes or no, and what the organisation writes about an indicator. */
export interface StatementRow {
  readonly statement: string;
  readonly period: string;
  readonly answer: string;
  readonly words: string;
  readonly action: string;
  readonly owner: string;
}

/** A part of the return, as the edition's parameter `return-parts` says. */
export interface ReturnPart {
  readonly part: string;
  readonly title: string;
  readonly indicator: string;
  /** The survey indicators of one part. */
  readonly indicators?: readonly string[];
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
  /** The same numbers of the year before, when the run holds it. */
  readonly before?: Readonly<Record<string, number>>;
  /** A likelihood is a share of people, a ratio a plain number; everything else is people. */
  readonly kind: 'people' | 'likelihood' | 'ratio' | 'points' | 'score';
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
  /** Rows of the survey table and of the statements table: they read back too. */
  readonly survey: readonly SurveyRow[];
  readonly statements: readonly StatementRow[];
  /** The edition and snapshot of the year before. */
  readonly before?: { readonly edition: string; readonly snapshot: string };
  readonly checks: readonly ReturnCheck[];
  readonly unverified: readonly string[];
}
