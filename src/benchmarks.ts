import { listKey } from './core/recode.js';
import { groupAt, type Hierarchy, isLevel } from './organisations.js';
import type { Benchmark } from './release/result.js';
import type { Edition } from './standard/types.js';

/**
 * A value of an edition named `benchmark-...`: published figures of one level by place, each a number, or one for each group, as published with its
 * decimals (`percent` from 0 to 100). `of` is the part of the figure they are (board). `breakdown` is the row they belong to, the whole when left out.
 */
interface WrittenBenchmark {
  readonly level: Benchmark['level'];
  readonly unit: Benchmark['unit'];
  readonly decimals: number;
  readonly of?: 'board';
  readonly breakdown?: Readonly<Record<string, string>>;
  readonly places: Readonly<Record<string, number | Readonly<Record<string, number>>>>;
}

/** Where an organisation, or a group of organisations, is: its region and trust type, as far as they are known. */
export type Place = Readonly<Partial<Record<'region' | 'trust-type', string>>>;

const isBenchmark = (value: unknown): value is WrittenBenchmark =>
  typeof value === 'object' && value !== null && 'level' in value && 'places' in value;

/**
 * The published figures that a row may be set beside: those of its indicator and breakdown, the nation's always, a region's or a trust type's when the row is of that place.
 * Each carries the year it is of, which is the edition that brought it and may be earlier than the row's: a figure of another year is never
 * passed off as this year's. Example: WRES 2 of 2025 has England 1.54 (2022) and, of a trust in London, London 1.16 (2024).
 */
export function benchmarksOf(
  edition: Edition,
  indicator: string,
  breakdown: Readonly<Record<string, string>>,
  place: Place,
): readonly Benchmark[] {
  const own = Object.entries(breakdown).filter(([key]) => !isLevel(key));
  const text = (b: Readonly<Record<string, string>>): string => JSON.stringify(Object.entries(b).sort());
  const row = text(Object.fromEntries(own));
  return Object.entries(edition.indicators[indicator] ?? {}).flatMap(
    ([name, { value, source, verified, introduced }]) => {
      if (!name.startsWith('benchmark-') || !isBenchmark(value) || text(value.breakdown ?? {}) !== row) return [];
      const { level, unit, decimals, of, places } = value;
      return Object.entries(places).flatMap(([where, figure]) => {
        if (level !== 'national' && listKey(where) !== listKey(place[level])) return [];
        const groups: readonly (readonly [string | undefined, number])[] =
          typeof figure === 'number' ? [[undefined, figure]] : Object.entries(figure);
        return groups.map(
          ([group, n]): Benchmark => ({
            level,
            place: where,
            year: introduced,
            ...(group === undefined ? {} : { group }),
            ...(of === undefined ? {} : { of }),
            value: n,
            unit,
            decimals,
            source,
            verified,
          }),
        );
      });
    },
  );
}

/** Where a row is: a region or a trust type itself, else its organisation, or the run's, as the organisations file says. */
export function placeOf(
  breakdown: Readonly<Record<string, string>>,
  organisation: string,
  hierarchy: Hierarchy | undefined,
): Place {
  const own = breakdown.organisation ?? organisation;
  const at = (level: 'region' | 'trust-type'): string => breakdown[level] ?? groupAt(level, own, hierarchy);
  return { region: at('region'), 'trust-type': at('trust-type') };
}
