import type { TableContract } from '../../schemas/table.js';
import { listKey } from '../core/recode.js';
import { type Aliases, aliasesOf, type FoundHeader, findHeader, headerText, nearest } from './headers.js';
import { needs } from './needs.js';
import type { RawRow } from './types.js';

export interface Candidate {
  readonly contract: TableContract;
  readonly aliases: Aliases;
}

/** Which table a sheet is, by its name, its file's name or its columns; or the nearest it came to one. */
export type Recognised =
  | {
      readonly kind: 'table';
      readonly candidate: Candidate;
      readonly header: FoundHeader;
      readonly complete: boolean;
      /** How well the columns fit, to compare tables by. */
      readonly weight: number;
      readonly by: 'sheet' | 'file' | 'columns';
    }
  | { readonly kind: 'no-table'; readonly named?: TableContract; readonly headers: readonly string[] };

/** How many first rows may hold the header. */
export const headerWindow = 30;

export const candidates = (
  contracts: readonly TableContract[],
  profile: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): readonly Candidate[] =>
  contracts.map((contract) => ({ contract, aliases: aliasesOf(contract, profile[contract.table]) }));

/** Length of the longest of a table's names that stands in a text as whole words; 0 when none does. */
function nameMatch(contract: TableContract, text: string): number {
  const inside = ` ${listKey(text.replace(/\.[a-z]{3,4}$/i, ''))} `;
  return Math.max(0, ...contract.names.map((name) => (inside.includes(` ${listKey(name)} `) ? name.length : 0)));
}

/** The tables with the longest name match; several tables may share a name (recruitment by application and counted). */
function named(all: readonly Candidate[], text: string): readonly Candidate[] {
  const lengths = all.map((c) => nameMatch(c.contract, text));
  const longest = Math.max(...lengths);
  return longest === 0 ? [] : all.filter((_, i) => lengths[i] === longest);
}

const has = (header: FoundHeader, column: string): boolean => header.columns.some((c) => c.column === column);

/** Whether a header gives what the table cannot do without. */
export function complete(contract: TableContract, header: FoundHeader): boolean {
  const need = needs[contract.table];
  const required = Object.entries(contract.columns).filter(([, spec]) => spec.required);
  return (
    required.every(([name]) => has(header, name)) && (!need?.oneOf || need.oneOf.some((name) => has(header, name)))
  );
}

interface Fit {
  readonly candidate: Candidate;
  readonly header: FoundHeader;
  readonly complete: boolean;
}

const fits = (all: readonly Candidate[], rows: readonly RawRow[]): readonly Fit[] =>
  all.flatMap((candidate) => {
    const header = findHeader(candidate.aliases, rows);
    return header ? [{ candidate, header, complete: complete(candidate.contract, header) }] : [];
  });

/** Columns named, and a little more for one that tells the table from others like it. */
const weight = ({ candidate, header }: Fit): number => {
  const tells = needs[candidate.contract.table]?.tells;
  return header.hits + (tells !== undefined && has(header, tells) ? 1 : 0);
};

/** Complete tables first, then by columns named, then in the order of the contracts. */
const best = (found: readonly Fit[]): Fit | undefined =>
  [...found].sort((a, b) => Number(b.complete) - Number(a.complete) || weight(b) - weight(a))[0];

const table = (fit: Fit, by: 'sheet' | 'file' | 'columns'): Recognised => ({
  kind: 'table',
  candidate: fit.candidate,
  header: fit.header,
  complete: fit.complete,
  weight: weight(fit),
  by,
});

/**
 * Recognises a sheet from its first rows. The sheet's name decides, then the file's name (when the sheet's says nothing), then the
 * columns. A name is overruled when its table lacks something it needs and another table is complete with more columns named.
 */
export function recognise(all: readonly Candidate[], file: string, sheet: string, rows: readonly RawRow[]): Recognised {
  const first = rows.slice(0, headerWindow + 1);
  const found = fits(all, first);
  const overall = best(found);
  const bySheet = named(all, sheet);
  const byFile = bySheet.length > 0 ? [] : named(all, file);
  const names = bySheet.length > 0 ? bySheet : byFile;
  if (overall) {
    const mine = best(found.filter((f) => names.includes(f.candidate)));
    if (mine && (mine.complete || !overall.complete || weight(overall) <= weight(mine) + 1))
      return table(mine, bySheet.length > 0 ? 'sheet' : 'file');
    if (overall.complete || (names.length === 0 && overall.header.hits >= 4)) return table(overall, 'columns');
  }
  return { kind: 'no-table', headers: likeHeaders(all, first), ...(names[0] ? { named: names[0].contract } : {}) };
}

/**
 * Texts of the widest row that look like known headers, to say what came nearest. Only of a row that is all words, two of them like headers:
 * a row of data must never be quoted.
 */
function likeHeaders(all: readonly Candidate[], rows: readonly RawRow[]): readonly string[] {
  const worded = rows
    .map((row) => row.cells.filter((cell) => cell !== undefined))
    .filter((cells) => cells.every((cell) => typeof cell === 'string' && !/\d/.test(cell)))
    .sort((a, b) => b.length - a.length)[0];
  const known = new Set(all.flatMap((c) => Object.values(c.contract.columns).flatMap((spec) => spec.headers)));
  const like = (worded ?? [])
    .map(headerText)
    .filter((text) => text !== '' && (known.has(text) || nearest(text, known, 1).length > 0));
  return like.length < 2 ? [] : like;
}
