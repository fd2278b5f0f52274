import type { Cover, OwnLabels } from '../src/index.js';
import { etagOf, type Tagged } from './etag.js';
import { negotiate } from './negotiate.js';
import {
  chartOffers,
  chartTypes,
  comparisonOffers,
  comparisonTypes,
  reportOffers,
  reportPolicy,
  reportTypes,
  resultDrawing,
  resultOffers,
  resultTypes,
  type Table,
  withWording,
} from './represent.js';
import { hashOf, type Runs } from './runs.js';
import type { Drawing, Wording } from './work/tasks.js';

/** Released results, of an extract or kept: what they are kept under, what decides them, how they are made. */
export interface Source {
  readonly key: string;
  readonly manifest: string;
  readonly run: () => Promise<Buffer>;
}

/** What a person had drawn otherwise: their own words for groups, the cover of their report. */
export interface Drawn {
  readonly labels?: OwnLabels;
  readonly cover?: Cover;
}
const inTag = (what: Drawn): readonly string[] =>
  what.labels === undefined && what.cover === undefined ? [] : [hashOf(what).slice(0, 16)];

type Offered = Pick<Tagged, 'etag' | 'type' | 'name' | 'policy'>;

const runOf = (runs: Runs, { key, run }: Source) => ({ key: `${key}/json`, make: () => runs.once(`${key}/json`, run) });

function drawn(runs: Runs, source: Source, drawing: Drawing, offered: Offered): Tagged {
  const { key, make } = runs.drawing(source.key, runOf(runs, source).make, drawing);
  return { ...offered, ...runs.packing(key, make) };
}

/** The results in the format that `accept` likes best. Throws 406. */
export function resultsOffer(runs: Runs, source: Source, accept: string | undefined, table?: Table): Tagged {
  const type = negotiate(accept, resultOffers);
  const etag = etagOf(source.manifest, `${resultTypes[type]}${table === undefined ? '' : `-${table}`}`);
  if (type === 'application/json') {
    const { key, make } = runOf(runs, source);
    return { etag, type: `${type}; charset=utf-8`, ...runs.packing(key, make) };
  }
  return drawn(runs, source, resultDrawing(type, table), {
    etag,
    type: type === 'text/csv' ? `${type}; charset=utf-8` : type,
    name: `results.${resultTypes[type]}`,
  });
}

/** Two snapshots side by side in the format that `accept` likes best. Throws 406. */
export function comparisonOffer(runs: Runs, source: Source, accept: string | undefined): Tagged {
  const type = negotiate(accept, comparisonOffers);
  const as = comparisonTypes[type];
  const name = type === 'text/csv' ? { name: 'comparison.csv' } : {};
  const offered = { etag: etagOf(source.manifest, as), type: `${type}; charset=utf-8`, ...name };
  return drawn(runs, source, { as }, offered);
}

/** One indicator's chart; with `trend` its main figure year by year. */
export function chartOffer(
  runs: Runs,
  source: Source,
  accept: string | undefined,
  of: { readonly indicator: string; readonly trend: boolean; readonly wording?: Wording | undefined } & Drawn,
): Tagged {
  const type = negotiate(accept, chartOffers);
  const { indicator, trend, wording, labels } = of;
  const own = labels ? { labels } : {};
  const drawing = { as: chartTypes[type], indicator, trend, ...withWording(wording), ...own };
  return drawn(runs, source, drawing, {
    etag: etagOf(
      source.manifest,
      [drawing.as, indicator.replace(/[^\w.-]/g, '_'), wording ?? 'bme', ...inTag(own)].join('-'),
    ),
    type: type === 'image/png' ? type : `${type}; charset=utf-8`,
  });
}

/** The board report; of one organisation among several when it is named. */
export function reportOffer(
  runs: Runs,
  source: Source,
  accept: string | undefined,
  of: { readonly wording?: Wording | undefined; readonly organisation?: string } & Drawn,
): Tagged {
  const type = negotiate(accept, reportOffers);
  const { wording, ...reported } = of;
  const as = reportTypes[type];
  return drawn(
    runs,
    source,
    { as, ...withWording(wording), ...reported },
    {
      etag: etagOf(source.manifest, ['report', as, wording ?? 'bme', ...inTag(of)].join('-')),
      // The page is shown; the others are saved, under a name of ours.
      ...(type === 'text/html'
        ? { type: `${type}; charset=utf-8`, policy: reportPolicy }
        : { type, name: `report.${as}` }),
    },
  );
}
