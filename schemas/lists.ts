import { type CodeList, type CodeLists, elsewhere, listKey } from '../src/core/recode.js';
import type { Value } from '../src/core/rows.js';
import { parseCsv } from './csv.js';

/** Every code list, by the name of its file in `schemas/lists`. */
export const listIds = [
  'ethnicity',
  'nationality',
  'training-country',
  'disability',
  'sex',
  'age-band',
  'religion',
  'sexual-orientation',
  'staff-group',
  'pay-scale',
  'medical-role',
  'doctor-role',
  'occupation-code',
  'block',
  'assignment-category',
  'assignment-status',
  'working-time',
  'leaving-reason',
  'destination',
  'case-type',
  'ground',
  'recruitment-stage',
  'yes-no',
  'offer-declined',
  'request-outcome',
  'measure',
  'part',
  'group',
  'survey-group',
  'survey-item',
  'survey-answer',
] as const;
export type ListId = (typeof listIds)[number];

export interface ListSource {
  readonly title: string;
  readonly href?: string;
}

/** What a list knows about one code. `base` is the wider code it belongs to: `C` of `CM`. */
export interface ListCode {
  readonly id: string;
  readonly label: string;
  readonly base?: string;
  readonly source: ListSource;
  readonly verified: boolean;
  /** The list's own further columns, for example `kind`, `in` and `vol` of a leaving reason. */
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * A raw value a list knows. `note` is for values that deserve a warning: `first-letter` (only the first letter is known), `stale-code`
 * (a code withdrawn long ago), `broad` (says only a broad group).
 */
export interface ListValue {
  readonly code: string;
  readonly text: string;
  readonly note?: string;
  readonly source: ListSource;
  readonly verified: boolean;
}
export interface ListPattern extends ListValue {
  readonly pattern: string;
}

/** A code list as read. `values` is by `listKey`; patterns are tried in order when no value matches. */
export interface ParsedList {
  readonly id: string;
  readonly codes: ReadonlyMap<string, ListCode>;
  readonly values: ReadonlyMap<string, ListValue>;
  readonly patterns: readonly ListPattern[];
}

const own = new Set(['row', 'code', 'text', 'base', 'source', 'verified', 'note']);
type Sources = ReadonlyMap<string, ListSource>;
type Row = Readonly<Record<string, string>>;

function parseSources(text: string): Sources {
  return new Map(
    parseCsv(text).map(({ id, title, href }) => [id!, href ? { title: title!, href } : { title: title! }]),
  );
}

function codeOf(row: Row, source: ListSource, verified: boolean): ListCode {
  const attributes = Object.fromEntries(Object.entries(row).filter(([name, value]) => !own.has(name) && value !== ''));
  return { id: row.code!, label: row.text!, ...(row.base ? { base: row.base } : {}), source, verified, attributes };
}

/**
 * One list from its CSV text: a `code` row for every code, then `value` and `pattern` rows that lead to one. A code is also known by its
 * id, its label, and both together (`A White - British`).
 * Throws a SyntaxError that names the list and row for an unknown code, source or kind of row, or a value that is there twice.
 */
export function parseList(id: string, text: string, sources: Sources): ParsedList {
  const codes = new Map<string, ListCode>();
  const values = new Map<string, ListValue>();
  const patterns: ListPattern[] = [];
  const wrong = (row: number, what: string) => new SyntaxError(`code list ${id}, row ${row}: ${what}`);
  const rows = parseCsv(text);
  rows.forEach((row, i) => {
    const code = codes.get(row.code!);
    if (row.row !== 'code' && !code) throw wrong(i + 2, `no code "${row.code}" above`);
    const source = row.source ? sources.get(row.source) : code?.source;
    if (!source) throw wrong(i + 2, `no source "${row.source}"`);
    const verified = row.verified ? row.verified === 'yes' : code?.verified === true;
    const note = row.note ? { note: row.note } : {};
    const value: ListValue = { code: row.code!, text: row.text!, ...note, source, verified };
    const add = (key: string) => {
      if (key === '') throw wrong(i + 2, 'the value says nothing');
      if (values.has(key)) throw wrong(i + 2, `"${key}" is already ${values.get(key)!.code}`);
      values.set(key, value);
    };
    if (row.row === 'code') {
      if (code) throw wrong(i + 2, `the code "${row.code}" is there twice`);
      if (row.base && !codes.has(row.base)) throw wrong(i + 2, `no code "${row.base}" above`);
      codes.set(row.code!, codeOf(row, source, verified));
      for (const key of new Set([row.code!, row.text!, `${row.code} ${row.text}`].map(listKey))) add(key);
    } else if (row.row === 'value') add(listKey(row.text));
    else if (row.row === 'pattern') patterns.push({ ...value, pattern: row.text! });
    else throw wrong(i + 2, `"${row.row}" is not code, value or pattern`);
  });
  return { id, codes, values, patterns };
}

/**
 * The code lists, from the text of their files. `readText` gets a file name in `schemas/lists` (`ethnicity.csv`, `sources.csv`), so that
 * Node reads from disk and a browser from its bundle.
 */
export function loadLists(readText: (file: string) => string): Readonly<Record<ListId, ParsedList>> {
  const sources = parseSources(readText('sources.csv'));
  return Object.fromEntries(listIds.map((id) => [id, parseList(id, readText(`${id}.csv`), sources)])) as Record<
    ListId,
    ParsedList
  >;
}

/** What a list makes of a raw value, or undefined when it does not know it (and for a blank). */
export function findValue(list: ParsedList, raw: Value): ListValue | undefined {
  const key = listKey(raw);
  if (key === '') return undefined;
  return list.values.get(key) ?? list.patterns.find(({ pattern }) => new RegExp(pattern).test(key));
}

/** Groups of codes by group id; `*` is every code that no other group has. */
export type Groups = Readonly<Record<string, readonly string[] | '*'>>;

/**
 * A list as engines use it: raw value to code or, with `groups`, to group. A code that is in no group itself goes where its base goes, so
 * `white: [A, B, C]` has `CM` too. The value of a code in no group at all is `elsewhere`: the next list or column is asked.
 * Throws a RangeError for a code the list does not have.
 */
export function resolveList(list: ParsedList, groups?: Groups): CodeList {
  const groupOf = groups ? grouper(list, groups) : (code: string) => code;
  const exact = new Map([...list.values].map(([key, { code }]) => [key, groupOf(code)]));
  const patterns = list.patterns.map(({ pattern, code }) => ({ pattern, group: groupOf(code) }));
  if (groups) return { exact, patterns };
  const bases = new Map([...list.codes.values()].flatMap(({ id, base }) => (base === undefined ? [] : [[id, base]])));
  return { exact, patterns, bases };
}

function grouper(list: ParsedList, groups: Groups): (code: string) => string {
  const named = new Map<string, string>();
  let rest: string | undefined;
  for (const [group, codes] of Object.entries(groups)) {
    if (codes === '*') rest = group;
    else
      for (const code of codes) {
        if (!list.codes.has(code)) throw new RangeError(`the code list ${list.id} has no code "${code}"`);
        named.set(code, group);
      }
  }
  return (code) => {
    for (let at: string | undefined = code; at !== undefined; at = list.codes.get(at)?.base) {
      const group = named.get(at);
      if (group !== undefined) return group;
    }
    return rest ?? elsewhere;
  };
}

const resolved = new WeakMap<object, CodeLists>();

/** Every list, raw value to code: what an edition regroups. */
export function resolveLists(lists: Readonly<Record<string, ParsedList>>): CodeLists {
  const known = resolved.get(lists);
  if (known) return known;
  const made = Object.fromEntries(Object.entries(lists).map(([id, list]) => [id, resolveList(list)]));
  resolved.set(lists, made);
  return made;
}
