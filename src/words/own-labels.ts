import type { OwnLabels } from './labels.js';

export type OwnLabelsReading =
  | { readonly status: 'ok'; readonly labels: OwnLabels }
  | { readonly status: 'refused'; readonly reason: string };

const isTexts = (of: unknown): boolean =>
  typeof of === 'object' && of !== null && !Array.isArray(of) && Object.values(of).every((v) => typeof v === 'string');

/**
 * A person's own words for groups as they stand in a file: `whole`, and `groups` by dimension and group. `refused` says which entry is none.
 * Example: { whole: 'Pawb', groups: { sex: { female: 'Menywod' } } } is ok; { colour: 'red' } is refused.
 */
export function readOwnLabels(written: unknown): OwnLabelsReading {
  const refused = (reason: string): OwnLabelsReading => ({ status: 'refused', reason });
  if (written !== undefined && written !== null && (typeof written !== 'object' || Array.isArray(written)))
    return refused('it is a text or list; there must be whole and groups');
  const { whole, groups, ...others } = (written ?? {}) as Record<string, unknown>;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return refused(`there is no "${unknown.slice(0, 40)}"; there are whole and groups`);
  if (whole !== undefined && typeof whole !== 'string') return refused('whole must be text');
  if (groups !== undefined && (typeof groups !== 'object' || groups === null || Array.isArray(groups)))
    return refused('groups must name dimensions');
  const wrong = Object.entries(groups ?? {}).find(([, of]) => !isTexts(of));
  if (wrong)
    return refused(`groups.${wrong[0].slice(0, 40)} must give a text for each group (quote yes, no and numbers)`);
  return {
    status: 'ok',
    labels: {
      ...(whole === undefined ? {} : { whole }),
      groups: (groups ?? {}) as NonNullable<OwnLabels['groups']>,
    },
  };
}
