import { type Figure, suppressed } from '../core/outcome.js';
import type { Policy } from '../standard/policy.js';
import { countAt, isMember, whereText } from './address.js';
import { refsOf } from './asked.js';
import type { Counted, CountedRow, CountedRun, CountRef } from './counted.js';
import { planHiding } from './hiding.js';
import type { Earlier, LetOut } from './ledger.js';
import { roundTo } from './rounded.js';
import { boardRule } from './rules.js';

/** What may be seen of one count of a row. */
export type See = (counted: Counted, row: CountedRow) => Figure;

/** What may be seen of the counts of a run under one policy. */
export interface Visible {
  readonly see: See;
  readonly hidden: (ref: CountRef) => boolean | undefined;
  /** Hidden counts that a reader could still work out, whatever else is hidden. */
  readonly exposed: number;
  readonly secondary: 'applied' | 'not applied';
  /** What goes out of every count of these rows, shown or not, and what a reader can add up. */
  readonly letOut: (rows: readonly CountedRow[]) => readonly LetOut[];
}

/**
 * What a reader may see of each count: count, hide, hide complements, round, in this order. A count of 0 is not a small number of people and stays.
 * Means over years are hidden and rounded on the sum, then divided. Example: under `board` 3 is suppressed, 0 and 5 are not.
 */
export async function visible(run: CountedRun, policy: Policy, earlier?: Earlier): Promise<Visible> {
  const hiding = await planHiding(run, policy, earlier);
  const known = new Map<string, Figure>();
  const see: See = (counted, row) => {
    if ('status' in counted) return counted;
    const whole = boardRule(policy, row) === 'all' && isMember(counted);
    const address = `${counted.cube} ${whereText(counted.where)}${whole ? ' whole' : ''}`;
    let figure = known.get(address);
    if (figure === undefined) {
      const n = countAt(run, counted);
      // FTE is counted in hundred-thousandths and rounded like people.
      const unit = run.cubes[counted.cube]?.cube.measure === 'fte' ? 100_000 : 1;
      const to = whole ? 1 : (policy.roundTo ?? 1 / unit) * unit;
      figure = !whole && hiding.hidden(counted) ? suppressed : roundTo(n, to) / run.cubes[counted.cube]!.years;
      known.set(address, figure);
    }
    return figure;
  };
  const letOut = (rows: readonly CountedRow[]): readonly LetOut[] => {
    const refs = rows.flatMap((row) => refsOf(row).map((ref) => ({ ref, row })));
    const listed = refs.flatMap(({ ref, row }): LetOut[] => {
      if (hiding.hidden(ref) === undefined) return [];
      const figure = see(ref, row);
      return [typeof figure === 'number' ? { ref, shown: figure * run.cubes[ref.cube]!.years } : { ref }];
    });
    return [...listed, ...hiding.shared];
  };
  return { see, hidden: hiding.hidden, exposed: hiding.exposed, secondary: hiding.secondary, letOut };
}
