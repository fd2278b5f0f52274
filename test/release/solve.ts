import type { Highs, Model } from 'highs';

/** A count as an attacker knows it: between which numbers, and whether the release hides it. */
export interface Quantity {
  low: number;
  high: number;
  hidden: boolean;
  /** Shown by no table, and yet a number of people: one count less another. */
  derived?: boolean;
}

/** A sum of counts, each so many times, from `low` to `high`. */
export interface Equation {
  readonly terms: readonly (readonly [string, number])[];
  readonly low: number;
  readonly high: number;
}

export interface Numbers {
  readonly from: number;
  readonly to: number;
}

/** What an attacker finds. */
export interface Found {
  /** Every hidden count with whole numbers it can still be: all there are when they are fewer than three. */
  readonly candidates: () => readonly { readonly name: string; readonly values: readonly number[] }[];
  /** Whether there is a table at all that fits: else the attacker takes something for granted that is not so. */
  readonly feasible: () => boolean;
  readonly done: () => void;
}

/** Asks a solver between which whole numbers each hidden count lies. A derived one matters where it may be one of the `small` numbers. */
export function tablesThatFit(
  highs: Highs,
  quantities: ReadonlyMap<string, Quantity>,
  equations: readonly Equation[],
  smallNumbers: Numbers | undefined,
): Found {
  const names = [...quantities.keys()];
  const column = new Map(names.map((n, i) => [n, i]));
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const { terms } of equations) {
    for (const [name, by] of terms) {
      indices.push(column.get(name) as number);
      values.push(by);
    }
    starts.push(indices.length);
  }
  const model: Model = highs.createModel({
    numCols: names.length,
    numRows: equations.length,
    colCost: new Float64Array(names.length),
    colLower: names.map((n) => quantities.get(n)!.low),
    colUpper: names.map((n) => quantities.get(n)!.high),
    rowLower: equations.map((e) => e.low),
    rowUpper: equations.map((e) => e.high),
    matrix: { format: 'csr', numRows: equations.length, numCols: names.length, starts, indices, values },
  });
  const optimal = highs.constants.modelStatus.optimal;
  const { integer, continuous } = highs.constants.variableType;
  const every = { kind: 'range', from: 0, to: names.length - 1 } as const;
  const wholes = (kind: typeof integer | typeof continuous): void => {
    model.changeColsIntegrality(
      every,
      names.map(() => kind),
    );
  };
  const isWhole = (x: ArrayLike<number>): boolean =>
    names.every((_, i) => Math.abs((x[i] as number) - Math.round(x[i] as number)) < 1e-6);

  /** The best table in whole people: most often the relaxed problem, which starts where the last one ended, has one already. */
  const solved = (): ArrayLike<number> | undefined => {
    if (model.run().modelStatus !== optimal) return undefined;
    const relaxed = model.getSolution().colValue;
    if (isWhole(relaxed)) return relaxed;
    wholes(integer);
    const found = model.run().modelStatus === optimal ? model.getSolution().colValue : undefined;
    wholes(continuous);
    return found;
  };
  // HiGHS 1.15.3 finds too small a greatest value of one of the random tables with its presolve on.
  model.options.set({ output_flag: false, presolve: 'off' });

  /** Every whole number seen for a hidden quantity in some table that fits. */
  const seen = new Map<number, Set<number>>();
  names.forEach((n, i) => {
    if (quantities.get(n)!.hidden || quantities.get(n)!.derived) seen.set(i, new Set());
  });

  /** The least (or greatest) value of a quantity in a range, in a whole table that fits; what else the table holds is kept. */
  const extreme = (i: number, sense: 1 | -1, low: number, high: number): number | undefined => {
    const q = quantities.get(names[i] as string) as Quantity;
    if (Math.max(low, q.low) > Math.min(high, q.high)) return undefined;
    model.changeColBounds(i, Math.max(low, q.low), Math.min(high, q.high));
    model.changeColCost(i, sense);
    const found = solved();
    model.changeColCost(i, 0);
    model.changeColBounds(i, q.low, q.high);
    if (found) for (const [j, values] of seen) values.add(Math.round(found[j] as number));
    return found && Math.round(found[i] as number);
  };

  return {
    feasible: () => solved() !== undefined,
    candidates: () => {
      const most = 10_000;
      for (const [i, values] of seen) {
        if (values.size > 2) continue;
        const low = extreme(i, 1, 0, Number.POSITIVE_INFINITY);
        if (low === undefined || values.size > 2) continue;
        const high = extreme(i, -1, 0, low + most);
        for (let from = low + 1; values.size < 3 && high !== undefined && from < high; ) {
          const next = extreme(i, 1, from, high - 1);
          if (next === undefined) break;
          from = next + 1;
        }
      }
      const small = (n: number): boolean => n >= (smallNumbers?.from ?? 1) && n <= (smallNumbers?.to ?? 0);
      return [...seen]
        .filter(([i, values]) => !quantities.get(names[i] as string)?.derived || [...values].some(small))
        .map(([i, values]) => ({
          name: names[i] as string,
          values: [...values].sort((a, b) => a - b),
        }));
    },
    done: () => model.dispose(),
  };
}
