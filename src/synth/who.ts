import type { Day } from '../core/dates.js';
import type { Job, Person, Post } from './model.js';

const substantive = new Set(['Permanent', 'Fixed Term Temp', 'Locum']);
const outOfPost = new Set(['Inactive Not Worked', 'Terminate Assignment']);

/** A post in post on a day: begun, and not ended before it. */
const inPost = (post: Post, on: Day): boolean => post.start <= on && (post.end === undefined || post.end >= on);

/** A terminated assignment that the snapshot still lists: ended in the year before the day. */
const lingering = (post: Post, on: Day): boolean =>
  post.lingers === true && post.end !== undefined && post.end < on && post.end > on - 365;

/** The status a snapshot prints. */
export const statusAt = (post: Post, on: Day): string => (lingering(post, on) ? 'Terminate Assignment' : post.status);

/** The posts a snapshot lists for a person. */
export const recordsAt = (person: Person, on: Day): readonly Post[] =>
  person.posts.filter((post) => inPost(post, on) || lingering(post, on));

export const jobAtDay = (post: Post, on: Day): Job =>
  post.before && on <= post.before.until ? post.before.job : post.job;

/** Substantive and not out of post: the workforce of WRES 1, 3, 4 and 9. Career breaks and maternity leave are in. */
const counts = (post: Post, status: string): boolean => substantive.has(post.category) && !outOfPost.has(status);

export const keptAt = (person: Person, on: Day): readonly Post[] =>
  recordsAt(person, on).filter((post) => counts(post, statusAt(post, on)));

/**
 * The one post a person is counted by on a day, or undefined when none counts: the primary one, else the largest FTE, else the
 * earliest start, else the lowest assignment number. Posts that do not count are left out first, so a bank post flagged as primary is never it.
 */
export function countedAt(person: Person, on: Day): Post | undefined {
  const rank = (p: Post): number => (p.primary === true ? 0 : p.primary === false ? 1 : 2);
  return [...keptAt(person, on)].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      b.fte - a.fte ||
      a.start - b.start ||
      (a.number < b.number ? -1 : a.number > b.number ? 1 : 0),
  )[0];
}

/**
 * Whether someone a case or course names belongs to the workforce: by the snapshot if it lists the person at all (bank-only now is bank),
 * else by what the person left.
 */
export const inWorkforceBy = (person: Person, on: Day): boolean =>
  recordsAt(person, on).length > 0
    ? countedAt(person, on) !== undefined
    : person.posts.some((post) => post.end !== undefined && counts(post, post.status));
