import { type Day, isoDate, type Period, yearTo } from '../core/dates.js';
import type { Count3, Group, Member, Person, Place, World } from './model.js';
import { type TurnoverTruth, turnoverTruth } from './truth-turnover.js';
import { countedAt, inWorkforceBy, jobAtDay, keptAt, recordsAt } from './who.js';

export interface TruthRow extends Count3 {
  readonly block: Place['block'];
  readonly band?: string;
  readonly grade?: string;
}

/** What the five WRES workforce indicators must come to, counted from the generator's own people before anything is printed. People everywhere but in WRES 2, which counts applications. */
export interface SynthTruth {
  readonly organisation: string;
  readonly snapshot: string;
  readonly period: { readonly from: string; readonly to: string };
  readonly workforce: Count3;
  /** Staff in Post rows of this snapshot before any mess: counted people, their further rows, and rows outside the workforce. */
  readonly staffRows: {
    readonly listed: number;
    readonly counted: number;
    readonly merged: number;
    readonly excluded: number;
  };
  /** Rows that hold anyone. Senior medical managers are a row of their own and are also inside the consultants. */
  readonly wres1: readonly TruthRow[];
  readonly wres2: {
    readonly shortlisted: Count3;
    readonly appointed: Count3;
    readonly withoutInternational: { readonly shortlisted: Count3; readonly appointed: Count3 };
  };
  /** `casesBefore`: the year before, for editions that take the mean of two years. */
  readonly wres3: { readonly staff: Count3; readonly cases: Count3; readonly casesBefore: Count3 };
  readonly wres4: { readonly staff: Count3; readonly trained: Count3 };
  readonly wres9: {
    readonly total: Count3;
    readonly voting: Count3;
    readonly executive: Count3;
    readonly workforce: Count3;
  };
  readonly turnover: TurnoverTruth;
}

const count = (groups: Iterable<Group>): Count3 => {
  const n = { white: 0, bme: 0, unknown: 0 };
  for (const group of groups) n[group]++;
  return n;
};

const within = (day: Day | undefined, { from, to }: Period): boolean => day !== undefined && day >= from && day <= to;

/**
 * The truth about one snapshot: population, one post per person, periods and the meaning of "appointed" as the project decided them.
 * Written apart from the engine, from the same decisions: a difference between the two is a fault in one of them.
 * Example: 9 BME people with a formal disciplinary case in the year give `wres3.cases.bme` 9, however many cases each had.
 */
export function truthAt(organisation: string, world: World, snapshot: Day): SynthTruth {
  const period = yearTo(snapshot);
  const groupsOf = (people: readonly Person[]): Count3 => count(people.map((p) => p.ethnicity.group));
  const staff = world.people.filter((p) => countedAt(p, snapshot) !== undefined);
  const workforce = groupsOf(staff);

  const rows = new Map<string, { place: Place; groups: Group[] }>();
  const into = (place: Place, group: Group): void => {
    const key = `${place.block} ${place.band ?? place.grade}`;
    const row = rows.get(key);
    if (row) row.groups.push(group);
    else rows.set(key, { place, groups: [group] });
  };
  for (const person of staff) {
    const { place } = jobAtDay(countedAt(person, snapshot)!, snapshot);
    into(place, person.ethnicity.group);
    if (place.managers) into({ block: 'medical', grade: 'senior-medical-manager' }, person.ethnicity.group);
  }

  const listed = world.people.flatMap((p) => recordsAt(p, snapshot)).length;
  const kept = world.people.flatMap((p) => keptAt(p, snapshot)).length;

  const shortlisted = world.applications.filter((a) => within(a.shortlisted, period));
  const appointed = shortlisted.filter((a) => a.appointed !== undefined && a.declined !== true);
  const applicants = (from: typeof shortlisted): Count3 => count(from.map((a) => a.ethnicity.group));
  const athome = (from: typeof shortlisted): Count3 => applicants(from.filter((a) => !a.international));

  const ofStaff = (people: Iterable<Person>): Count3 =>
    groupsOf([...new Set(people)].filter((p) => inWorkforceBy(p, snapshot)));
  const disciplined = (year: Period): Count3 =>
    ofStaff(
      world.cases
        .filter((c) => c.type === 'Disciplinary' && c.formal && within(c.formalOn ?? c.opened, year))
        .map((c) => c.person),
    );
  const trained = world.attendances.filter((a) => !a.mandatory && within(a.on, period));
  const members = (from: readonly Member[]): Count3 => count(from.map((m) => m.ethnicity.group));

  return {
    organisation,
    snapshot: isoDate(snapshot),
    period: { from: isoDate(period.from), to: isoDate(period.to) },
    workforce,
    staffRows: { listed, counted: staff.length, merged: kept - staff.length, excluded: listed - kept },
    wres1: [...rows.values()].map(({ place: { block, band, grade }, groups }) => ({
      block,
      ...(band === undefined ? {} : { band }),
      ...(grade === undefined ? {} : { grade }),
      ...count(groups),
    })),
    wres2: {
      shortlisted: applicants(shortlisted),
      appointed: applicants(appointed),
      withoutInternational: { shortlisted: athome(shortlisted), appointed: athome(appointed) },
    },
    wres3: {
      staff: workforce,
      cases: disciplined(period),
      casesBefore: disciplined(yearTo(period.from - 1)),
    },
    wres4: { staff: workforce, trained: ofStaff(trained.map((a) => a.person)) },
    wres9: {
      total: members(world.board),
      voting: members(world.board.filter((m) => m.voting)),
      executive: members(world.board.filter((m) => m.executive)),
      workforce,
    },
    turnover: turnoverTruth(world.people, period),
  };
}
