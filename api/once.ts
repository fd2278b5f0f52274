import { Problem } from './problem.js';

/** Idempotency keys of what lives in memory alone: extracts and their jobs. */
export interface Once {
  /** What the key gave before. Throws 409 when the key came with another request. */
  find(organisation: string, key: string, fingerprint: string): string | undefined;
  keep(organisation: string, key: string, fingerprint: string, answer: string): void;
  sweep(): void;
}

export const keyInUse = (): Problem =>
  new Problem(
    409,
    'key-in-use',
    'This Idempotency-Key came with another request before. Use a new key for a new request.',
  );

export function rememberOnce(keepMinutes: number, now = Date.now): Once {
  const all = new Map<string, { readonly fingerprint: string; readonly answer: string; readonly since: number }>();
  const name = (organisation: string, key: string): string => JSON.stringify([organisation, key]);
  return {
    find(organisation, key, fingerprint) {
      const found = all.get(name(organisation, key));
      if (found && found.fingerprint !== fingerprint) throw keyInUse();
      return found?.answer;
    },
    keep: (organisation, key, fingerprint, answer) =>
      void all.set(name(organisation, key), { fingerprint, answer, since: now() }),
    sweep() {
      for (const [id, { since }] of all) if (since + keepMinutes * 60_000 < now()) all.delete(id);
    },
  };
}
