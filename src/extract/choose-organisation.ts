import { byEffect } from './extract.js';
import { organisationIssues } from './organisations.js';
import type { Extract } from './types.js';

const own = new Set(['two-organisations', 'no-such-organisation', 'organisation-blank']);

/**
 * The extract as `readExtract` gives it with this organisation wanted, for one that was read before anybody chose: only what is said of organisations
 * depends on the choice. Example: an extract of RAA and RBB has the error `two-organisations`; with RAA chosen it has not.
 */
export function chooseOrganisation(extract: Extract, organisation: string | undefined): Extract {
  const others = extract.issues.filter((i) => !own.has(i.id));
  return {
    ...extract,
    issues: byEffect([...others, ...organisationIssues(extract.tables, extract.organisations, organisation)]),
  };
}
