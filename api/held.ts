import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Profile } from '../src/index.js';
import type { Limits } from './config.js';
import type { Tagged } from './etag.js';
import type { Drawn } from './offer.js';
import type { ReadWith } from './options.js';
import { Problem, problems } from './problem.js';
import type { Mapping, Rows, Summary } from './work/tasks.js';

/** An extract while it is here: typed rows without names, in memory and nowhere else. */
export interface Held {
  readonly id: string;
  readonly organisation: string;
  readonly created: number;
  readonly expires: number;
  readonly rows: Rows;
  readonly summary: Summary;
  readonly mapping: Mapping;
  /** Who sent it. */
  readonly by: string;
  readonly read: ReadWith & { readonly drawn: Drawn };
  readonly profile?: Profile;
  /** What of the extract decides its results: the files, and what they were read with. */
  readonly made: string;
  readonly accepted: Map<string, string>;
  /** Answers to questions already understood, by the text they were asked in. */
  readonly understood: Map<string, Tagged>;
  /** Of questions answered to those who see released figures only: the manifest of the answer, by that of the question. */
  readonly given: Map<string, string>;
  /** Threads that are reading the rows; they are wiped when nobody does. */
  readonly use: { readers: number; gone: boolean };
}

export type NewHeld = Omit<Held, 'id' | 'created' | 'expires' | 'accepted' | 'understood' | 'given' | 'use'>;

/** What a person accepts changes every result from then on. */
export function accept(held: Held, issue: string, reason: string): void {
  held.accepted.set(issue, reason);
  held.understood.clear();
}

/** Works with the rows: they stay until it is done, also when the extract is deleted meanwhile. */
export async function using<T>(held: Held, work: () => Promise<T>): Promise<T> {
  held.use.readers++;
  try {
    return await work();
  } finally {
    held.use.readers--;
    wipe(held);
  }
}

function wipe({ use, rows }: Held): void {
  if (use.gone && use.readers === 0) new Uint8Array(rows).fill(0);
}

/** Extracts of everybody, each seen by its own organisation alone. */
export interface Extracts {
  add(held: NewHeld): Held;
  /** The extract, when it is here and of this organisation. */
  here(organisation: string, id: string): Held | undefined;
  /** Throws 404 for an id that was never given to this organisation, 410 for one whose extract is gone. */
  get(organisation: string, id: string): Held;
  list(organisation: string): readonly Held[];
  /** Wipes the rows. */
  drop(organisation: string, id: string): void;
  dropAll(organisation: string): number;
  sweep(): void;
  readonly count: () => number;
}

const idPattern = /^x[A-Za-z0-9_-]{32}$/;

/**
 * `secret` signs ids, so that an id of an extract that is gone (after a restart too) can be told from one that never was, and one of another
 * organisation is like one that never was.
 */
export function holdExtracts(given: {
  readonly limits: Limits;
  readonly keepMinutes: number;
  readonly secret: Uint8Array;
  readonly budget: Budget;
  /** Told of every extract that goes. */
  readonly gone: (id: string) => void;
  readonly now?: () => number;
}): Extracts {
  const { keepMinutes, secret, budget, gone, now = Date.now } = given;
  const most = given.limits.extracts;
  const all = new Map<string, Held>();
  const sign = (organisation: string, random: Buffer): Buffer =>
    createHmac('sha256', secret).update(organisation).update('\0').update(random).digest().subarray(0, 12);
  function wasOurs(organisation: string, id: string): boolean {
    if (!idPattern.test(id)) return false;
    const bytes = Buffer.from(id.slice(1), 'base64url');
    return bytes.length === 24 && timingSafeEqual(bytes.subarray(12), sign(organisation, bytes.subarray(0, 12)));
  }
  function remove(held: Held): void {
    all.delete(held.id);
    held.use.gone = true;
    wipe(held);
    budget.give(held.rows.byteLength);
    gone(held.id);
  }
  const list = (organisation: string): readonly Held[] =>
    [...all.values()].filter((h) => h.organisation === organisation);
  const extracts: Extracts = {
    add(given) {
      extracts.sweep();
      if (list(given.organisation).length >= most)
        throw new Problem(
          429,
          'too-many-extracts',
          `The organisation holds ${most} extracts. Delete one, or wait until one is gone.`,
          [],
          60,
        );
      budget.take(given.rows.byteLength);
      const random = randomBytes(12);
      const id = `x${Buffer.concat([random, sign(given.organisation, random)]).toString('base64url')}`;
      const created = now();
      const held: Held = {
        ...given,
        id,
        created,
        expires: created + keepMinutes * 60_000,
        accepted: new Map(),
        understood: new Map(),
        given: new Map(),
        use: { readers: 0, gone: false },
      };
      all.set(id, held);
      return held;
    },
    here(organisation, id) {
      const held = all.get(id);
      return held?.organisation === organisation && held.expires > now() ? held : undefined;
    },
    get(organisation, id) {
      const held = extracts.here(organisation, id);
      if (held) return held;
      if (wasOurs(organisation, id)) throw problems.gone();
      throw problems.notFound('extract');
    },
    list: (organisation) => list(organisation).filter((h) => h.expires > now()),
    drop: (organisation, id) => remove(extracts.get(organisation, id)),
    dropAll(organisation) {
      const own = list(organisation);
      own.forEach(remove);
      return own.length;
    },
    sweep() {
      for (const held of [...all.values()]) if (held.expires <= now()) remove(held);
    },
    count: () => all.size,
  };
  return extracts;
}

/** Bytes that uploads and extracts of everybody may hold at once. */
export interface Budget {
  /** Throws 503 when there is no room. */
  take(bytes: number): void;
  give(bytes: number): void;
  readonly used: () => number;
}

export function holdBudget(most: number): Budget {
  let used = 0;
  return {
    take(bytes) {
      if (used + bytes > most) throw problems.busy('The service holds as much as it can.', 30);
      used += bytes;
    },
    give(bytes) {
      used -= bytes;
    },
    used: () => used,
  };
}
