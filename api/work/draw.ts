import {
  charts,
  comparisonCsv,
  comparisonJson,
  funnelTable,
  interchange,
  labels,
  type Released,
  type Run,
  reportSettings,
  reports,
  resultsCsv,
} from '../../src/index.js';
import { library } from './library.js';
import type { Drawing, DrawTask, Made } from './tasks.js';

const encoded = (text: string): Made => ({ bytes: new TextEncoder().encode(text) });

/** Draws released results in another format, as the command line does. The run is what the gate gave; it has only been written and read since. */
export async function drawn({ run: bytes, drawing }: DrawTask): Promise<Made> {
  const run = JSON.parse(new TextDecoder().decode(bytes)) as Released<Run>;
  switch (drawing.as) {
    case 'csv':
      return encoded(resultsCsv(run));
    case 'funnel':
      return encoded(funnelTable(run));
    case 'comparison':
    case 'comparison-csv':
      return compared(run, drawing.as);
    case 'arrow':
      return { bytes: await (await interchange()).toArrow(run, drawing.table) };
    case 'parquet':
      return { bytes: await (await interchange()).toParquet(run, drawing.table) };
    case 'html':
    case 'pdf':
    case 'docx':
    case 'xlsx': {
      const { cannotWrite, reportDocument, writeReport } = await reports();
      const why = cannotWrite(drawing.as);
      if (why !== undefined) return { none: why, format: true };
      const settings = {
        ...reportSettings(await library(), run),
        ...(drawing.wording ? { wording: drawing.wording } : {}),
        ...(drawing.labels ? { ownLabels: drawing.labels } : {}),
        ...(drawing.cover ? { cover: drawing.cover } : {}),
        ...(drawing.organisation === undefined ? {} : { organisation: sameAs(run, drawing.organisation) }),
      };
      try {
        return { bytes: await writeReport(reportDocument(run, settings), drawing.as) };
      } catch (fault) {
        if (fault instanceof RangeError) return { none: `There is no report of this: ${fault.message}.` };
        throw fault;
      }
    }
    default:
      return chart(run, drawing);
  }
}

/** Two snapshots side by side; where they could not be compared the run's own issues say why. */
function compared(run: Released<Run>, as: 'comparison' | 'comparison-csv'): Made {
  if (run.compared) return encoded(as === 'comparison' ? comparisonJson(run) : comparisonCsv(run));
  const why = run.issues.filter((i) => i.severity === 'error').map((i) => `${i.what} ${i.todo}`);
  const what = why.length === 0 ? ['No two snapshots are compared in these results.'] : why;
  return { none: [...new Set(what)].join(' '), incomparable: true };
}

/** An organisation as the rows write it, whatever the case it was asked for in. */
const sameAs = (run: Released<Run>, asked: string): string =>
  run.results.find((r) => r.organisation.toLowerCase() === asked.toLowerCase())?.organisation ?? asked;

async function chart(run: Released<Run>, drawing: Extract<Drawing, { readonly indicator: string }>): Promise<Made> {
  const { indicator, as, trend, wording } = drawing;
  if (!run.results.some((r) => r.indicator === indicator))
    return {
      none: `There is no result for this indicator; there are ${[...new Set(run.results.map((r) => r.indicator))].join(', ')}.`,
    };
  const { chartSpec, png, svg } = await charts();
  const { indicators, band } = reportSettings(await library(), run);
  try {
    const spec = chartSpec(run, {
      indicator,
      width: 'wide',
      ...(indicators ? { indicators } : {}),
      ...(band ? { band } : {}),
      ...(trend ? { trend } : {}),
      labels: labels(wording, drawing.labels),
    });
    if (as === 'vega-lite') return encoded(`${JSON.stringify(spec, null, 2)}\n`);
    return as === 'svg' ? encoded(await svg(spec)) : { bytes: await png(spec) };
  } catch (fault) {
    if (fault instanceof RangeError) return { none: `There is no chart of this: ${fault.message}.` };
    throw fault;
  }
}
