import { Problem, problems } from '../problem.js';
import { type AuditLine, addLine, lineOf, type Verified, verify } from './audit.js';
import { embedded } from './embedded.js';
import { type Keys, keepKeys } from './keys.js';
import { keepReleases, type Releases } from './ledger.js';
import { migrate } from './migrations.js';
import { deleteOrganisation, exportOrganisation } from './organisation.js';
import { postgres } from './postgres.js';
import { type KeptResults, keepResults } from './results.js';
import type { Sql } from './sql.js';

/** What outlives the process. Every call throws the problem 503 when the store does not answer. */
export interface Store {
  readonly secret: Uint8Array;
  readonly keys: Keys;
  readonly results: KeptResults;
  readonly releases: Releases;
  readonly audit: {
    add(organisation: string, action: string, detail: Readonly<Record<string, string | number>>): Promise<void>;
    list(organisation: string, limit: number, after: number): Promise<readonly AuditLine[]>;
    verify(known?: string): Promise<Verified>;
  };
  readonly organisation: {
    export(organisation: string): ReturnType<typeof exportOrganisation>;
    delete(organisation: string): ReturnType<typeof deleteOrganisation>;
  };
  answers(): Promise<boolean>;
  close(): Promise<void>;
}

/** A store that is full, locked or away is a 503, whatever it says itself: that may hold what was being written. */
function guarded(sql: Sql, report: (fault: unknown) => void): Sql {
  const guard = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (fault) {
      if (fault instanceof Problem) throw fault;
      report(fault);
      throw problems.busy('The store does not answer. Nothing was kept.', 10);
    }
  };
  return {
    all: (text, values) => guard(sql.all(text, values)),
    whole: (work) => guard(sql.whole(work)),
    close: () => sql.close(),
  };
}

/** Opens a file, or PostgreSQL by its address, and brings it to this version's form. */
export async function openStore(
  at: string,
  report: (fault: unknown) => void = () => undefined,
  clock = () => new Date(),
): Promise<Store> {
  const raw = /^postgres(ql)?:\/\//.test(at) ? await postgres(at) : await embedded(at);
  const secret = await migrate(raw);
  const sql = guarded(raw, report);
  const now = (): string => clock().toISOString();
  return {
    secret,
    keys: keepKeys(sql, now),
    results: keepResults(sql, now),
    releases: keepReleases(sql, now),
    audit: {
      add: (organisation, action, detail) =>
        sql.whole((inside) => addLine(inside, { at: now(), organisation, action, detail })),
      list: async (organisation, limit, after) =>
        (
          await sql.all(`SELECT * FROM audit WHERE organisation = ? AND seq > ? ORDER BY seq LIMIT ${limit}`, [
            organisation,
            after,
          ])
        ).map(lineOf),
      verify: (known) => verify(sql, known),
    },
    organisation: {
      export: (organisation) => exportOrganisation(sql, organisation),
      delete: (organisation) => deleteOrganisation(sql, organisation, now()),
    },
    answers: () =>
      raw.all('SELECT 1 AS one').then(
        (rows) => rows.length === 1,
        () => false,
      ),
    close: () => sql.close(),
  };
}
