import { addYears, type Day, parseIso } from '../core/dates.js';
import { applicationsOf, attendancesOf, boardOf, casesOf } from './events.js';
import { codeMess, type MessKind, messKinds, messUp } from './mess.js';
import type { World } from './model.js';
import { censusOf } from './people.js';
import type { Planted } from './planted.js';
import type { SynthTable } from './printed.js';
import { randomOf } from './random.js';
import { retentionOf } from './retention.js';
import { settings } from './settings.js';
import type { SynthSheet } from './sheet.js';
import { sheetsOf } from './sheets.js';
import { surveyOf } from './survey.js';
import { tablesOf } from './tables.js';
import { templateSheets } from './template.js';
import { type SynthTruth, truthAt } from './truth.js';

export interface SynthOptions {
  /** A whole number. The same seed gives the same people, tables and bytes. */
  readonly seed: number;
  /** People with a substantive post at the snapshot, per trust; leavers, bank-only and honorary people come on top. 0 gives the blank template. */
  readonly staff?: number;
  /** `2025-03-31`, as text; by default the snapshot in population.json. */
  readonly snapshot?: string;
  /** Which trust of the seed, from 1. Trust 2 is the same whether or not trust 1 is made. */
  readonly trust?: number;
  /** Every kind of mess, or those named. */
  readonly messy?: boolean | readonly MessKind[];
  /** Also the tables of a retention programme: absence by month, agency spend, interviews, flexible working, a pulse survey. */
  readonly retention?: boolean;
  /** A known pattern in who leaves, for trying whether it is found. */
  readonly planted?: Planted;
}

export interface SynthTrust {
  readonly organisation: { readonly code: string; readonly name: string };
  readonly snapshot: string;
  readonly messy: readonly MessKind[];
  /** The tables as printed, before any mess. Empty for the template. */
  readonly tables: readonly SynthTable[];
  /** The sheets to write: titles, headers, rows and whatever mess was asked for. */
  readonly sheets: readonly SynthSheet[];
  /** What the indicators must come to at the snapshot, and a year earlier. */
  readonly truth: SynthTruth;
  readonly truthBefore: SynthTruth;
}

const defaultStaff = 12_000;

const wholeFrom = (name: string, value: number, from: number): number => {
  if (!Number.isSafeInteger(value) || value < from)
    throw new RangeError(`${name} is a whole number from ${from}, not ${value}`);
  return value;
};

const dayOf = (text: string): Day => {
  const day = parseIso(text);
  if (day === undefined)
    throw new RangeError(`a snapshot is a date such as ${settings.snapshot}, not "${text.slice(0, 40)}"`);
  return day;
};

/**
 * One invented trust: Staff in Post at the snapshot and a year before, two years of leavers, starters, recruitment, cases and training,
 * a board of 15, two staff surveys and a statement; with `retention` the tables of a retention programme too. No names, nobody real; shares are near published ones so that reports look like a trust's, and are no benchmark.
 * Throws a RangeError for a seed, staff number, trust number or snapshot that is none. Example: synthesise({ seed: 7 }) has 12,000
 * people in post and about 28.6 % of them BME; synthesise({ seed: 7, staff: 0 }).sheets is the blank template.
 */
export function synthesise(options: SynthOptions): SynthTrust {
  const { seed, trust = 1, messy = false } = options;
  const staff = wholeFrom('staff', options.staff ?? defaultStaff, 0);
  const number = wholeFrom('trust', trust, 1);
  const day = dayOf(options.snapshot ?? settings.snapshot);
  const kinds = messy === true ? [...messKinds] : messy === false ? [] : messKinds.filter((k) => messy.includes(k));
  const code = `XSY${String(number).padStart(2, '0')}`;
  const name = `${code} Fictional NHS Trust ${number} (synthetic data, nobody is real)`;

  const random = randomOf(seed, code);
  const codes = codeMess(new Set(kinds));
  const census = censusOf({
    random: random.fork('people'),
    staff,
    snapshot: day,
    codes,
    ...(options.planted ? { planted: options.planted } : {}),
  });
  const world: World = {
    people: census.people,
    applications: applicationsOf(random.fork('applications'), staff, day, codes),
    cases: casesOf(random.fork('cases'), census.people, day),
    attendances: attendancesOf(random.fork('training'), census.people, day),
    board: staff === 0 ? [] : boardOf(random.fork('board'), census, codes),
    survey: surveyOf(random.fork('survey'), census.people, day),
    ...(options.retention && staff > 0 ? { retention: retentionOf(random.fork('retention'), census.people, day) } : {}),
  };
  const tables = staff === 0 ? [] : tablesOf(code, world, day);
  return {
    organisation: { code, name },
    snapshot: options.snapshot ?? settings.snapshot,
    messy: kinds,
    tables,
    sheets: staff === 0 ? templateSheets() : messUp(sheetsOf(name, tables), new Set(kinds), random.fork('mess')),
    truth: truthAt(code, world, day),
    truthBefore: truthAt(code, world, addYears(day, -1)),
  };
}

/** Several trusts of one seed, one at a time, so that only one is in memory. `trusts` is how many. */
export function* synthesiseTrusts(options: SynthOptions & { readonly trusts: number }): Generator<SynthTrust> {
  const { trusts, ...rest } = options;
  for (let trust = 1; trust <= wholeFrom('trusts', trusts, 1); trust++) yield synthesise({ ...rest, trust });
}
