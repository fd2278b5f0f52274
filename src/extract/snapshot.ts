import type { Day } from '../core/dates.js';
import { isoDate } from '../core/dates.js';
import { mentionedDates } from './dates.js';
import type { RawRow } from './types.js';

/** The day a sheet describes and where that is said, several days of which none is said to be it, or nothing. */
export type Said =
  | { readonly kind: 'said'; readonly day: Day; readonly where: 'title' | 'sheet' | 'file' }
  | { readonly kind: 'several'; readonly days: readonly Day[] }
  | { readonly kind: 'nothing' };

const made =
  /\b(run|printed|produced|generated|created|extracted|exported|refreshed|downloaded|saved|report date|date of report)\b[^\d]{0,30}$/i;
const isIt =
  /\b(as at|as of|snapshot|position|census|effective|data at|at|ending|ended|year to|period to|to)\b[^\d]{0,30}$/i;

interface Mention {
  readonly day: Day;
  readonly strong: boolean;
}

/** Dates in one line, less those that say when it was made. Of a range ("1 April 2024 to 31 March 2025") only the end counts. */
function mentions(text: string): readonly Mention[] {
  const found = mentionedDates(text);
  const plain = text.replace(/_/g, ' ');
  return found.flatMap((m, i) => {
    const before = plain.slice(i === 0 ? 0 : found[i - 1]!.end, m.at);
    if (made.test(before)) return [];
    const next = found[i + 1];
    const between = next ? plain.slice(m.end, next.at) : '';
    if (next && /^\s*(to|until|-|–|—)\s*$/i.test(between)) return [];
    return [{ day: m.day, strong: isIt.test(before) }];
  });
}

const unique = (days: readonly Day[]): readonly Day[] => [...new Set(days)];

const one = (found: readonly Mention[]): readonly Day[] => {
  const strong = unique(found.filter((m) => m.strong).map((m) => m.day));
  return strong.length > 0 ? strong : unique(found.map((m) => m.day));
};

const lineOf = (row: RawRow): string =>
  row.cells
    .map((cell) =>
      typeof cell === 'string' ? cell : typeof cell === 'object' && cell.kind === 'date' ? isoDate(cell.day) : '',
    )
    .filter((text) => text !== '')
    .join(' ');

/** The day a sheet describes: from its title rows, else its name, else the file's name. "Report run on ..." is not it. */
export function saidSnapshot(title: readonly RawRow[], sheet: string, file: string): Said {
  const titles = one(title.flatMap((row) => mentions(lineOf(row))));
  if (titles.length === 1) return { kind: 'said', day: titles[0]!, where: 'title' };
  for (const [where, text] of [
    ['sheet', sheet],
    ['file', file.replace(/\.[a-z]{3,4}$/i, '')],
  ] as const) {
    const found = one(mentions(text));
    if (found.length > 0 && (titles.length === 0 || titles.includes(found.at(-1)!)))
      return { kind: 'said', day: found.at(-1)!, where };
  }
  return titles.length > 1 ? { kind: 'several', days: titles } : { kind: 'nothing' };
}
