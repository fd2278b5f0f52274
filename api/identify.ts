import { hash as hashed } from 'node:crypto';
import type { Config } from './config.js';
import { openOidc } from './oidc.js';
import type { Store } from './store/open.js';
import type { Identity } from './who.js';

/** How long somebody who was recognised is believed without asking the store again: a revoked key works no longer than this. */
const believedMilliseconds = 5_000;
const most = 10_000;

/** Recognises API keys and tokens of the sign-in service. A header that is neither, or is out of date, is nobody's. */
export async function recognise(
  config: Config,
  store: Store,
  now = Date.now,
): Promise<(authorization: string | undefined) => Promise<Identity | undefined>> {
  const oidc = config.oidc ? await openOidc(config.oidc) : undefined;
  // By a hash of the header, so that no secret stays in memory; only those who were recognised.
  const believed = new Map<string, { readonly who: Identity; readonly until: number }>();
  async function find(token: string): Promise<Identity | undefined> {
    if (!token.startsWith('wee_')) return oidc?.(token);
    const key = await store.keys.find(token);
    return key && { name: `key:${key.id}`, organisation: key.organisation, role: key.role, scopes: key.scopes };
  }
  return async (authorization) => {
    const [, token] = /^Bearer ([\w.~+/=-]{1,8192})$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) return undefined;
    const hash = hashed('sha256', token, 'base64');
    const known = believed.get(hash);
    if (known && known.until > now()) return known.who;
    believed.delete(hash);
    const who = await find(token);
    if (who) {
      if (believed.size >= most) believed.clear();
      believed.set(hash, { who, until: now() + believedMilliseconds });
    }
    return who;
  };
}
