import { addYears, type Day, type Period, yearTo } from '../core/dates.js';
import { type CodeMess, disabilityOf, ethnicityOf, sexOf } from './characteristics.js';
import { drawPlace, jobAt } from './jobs.js';
import type { Application, Attendance, Case, Group, Member, Person } from './model.js';
import type { Census } from './people.js';
import { chooser, type Random } from './random.js';
import { settings } from './settings.js';
import { countedAt, recordsAt } from './who.js';

const { rates } = settings;
const drawApplicant = chooser<Group>(Object.entries(rates.applicants) as [Group, number][]);
const drawOutcome = chooser(settings.outcomes);

/** Two financial years, the latest first. */
const yearsTo = (snapshot: Day): readonly [Period, Period] => [yearTo(snapshot), yearTo(addYears(snapshot, -1))];

/** Applications of two years, by vacancy. Those shortlisted just after a year's end belong to the next, those shortlisted just after its start to it. */
export function applicationsOf(random: Random, staff: number, snapshot: Day, codes: CodeMess): readonly Application[] {
  const made: Application[] = [];
  let vacancies = 0;
  for (const year of yearsTo(snapshot))
    for (let left = random.about(staff * rates.vacancies); left > 0; left--) {
      vacancies++;
      const job = jobAt(drawPlace(random).place, random);
      const opened = year.from + random.below(year.to - year.from + 1);
      const abroad = random.chance(rates.international);
      const vacancy = `V${100_000 + vacancies}`;
      for (let n = 1 + random.below(2 * rates.perVacancy - 1); n > 0; n--)
        made.push(application(random, codes, `A${1_000_000 + made.length}`, vacancy, job, opened, abroad));
    }
  return made;
}

function application(
  random: Random,
  codes: CodeMess,
  reference: string,
  vacancy: string,
  job: Application['job'],
  opened: Day,
  international: boolean,
): Application {
  const group = international && random.chance(0.9) ? 'bme' : drawApplicant(random);
  const { ethnicity } = ethnicityOf(group, random, codes);
  const base = {
    reference,
    vacancy,
    job,
    ethnicity,
    disability: disabilityOf(random),
    sex: sexOf(job.staffGroup, random),
    internal: !international && random.chance(rates.internal),
    international,
    applied: opened + random.below(21),
  };
  if (!random.chance(international ? 0.7 : rates.shortlisted[group])) return base;
  const shortlisted = base.applied + 2 + random.below(14);
  const interviewed = shortlisted + 7 + random.below(14);
  if (!random.chance(0.9)) return { ...base, shortlisted };
  // Rates are per shortlisted candidate; nine in ten of them were interviewed.
  const appointedRate = (international ? rates.internationalAppointed : rates.appointed[group]) / 0.9;
  if (random.chance(appointedRate)) {
    const offered = interviewed + 1 + random.below(7);
    const appointed = offered + 2 + random.below(10);
    const started = appointed + 30 + random.below(60);
    return { ...base, shortlisted, interviewed, offered, appointed, started };
  }
  if (!random.chance(rates.declined)) return { ...base, shortlisted, interviewed };
  const offered = interviewed + 1 + random.below(7);
  // An accepted offer that was declined afterwards still shows its appointment date in many systems.
  const appointed = random.chance(0.3) ? { appointed: offered + 3 } : {};
  return { ...base, shortlisted, interviewed, offered, ...appointed, declined: true };
}

/** The last day of the posts that count, when all of them have ended. */
const endOf = (person: Person): Day | undefined => {
  const ends = person.posts.filter((p) => p.category !== 'Bank').map((p) => p.end);
  return ends.length === 0 || ends.includes(undefined) ? undefined : Math.max(...(ends as Day[]));
};

/** Whom an event of a year can happen to: staff at its end, and those who left in it, some of whom stay on the bank. */
const pools = (people: readonly Person[], year: Period) => ({
  staff: people.filter((p) => countedAt(p, year.to)),
  left: people.filter((p) => {
    const end = endOf(p);
    return end !== undefined && end >= year.from && end < year.to && p.hired <= end - 14 && !countedAt(p, year.to);
  }),
  bankOnly: people.filter((p) => p.posts.every((q) => q.category === 'Bank') && recordsAt(p, year.to).length > 0),
});

const dayFor = (random: Random, person: Person, year: Period): Day => {
  const from = Math.max(year.from, person.hired);
  const to = Math.min(year.to, endOf(person) ?? year.to);
  return from + random.below(to - from + 1);
};

const draw = (random: Random, from: Person[]): Person | undefined => {
  if (from.length === 0) return undefined;
  const [person] = from.splice(random.below(from.length), 1);
  return person;
};

/** Employee-relations cases of two years. Formal disciplinary cases are set by rate, so that even one trust's ratio looks like a trust's. */
export function casesOf(random: Random, people: readonly Person[], snapshot: Day): readonly Case[] {
  const made: Case[] = [];
  const [low, high] = rates.disciplinaryRatio as [number, number];
  const add = (person: Person, year: Period, type: Case['type'], formal: boolean): Day => {
    const day = dayFor(random, person, year);
    const informalFirst = formal && random.chance(0.25) ? 5 + random.below(25) : 0;
    const opened = Math.max(day - informalFirst, person.hired);
    const closed = day + 20 + random.below(90);
    made.push({
      reference: `ER${10_000 + made.length}`,
      person,
      type,
      formal,
      ...(opened < day ? { formalOn: day } : {}),
      opened,
      ...(closed <= snapshot ? { closed } : {}),
      outcome: closed <= snapshot ? drawOutcome(random) : '',
      ground: type === 'Capability' ? (random.chance(0.4) ? 'Ill Health' : 'Performance') : '',
      blank: random.chance(rates.blankOnEvent),
    });
    return day;
  };
  for (const year of yearsTo(snapshot)) {
    const { staff, left, bankOnly } = pools(people, year);
    const ratio = low + (high - low) * random.unit();
    for (const group of ['white', 'bme', 'unknown'] as const) {
      const rate = rates.disciplinaryWhite * (group === 'bme' ? ratio : 1);
      const [here, gone] = [staff, left].map((pool) => pool.filter((p) => p.ethnicity.group === group)) as [
        Person[],
        Person[],
      ];
      const share = (people: number): number => random.about(people * rate);
      for (let n = share(here.length); n > 0; n--) {
        const person = draw(random, random.chance(rates.casesOfLeavers) && gone.length > 0 ? gone : here);
        if (!person) break;
        add(person, year, 'Disciplinary', true);
        if (random.chance(rates.secondCase)) add(person, year, 'Disciplinary', true);
      }
      const others: readonly (readonly [Case['type'], boolean, number])[] = [
        ['Disciplinary', false, 0.8],
        ['Capability', true, 0.4],
        ['Capability', false, 0.4],
        ['Grievance', true, 0.5],
        ['Dismissal', true, 0.1],
      ];
      for (const [type, formal, part] of others)
        for (let n = random.about(here.length * rate * part); n > 0; n--) {
          const person = draw(random, here);
          if (person) add(person, year, type, formal);
        }
    }
    for (let n = random.about(bankOnly.length * 0.01); n > 0; n--) {
      const person = draw(random, [...bankOnly]);
      if (person) add(person, year, 'Disciplinary', true);
    }
  }
  return made;
}

/** Training attendances of two years, mandatory and not. */
export function attendancesOf(random: Random, people: readonly Person[], snapshot: Day): readonly Attendance[] {
  const made: Attendance[] = [];
  const add = (person: Person, year: Period, mandatory: boolean): void => {
    const course = random.pick(mandatory ? settings.courses.mandatory : settings.courses.optional);
    made.push({
      person,
      course,
      mandatory,
      on: dayFor(random, person, year),
      blank: random.chance(rates.blankOnEvent),
    });
  };
  for (const year of yearsTo(snapshot)) {
    const { staff, left, bankOnly } = pools(people, year);
    const go = (person: Person, less: number): void => {
      if (random.chance(rates.mandatoryTraining * less)) add(person, year, true);
      if (!random.chance(rates.optionalTraining[person.ethnicity.group] * less)) return;
      for (let n = 1 + (random.chance(0.35) ? 1 : 0); n > 0; n--) add(person, year, false);
    };
    for (const person of staff) go(person, 1);
    for (const person of left) go(person, 0.3);
    for (const person of bankOnly) if (person.hired <= year.to) go(person, 0.2);
  }
  return made;
}

/** The board, seat by seat. A seat whose holder is not in the extract (a small trust's executives) has a person of its own. */
export function boardOf(random: Random, census: Census, codes: CodeMess): readonly Member[] {
  return settings.board.map((seat, i) => {
    const person = census.seated.get(seat);
    const drawn = random.chance(settings.boardBme) ? 'bme' : random.chance(0.03) ? 'unknown' : 'white';
    const { ethnicity } = ethnicityOf(drawn, random, codes);
    const disability = disabilityOf(random);
    return {
      name: `Member ${i + 1}`,
      role: seat.role,
      voting: seat.voting,
      executive: seat.executive,
      ethnicity: person?.ethnicity ?? ethnicity,
      disability: person?.disability ?? disability,
      ...(person ? { person } : {}),
    };
  });
}
