import type { Oidc } from './config.js';
import { type Identity, type Role, roles } from './who.js';

/** Only signatures that a public key checks: a shared secret or none at all is never believed. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/**
 * Who an OpenID Connect token speaks of: issuer, audience, time and signature are checked; keys are fetched when the service starts and again when a token names
 * a key that is not known. The claims `organisation` and `role` (or those the configuration names) say what the person may do; without both the token is nobody's.
 */
export async function openOidc({
  issuer,
  audience,
  organisationClaim = 'organisation',
  roleClaim = 'role',
  cooldownMilliseconds = 5_000,
}: Oidc): Promise<(token: string) => Promise<Identity | undefined>> {
  const { createRemoteJWKSet, errors, jwtVerify } = await import('jose');
  const found = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(10_000),
  });
  if (!found.ok) throw new Error(`The sign-in service answered ${found.status} when asked for its configuration.`);
  const { jwks_uri: address, issuer: own } = (await found.json()) as {
    readonly jwks_uri?: string;
    readonly issuer?: string;
  };
  if (own !== issuer || address === undefined)
    throw new Error('The sign-in service calls itself by another name, or names no keys. Check --oidc-issuer.');
  const keys = createRemoteJWKSet(new URL(address), {
    cooldownDuration: cooldownMilliseconds,
    cacheMaxAge: 600_000,
    timeoutDuration: 5_000,
  });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms,
        clockTolerance: 30,
        requiredClaims: ['exp', 'sub'],
      });
      const organisation = payload[organisationClaim];
      const claimed = payload[roleClaim];
      const role = (Array.isArray(claimed) ? claimed : [claimed]).find(
        (r): r is Role => typeof r === 'string' && Object.hasOwn(roles, r),
      );
      if (typeof organisation !== 'string' || organisation === '' || role === undefined) return undefined;
      return {
        name: `oidc:${payload.sub}`,
        organisation: organisation.slice(0, 100),
        role,
        scopes: roles[role] as Identity['scopes'],
      };
    } catch (fault) {
      if (fault instanceof errors.JOSEError && !(fault instanceof errors.JWKSTimeout)) return undefined;
      throw fault;
    }
  };
}
