import type { Day, Period } from '../core/dates.js';
import type { Count3, Group, Job, Person, Post } from './model.js';
import { countedAt, jobAtDay, keptAt } from './who.js';

/** What turnover must come to in one year: people by ethnic group, doctors in training apart, those taken out by their reason in neither stock nor leavers. */
export interface TurnoverTruth {
  readonly opening: Count3;
  readonly closing: Count3;
  readonly left: Count3;
  readonly resigned: Count3;
  readonly trainees: { readonly opening: number; readonly left: number };
}

const substantive = new Set(['Permanent', 'Fixed Term Temp', 'Locum']);
const takenOut = /^(Employee Transfer|End of Fixed Term|Flexi Retirement|Bank Staff)/;

const count = (people: readonly Person[]): Count3 => {
  const n: Record<Group, number> = { white: 0, bme: 0, unknown: 0 };
  for (const { ethnicity } of people) n[ethnicity.group]++;
  return n;
};

/**
 * Counted from the generator's own people, apart from the engine: who was in post on the day before the year and on its last day, and whose last
 * substantive post ended in between. Source: project decision on turnover stocks and population.
 */
export function turnoverTruth(people: readonly Person[], { from, to }: Period): TurnoverTruth {
  const start: Day = from - 1;
  const ended = (p: Person): Post | undefined =>
    p.posts
      .filter((post) => substantive.has(post.category) && post.end !== undefined && post.end >= from && post.end <= to)
      .sort((a, b) => (b.end as Day) - (a.end as Day))[0];
  const gone = people.filter((p) => ended(p) !== undefined && keptAt(p, to).length === 0);
  const out = new Set(gone.filter((p) => takenOut.test(ended(p)?.reason ?? '')));
  const jobOf = (p: Person): Job | undefined => {
    const [before, after] = [countedAt(p, start), countedAt(p, to)];
    const last = ended(p);
    return before ? jobAtDay(before, start) : last ? last.job : after ? jobAtDay(after, to) : undefined;
  };
  const training = (p: Person): boolean => {
    const place = jobOf(p)?.place;
    return place?.block === 'medical' && place.grade === 'trainee';
  };
  const counted = (all: readonly Person[]): readonly Person[] => all.filter((p) => !training(p) && !out.has(p));
  const opening = people.filter((p) => countedAt(p, start) !== undefined);
  const closing = people.filter((p) => countedAt(p, to) !== undefined);
  const left = counted(gone);
  // A rotation that ends is how a doctor in training leaves.
  const rotated = gone.filter((p) => training(p) && (!out.has(p) || /^End of Fixed Term/.test(ended(p)?.reason ?? '')));
  return {
    opening: count(counted(opening)),
    closing: count(counted(closing)),
    left: count(left),
    resigned: count(left.filter((p) => /^Voluntary Resignation/.test(ended(p)?.reason ?? ''))),
    trainees: {
      opening: opening.filter((p) => training(p) && (!out.has(p) || rotated.includes(p))).length,
      left: rotated.length,
    },
  };
}
