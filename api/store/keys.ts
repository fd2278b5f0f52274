import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { type Role, roles, type Scope } from '../who.js';
import { addLine } from './audit.js';
import type { Row, Sql } from './sql.js';

/** An API key as it is kept: what it may do, and a hash of its secret. */
export interface Key {
  readonly id: string;
  readonly organisation: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly label: string;
  readonly created: string;
  readonly expires: string;
  readonly revoked?: string;
}

export interface Keys {
  /** The token, which is never seen again. */
  add(key: Omit<Key, 'id' | 'created' | 'revoked'>, by: string): Promise<{ readonly token: string; readonly key: Key }>;
  list(organisation?: string): Promise<readonly Key[]>;
  /** False when there is no such key. */
  revoke(id: string, by: string): Promise<boolean>;
  /** The key of a token, unless it is unknown, revoked or out of date. */
  find(token: string): Promise<Key | undefined>;
}

// The secret is 32 random bytes, so a plain hash of it cannot be searched.
const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
const pattern = /^wee_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$/;

const keyOf = (row: Row): Key => ({
  id: String(row.id),
  organisation: String(row.organisation),
  role: String(row.role) as Role,
  scopes: String(row.scopes).split(' ').filter(Boolean) as Scope[],
  label: String(row.label),
  created: String(row.created),
  expires: String(row.expires),
  ...(row.revoked === null ? {} : { revoked: String(row.revoked) }),
});

export function keepKeys(sql: Sql, now: () => string): Keys {
  return {
    async add({ organisation, role, scopes, label, expires }, by) {
      const id = randomBytes(8).toString('hex');
      const secret = randomBytes(32).toString('base64url');
      const key: Key = {
        id,
        organisation,
        role,
        scopes: scopes.filter((s) => roles[role]!.includes(s)),
        label,
        created: now(),
        expires,
      };
      await sql.whole(async (inside) => {
        await inside.all(
          'INSERT INTO keys (id, organisation, role, scopes, label, hash, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
          [
            id,
            organisation,
            role,
            key.scopes.join(' '),
            label,
            hashOf(secret).toString('base64url'),
            key.created,
            expires,
          ],
        );
        await addLine(inside, { at: now(), organisation, action: 'key-added', detail: { key: id, role, by } });
      });
      return { token: `wee_${id}_${secret}`, key };
    },
    list: async (organisation) =>
      (organisation === undefined
        ? await sql.all('SELECT * FROM keys ORDER BY created, id')
        : await sql.all('SELECT * FROM keys WHERE organisation = ? ORDER BY created, id', [organisation])
      ).map(keyOf),
    revoke: (id, by) =>
      sql.whole(async (inside) => {
        const [found] = await inside.all('SELECT * FROM keys WHERE id = ?', [id]);
        if (!found) return false;
        if (found.revoked !== null) return true;
        await inside.all('UPDATE keys SET revoked = ? WHERE id = ?', [now(), id]);
        await addLine(inside, {
          at: now(),
          organisation: String(found.organisation),
          action: 'key-revoked',
          detail: { key: id, by },
        });
        return true;
      }),
    async find(token) {
      const [, id, secret] = pattern.exec(token) ?? [];
      if (id === undefined || secret === undefined) return undefined;
      const [row] = await sql.all('SELECT * FROM keys WHERE id = ?', [id]);
      if (!row || !timingSafeEqual(Buffer.from(String(row.hash), 'base64url'), hashOf(secret))) return undefined;
      const key = keyOf(row);
      return key.revoked === undefined && key.expires > now() ? key : undefined;
    },
  };
}
