import type { Sent } from './work/tasks.js';

const cell = (value: string | number | undefined): string => {
  if (value === undefined) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows of the counts table as the file a person would have sent, so that they are read, checked and placed by the same rules: row N + 2 of it is rows[N]. */
export function countsFile(
  rows: readonly Readonly<Record<string, string | number>>[],
  columns: readonly string[],
): Sent {
  const used = columns.filter((c) => rows.some((r) => r[c] !== undefined));
  const lines = [used.map(cell).join(','), ...rows.map((r) => used.map((c) => cell(r[c])).join(','))];
  return { name: 'counts.csv', bytes: new TextEncoder().encode(`${lines.join('\n')}\n`).slice() };
}
