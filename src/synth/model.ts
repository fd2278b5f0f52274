import type { Day } from '../core/dates.js';
import type { SurveyAnswer } from './survey.js';

/** The three groups every truth is counted in. */
export type Group = 'white' | 'bme' | 'unknown';
export type Count3 = Readonly<Record<Group, number>>;

/** Where a post stands in WRES 1: its block, and its band or medical grade. `managers` marks a senior medical manager among the consultants. */
export interface Place {
  readonly block: 'non-clinical' | 'clinical' | 'medical';
  readonly band?: string;
  readonly grade?: string;
  readonly managers?: boolean;
}

export type Category = 'Permanent' | 'Fixed Term Temp' | 'Locum' | 'Bank' | 'Honorary' | 'Non-Exec Director/Chair';

/** What a post is: its place, and the words an extract prints for it. */
export interface Job {
  readonly place: Place;
  readonly staffGroup: string;
  readonly role: string;
  readonly occupation: string;
  readonly pay: string;
}

export interface Post {
  readonly number: string;
  readonly category: Category;
  readonly status: string;
  /** Blank when nobody set the flag. */
  readonly primary?: boolean;
  readonly fte: number;
  readonly job: Job;
  /** The job before a promotion, up to and including `until`. */
  readonly before?: { readonly job: Job; readonly until: Day };
  readonly directorate: string;
  readonly start: Day;
  /** Last day. */
  readonly end?: Day;
  readonly reason?: string;
  readonly destination?: string;
  /** Still listed in the snapshot after its end, as a terminated assignment. */
  readonly lingers?: boolean;
}

/** Ethnicity as decided, and the text every row of this person prints. */
export interface Ethnicity {
  readonly group: Group;
  readonly printed: string;
}

export interface Person {
  readonly number: string;
  readonly ethnicity: Ethnicity;
  readonly nationality: string;
  readonly disability: string;
  readonly sex: string;
  readonly ageBand: string;
  readonly religion: string;
  readonly orientation: string;
  readonly hired: Day;
  readonly source: string;
  readonly posts: readonly Post[];
}

export interface Application {
  readonly reference: string;
  readonly vacancy: string;
  readonly job: Job;
  readonly ethnicity: Ethnicity;
  readonly disability: string;
  readonly sex: string;
  readonly internal: boolean;
  readonly international: boolean;
  readonly applied: Day;
  readonly shortlisted?: Day;
  readonly interviewed?: Day;
  readonly offered?: Day;
  readonly declined?: boolean;
  readonly appointed?: Day;
  readonly started?: Day;
}

/** `blank` rows leave ethnicity and disability to the person's own record. */
export interface Case {
  readonly reference: string;
  readonly person: Person;
  readonly type: 'Disciplinary' | 'Capability' | 'Grievance' | 'Dismissal';
  readonly formal: boolean;
  /** Printed only when it differs from the opening. */
  readonly formalOn?: Day;
  readonly opened: Day;
  readonly closed?: Day;
  readonly outcome: string;
  readonly ground: string;
  readonly blank: boolean;
}

export interface Attendance {
  readonly person: Person;
  readonly course: string;
  readonly mandatory: boolean;
  readonly on: Day;
  readonly blank: boolean;
}

export interface Member {
  readonly name: string;
  readonly role: string;
  readonly voting: boolean;
  readonly executive: boolean;
  readonly ethnicity: Ethnicity;
  readonly disability: string;
  readonly person?: Person;
}

/** A person in a month: days available, and those lost where there was an absence. */
export interface Absence {
  readonly person: Person;
  /** The last day of the month. */
  readonly month: Day;
  readonly staffGroup: string;
  readonly available: number;
  readonly category?: string;
  readonly reason?: string;
  readonly lost?: number;
}

/** Pounds of one month. */
export interface AgencyMonth {
  readonly month: Day;
  readonly spend: number;
  readonly payBill: number;
}

/** An interview that was offered; `on` when it took place. */
export interface Interview {
  readonly person: Person;
  readonly on?: Day;
  readonly reason?: string;
}

export interface FlexibleRequest {
  readonly reference: string;
  readonly person: Person;
  readonly on: Day;
  readonly outcome: string;
  readonly type: string;
}

export interface WaveAnswer {
  readonly wave: string;
  readonly question: string;
  readonly group: string;
  readonly count: number;
  readonly respondents: number;
}

/** What a retention programme looks at besides staff and leavers. */
export interface RetentionWorld {
  readonly absences: readonly Absence[];
  readonly agency: readonly AgencyMonth[];
  readonly exitInterviews: readonly Interview[];
  readonly stayInterviews: readonly Interview[];
  readonly requests: readonly FlexibleRequest[];
  readonly waves: readonly WaveAnswer[];
}

/** One trust before it is printed. */
export interface World {
  readonly people: readonly Person[];
  readonly applications: readonly Application[];
  readonly cases: readonly Case[];
  readonly attendances: readonly Attendance[];
  readonly board: readonly Member[];
  readonly survey: readonly SurveyAnswer[];
  /** Only when asked for. */
  readonly retention?: RetentionWorld;
}
