import type { Choice, Issue } from './core/issue.js';
import { type CodeList, listKey } from './core/recode.js';
import type { Rows, Value } from './core/rows.js';
import type { Indicator } from './define.js';
import type { Extract } from './extract/types.js';
import { hasColumn, hasValues } from './facts.js';
import type { Setting } from './plan.js';
import * as words from './words/roll-up.js';

/** The recode and code list that keep an organisation as it is written. Rows that name none are `unknown`. */
export const organisationRecode = { columns: ['organisation'], lists: ['organisation:named'], otherwise: 'unknown' };
export const organisationList = (names: readonly string[]): Readonly<Record<string, CodeList>> => ({
  'organisation:named': { exact: new Map(names.map((name) => [listKey(name), name])), patterns: [] },
});

/** Which file each row of a table came from, in order. */
const filesOf = (rows: Rows): readonly string[] => rows.sources.flatMap((s) => s.rows.map(() => s.file));

/** The organisations that the rows of each file name. */
function namedIn(tables: Extract['tables']): ReadonlyMap<string, ReadonlySet<string>> {
  const named = new Map<string, Set<string>>();
  for (const rows of Object.values(tables)) {
    for (const { organisation: name, file = '' } of rows.facts?.groups ?? [])
      if (name !== undefined) named.set(file, (named.get(file) ?? new Set()).add(name));
    const column = rows.columns.organisation;
    if (!column) continue;
    filesOf(rows).forEach((file, i) => {
      const name = column[i];
      if (typeof name === 'string') named.set(file, (named.get(file) ?? new Set()).add(name));
    });
  }
  return named;
}

/** The organisations that a table's rows name. */
const namesOf = ({ columns, facts }: Rows): readonly string[] =>
  facts?.groups.flatMap((g) => g.organisation ?? []) ??
  columns.organisation?.filter((v): v is string => typeof v === 'string') ??
  [];

/** Tables in which an organisation without rows is one that supplied nothing: no trust is without staff or a board. */
const stocks: ReadonlySet<string> = new Set(['staff', 'board', 'recruitment', 'counts']);

/** An extract of several organisations: every row with its organisation where that is known, and who supplied what. */
export interface Several {
  readonly extract: Extract;
  readonly choices: readonly Choice[];
  readonly issues: readonly Issue[];
  /** Whether an organisation supplied what a count needs. */
  readonly supplied: (organisation: string, table: string, snapshot?: number) => boolean;
}

/**
 * Makes an extract ready to be counted by organisation. A row that names none is of the organisation that its file's other rows name, when
 * that is one; a table in which then no row names any is left out with an issue, since its rows cannot be given to anybody.
 * An organisation supplied a table when a row names it, when a file of its own holds the table without rows, or when a file of several organisations
 * holds the table, and has none of its rows (an issue says that this was taken for none).
 */
export function severalOrganisations(extract: Extract): Several {
  const { organisations } = extract;
  const named = namedIn(extract.tables);
  const only = (file: string): string | undefined => {
    const names = named.get(file);
    return names?.size === 1 ? [...names][0] : undefined;
  };
  const tables: Record<string, Rows> = {};
  const choices: Choice[] = [];
  const issues: Issue[] = [];
  for (const [table, rows] of Object.entries(extract.tables)) {
    if (rows.facts) {
      // Where an engine holds them, rows that name no organisation are nobody's.
      if (!hasValues(rows, 'organisation')) issues.push(words.tableWithoutOrganisation(table));
      else tables[table] = rows;
      continue;
    }
    const column = rows.columns.organisation;
    const files = filesOf(rows);
    const filled: readonly Value[] = files.map((file, i) => column?.[i] ?? only(file));
    const taken = filled.filter((v, i) => v !== undefined && column?.[i] === undefined).length;
    if (taken > 0) choices.push(words.organisationOfFile(table));
    if (rows.length > 0 && filled.every((v) => v === undefined)) issues.push(words.tableWithoutOrganisation(table));
    else tables[table] = taken === 0 ? rows : { ...rows, columns: { ...rows.columns, organisation: filled } };
  }

  const has = new Map<string, Set<string>>();
  for (const [table, rows] of Object.entries(tables)) {
    const own = new Set(namesOf(rows));
    for (const t of extract.tallies) {
      const owner = t.table === table ? only(t.file) : undefined;
      if (owner !== undefined) own.add(owner);
    }
    const none = organisations.filter((o) => !own.has(o));
    const shared = [...namedIn({ table: rows }).values()].some((names) => names.size > 1);
    if (shared && none.length > 0 && !stocks.has(table)) {
      issues.push(words.takenForNone(table, none));
      for (const o of none) own.add(o);
    }
    has.set(table, own);
  }
  const atSnapshot = new Map<string, ReadonlySet<string>>();
  const dated = (table: string, snapshot: number): ReadonlySet<string> => {
    const id = `${table} ${snapshot}`;
    let found = atSnapshot.get(id);
    if (!found) {
      const { organisation = [], snapshotDate } = tables[table]?.columns ?? {};
      const held = tables[table]?.facts?.groups.filter((g) => g.snapshot === undefined || g.snapshot === snapshot);
      found = new Set(
        held?.flatMap((g) => g.organisation ?? []) ??
          organisation.filter(
            (o, i): o is string =>
              typeof o === 'string' && (snapshotDate?.[i] === undefined || snapshotDate[i] === snapshot),
          ),
      );
      atSnapshot.set(id, found);
    }
    return found;
  };
  return {
    extract: { ...extract, tables, issues: extract.issues.filter((i) => i.id !== 'two-organisations') },
    choices,
    issues,
    supplied: (organisation, table, snapshot) =>
      (has.get(table)?.has(organisation) ?? false) &&
      (snapshot === undefined || !hasColumn(tables[table], 'snapshotDate') || dated(table, snapshot).has(organisation)),
  };
}

/**
 * The organisations that supplied every table an indicator counts, at its snapshot. `gives` says of a count that was given as a number whether this
 * organisation gave it; nothing of one that is made of rows.
 */
export function suppliersOf(
  several: Several,
  { snapshot }: Setting,
  indicator: Indicator,
  gives: (organisation: string, id: string) => boolean | undefined,
): readonly string[] {
  const { organisations } = several.extract;
  return organisations.filter((o) =>
    Object.entries(indicator.counts).every(
      ([name, ask]) =>
        (ask.optional || gives(o, `${indicator.id}/${name}`)) ??
        several.supplied(o, ask.from, ask.when === 'snapshot' ? snapshot : undefined),
    ),
  );
}

/**
 * Only the peers a person listed and the organisation they are peers of: who is counted and what the figure of all is. `missing` are those listed of whom
 * the files hold nothing. Example: peers RAA and RZZ of RBB, in files of RAA, RBB and RCC, leave RAA and RBB; RZZ is missing.
 */
export function amongPeers(
  several: Several,
  peers: readonly string[],
  own: string | undefined,
): { readonly several: Several; readonly missing: readonly string[] } {
  const wanted = [...peers, ...(own === undefined ? [] : [own])];
  const keys = new Set(wanted.map(listKey));
  const organisations = several.extract.organisations.filter((o) => keys.has(listKey(o)));
  const there = new Set(organisations.map(listKey));
  return {
    several: { ...several, extract: { ...several.extract, organisations } },
    missing: wanted.filter((o) => !there.has(listKey(o))),
  };
}
