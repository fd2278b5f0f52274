import { addMonths, addYears, type Day, partsOf, yearTo } from '../core/dates.js';
import type { Absence, AgencyMonth, FlexibleRequest, Interview, Person, RetentionWorld, WaveAnswer } from './model.js';
import { chooser, type Random } from './random.js';
import { settings } from './settings.js';
import { countedAt, keptAt } from './who.js';

const { retention } = settings;
const drawSickness = chooser(retention.sickness);

/** The last days of the months of two years, the oldest first. */
const monthEndsOf = (snapshot: Day): readonly Day[] =>
  Array.from({ length: 24 }, (_, i) => addMonths(snapshot + 1, i - 23) - 1);

const fteAt = (person: Person, on: Day): number => keptAt(person, on).reduce((n, post) => n + post.fte, 0);

/** Five decimals, as FTE days are printed. */
const days = (n: number): number => Math.round(n * 1e5) / 1e5;

/** Who is in post at each month's end, one row a person and month: days available, and those lost to sickness or to leave of another kind. */
function absencesOf(random: Random, people: readonly Person[], months: readonly Day[]): readonly Absence[] {
  return months.flatMap((month) => {
    const { month: number, date } = partsOf(month);
    const often = retention.sickMonth * retention.winter[number - 1]!;
    return people.flatMap((person): Absence[] => {
      const post = countedAt(person, month);
      if (!post) return [];
      const fte = fteAt(person, month);
      const available = days(date * fte);
      const row = { person, month, available, staffGroup: post.job.staffGroup };
      if (/Maternity|Career Break/.test(post.status))
        return [
          { ...row, category: post.status.startsWith('Maternity') ? 'Maternity' : 'Career Break', lost: available },
        ];
      if (!random.chance(often * (person.ethnicity.group === 'bme' ? retention.bmeSick : 1))) return [row];
      const [reason, from, to] = drawSickness(random);
      const away = Math.min(date, from + random.below(to - from + 1));
      return [{ ...row, category: 'Sickness', reason, lost: days(away * fte) }];
    });
  });
}

/** The ledger: pay as the staff in post earn it, agency spend that falls over the two years. */
function agencyOf(random: Random, people: readonly Person[], months: readonly Day[]): readonly AgencyMonth[] {
  const [first, last] = retention.agencyShare as [number, number];
  return months.map((month, i) => {
    const fte = people.reduce((n, p) => n + (countedAt(p, month) ? fteAt(p, month) : 0), 0);
    const share = first + ((last - first) * i) / (months.length - 1) + 0.006 * (random.unit() - 0.5);
    const payBill = Math.round(fte * retention.payPerFte * (1 + 0.02 * (random.unit() - 0.5)));
    return { month, payBill, spend: Math.round(payBill * share) };
  });
}

const interview = (random: Random, person: Person, near: Day, held: number): Interview =>
  random.chance(held)
    ? { person, on: near - random.below(28), reason: random.pick(retention.interviewReasons) }
    : { person };

/** Interviews offered to the leavers of the last year, and to some of those in post. */
function interviewsOf(
  random: Random,
  people: readonly Person[],
  snapshot: Day,
): Pick<RetentionWorld, 'exitInterviews' | 'stayInterviews'> {
  const { from, to } = yearTo(snapshot);
  const lastDay = (p: Person): Day | undefined => {
    const ends = p.posts.filter((q) => q.category !== 'Bank').map((q) => q.end);
    return ends.length === 0 || ends.includes(undefined) ? undefined : Math.max(...(ends as Day[]));
  };
  const left = people.flatMap((p) => {
    const end = lastDay(p);
    return end !== undefined && end >= from && end <= to ? [[p, end] as const] : [];
  });
  const here = people.filter((p) => countedAt(p, snapshot) !== undefined);
  return {
    exitInterviews: left
      .filter(() => random.chance(retention.exitOffered))
      .map(([p, end]) => interview(random, p, end, retention.exitHeld)),
    stayInterviews: here
      .filter(() => random.chance(retention.stayOffered))
      .map((p) => interview(random, p, to - random.below(300), retention.stayHeld)),
  };
}

function requestsOf(random: Random, people: readonly Person[], snapshot: Day): readonly FlexibleRequest[] {
  const made: FlexibleRequest[] = [];
  for (const year of [yearTo(addYears(snapshot, -1)), yearTo(snapshot)]) {
    const here = people.filter((p) => countedAt(p, year.to) !== undefined);
    for (const person of here) {
      if (!random.chance(retention.requests)) continue;
      const on = Math.max(year.from, person.hired) + random.below(year.to - Math.max(year.from, person.hired) + 1);
      const part = random.chance(retention.approvedInPart) ? 'Approved in part' : 'Approved';
      const decided = random.chance(retention.approved[person.ethnicity.group]) ? part : 'Refused';
      const open = on > snapshot - 30 ? 'Pending' : 'Withdrawn';
      made.push({
        reference: `FW${20_000 + made.length}`,
        person,
        on,
        outcome: random.chance(retention.notDecided) ? open : decided,
        type: random.pick(retention.requestTypes),
      });
    }
  }
  return made;
}

/** A pulse survey every half year: White, BME and all, nobody's answers. */
function wavesOf(random: Random, people: readonly Person[], snapshot: Day): readonly WaveAnswer[] {
  return Array.from({ length: retention.waves }, (_, i) =>
    addMonths(snapshot + 1, -6 * (retention.waves - i) + 2),
  ).flatMap((on, wave) => {
    const here = people.filter((p) => countedAt(p, on) !== undefined);
    const { year, month } = partsOf(on);
    return retention.questions.flatMap(([question, near, each]) => {
      const groups = (['White', 'BME'] as const).map((group) => {
        const staff = here.filter((p) => p.ethnicity.group === group.toLowerCase()).length;
        const respondents = Math.round(staff * retention.answered);
        const share = (near[group] + each * wave + 4 * (random.unit() - 0.5)) / 100;
        return { group, respondents, count: Math.round(respondents * share) };
      });
      const all = {
        group: 'All',
        respondents: groups.reduce((n, g) => n + g.respondents, 0),
        count: groups.reduce((n, g) => n + g.count, 0),
      };
      return [...groups, all].map((g) => ({ ...g, question, wave: `${year}-${String(month).padStart(2, '0')}` }));
    });
  });
}

/**
 * The tables of a retention programme for the people of one trust: two years of absence by month, agency spend, interviews, requests for flexible working and
 * waves of a pulse survey. Drawn from a stream of its own, so that the other tables are the same with and without it. Example: 1,000 people in
 * post all the time make 24,000 rows of absence.
 */
export function retentionOf(random: Random, people: readonly Person[], snapshot: Day): RetentionWorld {
  const months = monthEndsOf(snapshot);
  return {
    absences: absencesOf(random.fork('absence'), people, months),
    agency: agencyOf(random.fork('agency'), people, months),
    ...interviewsOf(random.fork('interviews'), people, snapshot),
    requests: requestsOf(random.fork('requests'), people, snapshot),
    waves: wavesOf(random.fork('waves'), people, snapshot),
  };
}
