import type { Absent } from '../../core/outcome.js';
import type { Counted, CountedGroup, CountedRow, CountRef } from '../../release/counted.js';
import { addressesOf } from './addresses.js';
import type { RowAsk } from './ask.js';
import type { Family } from './family.js';
import { comparedGroups, type Group, ownPairing, pairedGroups } from './groups.js';
import { standardised } from './standardised.js';

/** The headcounts behind a row of FTE, by group: FTE is shown of nobody whose headcount is not. */
function guardsOf(
  family: Family,
  { cut, training }: RowAsk,
  groups: readonly Group[],
): Readonly<Record<string, readonly CountRef[]>> {
  const at = addressesOf(family, cut, 'people', training);
  return Object.fromEntries(
    groups.map(({ id, where }) => [
      id,
      ['left', 'opening', 'closing'].map((name) => at(name, where)).filter((c) => 'cube' in c),
    ]),
  );
}

/**
 * One row as addresses: for each of its groups the number above and the first stock, and by name every stock, who is of no known group, and what else
 * is asked for. Absent when anything it needs was not supplied. Example: a leaver rate of women has n `left` and the stocks `opening` and `closing`.
 */
export function row(family: Family, ask: RowAsk): CountedRow {
  const { pairing, cut, basis, where } = ask;
  const { indicator, what } = family;
  const at = addressesOf(family, cut, basis, ask.training);
  const compared: CountedRow['compared'] = pairing
    ? {
        dimension: pairing.dimension,
        over: pairing.over,
        ...(pairing.under === undefined ? {} : { under: pairing.under }),
      }
    : indicator.compared;
  const groups = pairing ? pairedGroups(pairing, where) : comparedGroups(compared, where);
  const [first = 'opening'] = ask.stocks;
  const countedGroups = groups.map(
    (g): CountedGroup => ({ group: g.id, n: at(ask.n, g.where), base: at(first, g.where) }),
  );
  const also: Record<string, Counted> = { ...ask.more };
  for (const g of groups) for (const stock of ask.stocks) also[`${g.id} ${stock}`] = at(stock, g.where);
  also.everyone = at(first, where);
  also.unknown = at(first, { ...where, [compared.dimension]: [pairing?.unknown ?? 'unknown'] });
  const pooled = ask.n === 'left' && !ask.training && !ask.plain;
  const made: CountedRow = {
    ...family.frame,
    breakdown: ask.breakdown,
    compared,
    groups: countedGroups,
    also,
    turnover: {
      what,
      definition: ask.definition,
      basis,
      ...family.counted,
      kind: ask.kind ?? 'rate',
      own: pairing ? pairing.over : 'all',
      stocks: ask.stocks,
      shown: ask.shown ?? {},
      unknown: ['unknown', 'everyone'],
      ...(basis === 'fte' ? { guards: guardsOf(family, ask, groups) } : {}),
      ...(pooled ? standardised(family, pairing ?? ownPairing(compared), cut, where) : {}),
    },
    ...ask.extra,
  };
  const absent =
    family.lacking ??
    countedGroups.flatMap(({ n, base }) => [n, base]).find((c): c is Absent => 'status' in c) ??
    Object.values(also).find((c): c is Absent => 'status' in c) ??
    family.ungrouped;
  return absent ? { ...made, absent } : made;
}
