/** One thing wrong with the data. Errors lead to exit code 3; warnings are for reading. Never a thrown error, never an outcome. */
export interface Issue {
  readonly id: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly file?: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
  /** How many rows it concerns, when more than the one named. */
  readonly rows?: number;
  /** What is wrong, in one sentence. A value is quoted only from a coded column, 40 characters at most. */
  readonly what: string;
  /** The same without numbers of people or rows, where `what` gives some: for a release that may not show them. */
  readonly plain?: string;
  /** What to do about it. */
  readonly todo: string;
}

/** A choice the engine made and reports: which snapshot, which edition, which header row. */
export interface Choice {
  readonly id: string;
  readonly what: string;
}
