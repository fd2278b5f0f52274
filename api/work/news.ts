import type { Ledger } from '../../src/index.js';

type Release = Ledger[number];
const rules = ({ policy, roundTo, hide }: Release): string => JSON.stringify([policy, roundTo, hide]);

/**
 * A ledger's line less what earlier lines by the same rules say already; undefined when it says nothing else, so that a question asked again adds nothing.
 * Example: 725 shown before at an address and 9 beside it now leaves the 9.
 */
export function newsIn(past: Ledger, line: string): string | undefined {
  const release = JSON.parse(line) as Release;
  const before = past.filter((r) => rules(r) === rules(release)).flatMap((r) => r.counts);
  const counts = release.counts.flatMap((own) => {
    const same = before.filter(({ people }) => people === own.people);
    if (same.length === 0) return [own];
    const shown = Object.entries(own.shown).filter(([at, n]) => !same.some((s) => s.shown[at] === n));
    const hidden = own.hidden.filter((at) => !same.some((s) => s.hidden.includes(at)));
    return shown.length + hidden.length === 0 ? [] : [{ ...own, shown: Object.fromEntries(shown), hidden }];
  });
  return counts.length === 0 ? undefined : `${JSON.stringify({ ...release, counts } satisfies Release)}\n`;
}
