/** What a caller may do. `exact`: figures with nothing hidden. */
export const scopes = ['read', 'work', 'exact', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** `board` reads what was kept; `service` works for a machine, without exact figures; `admin` also exports, deletes and reads the audit. */
export const roles: Readonly<Record<string, readonly Scope[]>> = {
  board: ['read'],
  service: ['read', 'work'],
  analyst: ['read', 'work', 'exact'],
  admin: ['read', 'work', 'exact', 'admin'],
};
export type Role = 'board' | 'service' | 'analyst' | 'admin';
export const roleNames = Object.keys(roles) as readonly Role[];

/** Who asks. Sees what is of `organisation` and nothing else. */
export interface Identity {
  /** For the audit: `key:<id>`, `oidc:<subject>` or `loopback`. */
  readonly name: string;
  readonly organisation: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
}

export const loopbackIdentity: Identity = {
  name: 'loopback',
  organisation: 'local',
  role: 'admin',
  scopes: roles.admin as readonly Scope[],
};
