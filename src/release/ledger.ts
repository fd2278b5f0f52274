import { peopleOf, whereText } from './address.js';
import { refsOf } from './asked.js';
import type { CountedRun, CountRef } from './counted.js';
import type { Range } from './move.js';

/** A digest of text, the same everywhere. The library has none of its own: a browser and a server each have theirs. */
export type Hash = (text: string) => string;

/** Counts of one population as an earlier release left them: only what was shown, and that something was not. */
export interface LedgerPeople {
  /** Digest of whom was counted, where and when. */
  readonly people: string;
  /** Digests of the populations these people are among: the same rules less one. */
  readonly among: readonly string[];
  /** Digests of the single years of a mean over years. */
  readonly years: readonly string[];
  /** Digest of an address to the number shown, over all years. */
  readonly shown: Readonly<Record<string, number>>;
  /** Digests of the addresses whose number was hidden. */
  readonly hidden: readonly string[];
}

/** One release: a line of the ledger. */
export interface LedgerRelease {
  readonly ledger: 1;
  readonly policy: string;
  readonly dated: string;
  /** Numbers were rounded to this. */
  readonly roundTo?: number;
  readonly hide?: { readonly from: number; readonly to: number };
  readonly counts: readonly LedgerPeople[];
}

export type Ledger = readonly LedgerRelease[];

/**
 * Reads a ledger: one JSON object a line, oldest first. Throws an Error naming the line that is none; an empty text is an empty ledger.
 */
export function parseLedger(text: string): Ledger {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    let release: LedgerRelease | undefined;
    try {
      release = JSON.parse(line) as LedgerRelease;
    } catch {
      release = undefined;
    }
    if (release?.ledger !== 1 || !Array.isArray(release.counts))
      throw new Error(
        `Line ${i + 1} of the ledger is no release. Restore the file from a copy; do not edit it by hand.`,
      );
    return [release];
  });
}

interface Population {
  readonly id: string;
  readonly among: readonly string[];
  readonly years: readonly string[];
}

/** Earlier years of one run carry their date in this text, and in the run of their own year they do not: the date is given apart. */
const undated = (text: string): string => text.replace(/ to \d{4}-\d{2}-\d{2}$/, '');

/** Digests of whom a cube counts: of what organisation, by which rules, to which day. */
export function populationsOf(run: CountedRun, hash: Hash): ReadonlyMap<string, Population> {
  const to = new Map<string, string>();
  for (const row of run.rows) for (const { cube } of refsOf(row)) if (!to.has(cube)) to.set(cube, row.period.to);
  return new Map(
    [...to].map(([cube, day]) => {
      const { rules = [], source = cube, parts = [], day: knownBy = day } = run.cubes[cube]!;
      const id = (people: string): string => hash(JSON.stringify([run.organisation, knownBy, people]));
      const less = rules.map((_, i) => JSON.stringify([undated(source), rules.filter((_r, j) => j !== i)]));
      return [cube, { id: id(undated(peopleOf(run, cube))), among: less.map(id), years: parts.map(id) }];
    }),
  );
}

/** What earlier releases say of the counts of a run. */
export interface Earlier {
  /** What a reader knows of a count from earlier releases. */
  readonly known: (ref: CountRef) => Range | undefined;
  /** Whether an earlier release hid it. */
  readonly hidden: (ref: CountRef) => boolean;
  /** Numbers an earlier release showed of the same places and other people: all of whom these are some, some of these, or the same people counted again. */
  readonly others: (ref: CountRef) => readonly number[];
}

/** Looks up a run in a ledger. `rangeOf` gives the counts a shown number can stand for under the rules it was released by. */
export function earlierOf(
  ledger: Ledger,
  run: CountedRun,
  hash: Hash,
  rangeOf: (shown: number, release: LedgerRelease) => Range,
  countOf: (ref: CountRef) => number,
): Earlier {
  const populations = populationsOf(run, hash);
  const all = ledger.flatMap((release) => release.counts.map((counts) => ({ release, counts })));
  const at = (ref: CountRef): string => hash(whereText(ref.where));
  const same = (ref: CountRef) => all.filter(({ counts }) => counts.people === populations.get(ref.cube)?.id);
  const linked = (ref: CountRef) => {
    const own = populations.get(ref.cube);
    if (!own) return [];
    return all.filter(
      ({ counts: c }) =>
        own.among.includes(c.people) ||
        own.years.includes(c.people) ||
        c.among.includes(own.id) ||
        c.years.includes(own.id),
    );
  };
  const shownAt = (found: ReturnType<typeof same>, where: string) =>
    found.flatMap(({ release, counts }) => {
      const value = counts.shown[where];
      return value === undefined ? [] : [{ release, value }];
    });
  return {
    known: (ref) => {
      const value = countOf(ref);
      const ranges = shownAt(same(ref), at(ref))
        .map(({ release, value: shown }) => rangeOf(shown, release))
        .filter(({ low, high }) => value >= low && value <= high);
      if (ranges.length === 0) return undefined;
      return { low: Math.max(...ranges.map((r) => r.low)), high: Math.min(...ranges.map((r) => r.high)) };
    },
    hidden: (ref) => same(ref).some(({ counts }) => counts.hidden.includes(at(ref))),
    others: (ref) => {
      const value = countOf(ref);
      const again = shownAt(same(ref), at(ref)).filter(({ release, value: shown }) => {
        const { low, high } = rangeOf(shown, release);
        return release.roundTo === undefined && (value < low || value > high);
      });
      const exact = shownAt(linked(ref), at(ref)).filter(({ release }) => release.roundTo === undefined);
      return [...again, ...exact].map((found) => found.value);
    },
  };
}

/** A count as it was let out: its address, and its number or that there is none. */
export interface LetOut {
  readonly ref: CountRef;
  readonly shown?: number;
}

/** The ledger's line for a release: digests of addresses and the numbers that were shown, never a hidden one. */
export function ledgerLine(
  run: CountedRun,
  hash: Hash,
  counts: readonly LetOut[],
  release: Omit<LedgerRelease, 'ledger' | 'counts'>,
): string {
  const populations = populationsOf(run, hash);
  const found = new Map<string, { of: Population; shown: Map<string, number>; hidden: Set<string> }>();
  for (const { ref, shown } of counts) {
    const of = populations.get(ref.cube);
    if (!of) continue;
    const here = found.get(of.id) ?? { of, shown: new Map<string, number>(), hidden: new Set<string>() };
    found.set(of.id, here);
    const where = hash(whereText(ref.where));
    if (shown === undefined) here.hidden.add(where);
    else here.shown.set(where, shown);
  }
  const people = [...found.values()]
    .sort((a, b) => (a.of.id < b.of.id ? -1 : 1))
    .map(
      ({ of, shown, hidden }): LedgerPeople => ({
        people: of.id,
        among: [...of.among].sort(),
        years: [...of.years].sort(),
        shown: Object.fromEntries([...shown].sort(([a], [b]) => (a < b ? -1 : 1))),
        hidden: [...hidden].sort(),
      }),
    );
  return `${JSON.stringify({ ledger: 1, ...release, counts: people } satisfies LedgerRelease)}\n`;
}
