import { type CodeList, type CodeLists, listKey } from '../core/recode.js';

/** A count typed by hand, with the reason why there is no table of it. */
export interface TypedCount {
  readonly indicator: string;
  readonly measure: string;
  readonly group: string;
  readonly count: number;
  readonly period?: string | number | undefined;
  readonly block?: string | undefined;
  readonly band?: string | number | undefined;
  readonly grade?: string | undefined;
  readonly part?: string | undefined;
  readonly organisation?: string | undefined;
  readonly reason: string;
}

/** What an organisation says of itself, typed by hand: the statement (`wdes.9b`), yes or no, and its own words. */
export interface TypedStatement {
  readonly statement: string;
  readonly answer: boolean;
  readonly text?: string | undefined;
  readonly period?: string | number | undefined;
  readonly organisation?: string | undefined;
}

/** What a person decided about their files, kept for next year. Made by `readProfile`; plain data. */
export interface Profile {
  /** Table to header as printed to column. */
  readonly columns: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Code list to raw value to code. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly counts: readonly TypedCount[];
  readonly statements?: readonly TypedStatement[];
  readonly accept: readonly { readonly issue: string; readonly reason: string }[];
}

export const noProfile: Profile = { columns: {}, values: {}, counts: [], accept: [] };

/** The values a profile maps, as extra code lists (raw value to code), which win over the lists of `schemas/lists`. */
export function profileLists(profile: Profile): CodeLists {
  return Object.fromEntries(
    Object.entries(profile.values).map(([id, entries]): [string, CodeList] => [
      id,
      { exact: new Map(Object.entries(entries).map(([value, code]) => [listKey(value), code])), patterns: [] },
    ]),
  );
}
