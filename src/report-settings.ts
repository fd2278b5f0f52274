import { standardOf } from './core/ids.js';
import type { Run } from './release/result.js';
import type { ReportOptions } from './report/types.js';
import type { Library } from './run-options.js';
import { resolveEdition } from './standard/choose.js';
import type { Dated, Edition, Source } from './standard/types.js';

type Settings = Pick<ReportOptions, 'indicators' | 'band' | 'unknownWarning' | 'sources'>;

const isBand = (value: unknown): value is { readonly low: number; readonly high: number } =>
  typeof value === 'object' && value !== null && 'low' in value && 'high' in value;

const wordsOf = (dated: Dated | undefined): string | undefined =>
  typeof dated?.value === 'string' ? dated.value : undefined;

/** Sources that a reader can look up, once each, by title: their clauses may hold figures of others, which no report shows. */
function sourcesOf(values: readonly Dated[]): readonly Source[] {
  const found = new Map<string, Source>();
  for (const { source } of values)
    if (source.href !== undefined)
      found.set(`${source.title} ${source.href}`, { title: source.title, href: source.href });
  return [...found.values()];
}

/**
 * What a report says about the indicators of a run from their definitions and editions: title, words, official wording with its source,
 * the band of ratios, the share of unknown that is warned of, and the sources of the values used. An edition that is not there adds nothing.
 */
export function reportSettings(library: Library, run: Pick<Run, 'results'>): Settings {
  const used = new Map<string, Edition>();
  for (const { indicator, edition, yearsBefore } of run.results) {
    if (yearsBefore !== undefined) continue;
    const standard = standardOf(indicator);
    if (library.editions[standard]?.[edition]) used.set(indicator, resolveEdition(library.editions, standard, edition));
  }
  const own = (id: string): Readonly<Record<string, Dated>> => used.get(id)?.indicators[id] ?? {};
  const indicators = Object.fromEntries(
    library.indicators.map(({ id, title, words }) => {
      const wording = own(id)['official-wording'];
      const definition = wordsOf(wording);
      return [
        id,
        {
          title,
          words,
          ...(wording === undefined || definition === undefined ? {} : { definition, source: wording.source }),
        },
      ];
    }),
  );
  const [edition] = used.values();
  const band = edition?.parameters['likelihood-band']?.value;
  const warning = edition?.parameters['unknown-warning']?.value;
  return {
    indicators,
    ...(isBand(band) ? { band: [band.low, band.high] as const } : {}),
    ...(typeof warning === 'number' ? { unknownWarning: warning } : {}),
    sources: sourcesOf([...used.keys()].flatMap((id) => Object.values(own(id)))),
  };
}
