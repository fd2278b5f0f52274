import { hash as hashed } from 'node:crypto';
import type { Config } from './config.js';
import { openOidc } from './oidc.js';
import type { Store } from './store/open.js';
import type { Identity } from './who.js';

const most = 10_000;

/** Recognises API keys and tokens of the sign-in service. */
export interface Recogniser {
  /** Somebody who was recognised a moment ago and is still believed. `connection` spares hashing the same header again. */
  known(connection: object, authorization: string | undefined): Identity | undefined;
  /** Asks the store or the sign-in service. A header that is neither, or is out of date, is nobody's. */
  find(authorization: string | undefined): Promise<Identity | undefined>;
  /** Believes nobody any more without asking: keys were changed here. */
  forget(): void;
}

const tokenOf = (authorization: string | undefined): string | undefined =>
  /^Bearer ([\w.~+/=-]{1,8192})$/i.exec(authorization ?? '')?.[1];

/** A key that is revoked elsewhere works until `config.believeSeconds` are over, and no longer. */
export async function recognise(config: Config, store: Store, now = Date.now): Promise<Recogniser> {
  const oidc = config.oidc ? await openOidc(config.oidc) : undefined;
  // By a hash of the header, so that no secret stays in memory; only those who were recognised.
  const believed = new Map<string, { readonly who: Identity; readonly until: number }>();
  // A connection's header is in memory as long as the connection is.
  const hashes = new WeakMap<object, { readonly authorization: string; readonly hash: string }>();
  async function find(token: string): Promise<Identity | undefined> {
    if (!token.startsWith('wee_')) return oidc?.(token);
    const key = await store.keys.find(token);
    return key && { name: `key:${key.id}`, organisation: key.organisation, role: key.role, scopes: key.scopes };
  }
  return {
    known(connection, authorization) {
      if (authorization === undefined) return undefined;
      let same = hashes.get(connection);
      if (same?.authorization !== authorization) {
        same = { authorization, hash: hashed('sha256', authorization, 'base64') };
        hashes.set(connection, same);
      }
      const found = believed.get(same.hash);
      return found && found.until > now() ? found.who : undefined;
    },
    async find(authorization) {
      const token = tokenOf(authorization);
      if (authorization === undefined || token === undefined) return undefined;
      const hash = hashed('sha256', authorization, 'base64');
      believed.delete(hash);
      const who = await find(token);
      if (who && config.believeSeconds > 0) {
        if (believed.size >= most) believed.clear();
        believed.set(hash, { who, until: now() + config.believeSeconds * 1_000 });
      }
      return who;
    },
    forget: () => believed.clear(),
  };
}
