import { isNumber } from '../../../src/core/outcome.js';
import type { Result } from '../../../src/release/result.js';
import { type Notes, nameOf } from './notes.js';
import { populations } from './populations.js';
import type { Rows } from './rows.js';

/** The tiers of the rows of disparity ratios: each group in each, of its people in all tiers of the row. */
export type Tiers = Map<string, Set<string>>;

export function readTiers({ know, leaks }: Notes, tierRows: Tiers, r: Result): void {
  const pop = populations(r).base();
  const { block = 'all', tier: _, ...rest } = r.breakdown as Record<string, string>;
  const { dimension } = r.compared;
  for (const p of r.parts) {
    const name = (tier: string): string => `${pop}|block=${block},tier=${tier},${nameOf(rest)}|${dimension}:${p.group}`;
    know(name(p.of ?? ''), p.n);
    know(name('every'), p.base);
    const key = `${pop}|${block}|${nameOf(rest)}|${dimension}:${p.group}`;
    tierRows.set(key, (tierRows.get(key) ?? new Set<string>()).add(p.of ?? ''));
  }
  const made = r.parts.filter((p) => p.group === r.compared.over || p.group === r.compared.under);
  const hidden = made.some((p) => !isNumber(p.n));
  if (hidden && (r.value.status === 'ok' || r.interval.status === 'ok' || /\d/.test(r.working)))
    leaks.push(`${r.indicator} ${nameOf(r.breakdown)}`);
}

/** The tiers of a group are all of its people in bands, over both blocks, and each is its bands. */
export function addTiers({ knowledge, quantities, equation }: Notes, tierRows: Tiers, { rowsOf }: Rows): void {
  for (const [key, tiers] of tierRows) {
    const [pop, block, rest, column] = key.split('|') as [string, string, string, string];
    const at = (tier: string, b = block): string => `${pop}|block=${b},tier=${tier},${rest}|${column}`;
    const more = Object.fromEntries(rest === '' ? [] : rest.split(',').map((d) => d.split('=') as [string, string]));
    if (['lower', 'middle', 'upper'].every((tier) => tiers.has(tier)))
      equation([[at('every'), 1], ...[...tiers].map((tier) => [at(tier), -1] as const)]);
    for (const tier of tiers) {
      const blocks = ['non-clinical', 'clinical'];
      if (block === 'all') {
        if (
          !rowsOf.get(pop)?.has(nameOf({ ...more, block: 'unmapped' })) &&
          blocks.every((b) => quantities.has(at(tier, b)))
        )
          equation([[at(tier), 1], ...blocks.map((b) => [at(tier, b), -1] as const)]);
        continue;
      }
      const bands = (knowledge.tiers?.[tier] ?? []).map(
        (band) => `${pop}|${nameOf({ ...more, band, block })}|${column}`,
      );
      if (bands.length > 0 && bands.every((b) => quantities.has(b) || b.includes('unmapped')))
        equation([[at(tier), 1], ...bands.filter((b) => quantities.has(b)).map((b) => [b, -1] as const)]);
    }
  }
}
