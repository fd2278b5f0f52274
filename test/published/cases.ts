import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/root.js';

export type Verdict = 'match' | 'rounding' | 'inconsistent' | 'edge';

/** A number from a case's inputs: a path into them, a number, or plain arithmetic on such. */
export type Value =
  | string
  | number
  | { readonly sum: readonly Value[] }
  | { readonly minus: readonly [Value, Value] }
  | { readonly times: readonly Value[] };

export type Percent = Value | readonly [Value, Value];

/** How a printed figure follows from the inputs. Shares, likelihoods and points go through the engine's formulas. */
export type Working =
  | { readonly share: readonly [Value, Value] }
  | { readonly likelihood: { readonly over: readonly [Value, Value]; readonly under: readonly [Value, Value] } }
  /** Percentages, or shares of counts as [n, base]. */
  | { readonly points: readonly [Percent, Percent] }
  | { readonly likelihoodOfShares: { readonly over: readonly [Value, Value]; readonly under: readonly [Value, Value] } }
  | { readonly rowSum: readonly Value[] }
  | { readonly basesThatFit: Value }
  | { readonly asRatios: readonly string[] }
  | { readonly payGap: readonly [Value, Value] }
  | { readonly value: Value }
  | { readonly oneIn: readonly [Value, Value] }
  | { readonly rising: readonly (readonly [Value, Value])[] }
  | { readonly suppressedTotal: string; readonly total: string }
  | { readonly sharesAddTo100: string }
  | { readonly countsThatFit: Value }
  | { readonly basesThatFitGrowth: Value }
  | { readonly rateRatio: readonly [Value, Value]; readonly rateDecimals: number };

export interface Figure {
  readonly printed?: number | string | boolean;
  readonly decimals?: number;
  readonly working: Working;
  /** The unrounded answer, worked outside the engine. */
  readonly exact: number | string | boolean | readonly number[];
  readonly verdict: Verdict;
}

export interface PublishedCase {
  readonly id: string;
  readonly indicator: string;
  readonly organisation: string;
  readonly year: string;
  readonly source: string;
  readonly scope: 'wres-figure' | 'wdes-figure' | 'same-arithmetic';
  readonly basis: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly figures: Readonly<Record<string, Figure>>;
  readonly status: Verdict;
  readonly note: string;
}

/** A published case whose indicator the engine does not have yet. */
export interface AwaitingCase {
  readonly id: string;
  readonly indicator: string;
  readonly source: string;
  readonly status: string;
  readonly note: string;
}

const load = <T>(file: string): readonly T[] =>
  JSON.parse(readFileSync(join(packageRoot, 'fixtures/published', file), 'utf8')) as readonly T[];

export const wresAndWorkforce = (): readonly PublishedCase[] => load('wres-and-workforce.json');
export const more = (): readonly PublishedCase[] => load('more.json');
export const wdes = (): readonly PublishedCase[] => load('wdes.json');
export const awaiting = (): readonly AwaitingCase[] => load('model-employer-and-pay.json');
