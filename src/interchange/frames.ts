import type { ColumnTable } from 'arquero';
import type { DataFrame } from 'danfojs-node';
import type { Released, Run } from '../release/result.js';
import { columnsOf, type InterchangeTable } from './columns.js';

type Named = Record<string, (string | number | undefined)[]>;

const named = (run: Released<Run>, table: InterchangeTable): Named =>
  Object.fromEntries(columnsOf(run, table).map(({ name, values }) => [name, [...values]]));

/** A released run as an Arquero table; a figure that is not known is `undefined`, its reason in the column `<name> status`. */
export async function toArquero(run: Released<Run>, table: InterchangeTable = 'results'): Promise<ColumnTable> {
  return (await import('arquero')).table(named(run, table));
}

/**
 * A released run as a danfojs-node data frame, for those who have it: it is not installed with this package.
 * Throws an Error that says how to install it when it is not there. A figure that is not known is NaN, its reason in `<name> status`.
 */
export async function toDanfo(run: Released<Run>, table: InterchangeTable = 'results'): Promise<DataFrame> {
  const danfo = await import('danfojs-node').catch(() => {
    throw new Error(
      'danfojs-node is not installed; docs/interchange.md says how to install it, and toArquero needs nothing more',
    );
  });
  const columns = Object.fromEntries(
    columnsOf(run, table).map(({ name, kind, values }) => [
      name,
      kind === 'text' ? [...values] : values.map((v) => v ?? Number.NaN),
    ]),
  );
  return new danfo.DataFrame(columns);
}
