import { addMonths, type Day, parseIso, partsOf } from './core/dates.js';
import type { Extract } from './extract/types.js';

/** Columns that say when something happened; days that lie ahead, such as one by which an action is due, date nothing. */
const happened: Readonly<Record<string, string>> = {
  leavers: 'terminationDate',
  starters: 'hireDate',
  absence: 'month',
  agency: 'month',
  'exit-interviews': 'interviewedOn',
  'stay-interviews': 'interviewedOn',
  'flexible-working': 'requestedOn',
};

/** `2024-12` or `2024` at the start of a wave's name, as its last day. */
function dayOfWave(wave: unknown): readonly Day[] {
  const [, year, month = '12'] = /^(\d{4})(?:-(\d{2}))?(?!\d)/.exec(String(wave ?? '')) ?? [];
  const first = year === undefined ? undefined : parseIso(`${year}-${month}-01`);
  return first === undefined ? [] : [addMonths(first, 1) - 1];
}

/**
 * The end of the month of the last thing that happened, by the tables of an extract without a staff snapshot; undefined when nothing in them is dated.
 * Example: agency spend of months up to 1 March 2025 gives 31 March 2025.
 */
export function latestDay({ tables }: Pick<Extract, 'tables'>): Day | undefined {
  const days = [
    ...Object.entries(happened).flatMap(([table, column]) =>
      (tables[table]?.columns[column] ?? []).filter((v): v is number => typeof v === 'number'),
    ),
    ...(tables['retention-survey']?.columns.wave ?? []).flatMap(dayOfWave),
  ];
  if (days.length === 0) return undefined;
  const last = days.reduce((a, b) => Math.max(a, b));
  return addMonths(last - partsOf(last).date + 1, 1) - 1;
}
