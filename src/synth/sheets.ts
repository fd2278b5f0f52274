import type { TableName } from '../../schemas/index.js';
import type { SynthTable } from './printed.js';
import { esrDate, type SynthCell, type SynthRow, type SynthSheet } from './sheet.js';

const names: Partial<Record<TableName, string>> = {
  staff: 'Staff in Post',
  leavers: 'Leavers',
  starters: 'Starters',
  recruitment: 'Recruitment',
  cases: 'Employee Relations',
  training: 'Training',
  board: 'Board',
  survey: 'Staff Survey',
  statements: 'Statements',
  absence: 'Absence',
  agency: 'Agency Spend',
  'exit-interviews': 'Exit Interviews',
  'stay-interviews': 'Stay Interviews',
  'flexible-working': 'Flexible Working',
  'retention-survey': 'Retention Survey',
};

const row = (kind: SynthRow['kind'], ...cells: SynthCell[]): SynthRow => ({ kind, cells });

/** One sheet per table, as an analyst sends it: two title lines and a blank one above the header. */
export function sheetsOf(trust: string, tables: readonly SynthTable[]): readonly SynthSheet[] {
  return tables.map((table) => {
    const title = names[table.table] ?? table.table;
    const on = table.snapshot === undefined ? undefined : esrDate(table.snapshot);
    const dates = new Set(table.dates);
    return {
      name: on === undefined ? title : `${title} ${on}`,
      table: table.table,
      columns: table.headers.map((header) => ({ header, isDate: dates.has(header) })),
      rows: [
        row('title', on === undefined ? title : `${title} as at ${on}`),
        row('title', trust),
        row('blank'),
        row('header', ...table.headers),
        ...table.rows.map((record) => row('data', ...table.headers.map((header) => record[header]))),
      ],
    };
  });
}
