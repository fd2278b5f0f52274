import type { Place } from './model.js';
import data from './population.json' with { type: 'json' };

type Weights<T = string> = readonly (readonly [T, number])[];

export interface BoardSeat {
  readonly role: string;
  readonly voting: boolean;
  readonly executive: boolean;
  readonly block?: Place['block'];
  readonly band?: string;
  readonly grade?: string;
}

interface Settings {
  readonly snapshot: string;
  readonly unknownEthnicity: number;
  readonly rows: readonly (Place & { readonly share: number; readonly bme: number })[];
  readonly seniorMedicalManagers: number;
  readonly payScales: Readonly<Record<string, Weights>>;
  readonly medical: Readonly<
    Record<string, readonly { readonly pay: string; readonly role: string; readonly weight: number }[]>
  >;
  readonly specialties: readonly string[];
  readonly jobs: Readonly<Record<string, Readonly<Record<string, readonly (readonly [string, string])[]>>>>;
  readonly staffGroups: Readonly<Record<string, Readonly<Record<string, Weights>>>>;
  readonly tiers: Readonly<Record<string, readonly string[]>>;
  readonly ethnicity: Readonly<
    Record<string, Weights<{ readonly code: string; readonly label: string; readonly base?: string }>>
  >;
  readonly stale: Readonly<Record<string, string>>;
  readonly twoLetter: Readonly<Record<string, string>>;
  readonly unreadable: readonly string[];
  readonly nationality: Readonly<Record<string, Weights>>;
  readonly unknownNationality: number;
  readonly disability: Weights;
  readonly female: Readonly<Record<string, number>>;
  readonly ageBands: readonly (readonly [string, number, number, number])[];
  readonly religion: Weights;
  readonly sexualOrientation: Weights;
  readonly fte: Weights<number>;
  readonly service: Weights<readonly [number, number]>;
  readonly leaverService: Weights<readonly [number, number]>;
  readonly status: Weights;
  readonly leavingReasons: Weights;
  readonly destinations: Weights;
  readonly recruitmentSources: Weights;
  readonly directorates: readonly string[];
  readonly outcomes: Weights;
  readonly courses: { readonly mandatory: readonly string[]; readonly optional: readonly string[] };
  readonly board: readonly BoardSeat[];
  readonly boardBme: number;
  readonly survey: {
    readonly response: number;
    readonly longTermCondition: number;
    /** Questions that only some are asked, and how many of the respondents that is. */
    readonly asked: Readonly<Record<string, number>>;
    /** The question, whether it is scored from 0 to 10, and what groups answer about. */
    readonly questions: readonly (readonly [string, boolean, Readonly<Record<string, number>>])[];
  };
  /** The retention programme's tables; absences as [reason, fewest days, most days]. */
  readonly retention: Omit<typeof data.retention, 'sickness' | 'questions'> & {
    readonly sickness: Weights<readonly [string, number, number]>;
    readonly questions: readonly (readonly [string, Readonly<Record<'White' | 'BME', number>>, number])[];
  };
  readonly rates: typeof data.rates;
}

/** Shares and code lists the generator draws from, with their sources, in population.json. */
export const settings = data as unknown as Settings;
