import type { Choice, Issue } from '../core/issue.js';

const list = (items: readonly string[]): string => items.slice(0, 12).join(', ') + (items.length > 12 ? ', ...' : '');

/** What results of several organisations together are called. */
export const together = (n: number): string => `${n} organisations`;

/** What is said of every figure that adds organisations up. */
export const peopleAdded = 'people employed by each organisation, added: a person with two employers is counted twice';

export const organisationOfFile = (table: string): Choice => ({
  id: 'organisation-of-file',
  what: `${table}: rows that name no organisation were taken to be of the one organisation that their file's other rows name.`,
});

export const tableWithoutOrganisation = (table: string): Issue => ({
  id: 'table-without-organisation',
  severity: 'error',
  what: `${table}: no row says which organisation it is of, and there are several; the table was not used.`,
  todo: 'Add a column Organisation, or put the table in the same file as the staff of its organisation.',
});

export const takenForNone = (table: string, organisations: readonly string[]): Issue => ({
  id: 'organisation-without-rows',
  severity: 'warning',
  what: `${table}: the file has rows of other organisations and none of ${list(organisations)}; this was taken to mean that there were none.`,
  todo: 'If they were not supplied, ask for them; until then, do not use these organisations’ figures.',
});

export const notInFigures = (
  indicator: string,
  organisations: readonly string[],
  snapshot: string | undefined,
): Issue => ({
  id: 'organisation-not-supplied',
  severity: 'warning',
  what: `${indicator}: ${list(organisations)} supplied no rows for it${snapshot === undefined ? '' : ` (staff and boards at ${snapshot})`}; figures of several organisations are without ${organisations.length === 1 ? 'it' : 'them'}.`,
  todo: 'Add the missing tables, or the snapshot of that day.',
});

export const noOrganisationNamed: Issue = {
  id: 'organisation-not-named',
  severity: 'error',
  what: 'Results by organisation were asked for, and no row names one.',
  todo: 'Add a column Organisation to the staff table.',
};

export const notInHierarchy = (organisations: readonly string[]): Issue => ({
  id: 'organisation-not-listed',
  severity: 'warning',
  what: `The organisations file does not say where ${list(organisations)} ${organisations.length === 1 ? 'belongs' : 'belong'}; what was asked by system, region or trust type has ${organisations.length === 1 ? 'it' : 'them'} under unknown.`,
  todo: 'Add a line for each to the organisations file.',
});

export const addedUp = (n: number): Choice => ({
  id: 'roll-up',
  what: `${together(n)}, counted apart and added: ${peopleAdded.replace(/^[^:]*: /, '')}.`,
});

/** Where an organisation lies in a funnel, as a reader says it. */
export const funnelPlaces: Readonly<Record<'high-998' | 'high-95' | 'within' | 'low-95' | 'low-998', string>> = {
  'high-998': 'above both limits',
  'high-95': 'above the inner limit',
  within: 'within the limits',
  'low-95': 'below the inner limit',
  'low-998': 'below both limits',
};

export const funnelHeading = (limits: string): string => `limits ${limits}`;

export const amongPeers = (counted: number, there: number): Choice => ({
  id: 'peers',
  what: `Counted were ${counted} of ${there} organisations: the peers listed, and the organisation they are peers of.`,
});

export const peersMissing = (missing: readonly string[]): readonly Issue[] =>
  missing.length === 0
    ? []
    : [
        {
          id: 'peer-not-there',
          severity: 'warning',
          what: `The files hold nothing of ${list(missing)}, listed as ${missing.length === 1 ? 'a peer' : 'peers'}.`,
          todo: 'Add their files or counts, or take them off the list.',
        },
      ];

/** Outside the 99.8 % limits, on the side the indicator calls better or worse. */
export const standings: Readonly<Record<'good' | 'poor' | 'usual', string>> = {
  good: 'good outlier',
  poor: 'poor outlier',
  usual: '',
};

/** Example: "Among 12 organisations: above both limits, a poor outlier. About 1.05 for all of them, 95% of figures would lie from 0.71 to 1.55, 99.8% from 0.57 to 1.93." */
export const peersSentence = (of: {
  readonly organisations: number;
  readonly place: string;
  readonly standing: string;
  readonly target: string;
  readonly inner: string;
  readonly outer: string;
}): string =>
  `Among ${of.organisations} organisations: ${of.place}${of.standing === '' ? '' : `, a ${of.standing}`}. About ${of.target} for all of them, 95% of figures would lie from ${of.inner}, 99.8% from ${of.outer}.`;
