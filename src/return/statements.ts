import { parseIso } from '../core/dates.js';
import { listKey } from '../core/recode.js';
import type { Value } from '../core/rows.js';
import { periodNames } from '../count/cube-file.js';
import type { Extract } from '../extract/types.js';
import type { Run } from '../release/result.js';
import type { Edition } from '../standard/types.js';
import type { ReturnPart, StatementRow } from './types.js';

const cell = (value: Value): string => (value === undefined ? '' : String(value));

/**
 * A statement for each part of the return: what the organisation wrote before (its text, action, owner), a yes or no where the part is one, and
 * otherwise blank for it to fill in. They are rows of the statements table, so that a filled-in return gives them again.
 */
export function statementsOf(
  parts: readonly ReturnPart[],
  run: Pick<Run, 'results'>,
  tables: Extract['tables'],
  edition: Pick<Edition, 'from' | 'indicators'>,
): readonly StatementRow[] {
  const period = edition.from;
  const { statements } = tables;
  const periods = periodNames(parseIso(period) as number);
  const written = (id: string): Partial<StatementRow> => {
    if (!statements) return {};
    const asked = edition.indicators[id]?.['asked-as']?.value as readonly string[] | undefined;
    const names = new Set([id, ...(asked ?? [])].map(listKey));
    const at = (column: string, row: number): string => cell(statements.columns[column]?.[row]);
    const row = Array.from({ length: statements.length }, (_, i) => i).find(
      (i) =>
        names.has(listKey(at('statement', i))) && (at('period', i) === '' || periods.has(listKey(at('period', i)))),
    );
    return row === undefined ? {} : { words: at('words', row), action: at('action', row), owner: at('owner', row) };
  };
  const ids = [...new Set(parts.flatMap((p) => p.indicators ?? [p.indicator]))];
  return ids.map((id): StatementRow => {
    const r = run.results.find((x) => x.indicator === id && x.yearsBefore === undefined);
    const answer = r?.unit === 'yes-no' && r.value.status === 'ok' ? (r.value.value === 1 ? 'Yes' : 'No') : '';
    const own = written(id);
    return {
      statement: id,
      period,
      answer,
      words: own.words ?? '',
      action: own.action ?? '',
      owner: own.owner ?? '',
    };
  });
}
